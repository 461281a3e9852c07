"""Where a challenge's next step leads by its replies, actions and figure, and what keeps it from being closed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registers.rules import moves
from registers.rules.challenges import State, Verb
from registers.rules.moves import Facts

R, A, S, U, W, C = (
    State.RAISED, State.AWAITING, State.RESPONDED, State.UNDER_WAY, State.WATCHING, State.CLOSED,
)  # fmt: skip
#: Nothing is left that closing would hide.
DONE = Facts(judged=True, impact_told=True)


@pytest.mark.parametrize(
    ("state", "by_lead", "then"), [(A, True, S), (A, False, A), (S, True, S), (U, True, U), (W, False, W)]
)
def test_only_the_leads_reply_answers_and_only_what_is_awaited(
    state: State, by_lead: bool, then: State
) -> None:
    assert moves.after_reply(state, by_lead=by_lead) is then


@pytest.mark.parametrize(
    ("state", "verb", "facts", "of_lead", "then"),
    [
        (S, Verb.ACCEPT, Facts(judged=True), True, S),
        (S, Verb.ACCEPT, Facts(judged=True, actions=2, open_actions=1), True, U),
        (S, Verb.ACCEPT_PARTLY, Facts(judged=True, watched=True), True, W),
        (S, Verb.NOT_ACCEPT, Facts(), True, A),
        (S, Verb.NOT_ACCEPT, Facts(judged=True), True, S),  # an earlier one was accepted in part
        (S, Verb.NOT_ACCEPT, Facts(), False, S),
        (A, Verb.ACCEPT, Facts(judged=True, watched=True), True, A),
        (S, Verb.ACCEPT, Facts(judged=True, watched=True), False, W),
    ],
)
def test_the_leads_reply_moves_a_challenge_when_it_is_judged(
    state: State, verb: Verb, facts: Facts, of_lead: bool, then: State
) -> None:
    assert moves.after_judgement(state, verb, facts, of_lead=of_lead) is then


@pytest.mark.parametrize(
    ("state", "facts", "then"),
    [
        (U, Facts(actions=1, open_actions=1, watched=True), U),
        (U, Facts(actions=1, watched=True), W),
        (U, Facts(actions=1), U),
        (U, Facts(), S),
        (W, Facts(actions=1, open_actions=1, watched=True), U),
        (S, Facts(judged=True, actions=1, open_actions=1), U),
        (S, Facts(actions=1, open_actions=1), S),
        (A, Facts(judged=True, actions=1, open_actions=1), A),
    ],
)
def test_actions_come_before_the_figure_and_the_figure_before_the_end(
    state: State, facts: Facts, then: State
) -> None:
    assert moves.after_actions(state, facts) is then


@pytest.mark.parametrize(
    ("state", "facts", "reason"),
    [
        (S, {}, ""),
        (W, {"watched": True, "actions": 3}, ""),
        (A, {}, "A reply is still awaited. Withdraw it if it is no longer asked."),
        (S, {"unjudged": True}, "A reply waits to be judged. Judge it first."),
        (S, {"judged": False}, "No reply has been accepted. Judge it first."),
        (S, {"owing": ("County Police", "CAFCASS")},
         "Still owed by County Police, CAFCASS. Wait for it, or take the question back from them."),
        (U, {"open_actions": 1}, "1 action is not finished."),
        (U, {"open_actions": 2}, "2 actions are not finished."),
        (S, {"impact_told": False}, "Write the outcome and what it meant for children first."),
    ],
)  # fmt: skip
def test_a_challenge_is_closed_when_nothing_is_left_that_closing_would_hide(
    state: State, facts: dict[str, Any], reason: str
) -> None:
    assert moves.can_close(state, replace(DONE, **facts)).reason == reason


def test_nothing_is_left_by_default() -> None:
    none = Facts()

    assert not any((none.judged, none.unjudged, none.watched, none.impact_told, none.owing))
    assert (none.actions, none.open_actions) == (0, 0)


@pytest.mark.parametrize(
    ("state", "facts", "reason"),
    [
        (A, Facts(), ""),
        (S, Facts(), ""),
        (S, Facts(judged=True), "Its reply has been accepted. Close it instead."),
        (A, Facts(open_actions=1), "1 action is not finished. See to that first."),
        (U, Facts(), "Its reply has been accepted. See its actions through, then close it."),
    ],
)
def test_a_challenge_is_taken_back_whole_while_nothing_has_come_of_it(
    state: State, facts: Facts, reason: str
) -> None:
    assert moves.can_withdraw(state, facts).reason == reason


def test_actions_are_agreed_with_a_reply_that_was_accepted() -> None:
    assert moves.can_agree_action(S, Facts(judged=True))
    assert moves.can_agree_action(S, Facts()).reason == (
        "Judge the reply first: actions can be agreed in the same form."
    )
    assert not moves.can_agree_action(R, Facts(judged=True))
    assert moves.can_have_open_actions("C-1", C, Facts())
    assert moves.can_have_open_actions("C-1", U, Facts(judged=True, open_actions=1))
    assert moves.can_have_open_actions("C-1", C, Facts(judged=True, open_actions=1)).reason.startswith(
        "C-1: "
    )


@pytest.mark.parametrize(
    ("owes", "unjudged", "accepted", "taken_back", "reason"),
    [
        (True, True, True, True, ""),
        (False, True, True, True, "no longer asks"),
        (False, True, True, False, "has yet to judge it"),
        (False, False, True, False, "has been accepted"),
        (False, False, False, False, "Nothing is asked"),
    ],
)
def test_an_agency_replies_while_it_owes_and_is_told_why_not_otherwise(
    owes: bool, unjudged: bool, accepted: bool, taken_back: bool, reason: str
) -> None:
    verdict = moves.can_reply(owes=owes, unjudged=unjudged, accepted=accepted, taken_back=taken_back)

    assert bool(verdict) is owes
    assert reason in verdict.reason


def test_it_is_opened_again_to_ask_once_more_or_to_go_on_watching() -> None:
    assert moves.can_reopen(C, Facts(watched=True), asks_again=False)
    assert moves.can_reopen(C, Facts(), asks_again=True)
    assert "nothing to go on watching" in moves.can_reopen(C, Facts(), asks_again=False).reason
    assert moves.can_reopen(S, Facts(watched=True), asks_again=True).reason == "It is open."
    assert (moves.after_reopening(asks_again=True), moves.after_reopening(asks_again=False)) == (A, W)


def test_points_count_from_the_first_action_that_was_finished_or_from_the_accepted_reply() -> None:
    first, second, accepted = date(2018, 2, 1), date(2018, 3, 1), date(2018, 1, 1)

    assert moves.counts_since([second, first], actions=3, accepted=accepted) == first
    assert moves.counts_since([], actions=1, accepted=accepted) is None
    assert moves.counts_since([], actions=0, accepted=accepted) == accepted
