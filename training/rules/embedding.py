"""Recommendations: whether one is carried out, and whether it stuck. Complete is not embedded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused
from registers.rules.actions import State as ActionState


class Carried(StrEnum):
    """How far a recommendation has come."""

    NO_ACTION = "no_action"
    UNDER_WAY = "under_way"
    COMPLETE = "complete"
    NOT_EMBEDDED = "not_embedded"
    EMBEDDED = "embedded"


CARRIED_WORDS = {
    Carried.NO_ACTION: "No action yet",
    Carried.UNDER_WAY: "Under way",
    Carried.COMPLETE: "Complete, not yet tested",
    Carried.NOT_EMBEDDED: "Tested: not embedded",
    Carried.EMBEDDED: "Embedded",
}


@dataclass(frozen=True, slots=True)
class Done:
    """One action that carries a recommendation out: its state, and when and by whom it was finished."""

    reference: str
    state: ActionState
    finished_on: date | None = None
    finished_by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """One look whether it stuck: the day, and what was seen."""

    on: date
    embedded: bool


def carried(actions: Collection[Done], looks: Sequence[Looked]) -> Carried:
    """How far it has come. What was dropped does not count; a look counts for what was finished by that day."""
    counted = _counted(actions)
    if not counted:
        return Carried.NO_ACTION
    if any(one.state is ActionState.OPEN for one in counted):
        return Carried.UNDER_WAY
    last = max(looks, key=lambda one: one.on, default=None)
    if last is None or last.on < _finished_on(counted):
        return Carried.COMPLETE
    return Carried.EMBEDDED if last.embedded else Carried.NOT_EMBEDDED


def can_be_tested(actions: Collection[Done], *, by_id: int, tested_on: date, today: date) -> Verdict:
    """Whether somebody may say that it stuck or did not: once it is complete, and never who said that it was."""
    counted = _counted(actions)
    if not counted:
        return refused("No action carries it out yet: there is nothing to test.")
    unfinished = [one.reference for one in counted if one.state is ActionState.OPEN]
    if unfinished:
        return refused(f"{', '.join(unfinished)} is under way: test it once everything is finished.")
    own = [one.reference for one in counted if one.finished_by_id == by_id]
    if own:
        return refused(f"You said that {', '.join(own)} was done: somebody else looks whether it stuck.")
    finished = _finished_on(counted)
    if tested_on < finished:
        return refused(f"Its last action was finished on {finished:%-d %B %Y}: look at what came after.")
    if tested_on > today:
        return refused("That day is still to come.")
    return ALLOWED


def still_to_test(revisit_on: date | None, looked_at: Sequence[date]) -> bool:
    """Whether a day to look whether it stuck still waits: only a look entered on that day or later settles it."""
    return revisit_on is not None and not any(day >= revisit_on for day in looked_at)


def _counted(actions: Collection[Done]) -> list[Done]:
    return [one for one in actions if one.state is not ActionState.DROPPED]


def _finished_on(counted: Collection[Done]) -> date:
    return max((one.finished_on for one in counted if one.finished_on), default=date.min)
