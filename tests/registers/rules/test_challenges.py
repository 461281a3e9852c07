"""Who may do what to a challenge, and when: who comes before when, and each no says why."""

from pathlib import Path

import pytest

from registers.rules import diagram
from registers.rules.challenges import (
    BY_ACTIONS,
    ENDED,
    LONGEST_REPLY_DAYS,
    MOVES,
    OPEN,
    REPLY_DAYS,
    State,
    Verb,
    Who,
    may,
    when,
)


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("state", State)
def test_a_step_is_allowed_from_its_states_only_and_a_no_is_a_sentence(verb: Verb, state: State) -> None:
    verdict = when(verb, state)

    assert bool(verdict) is (state in MOVES[verb].frm)
    assert verdict.reason == "" if verdict else verdict.reason.endswith(".")


@pytest.mark.parametrize(
    ("verb", "state", "worn", "reason"),
    [
        (Verb.SEND, State.RAISED, {Who.OFFICE}, ""),
        (Verb.SEND, State.RAISED, {Who.ASKED, Who.CHAIR}, ""),
        (Verb.ACCEPT, State.RESPONDED, {Who.OFFICE}, "Only the independent chair may accept a reply."),
        (Verb.ACCEPT, State.CLOSED, {Who.OFFICE}, "Only the independent chair may accept a reply."),
        (Verb.ACCEPT, State.CLOSED, {Who.CHAIR}, "It is closed. The chair can open it again."),
        (Verb.REPLY, State.RAISED, {Who.ASKED}, "It has not been sent to anybody yet."),
        (Verb.REPLY, State.AWAITING, set(), "Only the lead of an agency that was asked may reply."),
    ],
)
def test_who_may_comes_before_when(verb: Verb, state: State, worn: set[Who], reason: str) -> None:
    assert may(verb, state, worn=worn).reason == reason


def test_an_agency_has_four_weeks_to_reply_unless_it_is_given_others_and_never_more_than_fifty() -> None:
    assert (REPLY_DAYS, LONGEST_REPLY_DAYS) == (4 * 5, 50 * 5), "in working days"


def test_a_challenge_that_ended_is_moved_by_reopening_only() -> None:
    assert set(State) - ENDED == OPEN
    assert {verb for verb in Verb for state in ENDED if when(verb, state)} == {Verb.REOPEN}
    assert not ENDED & set(BY_ACTIONS)


def test_the_drawings_in_the_documentation_are_the_tables() -> None:
    written = (Path(__file__).resolve().parents[3] / "docs/challenges.md").read_text()

    assert f"```mermaid\n{diagram.diagram()}\n```" in written
    assert diagram.table() in written
