"""Numbers that may be right and yet want a word: each rule says when, and what it lets pass. No words, no tables.

None of them stops anything: whoever is asked answers in a sentence.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import pairwise

from scorecard.rules.numbers import Number, exact

#: So many figures of earlier quarters must be on file before a count is held against them.
FEWEST_BEFORE = 4
#: A count this many times the highest before it is no ordinary quarter.
_FAR = Fraction(3, 2)
#: Counts smaller than this vary too much by themselves.
_SMALLEST = 10
#: With an average this large, nought comes by chance less than once in a hundred times (Poisson).
_NEVER_NOUGHT = 5
#: Two counts of a flow this large are the same by chance about once in forty times, two pairs of them once in 1,600.
_LARGE = 100


def looks_year_so_far(count: Number, of_year: Sequence[Number], before: Sequence[Number]) -> Fraction | None:
    """What is left of a count once the year's earlier quarters are taken off, if it may be the year so far.

    `of_year` are the counts of the year's quarters before this one, none missing; `before` all in-quarter counts
    on file. It may be when it is half as high again as any of those and what is left is as high as some of them.
    """
    if not of_year or len(before) < FEWEST_BEFORE or exact(count) < _SMALLEST:
        return None
    low, high = min(map(exact, before)), max(map(exact, before))
    left = exact(count) - sum(map(exact, of_year))
    return left if exact(count) >= high * _FAR and low <= left <= high else None


def builds_up(counts: Sequence[Number]) -> bool:
    """Whether the quarters of one year, from its first, rise as running totals do, with no figure to compare.

    Three quarters or four; each step between half and twice the first quarter. A series that merely grows has
    steps far smaller than itself.
    """
    exactly = [exact(count) for count in counts]
    if len(exactly) < 3 or exactly[0] < _SMALLEST:
        return False
    steps = [later - earlier for earlier, later in pairwise(exactly)]
    return all(exactly[0] / 2 <= step <= exactly[0] * 2 for step in steps)


def looks_summed(count: Number, of_year: Sequence[Number]) -> bool:
    """Whether a count on a day may be the year's earlier ones added up, with or without its own.

    Half as high again as the highest of them, and within a tenth of their sum, or of it and one more of them.
    """
    earlier = [exact(one) for one in of_year]
    if not earlier or exact(count) < _SMALLEST or exact(count) < max(earlier) * _FAR:
        return False
    total = sum(earlier, Fraction(0))
    return total * Fraction(9, 10) <= exact(count) <= (total + max(earlier)) * Fraction(11, 10)


def never_nought(before: Collection[Number]) -> bool:
    """Whether nought would be a surprise: four figures on file or more, and none of them under 5."""
    return len(before) >= FEWEST_BEFORE and all(exact(one) >= _NEVER_NOUGHT for one in before)


def too_alike(pair: tuple[Number | None, Number | None], before: tuple[Number | None, Number | None]) -> bool:
    """Whether a count and what it is out of are both those of the period before, and too large for chance."""
    top, bottom = pair
    return pair == before and top is not None and bottom is not None and min(top, bottom) >= _LARGE


def parts_miss(total: Number, parts: Sequence[Number]) -> bool:
    """Whether the parts do not make the total, and no rounding explains it.

    DfE rounds national totals to ten beside exact parts; others round every number to five or ten. A total that
    alone happens to end in five is not taken for rounded: 993 + 453 is not 1,445.
    """
    whole, added = exact(total), [exact(part) for part in parts]
    gap = abs(sum(added, Fraction(0)) - whole)
    if gap == 0:
        return False
    if whole % 10 == 0 and gap <= 5:
        return False
    for step in (10, 5):
        if all(number % step == 0 for number in (whole, *added)):
            return gap > Fraction(step, 2) * (len(added) + 1)
    return True
