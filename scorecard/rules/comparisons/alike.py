"""Whether what is published elsewhere is counted as a figure is: only then may it stand beside it."""

from dataclasses import dataclass

from scorecard.rules.figures import Basis, Unit

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """How a value was counted: in what unit, on which basis, over how many months, up to which month of the year.

    `per` is a rate's base, None where that is not said.
    """

    unit: Unit
    basis: Basis
    months: int
    until: int
    per: int | None = None


def counted_alike(ours: Counted, theirs: Counted) -> bool:
    """Whether `theirs` may stand beside `ours`, whatever year it is of. Different bases never may.

    A rate of what happened in a period is shown a year, so theirs must be a year's. A count is only as good as its
    stretch, and so is a rolling window: both must be as long. What builds up through the year is held against what has
    built up to the same month. Shares, means and medians of what happened stand as they are, and so does what stood at
    a period's end.
    """
    if (ours.unit, ours.basis) != (theirs.unit, theirs.basis):
        return False
    if ours.unit is Unit.RATE and None not in (ours.per, theirs.per) and ours.per != theirs.per:
        return False
    if ours.basis is Basis.YEAR_TO_DATE:
        return ours.until == theirs.until
    if ours.basis is Basis.ROLLING:
        return ours.months == theirs.months
    if ours.basis is Basis.IN_PERIOD and ours.unit is Unit.RATE:
        return theirs.months == _YEAR
    if ours.basis is Basis.IN_PERIOD and ours.unit is Unit.COUNT:
        return ours.months == theirs.months
    return True
