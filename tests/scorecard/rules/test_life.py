"""A return's life: the table of its steps, and that the decision which draws them says the same."""

from pathlib import Path

import pytest

from scorecard.rules import life
from scorecard.rules.life import Event, State

ADR = Path(__file__).resolve().parents[3] / "docs" / "adr" / "0011-a-returns-life.md"


@pytest.mark.parametrize("state", sorted(life.IN))
@pytest.mark.parametrize(
    "event", [Event.RECEIVE, Event.CHECK, Event.FIND_ERRORS, Event.FIND_NONE, Event.DROP]
)
def test_what_the_board_has_does_not_move_for_a_file_that_is_not_released(state: State, event: Event) -> None:
    assert life.after(state, event) is None


@pytest.mark.parametrize("state", sorted(life.OPEN | {State.SENT_BACK, State.RELEASED}))
def test_a_release_leads_from_everywhere_to_released(state: State) -> None:
    assert life.after(state, Event.RELEASE) is State.RELEASED


def test_only_the_office_accepts_and_sends_back_and_only_what_the_board_has() -> None:
    for event in (Event.ACCEPT, Event.SEND_BACK):
        steps = [step for step in life.STEPS if step.event is event]
        assert {step.who for step in steps} == {life.Who.OFFICE}
        assert all(step.before <= life.IN for step in steps)


@pytest.mark.parametrize("state", sorted(life.OPEN))
def test_a_refusal_says_where_the_return_stands_and_what_could_be_done(state: State) -> None:
    refused = life.may(state, Event.SEND_BACK)

    assert not refused
    assert life.WORDS[state] in refused.reason
    assert "only one whose figures the board has" in refused.reason


def test_an_event_leads_from_a_state_to_one_other_only() -> None:
    for state in State:
        for event in Event:
            assert sum(step.event is event and state in step.before for step in life.STEPS) <= 1


def test_every_state_can_be_reached_and_left() -> None:
    assert {step.after for step in life.STEPS} == set(State)
    assert frozenset().union(*(step.before for step in life.STEPS)) == set(State)


def test_the_diagram_in_the_decision_is_the_tables() -> None:
    assert life.diagram() in ADR.read_text()
