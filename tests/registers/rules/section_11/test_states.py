"""Where a self-assessment may go from where it stands, and when it is overdue."""

from datetime import date, timedelta

import pytest

from registers.rules.section_11.states import (
    REPLIED,
    STATE_WORDS,
    WRITABLE,
    State,
    Verb,
    after,
    is_overdue,
    when,
)

DUE = date(2018, 6, 29)
S = State


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        (Verb.SEND, WRITABLE),
        (Verb.OPEN, set(State)),
        (Verb.WRITE, WRITABLE),
        (Verb.SUBMIT, WRITABLE),
        (Verb.MODERATE, {S.SUBMITTED, S.MODERATED}),
        (Verb.SEND_BACK, {S.SUBMITTED, S.MODERATED}),
        (Verb.AGREE, {S.MODERATED}),
        (Verb.REOPEN, {S.AGREED}),
    ],
)
def test_each_step_is_taken_from_where_it_makes_sense(verb: Verb, states: set[State]) -> None:
    assert {state for state in State if when(verb, state)} == states


@pytest.mark.parametrize(
    ("verb", "state", "why"),
    [
        (Verb.AGREE, S.SUBMITTED, "Moderate it first."),
        (Verb.SUBMIT, S.SUBMITTED, "It was submitted already."),
        (Verb.WRITE, S.SUBMITTED, "It is submitted: nothing more is written in it unless it is sent back."),
        (Verb.SUBMIT, S.AGREED, "It is agreed: nothing more is written in it unless it is sent back."),
        (Verb.MODERATE, S.SENT_BACK, "It was sent back, and waits for the organisation."),
        (Verb.MODERATE, S.DRAFT, "It has not been submitted yet."),
        (Verb.REOPEN, S.SUBMITTED, "It is submitted: that does not go with it."),
    ],
)
def test_what_is_refused_says_why(verb: Verb, state: State, why: str) -> None:
    assert when(verb, state).reason == why


@pytest.mark.parametrize(
    ("verb", "state", "then"),
    [
        (Verb.SEND, S.NOT_SENT, S.SENT),
        (Verb.SEND, S.DRAFT, S.DRAFT),
        (Verb.OPEN, S.NOT_SENT, S.OPENED),
        (Verb.OPEN, S.SENT, S.OPENED),
        (Verb.OPEN, S.DRAFT, S.DRAFT),
        (Verb.OPEN, S.AGREED, S.AGREED),
        (Verb.WRITE, S.OPENED, S.DRAFT),
        (Verb.WRITE, S.SENT_BACK, S.SENT_BACK),
        (Verb.SUBMIT, S.DRAFT, S.SUBMITTED),
        (Verb.MODERATE, S.SUBMITTED, S.MODERATED),
        (Verb.SEND_BACK, S.MODERATED, S.SENT_BACK),
        (Verb.AGREE, S.MODERATED, S.AGREED),
        (Verb.REOPEN, S.AGREED, S.MODERATED),
    ],
)
def test_each_step_leads_on(verb: Verb, state: State, then: State) -> None:
    assert after(verb, state) is then


@pytest.mark.parametrize("state", State)
def test_what_was_not_submitted_is_overdue_from_the_day_after_it_was_due(state: State) -> None:
    assert not is_overdue(state, DUE, DUE)
    assert is_overdue(state, DUE, DUE + timedelta(days=1)) is (state not in REPLIED)


def test_every_state_is_written_in_or_counts_as_a_reply_and_has_its_words() -> None:
    assert WRITABLE | REPLIED == set(State) == set(STATE_WORDS)
    assert not WRITABLE & REPLIED
