"""The pages of evidence: added with what can be looked at, shown with what it is about, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from registers.models import Evidence
from tests.factories import (
    THE_DAY,
    ActionFactory,
    AskedFactory,
    CaseAuditFactory,
    ChallengeFactory,
    EvidenceFactory,
    ReplyFactory,
)
from tests.files.evidence import opens_javascript, pdf_of

ClientOf = Callable[[Person], Client]
SAID = {"kind": "survey", "words": "Nine in ten know the desk."}


@pytest.fixture
def action(board: Board, health: Agency) -> None:
    ActionFactory(board=board, agency=health, number=12)


def posted(client: Client, given: dict[str, Any], name: str = "action-evidence", *args: object) -> str:
    address = reverse(f"registers:{name}", args=["wessex", *(args or (12,))])
    return client.post(address, given, follow=True).content.decode()


def file(data: bytes, name: str = "survey.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


def test_a_lead_adds_a_survey_with_its_file_and_the_action_shows_it(
    action: None, health_lead: Person, client_of: ClientOf
) -> None:
    given = SAID | {"file": file(pdf_of()), "no_child": "on", "link": "https://example.org/survey"}

    page = posted(client_of(health_lead), given)

    assert "The evidence stands with A-12." in page
    for words in (
        "Survey of practitioners",
        "(fair)",
        "Nine in ten know the desk.",
        "survey.pdf",
        "Take it back",
    ):
        assert words in page
    assert 'href="https://example.org/survey" rel="noopener noreferrer"' in page


def test_whoever_sends_a_file_says_that_it_was_looked_through(
    action: None, health_lead: Person, client_of: ClientOf
) -> None:
    page = posted(client_of(health_lead), SAID | {"file": file(pdf_of())})

    assert "Say that you have looked through the file." in page
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"words": "It works."}, "Choose what kind of evidence it is."),
        ({"kind": "survey"}, "Say what it shows."),
        (SAID | {"link": "javascript:alert(1)"}, "Write the link as https"),
        (SAID | {"figure": "X99"}, "No figure of an indicator “X99”"),
        (SAID | {"words": "Emily Jones, born 3 May 2010, aged 7"}, "could identify a child"),
    ],
)
def test_the_form_says_what_is_wrong(
    action: None, health_lead: Person, client_of: ClientOf, given: dict[str, str], said: str
) -> None:
    page = posted(client_of(health_lead), given)

    assert said in page
    assert "<title>Error: " in page
    assert not Evidence.objects.exists()


def test_a_file_that_is_not_taken_is_named_beside_its_field(
    action: None, health_lead: Person, client_of: ClientOf
) -> None:
    given = SAID | {"file": file(pdf_of(opens_javascript)), "no_child": "on"}

    page = posted(client_of(health_lead), given)

    assert 'href="#id_file">“survey.pdf” was not taken. This file holds JavaScript.' in page
    assert not Evidence.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_looked_at(
    action: None, health_lead: Person, client_of: ClientOf
) -> None:
    given = SAID | {"file": file(b"%PDF-" + b"0" * 10 * 1024 * 1024), "no_child": "on"}

    assert "“survey.pdf” is larger than 10 MB." in posted(client_of(health_lead), given)


def test_board_and_office_choose_a_case_audit_and_leads_who_see_none_are_not_asked(
    board: Board, action: None, chair: Person, health_lead: Person, client_of: ClientOf
) -> None:
    audit = CaseAuditFactory(board=board, number=3)
    address = reverse("registers:action-evidence", args=["wessex", 12])

    assert "AU-3: Neglect, 6 February 2018" in client_of(chair).get(address).content.decode()
    assert "Case audit" not in client_of(health_lead).get(address).content.decode()
    page = posted(client_of(chair), SAID | {"kind": "reaudit", "audit": audit.pk})
    assert "AU-3: case audit on Neglect, 6 February 2018" in page


@pytest.mark.parametrize("to", ["challenge", "reply"])
def test_evidence_is_added_to_challenges_and_replies(
    board: Board, health: Agency, health_lead: Person, client_of: ClientOf, to: str
) -> None:
    challenge = ChallengeFactory(board=board, number=29, state="responded", sent_at=THE_DAY)
    reply = ReplyFactory(asked=AskedFactory(challenge=challenge, agency=health))
    name, key = (f"{to}-evidence", 29 if to == "challenge" else reply.pk)
    client_of(health_lead).post(reverse(f"registers:{name}", args=["wessex", key]), SAID)

    made = Evidence.objects.get()
    assert (made.challenge_id, made.reply_id) == (
        (challenge.pk, None) if to == "challenge" else (None, reply.pk)
    )


def test_an_item_taken_back_stays_struck_through_with_its_reason(
    board: Board, action: None, business_manager: Person, client_of: ClientOf
) -> None:
    made = EvidenceFactory(action__board=board, action__number=13, words="Nine in ten.")
    client = client_of(business_manager)
    asked = client.get(reverse("registers:evidence-take-back", args=["wessex", made.pk])).content.decode()
    assert "Delete its file" not in asked

    page = posted(client, {"reason": "The survey was of May."}, "evidence-take-back", made.pk)

    assert "Taken back by Bridget Marsh (Business manager), 21 May 2018: The survey was of May." in page
    assert "board-was" in page
    assert "Take it back" not in page


def test_a_file_that_is_gone_is_not_found(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    made = EvidenceFactory(action__board=board, file_name="a.pdf", stored="")
    taken = EvidenceFactory(
        action__board=board, file_name="a.pdf", stored="x", taken_back_at=THE_DAY, taken_back_why="Wrong."
    )

    for one in (made, taken):
        address = reverse("registers:evidence-file", args=["wessex", one.pk])
        assert client_of(business_manager).get(address).status_code == 404
