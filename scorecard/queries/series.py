"""Current figures as series, gaps filled: what every page, chart, signal and report starts from."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.db.models import F, Q

from agencies.models import Seat
from scorecard.models import Figure, Indicator
from scorecard.models.figure import FigureQuerySet
from scorecard.queries.stretches import breaks_of, unmeasured, with_earlier
from scorecard.rules.figures import Basis, Kind, Polarity, Status, Unit
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import SeriesFacts, SeriesPoint, filled, value_of

#: What of a figure says which line it is of, and what a point is made from.
_KEY = ("indicator_id", "agency_id", "area_id", "breakdown")
_CELLS = ("period_kind", "first", "last", "numerator", "denominator", "value", "status")


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
    #: The first days of new stretches: a changed definition, a rebase.
    breaks: tuple[date, ...] = ()

    @property
    def starts(self) -> tuple[int, ...]:
        """The index of the first point of each new stretch."""
        firsts = [point.period.first for point in self.points]
        return tuple(
            sorted({place for day in self.breaks if 0 < (place := bisect_left(firsts, day)) < len(firsts)})
        )


#: How a line is shown to a reader: as it is, or as much of it as may be published.
SeenAs = Callable[[Indicator, Line], Line]


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
    seen_as: SeenAs | None = None,
    own_area: bool = False,
) -> dict[SeriesKey, Line]:
    """Every line of these indicators, from a handful of queries however many there are.

    `agency_ids` narrows to those agencies' figures (None: all); then an indicator every agency reports also
    gets the board's own line: numerators over denominators of all who are expected, and a gap where one of
    them is missing, so that a late agency never looks like a change. Periods that end after `until` are left
    out. `seen_as` says what of each line is shown. Figures of an indicator's earlier versions
    go on in the newest's lines, which begin anew where the definition changed and wherever somebody broke them.
    `own_area` leaves out all places but the board's own.
    """
    wanted = {one.pk: one for one in indicators}
    earlier = with_earlier(wanted)
    current = _current([*wanted, *earlier], until)
    if own_area:
        current = current.filter(area__code=F("indicator__board__area_code"))
    if agency_ids is not None:
        current = current.filter(agency_id__in=agency_ids)
    found = _told(wanted, earlier, current)
    if agency_ids is None:
        found |= _combined(wanted, found)
    return _as_seen(wanted, _broken(found, wanted, earlier), seen_as)


def board_lines(
    indicators: Iterable[Indicator], *, until: date | None = None, seen_as: SeenAs | None = None
) -> dict[SeriesKey, Line]:
    """The board's own lines, as `lines` gives them: the owner's, or the one over every agency, for its own area.

    What other agencies than the owner say of an indicator, or of other places, is not even fetched.
    """
    wanted = {one.pk: one for one in indicators}
    earlier = with_earlier(wanted)
    owners = Q(indicator__owner=F("agency")) | Q(indicator__owner__isnull=True)
    here = Q(area__code=F("indicator__board__area_code"))
    told = _told(wanted, earlier, _current([*wanted, *earlier], until).filter(owners, here))
    found = {key: line for key, line in told.items() if wanted[key.indicator_id].owner_id is not None}
    found |= _combined(wanted, told)
    return _as_seen(wanted, _broken(found, wanted, earlier), seen_as)


def _broken(
    found: dict[SeriesKey, Line], wanted: Mapping[int, Indicator], earlier: Mapping[int, Indicator]
) -> dict[SeriesKey, Line]:
    """The lines, each knowing where it begins anew, and of its gaps which were of a time it was not measured in."""
    days, times = breaks_of(wanted, earlier), unmeasured(wanted, earlier)
    return {
        key: replace(
            line,
            breaks=days.get(key.indicator_id, ()),
            points=_excused(line.points, times.get(key.indicator_id, ())),
        )
        for key, line in found.items()
    }


def _excused(
    points: tuple[SeriesPoint, ...], times: tuple[tuple[date, date], ...]
) -> tuple[SeriesPoint, ...]:
    """A gap is no missing figure where the indicator was retired: nobody owed one."""
    if not times:
        return points
    return tuple(
        replace(point, status=Status.NOT_APPLICABLE)
        if point.status is Status.NOT_SUPPLIED
        and any(ended <= point.period.first < since for ended, since in times)
        else point
        for point in points
    )


def _as_seen(
    wanted: Mapping[int, Indicator], found: dict[SeriesKey, Line], seen_as: SeenAs | None
) -> dict[SeriesKey, Line]:
    """The lines as they are or, for other readers, as these may see them."""
    if seen_as is None:
        return found
    return {key: seen_as(wanted[key.indicator_id], line) for key, line in found.items()}


def _current(wanted: Collection[int], until: date | None) -> FigureQuerySet:
    """Current figures of these indicators, of the periods and on the basis each is reported by: no line mixes them."""
    current = Figure.objects.current().filter(
        indicator_id__in=list(wanted), period_kind=F("indicator__frequency"), basis=F("indicator__basis")
    )
    return current if until is None else current.filter(last__lte=until)


def _told(
    wanted: Mapping[int, Indicator], earlier: Mapping[int, Indicator], figures: FigureQuerySet
) -> dict[SeriesKey, Line]:
    """Each agency's lines. There are thousands of rows, so what they share is made once."""
    facts = {pk: facts_of(one) for pk, one in wanted.items()}
    points: dict[tuple[int, int, int, str], list[SeriesPoint]] = defaultdict(list)
    before: dict[tuple[int, int, int, str], list[SeriesPoint]] = defaultdict(list)
    newest = {(one.board_id, one.code): pk for pk, one in wanted.items()}
    for row in figures.values_list(*_KEY, *_CELLS).iterator(chunk_size=5000):
        if row[0] in facts:
            points[row[:4]].append(_point(row[4:], facts[row[0]]))
            continue
        pk = newest[earlier[row[0]].board_id, earlier[row[0]].code]
        before[pk, *row[1:4]].append(_point(row[4:], facts[pk]))
    for key, older in before.items():
        known = {point.period for point in points[key]}
        points[key] += [point for point in older if point.period not in known]
    keys = {one: SeriesKey(*one) for one in points}
    return {
        keys[one]: Line(keys[one], filled(_in_step(known, facts[one[0]])), {})
        for one, known in points.items()
    }


def _in_step(points: list[SeriesPoint], facts: SeriesFacts) -> list[SeriesPoint]:
    """The years that begin in the month the latest begins in, unless they are meant to overlap."""
    latest = max(point.period for point in points)
    if latest.kind is not PeriodKind.YEAR or facts.basis in (Basis.ROLLING, Basis.YEAR_TO_DATE):
        return points
    return [point for point in points if point.period.first.month == latest.first.month]


def _point(cells: tuple, facts: SeriesFacts) -> SeriesPoint:  # type: ignore[type-arg]
    kind, first, last, numerator, denominator, value, status = cells
    own = value_of(numerator, denominator, facts)
    if own is None and value is not None:
        own = Fraction(value)
    return SeriesPoint(_period(kind, first, last), own, numerator, denominator, Status(status))


@lru_cache(maxsize=2000)
def _period(kind: str, first: date, last: date) -> Period:
    """A period checks its days when it is made, and thousands of rows are of a few dozen periods."""
    return Period(first, last, PeriodKind(kind))


def _combined(wanted: Mapping[int, Indicator], told: Mapping[SeriesKey, Line]) -> dict[SeriesKey, Line]:
    """The board's own lines of what every agency reports, by area and breakdown. Medians cannot be combined."""
    parts: dict[SeriesKey, list[Line]] = defaultdict(list)
    for key, line in told.items():
        indicator = wanted[key.indicator_id]
        if indicator.owner_id is None and indicator.unit != Unit.MEDIAN:
            parts[replace(key, agency_id=None)].append(line)
    left = _seats_ended({indicator.board_id for indicator in wanted.values()}) if parts else {}
    return {
        key: _together(key, theirs, facts_of(wanted[key.indicator_id]), left) for key, theirs in parts.items()
    }


def _seats_ended(board_ids: Collection[int]) -> dict[int, date]:
    """When agencies left the board: the end of their last seat, for those without an open one."""
    ends: dict[int, list[date | None]] = defaultdict(list)
    for agency_id, until in Seat.objects.filter(board_id__in=board_ids).values_list("agency_id", "until"):
        ends[agency_id].append(until)
    return {
        agency_id: max(until for until in found if until is not None)
        for agency_id, found in ends.items()
        if None not in found
    }


def _together(key: SeriesKey, theirs: list[Line], facts: SeriesFacts, left: Mapping[int, date]) -> Line:
    """One line from each agency's.

    An agency is expected from its first period on until its seat at the board has ended (`left`), unless it is
    excused: a body that was abolished must not leave a gap for ever.
    """
    begun = [(line.points[0].period, left.get(line.key.agency_id or 0, date.max)) for line in theirs]
    sent: dict[Period, list[SeriesPoint]] = defaultdict(list)
    for line in theirs:
        for point in line.points:
            if point.period.first <= left.get(line.key.agency_id or 0, date.max):
                sent[point.period].append(point)
    points, agencies_in = [], {}
    for period in sorted(sent):
        given = [point for point in sent[period] if point.value is not None]
        excused = sum(point.status is Status.NOT_APPLICABLE for point in sent[period])
        expected = sum(first <= period and period.first <= end for first, end in begun) - excused
        agencies_in[period] = (len(given), expected)
        points.append(_sum(period, given, facts, whole=len(given) == expected))
    return Line(key, filled(points), agencies_in)


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
