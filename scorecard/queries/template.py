"""What a return's template holds: the agency's indicators that are due, each part, and the values before."""

from dataclasses import dataclass

from agencies.models import Agency
from scorecard.models import Figure, Indicator, Return
from scorecard.rules.periods import Period, PeriodKind, financial_year, term

#: So many quarters before the one that is due stand beside it.
QUARTERS_BEFORE = 4
ALL = "all"


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One figure to fill in. `before` are the figures of `Template.quarters`, None where the board has none."""

    indicator: Indicator
    breakdown: str
    period: Period
    before: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """All of it. `quarters` are those before the return's, oldest first."""

    owed: Return
    period: Period
    quarters: tuple[Period, ...]
    lines: tuple[TemplateLine, ...]


def template_for(owed: Return) -> Template:
    """The template of one return: what the agency owns and what every agency reports, where a period has ended."""
    period = Period(owed.first, owed.last, PeriodKind.QUARTER)
    quarters = tuple(period.shifted(-3 * number) for number in range(QUARTERS_BEFORE, 0, -1))
    found = Indicator.objects.asked_in(owed.first).filter(board_id=owed.board_id, since__lte=owed.last)
    mine = [one for one in found.order_by("order", "pk") if one.owner_id in (None, owed.agency_id)]
    held = _held(owed, mine, quarters)
    seated = _seated(owed)
    lines = []
    for indicator in mine:
        due = _due(indicator, period)
        if due is None:
            continue
        for part in (ALL, *_parts(indicator, seated)):
            before = tuple(held.get((indicator.pk, part, one.first, one.last)) for one in quarters)
            lines.append(TemplateLine(indicator, part, due, before))
    return Template(owed, period, quarters, tuple(lines))


def _parts(indicator: Indicator, seated: tuple[str, ...]) -> tuple[str, ...]:
    """The parts one agency is asked for. What every agency reports, each reports of itself alone."""
    by_agency = indicator.breakdown == "agency" and indicator.owner_id is not None
    return tuple(indicator.breakdown_values) or (seated if by_agency else ())


def _due(indicator: Indicator, quarter: Period) -> Period | None:
    """The period a figure of this indicator is for: the quarter, or the term or year that ended in it."""
    kind = PeriodKind(indicator.frequency)
    if kind is PeriodKind.QUARTER:
        return quarter
    year = quarter.year_start
    ended = (
        [term(start, name) for start in (year - 1, year) for name in ("autumn", "spring", "summer")]
        if kind is PeriodKind.TERM
        else [financial_year(year)]
    )
    return next((one for one in ended if quarter.first <= one.last <= quarter.last), None)


def _held(
    owed: Return, indicators: list[Indicator], quarters: tuple[Period, ...]
) -> dict[tuple[object, ...], Figure]:
    """The agency's current figures of the quarters before, for the board's whole area."""
    figures = Figure.objects.current().filter(
        agency_id=owed.agency_id,
        indicator__in=indicators,
        area__code=owed.board.area_code,
        period_kind=PeriodKind.QUARTER.value,
        first__gte=quarters[0].first,
        last__lte=quarters[-1].last,
    )
    return {(one.indicator_id, one.breakdown, one.first, one.last): one for one in figures}


def _seated(owed: Return) -> tuple[str, ...]:
    agencies = Agency.objects.filter(seats__board=owed.board_id).distinct().order_by("name")
    return tuple(agencies.values_list("name", flat=True))
