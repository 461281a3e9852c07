"""How far the figures may be trusted: what came in and when, what is missing or unsure, what was changed afterwards."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from reports.gather.board_pack.words import are, day, many, present, short, table
from reports.rules.blocks import Cell, Column, Paragraph, Points, Section
from scorecard.models import Restatement, Return
from scorecard.queries.overview import Assessed, Overview
from scorecard.rules import life
from scorecard.rules.figures import Status
from scorecard.rules.patterns import PatternWord
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.words import STATUS_WORDS

_RETURNS = (
    Column("Quarter"),
    Column("Asked for", number=True),
    Column("In on time", number=True),
    Column("In late", number=True),
    Column("Not in", number=True),
    Column("Accepted", number=True),
)
_STATUSES = (Column("What stands in a period"), Column("How often", number=True))
_RULES = (
    "A return is in late when its figures were released after its day; what was loaded later counts on that later day.",
    "Every figure can be traced to the file, sheet and cell it was read from, and to who released it.",
    "A figure that is not there is never nought: why it is missing is kept as a fact of its own.",
    "Figures are compared only where they are counted alike; a changed definition begins a line anew.",
    "“Worse than usual” and “better than usual” are said only of at least 13 periods that each stand by themselves.",
    "This pack holds true figures: nothing in it is hidden because it is small, unless its sender hid it.",
)


@dataclass(frozen=True, slots=True)
class _Came:
    """One return of the year: its quarter, and when its figures were released, if they were."""

    quarter: Period
    due_on: date
    released_on: date | None
    is_in: bool
    accepted: bool


def quality_section(standing: Standing, period: Period, seen: Overview) -> Section:
    """The statement of data quality for a year."""
    returns = _returns(standing, period)
    statuses = _statuses(seen, period)
    blocks = present(
        Paragraph(_summary(returns, period)),
        table(
            "quality-returns", "Returns of the year, quarter by quarter", _RETURNS, list(_quarters(returns))
        ),
        table(
            "quality-statuses",
            "What stands where the board’s figures should, in the year’s periods",
            _STATUSES,
            [(Cell(words), Cell(f"{number:,}")) for words, number in statuses],
        ),
        Points((*_RULES, *_notes(standing, period, seen))),
    )
    return Section("data-quality", "Statement of data quality", blocks)


def _returns(standing: Standing, period: Period) -> tuple[_Came, ...]:
    rows = Return.objects.filter(board_id=standing.board_id, first__gte=period.first, last__lte=period.last)
    released = rows.annotate(released=Min("submissions__released_at"))
    return tuple(
        _Came(
            Period(one.first, one.last, PeriodKind.QUARTER),
            one.due_on,
            one.released.astimezone(LONDON).date() if one.released else None,
            one.state in life.IN,
            one.state == Return.State.ACCEPTED,
        )
        for one in released.order_by("first", "agency__name")
    )


def _summary(returns: tuple[_Came, ...], period: Period) -> str:
    came, accepted = sum(one.is_in for one in returns), sum(one.accepted for one in returns)
    return (
        f"{came} of {many(len(returns), 'return')} for {period.label} {are(came)} in; the board’s office has accepted "
        f"{accepted or 'none'} of them."
    )


def _quarters(returns: tuple[_Came, ...]) -> Iterator[tuple[Cell, ...]]:
    for quarter in dict.fromkeys(one.quarter for one in returns):
        those = [one for one in returns if one.quarter == quarter]
        came = [one for one in those if one.is_in]
        late = sum(one.released_on is not None and one.released_on > one.due_on for one in came)
        numbers = (
            len(those),
            len(came) - late,
            late,
            len(those) - len(came),
            sum(one.accepted for one in those),
        )
        yield (Cell(quarter.label), *(Cell(str(number)) for number in numbers))


def _lines(seen: Overview) -> Iterator[Assessed]:
    for row in seen.rows:
        yield from filter(None, (row.line, *row.parts))


def _statuses(seen: Overview, period: Period) -> list[tuple[str, int]]:
    counted = Counter(
        point.status
        for line in _lines(seen)
        for point in line.points
        if period.first <= point.period.last <= period.last
    )
    return [(_said(status), counted[status]) for status in Status if counted[status]]


def _said(status: Status) -> str:
    """A status in words; what a sender hid is said to be the sender's doing."""
    own = {Status.SUPPRESSED: "hidden by its sender", Status.TRUE_ZERO: "nought, by its sender’s own word"}
    words = own.get(status, STATUS_WORDS[status])
    return f"{words[:1].upper()}{words[1:]}"


def _notes(standing: Standing, period: Period, seen: Overview) -> Iterator[str]:
    restated = Restatement.objects.filter(
        submission__board_id=standing.board_id,
        submission__released_at__isnull=False,
        restated__first__gte=period.first,
        restated__last__lte=period.last,
    ).count()
    if restated:
        said = f"{many(restated, 'figure')} of the year {are(restated)}"
        yield f"{said} changed afterwards by a later file, each with its reason."
    short_lines = sum(line.assessment.pattern.word is PatternWord.TOO_FEW for line in _lines(seen))
    if short_lines:
        yield f"Too few points for a pattern to be told: {many(short_lines, 'line')}."
    never = [row.indicator.title for row in seen.rows if row.line is None and not row.parts]
    if never:
        yield f"No figure was ever sent for: {'; '.join(never)}."
    for row in seen.rows:
        begun = [
            one
            for line in filter(None, (row.line, *row.parts))
            for one in line.breaks
            if period.first <= one <= period.last
        ]
        if begun:
            yield f"{row.indicator.title} begins anew on {day(min(begun))}: what stands before is not compared with it."
    waiting = [
        f"{row.indicator.title} ({short(row.agency_name) or 'all agencies'})"
        for row in seen.rows
        if not row.accepted
    ]
    if waiting:
        yield f"Not accepted by the board’s office yet: {'; '.join(waiting)}."
