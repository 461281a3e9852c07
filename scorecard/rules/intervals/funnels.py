"""A funnel's edges: between which values a place of some size may lie about a centre, by chance alone."""

import math

from scorecard.rules.intervals.poisson import count_limits
from scorecard.rules.intervals.value import FLAGGED, Interval, deviate, tail, whole
from scorecard.rules.numbers import Number, exact


def funnel_of_proportions(
    centre: Number, denominator: Number | None, *, confidence: float = FLAGGED
) -> Interval:
    """Between which proportions a place of this size may lie about the centre (a proportion, 0 to 1).

    They are those whose Wilson interval holds the centre: centre ± z√(centre(1 - centre)/n), cut at 0 and 1
    (Spiegelhalter 2005, Stat Med 24, 1185-1202; OHID's guidance on funnel plots). ValueError for a centre
    that is no proportion.
    """
    middle = float(exact(centre))
    if not 0 <= middle <= 1:
        raise ValueError(f"The centre {centre} is not a proportion between 0 and 1.")
    reach = deviate(confidence) * math.sqrt(middle * (1 - middle) / float(whole(denominator)))
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def funnel_of_rates(centre: Number, population: Number | None, *, confidence: float = FLAGGED) -> Interval:
    """Between which rates (events a head) a place of this population may lie about the centre (likewise).

    They are those whose exact Poisson interval holds the centre, as in OHID's guidance on funnel plots for
    rates; between whole counts the edge runs on smoothly. About zero there is no width. ValueError below it.
    """
    expected = exact(centre) * whole(population)
    if expected < 0:
        raise ValueError(f"A rate cannot be below zero: {centre}.")
    if expected == 0:
        return Interval(0.0, 0.0)
    return Interval(*count_limits(float(expected), tail(confidence))).times(1 / whole(population))
