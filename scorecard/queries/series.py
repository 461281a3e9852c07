"""Current figures as series, gaps filled: what every page, chart, signal and report starts from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scorecard.models import Figure, Indicator
from scorecard.rules.figures import Basis, Kind, Polarity, Status, Unit
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import SeriesFacts, SeriesPoint, filled, value_of
from scorecard.rules.suppression import SuppressionRule, publish


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """Which line this is. `agency_id` None is the board's own line over every agency that reports."""

    indicator_id: int
    agency_id: int | None
    area_id: int
    breakdown: str


@dataclass(frozen=True, slots=True)
class Line:
    """One series, and for the board's own line how many agencies are in each of its periods."""

    key: SeriesKey
    points: tuple[SeriesPoint, ...]
    agencies_in: Mapping[Period, tuple[int, int]]


def facts_of(indicator: Indicator, target: object = None) -> SeriesFacts:
    """What the rules need to know of an indicator, with the target of the year that is looked at."""
    return SeriesFacts(
        unit=Unit(indicator.unit),
        kind=Kind(indicator.kind),
        polarity=Polarity(indicator.polarity),
        band_low=indicator.band_low,
        band_high=indicator.band_high,
        basis=Basis(indicator.basis),
        per=indicator.per or 10_000,
        target=target,  # type: ignore[arg-type]
        tolerance=indicator.tolerance,
        decimals=indicator.decimals,
    )


def lines(
    indicators: Iterable[Indicator],
    *,
    agency_ids: Collection[int] | None = None,
    until: date | None = None,
    rule: SuppressionRule | None = None,
) -> dict[SeriesKey, Line]:
    """Every line of these indicators, from one query.

    `agency_ids` narrows to those agencies' figures (None: all); then an indicator every agency reports also
    gets the board's own line: numerators over denominators of all who are expected, and a gap where one of
    them is missing, so that a late agency never looks like a change. Periods that end after `until` are left
    out. With a suppression `rule`, points it hides are without value.
    """
    wanted = {one.pk: one for one in indicators}
    points: dict[SeriesKey, list[SeriesPoint]] = defaultdict(list)
    for row in _rows(wanted, agency_ids, until):
        key = SeriesKey(row[0], row[1], row[2], row[3])
        points[key].append(_point(row, facts_of(wanted[row[0]])))
    found = {key: Line(key, filled(known), {}) for key, known in points.items()}
    if agency_ids is None:
        for indicator in wanted.values():
            if indicator.owner_id is None:
                found |= _combined(indicator, found)
    if rule is not None:
        return {
            key: _published(line, facts_of(wanted[key.indicator_id]), rule) for key, line in found.items()
        }
    return found


def _published(line: Line, facts: SeriesFacts, rule: SuppressionRule) -> Line:
    points = tuple(publish(point, facts, rule) for point in line.points)
    return Line(line.key, points, line.agencies_in)


def _rows(
    wanted: Mapping[int, Indicator], agency_ids: Collection[int] | None, until: date | None
) -> Iterable[tuple]:  # type: ignore[type-arg]
    current = Figure.objects.current().filter(indicator_id__in=list(wanted))
    if until is not None:
        current = current.filter(last__lte=until)
    if agency_ids is not None:
        current = current.filter(agency_id__in=agency_ids)
    return current.values_list(
        "indicator_id",
        "agency_id",
        "area_id",
        "breakdown",
        "period_kind",
        "first",
        "last",
        "numerator",
        "denominator",
        "value",
        "status",
    ).iterator(chunk_size=5000)


def _point(row: tuple, facts: SeriesFacts) -> SeriesPoint:  # type: ignore[type-arg]
    _, _, _, _, kind, first, last, numerator, denominator, value, status = row
    own = value_of(numerator, denominator, facts)
    if own is None and value is not None:
        own = Fraction(value)
    return SeriesPoint(Period(first, last, PeriodKind(kind)), own, numerator, denominator, Status(status))


def _combined(indicator: Indicator, found: Mapping[SeriesKey, Line]) -> dict[SeriesKey, Line]:
    """The board's own lines of one indicator, by area and breakdown. A median cannot be combined."""
    facts = facts_of(indicator)
    if facts.unit is Unit.MEDIAN:
        return {}
    parts: dict[tuple[int, str], list[Line]] = defaultdict(list)
    for key, line in found.items():
        if key.indicator_id == indicator.pk:
            parts[key.area_id, key.breakdown].append(line)
    combined = {}
    for (area_id, breakdown), theirs in parts.items():
        key = SeriesKey(indicator.pk, None, area_id, breakdown)
        known = [{point.period: point for point in line.points} for line in theirs]
        periods = sorted({period for line in known for period in line})
        points, agencies_in = [], {}
        for period in periods:
            expected = [line for line in known if min(line) <= period]
            given = [line[period] for line in expected if period in line and line[period].value is not None]
            excused = [
                line for line in expected if period in line and line[period].status is Status.NOT_APPLICABLE
            ]
            agencies_in[period] = (len(given), len(expected) - len(excused))
            points.append(_sum(period, given, facts, whole=len(given) == len(expected) - len(excused)))
        combined[key] = Line(key, filled(points), agencies_in)
    return combined


def _sum(period: Period, given: list[SeriesPoint], facts: SeriesFacts, *, whole: bool) -> SeriesPoint:
    missing = SeriesPoint(period, None, status=Status.NOT_SUPPLIED)
    if not whole or not given:
        return missing
    if facts.unit is Unit.COUNT:
        total = sum((point.value for point in given if point.value is not None), Fraction(0))
        return SeriesPoint(period, total, total, None, Status.REPORTED if total else Status.TRUE_ZERO)
    if any(point.numerator is None or point.denominator is None for point in given):
        return missing
    numerator = sum(
        (Fraction(point.numerator) for point in given if point.numerator is not None), Fraction(0)
    )
    denominator = sum(
        (Fraction(point.denominator) for point in given if point.denominator is not None), Fraction(0)
    )
    value = value_of(numerator, denominator, facts)
    if value is None:
        return missing
    return SeriesPoint(period, value, numerator, denominator, Status.REPORTED if value else Status.TRUE_ZERO)
