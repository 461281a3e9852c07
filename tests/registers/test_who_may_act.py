"""Every verb of an action × every state × everybody at the board, by what they are to it: done, or refused and why."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import follow_through
from registers.models import Action
from registers.permissions import can_act
from registers.rules.actions import State, Verb
from tests.conftest import TODAY
from tests.factories import THE_DAY, ActionFactory

StandingOf = Callable[[Person], Standing]

#: What somebody is to the action: it was given to the analyst by name, for County Health; the manager completed it.
PEOPLE = (
    "chair",
    "business_manager",
    "board_member",
    "health_lead",
    "police_lead",
    "training_coordinator",
    "analyst",
    "councillor",
)
DONE = "done"
WORKERS = "Only its owner, the agency’s lead, the chair and the business manager work on an action."
SETTERS = "Only the independent chair and the business manager agree actions and change them."
CHECKERS = "Only the independent chair and the business manager say whether an action stuck."
OWN_WORK = "You said that it was done: somebody else looks whether it stuck."

_BOARD, _WORK = {"chair", "business_manager"}, {"chair", "business_manager", "health_lead", "analyst"}
#: The verb: who may, and what everybody else reads.
WHO: dict[Verb, tuple[set[str], str]] = {
    Verb.NOTE: (_WORK, WORKERS),
    Verb.ADD_EVIDENCE: (_WORK, WORKERS),
    Verb.COMPLETE: (_WORK, WORKERS),
    Verb.AMEND: (_BOARD, SETTERS),
    Verb.CHANGE_DATE: (_BOARD, SETTERS),
    Verb.DROP: (_BOARD, SETTERS),
    Verb.TAKE_UP: (_BOARD, SETTERS),
    Verb.EMBED: (_BOARD, CHECKERS),
}
#: The verb: what comes of it when the action is under way, complete, embedded, dropped.
WHEN: dict[Verb, tuple[str, str, str, str]] = {
    Verb.NOTE: (
        DONE,
        DONE,
        "An action that is “embedded” does not allow this.",
        "An action that is “dropped” does not allow this.",
    ),
    Verb.ADD_EVIDENCE: (DONE, DONE, DONE, "An action that is “dropped” does not allow this."),
    Verb.COMPLETE: (
        DONE,
        "It is complete already.",
        "An action that is “embedded” does not allow this.",
        "An action that is “dropped” does not allow this.",
    ),
    Verb.AMEND: (
        DONE,
        "It is complete: what was agreed stays as it is.",
        "An action that is “embedded” does not allow this.",
        "An action that is “dropped” does not allow this.",
    ),
    Verb.CHANGE_DATE: (
        DONE,
        "It is complete: its date no longer matters.",
        "An action that is “embedded” does not allow this.",
        "An action that is “dropped” does not allow this.",
    ),
    Verb.DROP: (
        DONE,
        "It is complete. Take it up again if it did not stick.",
        "An action that is “embedded” does not allow this.",
        "It is dropped already.",
    ),
    Verb.TAKE_UP: ("It is under way.", DONE, DONE, DONE),
    Verb.EMBED: (
        "It is not complete yet.",
        DONE,
        "It has been found embedded already.",
        "An action that is “dropped” does not allow this.",
    ),
}


def expected(verb: Verb, state: State, name: str) -> str:
    may, otherwise = WHO[verb]
    if name not in may:
        return otherwise
    then = WHEN[verb][tuple(State).index(state)]
    return OWN_WORK if verb is Verb.EMBED and then == DONE and name == "business_manager" else then


def do(verb: Verb, action: Action, by: Standing) -> None:
    """The verb itself, with words enough; evidence is asked of the permission, its action has tests of its own."""
    common: dict[str, Any] = {"action_id": action.pk, "by": by}
    newest = common | {"seen": action.version}
    if verb is Verb.ADD_EVIDENCE:
        can_act(verb, by, action).demand()
    elif verb is Verb.NOTE:
        follow_through.note(text="The desk opens in June.", **common)
    elif verb is Verb.AMEND:
        follow_through.amend(text="Open two desks.", agency=action.agency, owner=action.owner, **newest)
    elif verb is Verb.COMPLETE:
        follow_through.complete(words="The desk is open.", **newest)
    elif verb is Verb.EMBED:
        follow_through.embed(words="Every booking goes through it.", **newest)
    elif verb is Verb.DROP:
        follow_through.drop(reason="The team has moved.", **newest)
    else:
        act = follow_through.take_up if verb is Verb.TAKE_UP else follow_through.change_date
        act(reason="The lease came late.", due_on=date(2018, 12, 3), **newest)


def placed(state: State, board: Board, health: Agency, owner: Person, completer: Person) -> Action:
    """An action in this state."""
    facts: dict[str, Any] = {}
    if state in (State.COMPLETE, State.EMBEDDED):
        facts = {"completed_at": THE_DAY, "completed_by": completer, "check_on": TODAY}
    if state is State.EMBEDDED:
        facts |= {"checked_at": THE_DAY, "checked_by": completer}
    if state is State.DROPPED:
        facts = {"dropped_at": THE_DAY, "dropped_by": "Bridget", "dropped_why": "No longer needed."}
    made: Action = ActionFactory(board=board, agency=health, owner=owner, state=state.value, **facts)
    return made


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_each_verb_in_each_state_is_done_or_refused_with_its_reason(
    verb: Verb,
    state: State,
    board: Board,
    health: Agency,
    cast: dict[str, Person],
    standing_of: StandingOf,
) -> None:
    action = placed(state, board, health, cast["analyst"], cast["business_manager"])

    found = {}
    for name in PEOPLE:
        with transaction.atomic():
            try:
                do(verb, action, standing_of(cast[name]))
                found[name] = DONE
            except Refused as refusal:
                found[name] = str(refusal)
            transaction.set_rollback(True)

    assert found == {name: expected(verb, state, name) for name in PEOPLE}


def test_who_owns_an_action_by_name_need_not_have_a_role_that_reads_the_log(
    board: Board, training_coordinator: Person, standing_of: StandingOf
) -> None:
    action = ActionFactory(board=board, agency=None, owner=training_coordinator)

    follow_through.note(action_id=action.pk, text="Half are trained.", by=standing_of(training_coordinator))

    assert action.notes.get().text == "Half are trained."


def test_nobody_acts_on_another_boards_action(
    other_board: Board, business_manager: Person, standing_of: StandingOf
) -> None:
    theirs = ActionFactory(board=other_board)

    with pytest.raises(Refused, match="No such action at this board"):
        follow_through.note(action_id=theirs.pk, text="It goes well.", by=standing_of(business_manager))
