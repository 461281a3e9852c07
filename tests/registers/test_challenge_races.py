"""Two people at one challenge in the same moment: whoever comes second waits, and meets what the first did."""

from datetime import date

import pytest

from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from registers.actions import challenges, follow_through
from registers.models import Action, Asked, Challenge, Reply, RungReached
from registers.rules.challenges import State, Verb
from registers.rules.ladder import Rung
from tests.registers.moving import (
    LATER,
    Board,
    agreed,
    asked_of,
    closed,
    reply_of,
    responded,
    sent,
    told,
    under_way,
    watching,
)
from tests.registers.racing import second

pytestmark = pytest.mark.django_db(transaction=True)

JOB = Actor(None, "The daily job that chases what is owed")
LATE = date(2018, 7, 9)


def test_two_leads_of_one_agency_reply_once(at: Board) -> None:
    found = sent(at)

    def reply() -> Reply:
        return challenges.reply(
            challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Here it is.", by=at.lead
        )

    said = second(reply, reply)

    assert said.startswith("Refused: Your agency has replied")
    assert Reply.objects.count() == 1


def test_a_reply_on_its_way_while_the_challenge_is_withdrawn_is_refused(at: Board) -> None:
    found = sent(at)

    said = second(
        lambda: challenges.withdraw(challenge_id=found.pk, reason="Asked in error.", by=at.chair),
        lambda: challenges.reply(
            challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Here it is.", by=at.lead
        ),
    )

    assert said == "Refused: It was withdrawn: no reply is needed."
    assert not Reply.objects.exists()


def test_a_reply_is_judged_by_the_first_who_judges_it(at: Board) -> None:
    reply = reply_of(responded(at), at.lead_agency)

    said = second(
        lambda: challenges.judge(reply_id=reply.pk, verdict=Verb.ACCEPT, by=at.chair),
        lambda: challenges.judge(
            reply_id=reply.pk, verdict=Verb.NOT_ACCEPT, missing="All of it.", due_on=LATER, by=at.chair
        ),
    )

    assert said.startswith("Refused: It was judged already: accepted")


def test_a_challenge_opened_again_while_it_is_escalated_is_not_escalated(at: Board) -> None:
    """The job saw a late reply before the challenge was closed and opened again: the date it missed is no more."""
    found = closed(at)
    asked = asked_of(found, at.lead_agency)
    clock.fix(LATE)

    said = second(
        lambda: challenges.reopen(
            challenge_id=found.pk, reason="It did not last.", due_on=date(2018, 8, 6), by=at.chair
        ),
        lambda: challenges.escalate(asked_id=asked.pk, rung=Rung.CHIEF_OFFICER, by=JOB),
    )

    assert said == "Refused: Nothing is late: it is due on 6 August 2018."
    found.refresh_from_db()
    assert (found.state, found.rung) == (State.AWAITING, 0)
    assert not RungReached.objects.exists()


def test_a_challenge_closed_while_it_is_escalated_is_not_escalated(at: Board) -> None:
    found = told(at, watching(at))
    asked = asked_of(found, at.lead_agency)
    clock.fix(LATE)

    said = second(
        lambda: challenges.close(challenge_id=found.pk, by=at.chair),
        lambda: challenges.escalate(asked_id=asked.pk, rung=Rung.LEAD, by=JOB),
    )

    assert said == "Refused: It is closed. The chair can open it again."


def test_a_reply_that_comes_while_it_is_escalated_is_in_time_for_that(at: Board) -> None:
    found = sent(at)
    asked = asked_of(found, at.lead_agency)
    clock.fix(LATE)

    said = second(
        lambda: challenges.reply(
            challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Here it is.", by=at.lead
        ),
        lambda: challenges.escalate(asked_id=asked.pk, rung=Rung.LEAD, by=JOB),
    )

    assert said == "Refused: County Health owes nothing at the moment."


def test_the_job_and_the_chair_take_it_up_one_rung_between_them(at: Board, office: Standing) -> None:
    asked = asked_of(sent(at), at.lead_agency)
    clock.fix(LATE)

    said = second(
        lambda: challenges.escalate(asked_id=asked.pk, rung=Rung.LEAD, by=office),
        lambda: challenges.escalate(asked_id=asked.pk, rung=Rung.LEAD, by=JOB),
    )

    assert said.startswith("Refused: It has come that far already: the agency’s lead was told")
    assert RungReached.objects.count() == 1


def test_a_challenge_is_not_closed_under_an_action_that_is_taken_up_again(at: Board) -> None:
    found = under_way(at)
    action = Action.objects.get()
    follow_through.complete(action_id=action.pk, words="The desk is open.", seen=1, by=at.lead)
    told(at, found)

    said = second(
        lambda: follow_through.take_up(
            action_id=action.pk, reason="It shut.", due_on=LATER, seen=2, by=at.chair
        ),
        lambda: challenges.close(challenge_id=found.pk, by=at.chair),
    )

    assert said == "Refused: 1 action is not finished."
    assert Challenge.objects.get().state == State.UNDER_WAY


def test_no_action_is_agreed_on_a_challenge_that_is_being_closed(at: Board) -> None:
    found = told(at, watching(at))

    said = second(
        lambda: challenges.close(challenge_id=found.pk, by=at.chair),
        lambda: agreed(at, found),
    )

    assert said == "Refused: CH-1: It is closed. The chair can open it again."
    assert Challenge.objects.get().state == State.CLOSED


def test_a_question_taken_back_while_the_agency_replies_stays_taken_back(at: Board) -> None:
    found = sent(at)
    asked = asked_of(found, at.other_agency)

    said = second(
        lambda: challenges.take_back(asked_id=asked.pk, reason="It has no part.", by=at.chair),
        lambda: challenges.reply(
            challenge_id=found.pk, agency_id=at.other_agency.pk, text="Here it is.", by=at.other
        ),
    )

    assert said == "Refused: The chair no longer asks your agency."
    assert Asked.objects.get(pk=asked.pk).due_on is None
