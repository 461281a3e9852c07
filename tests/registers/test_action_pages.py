"""The pages of an action: agreed from what it comes from, worked on step by step, its story told on one page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from registers.models import Action
from tests.factories import (
    THE_DAY,
    ActionFactory,
    AskedFactory,
    ChallengeFactory,
    DateChangeFactory,
    DecisionFactory,
    IndicatorFactory,
    ProgressNoteFactory,
    RiskFactory,
)

ClientOf = Callable[[Person], Client]
AGREE = {
    "text": "Open one desk that books every conference.",
    "due_on_day": "28",
    "due_on_month": "9",
    "due_on_year": "2018",
}


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"registers:{name}", args=["wessex", *args]))
    assert answer.status_code == 200
    return answer.content.decode()


def posted(client: Client, name: str, given: dict[str, Any], *args: object, query: str = "") -> str:
    address = reverse(f"registers:{name}", args=["wessex", *args]) + query
    return client.post(address, given, follow=True).content.decode()


def test_an_action_is_agreed_from_a_challenge_whose_words_stand_over_the_form(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    challenge = ChallengeFactory(board=board, number=29, state="under_way", title="Why late?")
    AskedFactory(challenge=challenge, agency=health, verdict="accepted")
    client, query = client_of(chair), f"?from=challenge&key={challenge.pk}"
    asked = client.get(reverse("registers:action-agree", args=["wessex"]) + query).content.decode()
    assert "CH-29: Why late?" in asked
    assert "What it comes from" not in asked

    said = posted(client, "action-agree", AGREE | {"agency": health.pk}, query=query)

    assert "A-1 is agreed." in said
    made = Action.objects.get()
    assert (made.origin_kind, made.origin_words, made.due_on) == (
        "challenge",
        "CH-29: Why late?",
        date(2018, 9, 28),
    )


def test_an_action_is_agreed_from_a_reference_that_somebody_types(
    board: Board, health: Agency, business_manager: Person, client_of: ClientOf
) -> None:
    RiskFactory(board=board, number=7, title="Conferences are held late")
    client = client_of(business_manager)

    wrong = posted(client, "action-agree", AGREE | {"agency": health.pk, "about": "R-8"})
    assert "Nothing an action can come from is called “R-8” here." in wrong
    IndicatorFactory(board=board, code="T02")
    assert "is called “T02” here" in posted(
        client, "action-agree", AGREE | {"agency": health.pk, "about": "T02"}
    )
    posted(client, "action-agree", AGREE | {"agency": health.pk, "about": " r7 "})

    assert Action.objects.get().origin_words == "R-07: Conferences are held late"


def test_what_does_not_allow_an_action_says_so_on_the_form_and_keeps_what_was_typed(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    challenge = ChallengeFactory(board=board, number=29, state="closed", closed_at=THE_DAY)

    said = posted(
        client_of(chair),
        "action-agree",
        AGREE | {"agency": health.pk},
        query=f"?from=challenge&key={challenge.pk}",
    )

    assert "CH-29: It is closed. The chair can open it again." in said
    assert AGREE["text"] in said
    assert not Action.objects.exists()


@pytest.mark.parametrize("query", ["?from=challenge&key=999", "?from=challenge&key=x", "?from=nothing&key=1"])
def test_an_address_that_names_nothing_is_not_found(
    board: Board, chair: Person, client_of: ClientOf, query: str
) -> None:
    address = reverse("registers:action-agree", args=["wessex"]) + query

    assert client_of(chair).get(address).status_code == 404


def test_the_form_asks_who_and_offers_those_who_would_see_it(
    board: Board,
    health: Agency,
    chair: Person,
    health_lead: Person,
    councillor: Person,
    outsider: Person,
    client_of: ClientOf,
) -> None:
    said = posted(client_of(chair), "action-agree", AGREE | {"about": "R-7"})

    assert "Choose an agency, a person, or both." in said
    assert "Helen Price (Agency lead, County Health)" in said
    assert "Colin Hughes" not in said
    assert "Oliver Stone" not in said


def test_the_page_tells_the_whole_story(
    board: Board, health: Agency, health_lead: Person, client_of: ClientOf
) -> None:
    action = ActionFactory(
        board=board,
        number=12,
        agency=health,
        owner_words="County Health",
        due_on=date(2018, 5, 18),
        origin_words="CH-29: Why late?",
        origin_url="/wessex/challenges/29/",
    )
    ProgressNoteFactory(action=action, text="The lease is signed.")
    DateChangeFactory(board=board, key=str(action.pk), reason="The desk waits for a lease.")
    DecisionFactory(meeting__board=board, kind="action", key=str(action.pk), text="To hurry.", minute="7.2")

    said = page(client_of(health_lead), "action", 12)

    for words in (
        action.text,
        "County Health",
        "1 working day overdue; moved once",
        'href="/wessex/challenges/29/">CH-29: Why late?',
        "The lease is signed.",
        "The desk waits for a lease.",
        "To hurry.",
        "minute 7.2",
        "Say that it is done",
        "Say how it goes",
    ):
        assert words in said
    assert "Drop it" not in said


def test_an_action_goes_from_done_to_stuck_by_two_people(
    board: Board, health: Agency, health_lead: Person, business_manager: Person, client_of: ClientOf
) -> None:
    ActionFactory(board=board, number=12, agency=health)
    helen, bridget = client_of(health_lead), client_of(business_manager)

    posted(helen, "action-note", {"text": "The lease is signed."}, 12)
    done = posted(helen, "action-complete", {"words": "The desk is open.", "seen": "1"}, 12)
    assert "A-12 is complete. It is checked later whether it stuck." in done
    assert "to be checked 20 Aug 2018" in done
    assert "It has stuck" not in done
    assert "It has stuck" in page(bridget, "action", 12)
    stuck = posted(bridget, "action-embed", {"words": "All bookings go through it.", "seen": "2"}, 12)

    assert "A-12 is embedded." in stuck
    for words in ("The desk is open.", "All bookings go through it.", "Helen Price", "Bridget Marsh"):
        assert words in stuck


def test_whoever_said_that_it_was_done_reads_why_another_must_look(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    ActionFactory(
        board=board, number=12, agency=health, state="complete", completed_at=THE_DAY, completed_by=chair
    )

    said = page(client_of(chair), "action", 12)

    assert "You said that it was done: somebody else looks whether it stuck." in said
    assert "Take it up again" in said


def test_who_saves_second_sees_what_the_first_did_and_may_then_save(
    board: Board, health: Agency, chair: Person, business_manager: Person, client_of: ClientOf
) -> None:
    ActionFactory(board=board, number=12, agency=health, text="Open a desk.")
    charlotte, bridget = client_of(chair), client_of(business_manager)
    posted(bridget, "action-amend", {"text": "Open two desks.", "agency": health.pk, "seen": "1"}, 12)

    told = posted(charlotte, "action-amend", {"text": "Open no desk.", "agency": health.pk, "seen": "1"}, 12)

    assert "Somebody else has changed this since you opened it." in told
    assert "It was “Open a desk.”, and is “Open two desks.”" in told
    assert "Open no desk.</textarea>" in told
    assert 'name="seen" value="2"' in told
    assert Action.objects.get().text == "Open two desks."
    posted(charlotte, "action-amend", {"text": "Open no desk.", "agency": health.pk, "seen": "2"}, 12)
    assert Action.objects.get().text == "Open no desk."


def test_a_mistake_in_the_form_does_not_hide_what_somebody_else_did_meanwhile(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    ActionFactory(board=board, number=12, agency=health, version=2)

    told = posted(client_of(chair), "action-amend", {"text": "", "agency": health.pk, "seen": "1"}, 12)

    assert 'name="seen" value="1"' in told


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("date", {"reason": "It slipped."}, "Enter the new date."),
        (
            "date",
            {"due_on_day": "3", "due_on_month": "12", "due_on_year": "2018"},
            "Say why the date changes.",
        ),
        ("drop", {}, "Say why it is dropped."),
        ("complete", {"words": "Born 3 May 2010: Emily Jones, aged 7"}, "could identify a child"),
        ("note", {"text": ""}, "Say how it goes."),
    ],
)
def test_a_step_says_what_it_lacks(
    board: Board,
    health: Agency,
    chair: Person,
    client_of: ClientOf,
    name: str,
    given: dict[str, str],
    said: str,
) -> None:
    ActionFactory(board=board, number=12, agency=health)

    page = posted(client_of(chair), f"action-{name}", given | {"seen": "1"}, 12)

    assert said in page
    assert "<title>Error: " in page
    assert Action.objects.get().version == 1


def test_a_step_that_came_too_late_is_refused_with_its_reason(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    ActionFactory(
        board=board, number=12, agency=health, state="dropped", dropped_at=THE_DAY, dropped_why="Moved."
    )
    address = reverse("registers:action-complete", args=["wessex", 12])

    answer = client_of(chair).post(address, {"words": "Done.", "seen": "1"})

    assert answer.status_code == 403
    assert "An action that is “dropped” does not allow this." in answer.content.decode()
