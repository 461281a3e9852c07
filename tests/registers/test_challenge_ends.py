"""How challenges end: told, closed with what is frozen, opened again, withdrawn."""

from collections.abc import Callable
from datetime import date

import pytest

from agencies.models import Entry, Letter
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import challenges
from registers.actions.overtaken import Overtaken
from registers.models import Asked, Challenge
from registers.queries.watching import Impact
from registers.rules.challenges import State, Verb
from registers.rules.evidence import Kind
from registers.rules.watching import Result
from tests.registers.moving import (
    LATER,
    Board,
    agreed,
    asked_of,
    closed,
    judged,
    raised,
    responded,
    sent,
    told,
    under_way,
    watching,
)

CHILD = "Was it Ben Smith, born 3 May 2009?"


def close(at: Board, found: Challenge) -> Challenge:
    return challenges.close(challenge_id=found.pk, by=at.chair)


def reopen(
    at: Board, found: Challenge, due_on: date | None = None, reason: str = "It did not last."
) -> Challenge:
    return challenges.reopen(challenge_id=found.pk, reason=reason, due_on=due_on, by=at.chair)


def test_nothing_is_closed_while_something_is_left_to_do(at: Board) -> None:
    found = responded(at)
    for why, then in (
        ("A reply waits to be judged", lambda: judged(at, found, only=[at.lead_agency])),
        ("A reply waits to be judged", lambda: judged(at, found, Verb.NOT_ACCEPT)),
        ("Still owed by County Police", lambda: challenges.take_back(
            asked_id=asked_of(found, at.other_agency).pk, reason="It has no part.", by=at.chair)),
        ("Write the outcome", lambda: told(at, found)),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            close(at, found)
        then()

    assert close(at, found).state == State.CLOSED


def test_a_challenge_with_an_open_action_stays_open(at: Board) -> None:
    found = told(at, under_way(at))

    with pytest.raises(Refused, match="1 action is not finished"):
        close(at, found)


def test_the_result_and_shown_impact_are_frozen_on_the_day(
    at: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    impact = Impact(Result.IMPROVED, (Kind.REAUDIT,), shown=True)
    monkeypatch.setattr("registers.actions.challenges.ending.impact_of", lambda challenge: impact)

    found = close(at, told(at, watching(at)))

    assert (found.closed_result, found.shown_impact) == ("improved", True)
    assert found.closed_by == at.chair.actor.words
    entry = Entry.objects.get(verb="challenges.close")
    assert entry.words == "Closed CH-1. The figure: improved. Impact is shown."


def test_where_no_figure_is_watched_no_impact_is_shown(at: Board) -> None:
    found = close(at, told(at, judged(at, responded(at)), "I am satisfied."))

    assert (found.closed_result, found.shown_impact) == ("", False)


def test_those_who_were_asked_are_told_that_it_is_closed_and_nothing_of_what_came_of_it(at: Board) -> None:
    found = told(at, watching(at))
    Letter.objects.all().delete()

    close(at, found)

    assert sorted(Letter.objects.values_list("to", flat=True)) == ["helen@example.org", "paul@example.org"]
    for letter in Letter.objects.all():
        assert "Closed: CH-1" in letter.subject
        assert "desk" not in letter.text


@pytest.mark.parametrize("field", ["outcome", "impact", "chair_words"])
def test_what_came_of_it_names_no_child(at: Board, field: str) -> None:
    found = watching(at)
    words = {"outcome": "A desk.", "impact": "Nobody waits.", "chair_words": "Good."} | {field: CHILD}

    with pytest.raises(Refused, match="could identify a child"):
        challenges.tell_impact(challenge_id=found.pk, seen=1, by=at.chair, **words)


def test_two_who_tell_what_came_of_it_do_not_overwrite_each_other(at: Board, office: Standing) -> None:
    found = watching(at)
    words = {"outcome": "A desk.", "impact": "Nobody waits.", "chair_words": ""}
    challenges.tell_impact(challenge_id=found.pk, seen=1, by=office, **words)

    with pytest.raises(Overtaken):
        challenges.tell_impact(challenge_id=found.pk, seen=1, by=at.chair, **words)


def test_the_chairs_words_are_the_chairs_to_write(at: Board, office: Standing) -> None:
    found = told(at, watching(at), "I am satisfied.")
    words = {"outcome": "Two desks.", "impact": "Nobody waits."}

    challenges.tell_impact(challenge_id=found.pk, chair_words="I am satisfied.", seen=2, by=office, **words)
    with pytest.raises(Refused, match="Only the independent chair writes the chair’s own words"):
        challenges.tell_impact(
            challenge_id=found.pk, chair_words="I am delighted.", seen=3, by=office, **words
        )

    found.refresh_from_db()
    assert (found.outcome, found.chair_words) == ("Two desks.", "I am satisfied.")


def test_opened_to_ask_again_the_lead_owes_a_reply_and_what_came_before_counts_no_more(at: Board) -> None:
    found = reopen(at, closed(at), LATER)

    asked = asked_of(found, at.lead_agency)
    assert (found.state, found.due_on, found.closed_result, found.shown_impact) == (
        State.AWAITING, LATER, "", False,
    )  # fmt: skip
    assert (asked.due_on, asked.verdict, asked.lacking) == (LATER, "", "It did not last.")
    found.watch.refresh_from_db()
    assert found.watch.since is None


def test_opened_to_watch_on_nobody_owes_anything_and_points_count_as_before(at: Board) -> None:
    found = reopen(at, closed(at))

    assert (found.state, found.due_on, found.reopened_why) == (State.WATCHING, None, "It did not last.")
    assert found.watch.since == date(2018, 5, 21)


@pytest.mark.parametrize(
    ("due_on", "reason", "why"),
    [
        (date(2018, 5, 21), "It did not last.", "still to come"),
        (LATER, " ", "Say why"),
        (LATER, CHILD, "could identify a child"),
    ],
)
def test_it_is_opened_again_with_a_reason_and_a_day_to_come(
    at: Board, due_on: date, reason: str, why: str
) -> None:
    found = closed(at)

    with pytest.raises(Refused, match=why):
        reopen(at, found, due_on, reason)

    found.refresh_from_db()
    assert found.state == State.CLOSED


def test_with_no_figure_there_is_nothing_to_go_on_watching(at: Board) -> None:
    found = close(at, told(at, judged(at, responded(at))))

    with pytest.raises(Refused, match="nothing to go on watching"):
        reopen(at, found)


def test_withdrawn_nothing_is_owed_and_those_who_were_asked_are_told(at: Board) -> None:
    found = sent(at)
    Letter.objects.all().delete()

    challenges.withdraw(challenge_id=found.pk, reason="Asked in error.", by=at.chair)

    found.refresh_from_db()
    assert (found.state, found.due_on, found.withdrawn_why) == (State.WITHDRAWN, None, "Asked in error.")
    assert not Asked.objects.filter(due_on__isnull=False).exists()
    assert Letter.objects.count() == 2
    assert not Letter.objects.filter(text__contains="error").exists()


@pytest.mark.parametrize(("reason", "why"), [(" ", "Say why"), (CHILD, "could identify a child")])
def test_it_is_withdrawn_with_a_reason(at: Board, reason: str, why: str) -> None:
    found = sent(at)

    with pytest.raises(Refused, match=why):
        challenges.withdraw(challenge_id=found.pk, reason=reason, by=at.chair)


def test_nobody_is_told_that_a_draft_was_withdrawn(at: Board) -> None:
    challenges.withdraw(challenge_id=raised(at).pk, reason="Not needed.", by=at.chair)

    assert not Letter.objects.exists()


def test_no_action_is_agreed_on_a_closed_challenge(at: Board) -> None:
    found = closed(at)

    with pytest.raises(Refused, match="CH-1: It is closed"):
        agreed(at, found)


Step = Callable[[Board], Challenge]


@pytest.mark.parametrize("bring", [watching, closed], ids=["watching", "closed"])
def test_what_is_settled_owes_nothing_and_has_no_rung(at: Board, bring: Step) -> None:
    found = bring(at)

    assert (found.due_on, found.rung) == (None, 0)
