"""What is compared with what, and what may be said of it. Which of it is true is `standing`'s."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scorecard.rules.figures import Basis, Unit
from scorecard.rules.intervals import Interval
from scorecard.rules.numbers import Number
from scorecard.rules.periods import Period
from scorecard.rules.words import DIFFERENT


class Standing(StrEnum):
    """How a figure stands beside what it is compared with, or why nothing is said."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_DIFFERENCE = "no_difference"
    TOO_SMALL = "too_small"
    DIFFERENT_BASIS = "different_basis"
    DIFFERENT_PERIOD = "different_period"


WORDS = {
    Standing.HIGHER: "higher",
    Standing.LOWER: "lower",
    Standing.NO_DIFFERENCE: "no clear difference",
    Standing.TOO_SMALL: "numbers too small to compare",
    Standing.DIFFERENT_BASIS: DIFFERENT,
    Standing.DIFFERENT_PERIOD: "different period",
}


class Judged(StrEnum):
    """Whether that is good: NEITHER without a difference, a good direction, or a band."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is a figure of. A rate is so many per `per` people; other units have no `per` of their own."""

    unit: Unit
    basis: Basis
    period: Period
    per: int = 10_000

    @property
    def times(self) -> int:
        """What a share a head is multiplied by: a percentage, or a rate, and that *a year* where it is a flow."""
        if self.unit is Unit.PERCENT:
            return 100
        return self.per * (self.period.kind.a_year if self.basis is Basis.IN_PERIOD else 1)


@dataclass(frozen=True, slots=True)
class Held:
    """One place's or agency's counts for one period. A hidden count is None, and says as little as a small one."""

    measure: Measure
    numerator: Number | None
    denominator: Number | None


@dataclass(frozen=True, slots=True)
class Level:
    """A value taken as exact, as printed (a percentage; a rate a year): England's, or the centre of a funnel."""

    measure: Measure
    value: Number


@dataclass(frozen=True, slots=True)
class Comparison:
    """The standing and its judgement, with both values and the limits they rest on, as printed.

    The limits are of our own figure (against a level), of the difference (against another place), or the
    funnel's. Nothing but the standing is given where there is no claim to make.
    """

    standing: Standing
    judged: Judged = Judged.NEITHER
    ours: Fraction | None = None
    theirs: Fraction | None = None
    limits: Interval | None = None
