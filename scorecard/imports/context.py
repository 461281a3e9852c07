"""What the tables know that a file is checked against, and the way back from words to ids. No checking."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from agencies.models import Agency
from agencies.rules import clock
from scorecard.imports.answers import answers_of
from scorecard.imports.history import history_of
from scorecard.imports.load import StagedRow
from scorecard.imports.rows import AgencyNames, CleanRow, Context, Finding, IndicatorFacts
from scorecard.imports.spool import Spool, escaped
from scorecard.models import Area, CountedHere, Indicator, Submission
from scorecard.queries.counted_here import counted_here
from scorecard.queries.mapping import current_layout, headings_before
from scorecard.queries.populations import population_for
from scorecard.rules.figures import Basis, Kind, Unit
from scorecard.rules.periods import Period, PeriodKind

#: No board's figures begin before there were safeguarding children boards (Children Act 2004, from April 2006).
EARLIEST = date(2006, 4, 1)


@dataclass(frozen=True)
class Knowledge:
    """The context of a check, and the ids its words stand for."""

    context: Context
    indicator_ids: Mapping[str, int]
    area_ids: Mapping[str, int]

    def staged_lines(self, rows: Spool) -> Iterator[str]:
        """The rows of a long file as they will lie in the table, a line each."""
        indicators = {escaped(code): pk for code, pk in self.indicator_ids.items()}
        areas = {escaped(code): pk for code, pk in self.area_ids.items()}
        for line in rows.lines():
            code, area, rest = line.split("\t", 2)
            yield f"{indicators[code]}\t{areas[area]}\t{rest}"

    def staged(self, rows: Iterable[CleanRow]) -> Iterator[StagedRow]:
        """Clean rows as they will lie in the table."""
        for row in rows:
            yield StagedRow(
                indicator_id=self.indicator_ids[row.indicator_code],
                area_id=self.area_ids[row.area_code],
                breakdown=row.breakdown,
                period_kind=row.period.kind.value,
                first=row.period.first,
                last=row.period.last,
                basis=row.basis.value,
                numerator=row.numerator,
                denominator=row.denominator,
                value=row.value,
                status=row.status.value,
                stage=row.stage.value,
                sheet=row.sheet,
                cell=row.cell,
                commentary=row.commentary,
            )

    def asked_of(self, finding: Finding) -> dict[str, Any]:
        """The figure a finding asks an explanation of, as the table keeps it; nothing when it asks of none."""
        of = finding.about
        if of is None:
            return {}
        return {
            "indicator_id": self.indicator_ids[of.indicator],
            "area_id": self.area_ids.get(of.area),
            "breakdown": of.breakdown,
            "first": of.period.first,
            "last": of.period.last,
        }


def knowledge_for(submission: Submission) -> Knowledge:
    """What a submission of this agency at this board is checked against, from a handful of queries."""
    board = submission.board
    indicators = list(
        Indicator.objects.filter(board=board, until__isnull=True)
        .select_related("owner")
        .order_by("order", "pk")
    )
    period = _answered(submission)
    seated = tuple(
        Agency.objects.filter(seats__board=board).distinct().order_by("name").values_list("name", flat=True)
    )
    areas = Area.objects.filter(
        Q(code=board.area_code) | Q(parent__code=board.area_code) | Q(parts__code=board.area_code)
    ).distinct()
    counted = counted_here(board.pk)
    history, no_history = history_of(board.pk, submission.agency_id)
    context = Context(
        agency=_names(submission.agency),
        other_agencies=tuple(
            _names(one) for one in Agency.objects.exclude(pk=submission.agency_id).prefetch_related("aliases")
        ),
        indicators={
            one.code: _facts(one, submission.agency_id, period, seated, counted.get(one.code))
            for one in indicators
        },
        period=period,
        today=clock.today(),
        earliest=EARLIEST,
        population=population_for(),
        default_area=board.area_code,
        areas={one.code: (one.name,) for one in areas},
        answers=answers_of(current_layout(board.pk, submission.agency_id)),
        headings_seen=headings_before(board.pk, submission.agency_id, submission.received_at),
        history=history,
        no_history=no_history,
    )
    return Knowledge(
        context=context,
        indicator_ids={one.code: one.pk for one in indicators},
        area_ids={one.code: one.pk for one in areas},
    )


def _answered(submission: Submission) -> Period | None:
    owed = submission.answers
    return Period(owed.first, owed.last, PeriodKind.QUARTER) if owed else None


def _names(agency: Agency) -> AgencyNames:
    return AgencyNames(agency.code, agency.name, tuple(alias.name for alias in agency.aliases.all()))


def _is_due(one: Indicator, agency_id: int, period: Period | None, counted: CountedHere | None) -> bool:
    if period is None or one.owner_id != agency_id or one.frequency != "quarter":
        return False
    if counted is not None and counted.since <= period.first:
        return False
    return one.retired_from is None or period.first < one.retired_from


def _facts(
    one: Indicator,
    agency_id: int,
    period: Period | None,
    seated: tuple[str, ...],
    counted: CountedHere | None,
) -> IndicatorFacts:
    """A figure is due for the quarter answered when the agency itself owns the indicator, quarterly, not retired
    and not counted here.

    An indicator broken down by agency without values of its own takes the names of the board's agencies.
    """
    return IndicatorFacts(
        code=one.code,
        title=one.title,
        unit=Unit(one.unit),
        kind=Kind(one.kind),
        basis=Basis(one.basis),
        breakdowns=tuple(one.breakdown_values) or (seated if one.breakdown == "agency" else ()),
        per=one.per or 10_000,
        ages=one.ages,
        decimals=one.decimals,
        due=_is_due(one, agency_id, period, counted),
        owned=one.owner_id in (None, agency_id),
        owner=one.owner.name if one.owner else "",
        whole=one.whole,
        frequency=PeriodKind(one.frequency),
        since=one.since if one.version > 1 else None,
        retired_from=one.retired_from,
        counted_from=counted.since if counted is not None else None,
        counted_source=counted.source if counted is not None else "",
    )
