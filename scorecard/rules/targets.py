"""Whether a figure is at its target. Whether it is really changing is another question: `patterns`'."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scorecard.rules.figures import Polarity
from scorecard.rules.numbers import Number, exact


class Against(StrEnum):
    """How a figure stands against its target; NONE where it has none, or no value, or no good direction."""

    OFF = "off"
    NEAR = "near"
    ON = "on"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Band:
    """The range an indicator should lie in, both edges inside it; a missing edge leaves that side open."""

    low: Number | None = None
    high: Number | None = None

    def distance(self, value: Number) -> Fraction:
        """How far outside the band a value lies: positive above it, negative below it, zero inside."""
        number = nearest = exact(value)
        if self.low is not None:
            nearest = max(nearest, exact(self.low))
        if self.high is not None:
            nearest = min(nearest, exact(self.high))
        return number - nearest

    @property
    def is_open(self) -> bool:
        """Neither edge is set, so nothing can be outside."""
        return self.low is None and self.high is None

    def per(self, factor: int) -> "Band":
        """The same band for values that are `factor` times smaller: a year's rate as a quarter's own."""
        low, high = (None if edge is None else exact(edge) / factor for edge in (self.low, self.high))
        return Band(low, high)


def against_target(
    value: Number | None,
    target: Number | None,
    *,
    tolerance: Number = 0,
    polarity: Polarity,
    band: Band | None = None,
) -> Against:
    """Compare the unrounded value with its target (with its band, for an indicator that has one).

    All are in the same unit. At the target is on it; short of it by no more than `tolerance` is near. The
    tolerance is the indicator's own, never a share of the target. ValueError when it is below zero.
    """
    if tolerance < 0:
        raise ValueError("A tolerance cannot be below zero.")
    short = _shortfall(value, target, polarity, band or Band())
    if short is None:
        return Against.NONE
    if short <= 0:
        return Against.ON
    return Against.NEAR if short <= exact(tolerance) else Against.OFF


def _shortfall(
    value: Number | None, target: Number | None, polarity: Polarity, band: Band
) -> Fraction | None:
    """By how much the value misses; None where the question has no answer."""
    if value is None or polarity is Polarity.CONTEXT:
        return None
    if polarity is Polarity.BAND:
        return None if band.is_open else abs(band.distance(value))
    if target is None:
        return None
    gap = exact(target) - exact(value)
    return gap if polarity is Polarity.HIGHER else -gap
