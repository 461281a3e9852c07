"""What a case audit may say of how many cases, and how good a set of grades is."""

from collections.abc import Mapping
from datetime import date

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: More than this in one audit is a slip of the pen.
MOST_CASES = 500
#: The inspectorate's grades, best first, by the words they are kept as.
GRADES = ("outstanding", "good", "requires", "inadequate")
_GOOD = frozenset(GRADES[:2])


def counts_fit(cases: int, grades: Mapping[str, int]) -> Verdict:
    """Whether so many cases can have been given these grades: some may stay ungraded, none is graded twice."""
    if not 1 <= cases <= MOST_CASES:
        return refused(f"Say how many cases were looked at: from 1 to {MOST_CASES}.")
    graded = sum(grades.values())
    if graded > cases:
        return refused(f"{graded} grades were given to {cases} case{'' if cases == 1 else 's'}.")
    return ALLOWED


def day_fits(held_on: date, *, today: date, earlier: date | None = None) -> Verdict:
    """Whether an audit can have been held on this day, after the one it repeats."""
    if held_on > today:
        return refused("An audit is recorded once it was held.")
    if held_on.year < 2000:
        return refused("Check the year.")
    if earlier is not None and held_on <= earlier:
        return refused("An audit repeats one that was held before it.")
    return ALLOWED


def good_share(grades: Mapping[str, int]) -> int | None:
    """The percentage of graded cases that were good or better; None where none was graded."""
    graded = sum(grades.values())
    if not graded:
        return None
    good = sum(number for grade, number in grades.items() if grade in _GOOD)
    return (200 * good + graded) // (2 * graded)  # halves go up
