"""What is open, for a meeting's paper until board packs exist: what is late, what is grave, what is to be looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies import thread
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Obligation
from registers.models import Action, Meeting, OriginKind, RungReached
from registers.permissions.section_11 import can_see_all_assessments
from registers.queries.actions import ActionRow, rows_of
from registers.queries.last_said import NOTHING, about
from registers.queries.references import page_of
from registers.queries.risks import Row, register
from registers.queries.section_11.awaited import ASSESSMENT
from registers.queries.section_11.cycle_progress import CycleProgress, cycles_under_way
from registers.rules.actions import State
from registers.rules.ladder import Rung, days_overdue


@dataclass(frozen=True, slots=True)
class LateItem:
    """One thing an agency owes, how many working days late it is, and what is asked or is to be done."""

    owed: Obligation
    days: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the board looks at. `named` has been taken up as far as it goes; `late` has not yet."""

    as_of: date
    named: tuple[LateItem, ...]
    late: tuple[LateItem, ...]
    #: Self-assessments stand here and not among what is late: a hundred may be awaited at a time.
    section_11: tuple[CycleProgress, ...]
    #: Each with its page.
    risks: tuple[tuple[Row, str], ...]
    #: Agreed at earlier meetings and not done.
    arising: tuple[ActionRow, ...]
    #: Finished, and to be looked at by the day of the meeting.
    to_check: tuple[ActionRow, ...]


def agenda(standing: Standing, meeting: Meeting) -> Agenda:
    """What is open at the meeting's board today, the latest and gravest first."""
    today = clock.today()
    owed = [
        one
        for one in thread.obligations(standing.board_id)
        if one.agency_id is not None and one.kind != ASSESSMENT and days_overdue(one.due, today)
    ]
    told = about(standing.board_id, owed)
    late = [
        LateItem(one, days_overdue(one.due, today), told.get((one.kind, one.key), NOTHING).title)
        for one in owed
    ]
    named = _named(standing.board_id)
    actions = Action.objects.filter(board_id=standing.board_id)
    earlier = Meeting.objects.filter(board_id=standing.board_id, held_on__lt=meeting.held_on)
    arising = actions.filter(
        state=State.OPEN.value,
        origin_kind=OriginKind.MEETING,
        origin_key__in=[str(pk) for pk in earlier.values_list("pk", flat=True)],
    )
    to_check = actions.filter(state=State.COMPLETE.value, check_on__lte=meeting.held_on)
    return Agenda(
        as_of=today,
        named=_latest_first(one for one in late if _mark(one.owed) in named),
        late=_latest_first(one for one in late if _mark(one.owed) not in named),
        section_11=cycles_under_way(standing.board_id) if can_see_all_assessments(standing) else (),
        risks=tuple(
            (one, page_of(standing, "registers:risk", one.number))
            for one in register(standing).rows
            if one.beyond
        ),
        arising=rows_of(arising.order_by("due_on", "number"), today),
        to_check=rows_of(to_check.order_by("check_on", "number"), today),
    )


def _named(board_id: int) -> set[tuple[int | None, str, str, date]]:
    """What has reached the highest rung, by agency, thing and the date that was missed."""
    rows = RungReached.objects.filter(board_id=board_id, rung=Rung.BOARD_PAPER)
    return set(rows.values_list("agency_id", "kind", "key", "due_on"))


def _mark(owed: Obligation) -> tuple[int | None, str, str, date]:
    return (owed.agency_id, owed.kind, owed.key, owed.due)


def _latest_first(items: Iterable[LateItem]) -> tuple[LateItem, ...]:
    return tuple(sorted(items, key=lambda one: (-one.days, one.owed.agency, one.owed.reference)))
