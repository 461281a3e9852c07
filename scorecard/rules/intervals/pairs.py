"""The interval of a difference or a ratio between two places: different people, counted apart."""

import math
from fractions import Fraction

from scorecard.rules.intervals.single import wilson, yearly
from scorecard.rules.intervals.value import DRAWN, Interval, proportion, whole
from scorecard.rules.numbers import Number, exact


def newcombe(
    numerator: Number,
    denominator: Number | None,
    other_numerator: Number,
    other_denominator: Number | None,
    *,
    confidence: float = DRAWN,
) -> Interval:
    """The interval of one proportion less another, of different people, between -1 and 1.

    Newcombe's hybrid score: 1998 (Stat Med 17, 873-890), method 10. Errors as of `wilson`.
    """
    one = wilson(numerator, denominator, confidence=confidence)
    other = wilson(other_numerator, other_denominator, confidence=confidence)
    return _less(
        proportion(numerator, denominator), one, proportion(other_numerator, other_denominator), other
    )


def rates_difference(
    count: Number,
    population: Number | None,
    other_count: Number,
    other_population: Number | None,
    *,
    confidence: float = DRAWN,
) -> Interval:
    """The interval of one rate (events a head) less another: Newcombe's way of joining, with each one's `byars`.

    Zou & Donner 2008 (Stat Med 27, 1693-1702); for Poisson rates Li, Tang, Poon & Tang 2011 (Commun Stat Simul
    40, 1478-1493). Errors as of `byars`; NoDenominator without a population.
    """
    one = yearly(count, population, periods_a_year=1, per=1, confidence=confidence)
    other = yearly(other_count, other_population, periods_a_year=1, per=1, confidence=confidence)
    rate, other_rate = exact(count) / whole(population), exact(other_count) / whole(other_population)
    return _less(rate, one, other_rate, other)


def rates_ratio(
    count: Number,
    population: Number | None,
    other_count: Number,
    other_population: Number | None,
    *,
    confidence: float = DRAWN,
) -> Interval:
    """The interval of one rate over another: Wilson's for the first one's share of all events, as odds.

    The score interval of Miettinen & Nurminen 1985 (Stat Med 4, 213-226) for Poisson rates comes to the same.
    The high limit is infinite where the other count is zero. NoDenominator where there were no events at all.
    """
    scale = whole(other_population) / whole(population)
    among = wilson(count, exact(count) + exact(other_count), confidence=confidence)
    low, high = (part / (1 - part) if part < 1 else math.inf for part in (among.low, among.high))
    return Interval(low, high).times(scale)


def _less(value: Fraction, one: Interval, other_value: Fraction, other: Interval) -> Interval:
    """The limits of a difference from each one's own, squared and added."""
    here, there = float(value), float(other_value)
    return Interval(
        here - there - math.hypot(here - one.low, other.high - there),
        here - there + math.hypot(one.high - here, there - other.low),
    )
