"""Who owes a challenge's next step: agencies their replies and actions, the chair a judgement, then the last word."""

from datetime import UTC, date, datetime

import pytest

from registers.rules.actions import State as ActionState
from registers.rules.challenges import State
from registers.rules.moves import Facts
from registers.rules.steps import Asking, Doing, NextStep, Owner, next_steps
from registers.rules.watching import Result

TODAY = date(2018, 5, 21)
LATE, SOON, LATER = date(2018, 5, 20), TODAY, date(2018, 6, 1)
NOTHING = Facts()
LEAD = Asking(1, 11, "County Health", lead=True)


def told(
    state: State,
    *,
    facts: Facts = NOTHING,
    askings: tuple[Asking, ...] = (LEAD,),
    actions: tuple[Doing, ...] = (),
    result: Result | None = None,
) -> list[tuple[Owner, str, str, date | None]]:
    """Each next step: whose, what, whose name, by when."""
    found = next_steps(state, facts, askings, actions, result=result, today=TODAY)
    return [(one.owner, one.what, one.name, one.due_on) for one in found]


def doing(number: int, due_on: date, state: ActionState = ActionState.OPEN, agency: int | None = 11) -> Doing:
    return Doing(number, number, agency, "Helen", due_on, state, datetime(2018, 5, 1, tzinfo=UTC))


def asked(*, lead: bool = True, **told_of: object) -> Asking:
    """The lead, or the police who were asked jointly."""
    number, name = (11, "County Health") if lead else (12, "Police")
    return Asking(number, number, name, lead=lead, **told_of)  # type: ignore[arg-type]


def test_an_agency_that_was_just_asked_has_said_nothing_yet() -> None:
    assert (LEAD.replies, LEAD.taken_back, LEAD.first_replied_on) == (0, False, None)


@pytest.mark.parametrize("state", [State.CLOSED, State.WITHDRAWN])
def test_nothing_is_owed_of_what_has_ended(state: State) -> None:
    assert told(state, askings=(asked(due_on=LATE, unjudged=True),), actions=(doing(1, LATE),)) == []


def test_what_was_raised_waits_for_the_office() -> None:
    assert told(State.RAISED) == [(Owner.OFFICE, "check and send it", "", None)]


@pytest.mark.parametrize(
    ("how", "what"),
    [
        ({}, "reply"),
        ({"turned_down": True}, "a further reply"),
        ({"accepted": True}, "the rest of its reply"),
        ({"accepted": True, "turned_down": True}, "the rest of its reply"),
    ],
)
def test_an_agency_owes_its_reply_by_a_day(how: dict[str, bool], what: str) -> None:
    assert told(State.AWAITING, askings=(asked(due_on=SOON, **how),)) == [
        (Owner.AGENCY, what, "County Health", SOON)
    ]


def test_replies_wait_for_the_chair_and_those_of_others_by_name() -> None:
    both = (asked(unjudged=True), asked(lead=False, unjudged=True))

    assert told(State.RESPONDED, askings=both) == [
        (Owner.CHAIR, "judge the reply", "", None),
        (Owner.CHAIR, "judge the reply of Police", "", None),
    ]


def test_an_open_action_is_its_agencys_or_the_offices() -> None:
    actions = (doing(1, SOON), doing(2, LATER, agency=None), doing(3, LATE, ActionState.COMPLETE))

    assert told(State.UNDER_WAY, actions=actions) == [
        (Owner.AGENCY, "action A-1", "Helen", SOON),
        (Owner.OFFICE, "action A-2", "Helen", LATER),
    ]


def test_what_is_late_comes_first_then_what_waits_for_the_chair_then_the_rest_by_date() -> None:
    steps = told(
        State.RESPONDED,
        askings=(asked(unjudged=True), asked(lead=False, due_on=LATER)),
        actions=(doing(1, SOON), doing(2, LATE)),
    )

    assert [(what, due) for _, what, _, due in steps] == [
        ("action A-2", LATE),
        ("judge the reply", None),
        ("action A-1", SOON),
        ("reply", LATER),
    ]


@pytest.mark.parametrize(
    ("state", "facts", "result", "step"),
    [
        (State.WATCHING, Facts(), Result.TOO_EARLY, NextStep(Owner.NOBODY, "the next figures")),
        (
            State.WATCHING,
            Facts(impact_told=True),
            Result.TOO_EARLY,
            NextStep(Owner.NOBODY, "the next figures"),
        ),
        (State.WATCHING, Facts(), Result.IMPROVED, NextStep(Owner.CHAIR, "look at the result")),
        (State.WATCHING, Facts(), None, NextStep(Owner.CHAIR, "look at the result")),
        (State.WATCHING, Facts(impact_told=True), Result.IMPROVED, NextStep(Owner.CHAIR, "close it")),
        (
            State.RESPONDED,
            Facts(),
            None,
            NextStep(Owner.CHAIR, "write what came of it, and close it"),
        ),
        (State.UNDER_WAY, Facts(impact_told=True), Result.TOO_EARLY, NextStep(Owner.CHAIR, "close it")),
    ],
)
def test_when_nobody_owes_anything_the_figure_is_waited_for_or_the_chairs_last_word(
    state: State, facts: Facts, result: Result | None, step: NextStep
) -> None:
    assert next_steps(state, facts, (LEAD,), (), result=result, today=TODAY) == (step,)
