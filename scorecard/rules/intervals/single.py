"""The interval of one proportion, one count and one rate."""

import math

from scorecard.rules.intervals.poisson import mean_limits
from scorecard.rules.intervals.value import DRAWN, Interval, deviate, proportion, tail, whole
from scorecard.rules.numbers import Number, exact

#: From this count on Byar's approximation stands for the exact limits (OHID's guidance on rates).
BYAR_FROM = 10


def wilson(numerator: Number, denominator: Number | None, *, confidence: float = DRAWN) -> Interval:
    """A proportion's interval, between 0 and 1: Wilson's score method without continuity correction.

    Wilson 1927 (J Am Stat Assoc 22, 209-212); Newcombe 1998 (Stat Med 17, 857-872), method 3; APHO Technical
    Briefing 3. NoDenominator without one; ValueError for a numerator below zero or above the denominator.
    """
    part, size, z = proportion(numerator, denominator), float(whole(denominator)), deviate(confidence)
    return Interval(_score_low(float(part), size, z), 1 - _score_low(float(1 - part), size, z))


def _score_low(part: float, size: float, z: float) -> float:
    """The lower root of Wilson's equation, written so that it is exactly zero for no events."""
    root = z * math.sqrt(z * z + 4 * size * part * (1 - part))
    return 2 * size * part * part / (2 * size * part + z * z + root)


def byars(count: Number, *, confidence: float = DRAWN) -> Interval:
    """A count's interval, as of a Poisson mean: exact below 10, Byar's approximation from there on.

    Byar: Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69; exact: Garwood 1936; the change
    at 10: OHID's guidance on rates. ValueError for a count below zero.
    """
    if exact(count) < 0:
        raise ValueError(f"A count cannot be below zero: {count}.")
    z = deviate(confidence)
    if count < BYAR_FROM:
        return Interval(*mean_limits(float(count), tail(confidence)))
    return Interval(_byar(float(count), -z), _byar(float(count) + 1, z))


def _byar(count: float, z: float) -> float:
    """The cube of Wilson and Hilferty: the mean that lies `z` deviates from the count."""
    return float(count * (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3)


def yearly(
    count: Number, population: Number | None, *, periods_a_year: int, per: int, confidence: float = DRAWN
) -> Interval:
    """The interval of a rate *a year* from the count of one period: `byars` of the count as it was counted.

    The limits are scaled as `numbers.rate` scales the count (`periods_a_year=4` for a quarter); multiplying
    the count first would make a quarter look as sure as a year. NoDenominator without a population.
    """
    return byars(count, confidence=confidence).times(periods_a_year * per / whole(population))
