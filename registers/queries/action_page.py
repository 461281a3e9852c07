"""One action with everything that was said and done about it."""

from dataclasses import dataclass

from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Verdict
from registers.models import Action, DateChange, Decision, Evidence, ProgressNote
from registers.permissions import can_act
from registers.queries.actions import actions_seen
from registers.queries.evidence import EvidenceRow, rows_of
from registers.rules.actions import State, Verb
from registers.rules.ladder import days_overdue


@dataclass(frozen=True, slots=True)
class ActionPage:
    """An action, how it goes, the days it was due, what meetings decided about it, and who may do what next."""

    action: Action
    state: State
    #: Working days since it was due, or since its check was; 0 when neither waits.
    overdue: int
    check_late: int
    notes: tuple[ProgressNote, ...]
    dates: tuple[DateChange, ...]
    decisions: tuple[Decision, ...]
    evidence: tuple[EvidenceRow, ...]
    record: tuple[Line, ...]
    may: dict[Verb, Verdict]


def action_seen(standing: Standing, number: int) -> Action | None:
    """The board's action of this number, if this person may know of it."""
    rows = actions_seen(standing).select_related("agency", "owner", "board", "completed_by", "checked_by")
    return rows.filter(number=number).first()


def action_page(standing: Standing, action: Action) -> ActionPage:
    """The page of an action this person sees."""
    state, today = State(action.state), clock.today()
    may = {verb: can_act(verb, standing, action) for verb in Verb}
    waits = action.check_on if state is State.COMPLETE else None
    return ActionPage(
        action=action,
        state=state,
        overdue=days_overdue(action.due_on, today) if state is State.OPEN else 0,
        check_late=days_overdue(waits, today) if waits else 0,
        notes=tuple(ProgressNote.objects.filter(action=action).order_by("-pk")),
        dates=tuple(DateChange.objects.filter(board_id=action.board_id, kind="action", key=str(action.pk))),
        decisions=tuple(
            Decision.objects.filter(meeting__board_id=action.board_id, kind="action", key=str(action.pk))
            .select_related("meeting")
            .order_by("meeting__held_on", "pk")
        ),
        evidence=rows_of(
            standing,
            Evidence.objects.filter(action=action).select_related("audit"),
            may_add=may[Verb.ADD_EVIDENCE],
        ),
        record=lines_about(standing, "action", action.pk),
        may=may,
    )


def changed_since(standing: Standing, action: Action, seen: int) -> tuple[Line, ...]:
    """What others did to it since the version somebody has looked at."""
    return tuple(
        line for line in lines_about(standing, "action", action.pk) if line.details.get("version", 0) > seen
    )
