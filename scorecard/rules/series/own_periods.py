"""Figures that build up through the year, turned into each period's own: only those can be tested for a pattern."""

from collections.abc import Sequence
from dataclasses import replace

from scorecard.rules.figures import Status, Unit
from scorecard.rules.numbers import Number, exact
from scorecard.rules.series.points import SeriesFacts, SeriesPoint, value_of

FELL = "The year so far is lower than a {noun} before, so {period} has no figure of its own."
_APRIL = 4


def own_periods(
    points: Sequence[SeriesPoint], facts: SeriesFacts
) -> tuple[tuple[SeriesPoint, ...], tuple[str, ...]]:
    """Each period's own figure of a year-to-date series, and a sentence for each fall within a year.

    April begins the year: its first period is its own figure, every other one what was added to the period before.
    Without that one, or where the year so far fell, a period has no figure of its own. Numerators are subtracted, and
    so are the denominators of percentages and means; a rate's is the population, which does not build up. Medians
    have no period of their own.
    """
    found: list[SeriesPoint] = []
    falls: list[str] = []
    for place, point in enumerate(points):
        first = point.period.first.month == _APRIL
        before = None if first or not place else points[place - 1]
        own = point if first else _added(point, before, facts)
        if own is None and before is not None and _fell(point, before):
            falls.append(FELL.format(noun=point.period.kind, period=point.period.label))
        found.append(own or SeriesPoint(point.period, None, status=Status.NOT_SUPPLIED))
    return tuple(found), tuple(falls)


def _added(point: SeriesPoint, before: SeriesPoint | None, facts: SeriesFacts) -> SeriesPoint | None:
    """What a period added to the year so far; None where that cannot be said."""
    if before is None or point.value is None or before.value is None or facts.unit is Unit.MEDIAN:
        return None
    top = _less(_counted(point), _counted(before))
    bottom = point.denominator if facts.unit is Unit.RATE else _less(point.denominator, before.denominator)
    if top is None or (facts.unit is not Unit.COUNT and bottom is None):
        return None
    value = value_of(top, bottom, facts)
    return None if value is None else replace(point, value=value, numerator=top, denominator=bottom)


def _counted(point: SeriesPoint) -> Number | None:
    return point.value if point.numerator is None and point.denominator is None else point.numerator


def _less(later: Number | None, earlier: Number | None) -> Number | None:
    """The later less the earlier; None where one is missing or it fell."""
    if later is None or earlier is None or later < earlier:
        return None
    return exact(later) - exact(earlier)


def _fell(point: SeriesPoint, before: SeriesPoint) -> bool:
    pairs = ((_counted(point), _counted(before)), (point.denominator, before.denominator))
    return any(later is not None and earlier is not None and later < earlier for later, earlier in pairs)
