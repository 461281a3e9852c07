"""Lines somebody chose: of which indicators, agencies, places, parts and periods, with all that is said of them.

What the explore page draws, `GET /api/v1/series` answers and a download holds. Everything is as the pages show it:
a line is judged whole, and the periods asked for are then cut out of it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from agencies.models import Agency
from agencies.rules.standing import Standing
from scorecard.models import Area, Figure, Indicator
from scorecard.permissions import agencies_seen
from scorecard.queries.beside import Beside, beside_of
from scorecard.queries.choices import (
    ALL_AGENCIES,
    MOST,
    TOGETHER,
    WHOLE,
    Choice,
    NotKnown,
    TooMuch,
    Whose,
    agencies_of,
    areas_of,
    indicators_of,
)
from scorecard.queries.overview import Assessed, assessed_line, targets_of
from scorecard.queries.publishing import Rules, rules_of
from scorecard.queries.series import SeriesKey, lines
from scorecard.rules.figures import Basis, Status
from scorecard.rules.numbers import Number
from scorecard.rules.periods import Period
from scorecard.rules.suppression import publish
from scorecard.rules.variation import Footing, Special

__all__ = [
    "ALL_AGENCIES",
    "MOST",
    "TOGETHER",
    "WHOLE",
    "Beside",
    "Choice",
    "Drawn",
    "DrawnPoint",
    "NotKnown",
    "TooMuch",
    "board_explored",
    "explored",
    "rests_on_small",
]


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """One figure. All values are unrounded and in the unit a page shows: a flow rate is a rate a year.

    `tested` is what mean, limits and special cause are of: the value, or the period's own where figures build up
    through the year. `target` is that of the figure's own year. `agencies_in`, of the board's line over every
    agency, is how many are in it of how many are expected.
    """

    period: Period
    value: Fraction | None
    numerator: Number | None
    denominator: Number | None
    status: Status
    tested: Fraction | None
    mean: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    special: Special
    target: Decimal | None
    agencies_in: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line. `line` is the whole of it as it was judged; `points` are the periods chosen, from `start` on.

    `agency` is None for the board's own line over every agency. `small` says that it holds, or rests on, numbers
    too small to be published.
    """

    indicator: Indicator
    agency: Agency | None
    area: Area
    line: Assessed
    start: int
    points: tuple[DrawnPoint, ...]
    beside: tuple[Beside, ...]
    small: bool

    @property
    def agency_name(self) -> str:
        """Whose it is, in words."""
        return self.agency.name if self.agency else ALL_AGENCIES

    @property
    def agency_code(self) -> str:
        """The code by which it is chosen."""
        return self.agency.code if self.agency else TOGETHER

    @property
    def breakdown(self) -> str:
        """Which part it is of; "all" for the whole."""
        return self.line.key.breakdown


def explored(standing: Standing, choice: Choice, *, most: int = MOST) -> tuple[Drawn, ...]:
    """The lines chosen, as far as this person may see them, in the order of the scorecard; a dozen queries in all.

    Raises NotKnown for a code that is not there or not theirs to see, TooMuch above `most` figures. Whether they may
    see the scorecard at all is asked before.
    """
    return board_explored(Whose(standing.board_id, agencies_seen(standing)), choice, most=most)


def board_explored(whose: Whose, choice: Choice, *, most: int = MOST) -> tuple[Drawn, ...]:
    """The same for a board, narrowed to some agencies' figures."""
    indicators = _indicators(whose, choice)
    agencies = _agencies(whose, choice)
    areas = _areas(whose, choice)
    asked = _ids(whose, choice, agencies)
    _demand_few(indicators, asked, areas, choice, most)
    held = lines(indicators.values(), agency_ids=asked, until=None)
    chosen = [key for key in held if _fits(key, choice, agencies, areas)]
    _demand_parts(choice, indicators.values(), held)
    targets, rules = targets_of(whose.board_id), rules_of(whose.board_id)
    beside = beside_of(whose.board_id, indicators.values()) if choice.comparators else {}
    drawn = []
    for key in chosen:
        indicator = indicators[key.indicator_id]
        line = assessed_line(indicator, held[key], targets)
        start, points = _points(line, choice, targets)
        if points:
            drawn.append(
                Drawn(
                    indicator,
                    agencies[key.agency_id] if key.agency_id else None,
                    areas[key.area_id],
                    line,
                    start,
                    points,
                    beside.get(indicator.pk, ()),
                    small=rests_on_small(line, rules),
                )
            )
    if sum(len(one.points) for one in drawn) > most:
        raise TooMuch(most)
    return tuple(sorted(drawn, key=_in_order))


def _in_order(one: Drawn) -> tuple[object, ...]:
    places = {value: place for place, value in enumerate(one.indicator.breakdown_values)}
    whole = one.breakdown == WHOLE
    part = (not whole, places.get(one.breakdown, len(places)), one.breakdown)
    first = one.agency is None or one.agency.pk == one.indicator.owner_id
    return (one.indicator.order, one.indicator.code, one.area.name, not first, one.agency_name, *part)


def _indicators(whose: Whose, choice: Choice) -> dict[int, Indicator]:
    known = {one.code: one for one in indicators_of(whose)}
    for code in choice.indicators:
        if code not in known:
            raise NotKnown("indicator", code, f"There is no indicator “{code}” here that you may see.")
    chosen = choice.indicators or known
    return {known[code].pk: known[code] for code in chosen}


def _agencies(whose: Whose, choice: Choice) -> dict[int, Agency]:
    known = agencies_of(whose)
    codes = {one.code for one in known}
    if whose.agency_ids is None:
        codes.add(TOGETHER)
    for code in choice.agencies:
        if code not in codes:
            raise NotKnown("agency", code, f"There is no agency “{code}” here whose figures you may see.")
    return {one.pk: one for one in known}


def _areas(whose: Whose, choice: Choice) -> dict[int, Area]:
    known = areas_of(whose)
    for code in choice.areas:
        if code not in {one.code for one in known}:
            raise NotKnown("area", code, f"There is no area “{code}” here with figures you may see.")
    return {one.pk: one for one in known}


def _ids(whose: Whose, choice: Choice, agencies: Mapping[int, Agency]) -> frozenset[int] | None:
    """The agencies whose figures are fetched; None for all, which the board's own line is made from."""
    if not choice.agencies or TOGETHER in choice.agencies:
        return whose.agency_ids
    return frozenset(pk for pk, one in agencies.items() if one.code in choice.agencies)


def _demand_few(
    indicators: Mapping[int, Indicator],
    agency_ids: frozenset[int] | None,
    areas: Mapping[int, Area],
    choice: Choice,
    most: int,
) -> None:
    """Refuse what is far too much before it is fetched: figures are counted, which costs next to nothing."""
    figures = Figure.objects.current().filter(indicator_id__in=list(indicators))
    if agency_ids is not None:
        figures = figures.filter(agency_id__in=agency_ids)
    elif choice.agencies:
        return  # what a line over every agency is made from is no figure of the answer
    if choice.areas:
        figures = figures.filter(area_id__in=[pk for pk, one in areas.items() if one.code in choice.areas])
    if choice.breakdowns:
        figures = figures.filter(breakdown__in=choice.breakdowns)
    if choice.since is not None:
        figures = figures.filter(first__gte=choice.since)
    if choice.until is not None:
        figures = figures.filter(last__lte=choice.until)
    if figures.count() > most:
        raise TooMuch(most)


def _fits(key: SeriesKey, choice: Choice, agencies: Mapping[int, Agency], areas: Mapping[int, Area]) -> bool:
    who = agencies[key.agency_id].code if key.agency_id else TOGETHER
    return (
        (not choice.agencies or who in choice.agencies)
        and (not choice.areas or areas[key.area_id].code in choice.areas)
        and (not choice.breakdowns or key.breakdown in choice.breakdowns)
    )


def _demand_parts(choice: Choice, indicators: Iterable[Indicator], held: Collection[SeriesKey]) -> None:
    """The parts chosen must be an indicator's own, or stand in a figure that this reader sees."""
    known = {WHOLE, *(key.breakdown for key in held)}
    known.update(str(value) for one in indicators for value in one.breakdown_values)
    for part in choice.breakdowns:
        if part not in known:
            raise NotKnown(
                "breakdown", part, f"None of these indicators has a part “{part}” that you may see."
            )


def _points(
    line: Assessed, choice: Choice, targets: Mapping[tuple[int, int], Decimal]
) -> tuple[int, tuple[DrawnPoint, ...]]:
    """The index of the first point within the periods chosen, and the points."""
    within = [
        index
        for index, point in enumerate(line.points)
        if (choice.since is None or point.period.first >= choice.since)
        and (choice.until is None or point.period.last <= choice.until)
    ]
    return (within[0] if within else 0), tuple(_point(line, index, targets) for index in within)


def _point(line: Assessed, index: int, targets: Mapping[tuple[int, int], Decimal]) -> DrawnPoint:
    point, reading = line.points[index], line.assessment.readings[index]
    factor = line.assessment.factor
    # As in a chart: a line that is not tested has no average that a point could be far from.
    mean = None if reading.stage is Footing.NOT_TESTED else reading.mean
    period = point.period
    whole_year = line.facts.basis is not Basis.YEAR_TO_DATE or period.last.month == 3
    return DrawnPoint(
        period,
        _times(point.value, factor),
        point.numerator,
        point.denominator,
        point.status,
        _times(line.assessment.tested[index].value, factor),
        _times(mean, factor),
        _times(reading.lower, factor),
        _times(reading.upper, factor),
        reading.special,
        targets.get((line.key.indicator_id, period.year_start)) if whole_year else None,
        line.agencies_in.get(period),
    )


def _times(value: Fraction | None, factor: int) -> Fraction | None:
    return None if value is None else value * factor


def rests_on_small(line: Assessed, rules: Rules) -> bool:
    """Whether any figure of a line would be hidden from the public: its average and limits rest on all of them."""
    rule = rules.of(line.key.agency_id)
    every = (*line.points, *line.assessment.tested)
    return any(
        point.value is not None and publish(point, line.facts, rule).status is Status.SUPPRESSED
        for point in every
    )
