"""The pages of a challenge: raised, sent, answered, judged and ended by posting forms, its story told on one page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Person
from agencies.models import Board as ABoard
from agencies.rules import clock
from registers.models import Asked, Challenge, Reply
from tests.factories import AgencyFactory, DecisionFactory, MeetingFactory
from tests.registers.moving import (
    Board,
    asked_of,
    closed,
    judged,
    raised,
    reply_of,
    responded,
    sent,
    under_way,
    watching,
)

ClientOf = Callable[[Person], Client]
#: A day to come, as the three boxes of a date are filled.
DAY = {"due_on_day": "2", "due_on_month": "7", "due_on_year": "2018"}
#: The lines for actions as the form that judges gives them back untouched: the replying agency is chosen in each.
LINES = ("action1-agency", "action2-agency", "action3-agency")
#: Words that could identify a child.
CHILD = "It is about J.S., aged 7, of 4 High Street."


def address(name: str, *args: object) -> str:
    return reverse(f"registers:{name}", args=["wessex", *args])


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(address(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def posted(client: Client, name: str, given: dict[str, Any], *args: object, query: str = "") -> str:
    answer = client.post(address(name, *args) + query, given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def untouched(agency: Agency) -> dict[str, str]:
    return dict.fromkeys(LINES, str(agency.pk))


def test_a_challenge_is_raised_checked_and_sent_and_each_step_says_that_it_was(
    chair: Person, health: Agency, police: Agency, client_of: ClientOf
) -> None:
    clare = client_of(chair)
    given = {
        "title": "Why are conferences late?",
        "agencies": [health.pk, police.pk],
        "lead": health.pk,
        "question": "Which children waited longest?",
        "why": "A child waits for a plan.",
    }

    said = posted(clare, "challenge-raise", given)
    assert "CH-1 is raised. Nobody sees it before it is sent." in said
    assert "County Health (leads); County Police" in said
    assert "19 Jun 2018, if it is sent today with the days below" in said

    said = posted(clare, "challenge-send", {"days": "20", "seen": "1"}, 1)
    assert "CH-1 is sent. The agencies’ leads are told by email." in said
    assert "Which children waited longest?" in said
    assert "Reply due 19 Jun 2018" in said
    assert Challenge.objects.get().state == "awaiting"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"title": ""}, "Ask a question."),
        ({"agencies": []}, "Choose who is asked."),
        ({"lead": ""}, "Say which of the agencies leads."),
        ({"question": CHILD}, "child"),
    ],
)
def test_what_the_form_lacks_is_said_and_what_was_typed_stays(
    chair: Person, health: Agency, police: Agency, client_of: ClientOf, given: dict[str, Any], why: str
) -> None:
    whole = {
        "title": "Why so late?",
        "agencies": [health.pk, police.pk],
        "lead": health.pk,
        "why": "It matters.",
    }

    said = posted(client_of(chair), "challenge-raise", whole | given)

    assert "There is a problem" in said
    assert "<title>Error:" in said
    assert why in said
    assert "It matters." in said
    assert not Challenge.objects.exists()


def test_what_is_asked_is_changed_before_it_is_sent_and_who_saves_second_sees_what_changed(
    at: Board, chair: Person, business_manager: Person, health: Agency, client_of: ClientOf
) -> None:
    raised(at, joint=False)
    given = {"title": "Why later every year?", "agencies": [health.pk], "seen": "1"}

    assert "CH-1 is changed." in posted(client_of(chair), "challenge-amend", given, 1)
    mine = given | {"title": "Why so late?"}
    said = posted(client_of(business_manager), "challenge-amend", mine, 1)

    assert "Since you opened this page" in said
    assert "Why later every year?" in said
    assert "Why so late?" in said
    assert Challenge.objects.get().title == "Why later every year?"


def test_a_lead_replies_and_the_chair_reads_it_on_the_page_and_judges_it(
    at: Board, chair: Person, health_lead: Person, health: Agency, client_of: ClientOf
) -> None:
    found = sent(at)
    helen, clare = client_of(health_lead), client_of(chair)
    assert "Reply for County Health" not in page(helen, "challenge", 1)  # they lead one agency only
    assert "Why are conferences late?" in page(helen, "challenge-reply", 1)

    said = posted(helen, "challenge-reply", {"text": "Two rooms were shut.\nThey are open again."}, 1)
    assert "Your reply is sent. The chair judges it." in said
    assert "Two rooms were shut.<br>They are open again." in said
    assert "The chair has yet to judge it." in said

    said = page(clare, "challenge", 1)
    assert "Judge the reply of County Health" in said
    assert "Helen Price (Agency lead, County Health), 21 May 2018" in said
    reply = reply_of(found, health)
    given = {"verdict": "accept", "words": "Thank you."} | untouched(health)
    said = posted(clare, "challenge-judge", given, 1, reply.pk)
    assert "The reply of County Health is judged. They are told." in said
    assert "<strong>Accepted</strong>: Thank you." in said


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"verdict": ""}, "Choose what you make of the reply."),
        ({"verdict": "not_accept"} | DAY, "Say what is missing."),
        ({"verdict": "not_accept", "missing": "Since when?"}, "Say by when it is owed."),
        (
            {"verdict": "accept", "missing": "Since when?"},
            "A reply with something missing is accepted in part, or not at all.",
        ),
        ({"verdict": "accept", "action1-text": "Open a desk."}, "Enter the day it is due."),
    ],
)
def test_a_verdict_that_lacks_something_says_what_and_judges_nothing(
    at: Board, chair: Person, health: Agency, client_of: ClientOf, given: dict[str, str], why: str
) -> None:
    reply = reply_of(responded(at), health)

    said = posted(client_of(chair), "challenge-judge", untouched(health) | given, 1, reply.pk)

    assert why in said
    assert not Reply.objects.exclude(verdict="").exists()


def test_a_reply_is_turned_down_with_what_is_missing_and_answered_again(
    at: Board, chair: Person, health: Agency, health_lead: Person, client_of: ClientOf
) -> None:
    reply = reply_of(responded(at), health)
    given = {"verdict": "not_accept", "missing": "Since when, and where?"} | DAY

    posted(client_of(chair), "challenge-judge", untouched(health) | given, 1, reply.pk)

    helen = client_of(health_lead)
    said = page(helen, "challenge", 1)
    assert "A further reply is due 2 Jul 2018" in said
    assert "<strong>What is missing.</strong> Since when, and where?" in said
    said = page(helen, "challenge-reply", 1)
    assert "Send a further reply" in said
    assert "Since when, and where?" in said
    assert "Your reply of 21 May 2018" in said
    assert "Two rooms were shut." in said


def test_actions_are_agreed_in_the_form_that_judges(
    at: Board, chair: Person, health: Agency, client_of: ClientOf
) -> None:
    reply = reply_of(responded(at, joint=False), health)
    given = {"verdict": "accept", "action1-text": "Open one desk."} | untouched(health)
    given |= {f"action1-{name}": value for name, value in DAY.items()}

    said = posted(client_of(chair), "challenge-judge", given, 1, reply.pk)

    assert "Open one desk." in said
    assert Challenge.objects.get().state == "under_way"


def test_a_date_moves_with_its_reason_and_the_page_keeps_the_one_it_had(
    at: Board, chair: Person, health: Agency, client_of: ClientOf
) -> None:
    asked = asked_of(sent(at), health)
    clare = client_of(chair)

    assert "Say why the date changes." in posted(clare, "challenge-date", DAY, 1, asked.pk)
    posted(clare, "challenge-date", DAY | {"reason": "Their lead is ill."}, 1, asked.pk)

    said = page(clare, "challenge", 1)
    assert "Reply due 2 Jul 2018" in said
    assert '<span class="board-was">19 June 2018</span>: Their lead is ill.' in said


def test_what_is_late_is_taken_up_a_rung_and_the_page_says_who_was_told(
    at: Board, chair: Person, health: Agency, client_of: ClientOf
) -> None:
    clare, asked = client_of(chair), asked_of(sent(at), health)
    assert "Take it up a rung" not in page(clare, "challenge", 1)
    clock.fix(date(2018, 7, 16))

    assert "19 working days overdue" in page(clare, "challenge", 1)
    given = {"rung": "2", "told": "Martin Okafor"}
    posted(clare, "challenge-escalate", given, 1, asked.pk)

    said = page(clare, "challenge", 1)
    assert "(Martin Okafor)" in said
    assert Challenge.objects.get().rung == 2


def test_what_has_come_as_far_as_it_goes_is_not_offered_another_rung(
    at: Board, chair: Person, health: Agency, client_of: ClientOf
) -> None:
    clare, asked = client_of(chair), asked_of(sent(at), health)
    clock.fix(date(2018, 7, 16))
    posted(clare, "challenge-escalate", {"rung": "4", "told": "The board"}, 1, asked.pk)

    assert f'href="{address("challenge-escalate", 1, asked.pk)}"' not in page(clare, "challenge", 1)
    answer = clare.get(address("challenge-escalate", 1, asked.pk))
    assert answer.status_code == 403
    assert "It has been taken up as far as it goes: a board paper names it." in answer.content.decode()


def test_what_came_of_it_is_written_and_it_is_closed_and_opened_again(
    at: Board, chair: Person, client_of: ClientOf
) -> None:
    watching(at)
    clare = client_of(chair)
    given = {
        "outcome": "One desk books.",
        "impact": "No child waits.",
        "chair_words": "I saw it.",
        "seen": "1",
    }

    assert "Write what came of it." in posted(clare, "challenge-impact", given | {"outcome": ""}, 1)
    said = posted(clare, "challenge-impact", given, 1)
    assert "What came of CH-1 is written down." in said
    assert "No child waits." in said
    said = posted(clare, "challenge-close", {"seen": "2"}, 1)
    assert "CH-1 is closed." in said
    assert "Impact not shown" in said
    said = posted(clare, "challenge-reopen", {"reason": "It is late again.", "then": "ask"} | DAY, 1)
    assert "CH-1 is open again." in said
    assert "It is late again." in said


def test_it_is_withdrawn_with_a_reason_that_the_agencies_read(
    at: Board, chair: Person, health_lead: Person, client_of: ClientOf
) -> None:
    sent(at)
    clare = client_of(chair)

    assert "Say why it is withdrawn." in posted(clare, "challenge-withdraw", {"reason": ""}, 1)
    posted(clare, "challenge-withdraw", {"reason": "Asked in error."}, 1)

    said = page(client_of(health_lead), "challenge", 1)
    assert "Withdrawn" in said
    assert "Asked in error." in said
    assert "Reply</a>" not in said


def test_what_cannot_be_done_now_is_explained(at: Board, chair: Person, client_of: ClientOf) -> None:
    sent(at)

    said = page(client_of(chair), "challenge", 1)

    assert "What cannot be done now, and why" in said
    assert "You cannot close it:" in said
    assert f'href="{address("challenge-close", 1)}"' not in said


def test_who_only_reads_is_offered_nothing_to_do(
    at: Board, board_member: Person, client_of: ClientOf
) -> None:
    responded(at)

    said = page(client_of(board_member), "challenge", 1)

    assert "Two rooms were shut." in said
    for step in ("Judge", "Change the date", "Withdraw it", "Agree an action", "Add "):
        assert f'">{step}' not in said
    assert "What cannot be done now" not in said


def test_a_partner_reads_a_reply_once_it_is_accepted(
    at: Board, police_lead: Person, health: Agency, client_of: ClientOf
) -> None:
    found = responded(at)
    paul = client_of(police_lead)
    reply = reply_of(found, health)

    before = page(paul, "challenge", 1)
    assert "Its reply can be read here once the chair has accepted it." in before
    assert "Reply of County Health" not in before
    assert "Reply of County Police" in before  # their own
    judged(at, found, only=[health])

    assert "Reply of County Health" in page(paul, "challenge", 1)
    reply.refresh_from_db()
    assert reply.verdict == Asked.Verdict.ACCEPTED


def test_a_draft_and_what_others_were_asked_are_not_found_by_leads(
    at: Board, health_lead: Person, police_lead: Person, client_of: ClientOf
) -> None:
    raised(at)
    assert client_of(health_lead).get(address("challenge", 1)).status_code == 404
    sent(at, joint=False)

    assert client_of(health_lead).get(address("challenge", 2)).status_code == 200
    for name in ("challenge", "challenge-reply"):
        assert client_of(police_lead).get(address(name, 2)).status_code == 404


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("challenge-send", "It has been sent already."),
        ("challenge-amend", "It has been sent. Withdraw it and raise another, or write to the agency."),
        ("challenge-reopen", "It is open."),
    ],
)
def test_a_step_that_its_state_does_not_allow_is_refused_with_the_reason(
    at: Board, chair: Person, client_of: ClientOf, name: str, why: str
) -> None:
    sent(at)

    answer = client_of(chair).get(address(name, 1))

    assert answer.status_code == 403
    assert why in answer.content.decode()


def test_a_reply_judged_already_is_not_judged_again_and_what_was_written_stays_on_the_page(
    at: Board, chair: Person, health: Agency, client_of: ClientOf
) -> None:
    found = responded(at)
    reply = reply_of(found, health)
    judged(at, found, only=[health])
    clare = client_of(chair)

    assert clare.get(address("challenge-judge", 1, reply.pk)).status_code == 403
    given = {"verdict": "not_accept", "missing": "Since when, exactly?"} | DAY
    said = posted(clare, "challenge-judge", given, 1, reply.pk)

    assert "There is a problem" in said
    assert "Since when, exactly?" in said


def test_a_reply_to_what_was_withdrawn_meanwhile_is_refused_and_not_lost(
    at: Board, chair: Person, health_lead: Person, client_of: ClientOf
) -> None:
    sent(at)
    posted(client_of(chair), "challenge-withdraw", {"reason": "Asked in error."}, 1)

    said = posted(client_of(health_lead), "challenge-reply", {"text": "A long answer, typed meanwhile."}, 1)

    assert "There is a problem" in said
    assert "A long answer, typed meanwhile." in said
    assert not Reply.objects.exists()


def test_a_meetings_decision_about_it_stands_on_the_page(
    at: Board, board: ABoard, chair: Person, client_of: ClientOf
) -> None:
    found = under_way(at)
    meeting = MeetingFactory(board=board, title="Board meeting", held_on=date(2018, 3, 12))
    DecisionFactory(meeting=meeting, kind="challenge", key=str(found.pk), text="To ask again.", minute="7.2")

    said = page(client_of(chair), "challenge", 1)

    assert "To ask again." in said
    assert "Board meeting, 12 March 2018, minute 7.2" in said


def test_an_agency_without_a_lead_is_named_before_anything_is_sent(
    at: Board, board: ABoard, chair: Person, client_of: ClientOf
) -> None:
    found = raised(at, joint=False)
    probation = AgencyFactory(name="Probation")
    Asked.objects.create(challenge=found, agency=probation)

    said = page(client_of(chair), "challenge-send", 1)

    assert "Probation: there is no lead here yet." in said


def test_a_closed_challenge_says_what_it_came_to(at: Board, chair: Person, client_of: ClientOf) -> None:
    closed(at)

    said = page(client_of(chair), "challenge", 1)

    assert "Closed" in said
    assert "Open it again" in said
    assert "No child waits for a plan." in said
