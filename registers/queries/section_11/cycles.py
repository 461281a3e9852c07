"""Cycles of self-assessment, and the organisations one of them asks: a page of them, narrowed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from registers.models import Assessment, Cycle
from registers.queries.section_11.parts import in_force, parts_in
from registers.rules.section_11.cycles import Stage, stage
from registers.rules.section_11.duties import Duty
from registers.rules.section_11.parts import WRITERS, Part
from registers.rules.section_11.states import REPLIED, State, is_overdue

A_PAGE = 50
_REPLIED = [one.value for one in REPLIED]
_WRITERS = [one.value for one in WRITERS - {Part.EXECUTIVE}]


class Show(StrEnum):
    """Which of a cycle's organisations are shown."""

    ALL = "all"
    OVERDUE = "overdue"
    WAITING = "waiting"
    CAME = "came"
    NOBODY = "nobody"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody looks for among a cycle's organisations."""

    show: Show = Show.ALL
    duty: Duty | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle in a list: how many organisations are asked, and how many answered."""

    cycle: Cycle
    stage: Stage
    asked: int
    came: int


@dataclass(frozen=True, slots=True)
class AskedRow:
    """An organisation in a cycle; `has_writer` says whether anybody is named who writes."""

    assessment: Assessment
    state: State
    overdue: bool
    has_writer: bool


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A self-assessment that is somebody's own: by their part in it, or by their agency's lead."""

    assessment: Assessment
    state: State
    overdue: bool
    parts: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many organisations of a cycle each filter shows, and each group."""

    shows: dict[Show, int]
    asked: dict[Duty, int]
    came: dict[Duty, int]


def cycles_of(standing: Standing) -> tuple[CycleRow, ...]:
    """The board's cycles, the latest first."""
    counted = Count("assessments", filter=Q(assessments__left_out_at__isnull=True))
    came = Count(
        "assessments", filter=Q(assessments__left_out_at__isnull=True, assessments__state__in=_REPLIED)
    )
    rows = _cycles(standing).annotate(asked=counted, came=came).select_related("standards")
    return tuple(CycleRow(one, stage_of(one), one.asked, one.came) for one in rows.order_by("-number"))


def cycle_seen(standing: Standing, number: int) -> Cycle | None:
    """The board's cycle of this number."""
    return _cycles(standing).select_related("standards", "board").filter(number=number).first()


def assessment_kept(standing: Standing, number: int, agency: str) -> Assessment | None:
    """An organisation's self-assessment in a cycle of the board, for who keeps cycles."""
    rows = Assessment.objects.filter(cycle__board_id=standing.board_id, cycle__number=number)
    return rows.filter(agency__code=agency).select_related("cycle__board", "agency__kind").first()


def organisations_in(
    cycle: Cycle, narrowed: Narrowed, *, page: str | int | None = 1
) -> "tuple[Page[Any], tuple[AskedRow, ...]]":
    """A page of the organisations a cycle asks, by name, in two queries. The caller has settled that all are seen."""
    rows = _with_writers(cycle).filter(_shown(narrowed.show))
    if narrowed.duty is not None:
        rows = rows.filter(duty=narrowed.duty.value)
    if narrowed.words:
        rows = rows.filter(agency__name__icontains=narrowed.words)
    found = Paginator(rows.select_related("agency__kind", "cycle").order_by("agency__name", "pk"), A_PAGE)
    shown = found.get_page(page)
    today = clock.today()
    return shown, tuple(
        AskedRow(one, State(one.state), is_overdue_now(one, today), one.has_writer) for one in shown
    )


def counts_in(cycle: Cycle) -> Counts:
    """What every filter of a cycle's organisations shows, from two queries."""
    rows = _with_writers(cycle)
    shows = rows.aggregate(**{one.name.lower(): Count("pk", filter=_shown(one)) for one in Show})
    groups = (
        Assessment.objects.filter(cycle=cycle, left_out_at__isnull=True)
        .order_by()
        .values_list("duty")
        .annotate(asked=Count("pk"), came=Count("pk", filter=Q(state__in=_REPLIED)))
    )
    counted = {Duty(duty): (asked, came) for duty, asked, came in groups}
    return Counts(
        shows={one: shows[one.name.lower()] for one in Show},
        asked={duty: asked for duty, (asked, _) in counted.items()},
        came={duty: came for duty, (_, came) in counted.items()},
    )


def without_anybody(cycle: Cycle) -> tuple[Assessment, ...]:
    """The organisations nobody is named for to write to, by name."""
    rows = _with_writers(cycle).filter(_shown(Show.NOBODY))
    return tuple(rows.select_related("agency").order_by("agency__name"))


def own_assessments(standing: Standing) -> tuple[OwnRow, ...]:
    """What is asked of this person: of the agencies they lead, and where they have a part; the latest first.

    Only of cycles that were launched, and organisations still in them.
    """
    led = standing.agencies_with(Permission.SECTION_11_SEE_OWN)
    at_board = Assessment.objects.filter(
        cycle__board_id=standing.board_id, cycle__launched_at__isnull=False, left_out_at__isnull=True
    )
    parts = parts_in(standing, at_board.values_list("pk", flat=True))
    rows = at_board.filter(Q(agency_id__in=led) | Q(pk__in=list(parts))).select_related("cycle", "agency")
    today = clock.today()
    return tuple(
        OwnRow(one, State(one.state), is_overdue_now(one, today), parts.get(one.pk, frozenset()))
        for one in rows.order_by("-cycle__number", "agency__name")
    )


def record_of_cycle(standing: Standing, cycle: Cycle) -> tuple[Line, ...]:
    """What was done to a cycle."""
    return lines_about(standing, "section_11_cycle", cycle.pk)


def record_of_assessment(standing: Standing, assessment: Assessment) -> tuple[Line, ...]:
    """What was done to one organisation's self-assessment."""
    return lines_about(standing, "assessment", assessment.pk)


def is_overdue_now(assessment: Assessment, today: date) -> bool:
    """Whether it is late, asked for and not left out, while its cycle runs."""
    cycle = assessment.cycle
    asked = cycle.launched_at is not None and cycle.closed_at is None and assessment.left_out_at is None
    return asked and is_overdue(State(assessment.state), assessment.due_on, today)


def stage_of(cycle: Cycle) -> Stage:
    """How far a cycle has come."""
    return stage(launched=cycle.launched_at is not None, closed=cycle.closed_at is not None)


def _cycles(standing: Standing) -> QuerySet[Cycle]:
    return Cycle.objects.filter(board_id=standing.board_id)


def _with_writers(cycle: Cycle) -> "QuerySet[Any]":
    writers = in_force().filter(assessment=OuterRef("pk"), part__in=_WRITERS)
    return Assessment.objects.filter(cycle=cycle).annotate(has_writer=Exists(writers))


def _shown(show: Show) -> Q:
    asked = Q(left_out_at__isnull=True)
    waiting = asked & ~Q(state__in=_REPLIED)
    return {
        Show.ALL: asked,
        Show.OVERDUE: waiting
        & Q(due_on__lt=clock.today(), cycle__launched_at__isnull=False, cycle__closed_at__isnull=True),
        Show.WAITING: waiting,
        Show.CAME: asked & Q(state__in=_REPLIED),
        Show.NOBODY: waiting & Q(has_writer=False),
        Show.LEFT_OUT: Q(left_out_at__isnull=False),
    }[show]
