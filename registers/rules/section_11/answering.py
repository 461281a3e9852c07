"""What is written under one standard, and how what two people write at once is brought together: nothing is lost.

Each side tells what it last saw. Whatever only one of them changed is taken; of words that both changed, both stay, one
after the other. A score that both changed stays as it was kept first, and the second is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Written:
    """What stands under one standard: a number of the scale, or that it does not apply and why; and the words."""

    score: int | None = None
    not_applicable: bool = False
    why_not: str = ""
    words: str = ""

    @property
    def judged(self) -> tuple[int | None, bool]:
        """The one choice: a score, that it does not apply, or neither yet."""
        return self.score, self.not_applicable

    @property
    def begun(self) -> bool:
        """Whether anything stands there."""
        return self != Written()

    @property
    def answered(self) -> bool:
        """Whether the choice is made, with a reason where the standard does not apply."""
        return self.score is not None or (self.not_applicable and bool(self.why_not))


@dataclass(frozen=True, slots=True)
class Merged:
    """What stands afterwards, and what both had changed: `choice`, `words`."""

    written: Written
    clashes: tuple[str, ...] = ()


def merge(*, saw: Written, theirs: Written, mine: Written) -> Merged:
    """Bring `mine` together with `theirs`, which was kept since I last `saw` what stood there."""
    words, words_clash = merge_words(saw.words, theirs.words, mine.words)
    why_not, why_clash = merge_words(saw.why_not, theirs.why_not, mine.why_not)
    mine_counts = theirs.judged in (saw.judged, mine.judged)
    kept = mine if mine_counts else theirs
    choice_clash = not mine_counts and mine.judged != saw.judged
    written = replace(kept, words=words, why_not=why_not if kept.not_applicable else "")
    clashes = (("choice",) if choice_clash else ()) + (("words",) if words_clash or why_clash else ())
    return Merged(written, clashes)


def merge_words(saw: str, theirs: str, mine: str) -> tuple[str, bool]:
    """The lines of both, and whether both changed the same ones: those stand one after the other."""
    if theirs in (saw, mine):
        return mine, False
    if mine == saw:
        return theirs, False
    base, others, own = saw.split("\n"), theirs.split("\n"), mine.split("\n")
    lines: list[str] = []
    clash = False
    at = other_at = own_at = 0
    for start, end, other_start, own_start in _alike(base, others, own):
        before, other, ours = base[at:start], others[other_at:other_start], own[own_at:own_start]
        if other in (before, ours) or _typed_on(other, ours):
            lines += ours
        elif ours == before:
            lines += other
        else:
            both, clashes = _side_by_side(before, other, ours)
            lines += both
            clash = clash or clashes
        lines += base[start:end]
        at, other_at, own_at = end, other_start + end - start, own_start + end - start
    # A line that stood there twice, and was moved by both, may be taken for one that each took out.
    lost = [one for one in dict.fromkeys(own) if one in others and one not in lines]
    return "\n".join([*lines, *lost]).strip("\n"), clash


def _side_by_side(before: Sequence[str], other: Sequence[str], ours: Sequence[str]) -> tuple[list[str], bool]:
    """What both wrote in one place, and whether both changed a line that stood there: a line that one took out goes."""
    new = [one for one in other if one not in before]
    own = [one for one in ours if one not in before]
    kept = [one for one in before if one in other and one in ours]
    clash = any(one not in other and one not in ours for one in before) or not before
    added_after = bool(before) and list(other[: len(before)]) == list(before)
    return ([*kept, *own, *new] if added_after else [*kept, *new, *own]), clash


def _typed_on(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the other holds all of the one, typed on: what was kept on the way is nothing to keep beside it."""
    return len(one) <= len(other) and all(
        more.startswith(some) for some, more in zip(one, other, strict=False)
    )


def _alike(
    base: Sequence[str], others: Sequence[str], own: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that stand in all three: first and after last in the base, and where they begin in the two."""
    left = SequenceMatcher(None, base, others, autojunk=False).get_matching_blocks()
    right = SequenceMatcher(None, base, own, autojunk=False).get_matching_blocks()
    i = j = 0
    while j < len(right):  # both end with the end of the base
        one, two = left[i], right[j]
        start, end = max(one.a, two.a), min(one.a + one.size, two.a + two.size)
        if start <= end:  # where both end, too: what lies before is one's, what comes after the other's
            yield start, end, one.b + start - one.a, two.b + start - two.a
        if one.a + one.size < two.a + two.size:
            i += 1
        else:
            j += 1
    yield len(base), len(base), len(others), len(own)
