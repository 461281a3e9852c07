"""What an interval is, how sure it is, and the shares it is about."""

from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist

from scorecard.rules.numbers import Number, exact, share

#: The confidence of what is drawn round a figure, and of a funnel's inner lines.
DRAWN = 0.95
#: The confidence of a funnel's outer lines: only beyond them is anything flagged (Spiegelhalter 2005).
FLAGGED = 0.998


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between two limits, both included."""

    low: float
    high: float

    def __contains__(self, value: Number) -> bool:
        """Whether a value lies neither below nor above, compared exactly."""
        return self.low <= exact(value) <= self.high

    def times(self, factor: Number) -> "Interval":
        """The same interval of a figure so many times (above zero) as large: a share as a percentage."""
        return Interval(self.low * float(factor), self.high * float(factor))


def whole(denominator: Number | None) -> Fraction:
    """What is divided by, exactly; NoDenominator where it is missing or zero, ValueError below zero."""
    value = 1 / share(1, denominator, per=1)
    if value < 0:
        raise ValueError(f"A denominator cannot be below zero: {denominator}.")
    return value


def proportion(numerator: Number, denominator: Number | None) -> Fraction:
    """A part of a whole, exactly; errors as of `whole`, and ValueError where it is no part of it."""
    value = exact(numerator) / whole(denominator)
    if not 0 <= value <= 1:
        raise ValueError(f"{numerator} of {denominator} is not a part of a whole.")
    return value


def deviate(confidence: float) -> float:
    """How many standard deviations hold this much of a normal distribution in the middle."""
    return -NormalDist().inv_cdf(tail(confidence))


def tail(confidence: float) -> float:
    """The chance left over beyond each end; ValueError for a confidence that is not between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"Confidence is a share between 0 and 1, such as 0.95, not {confidence}.")
    return (1 - confidence) / 2
