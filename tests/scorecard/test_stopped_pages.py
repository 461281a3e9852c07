"""The pages of files stopped for their words: who sees the words, and what can be done."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard.models import Return, Submission
from tests.building import HEADINGS, LAST, a_return, load, send
from tests.files.books import csv_bytes

Clients = Callable[[Person | None], Client]
WORDS = "J.S., aged 7"
DATA = csv_bytes(
    [[*HEADINGS, "Commentary"], ["H02", LAST.short, 30, 120, None, None, f"Of late, {WORDS}, was seen."]]
)


@pytest.fixture
def owed(board: Board, health: Agency, helen: Standing) -> Return:
    """County Health's return."""
    return a_return(board, health)


@pytest.fixture
def held(health: Agency, helen: Standing, owed: Return) -> Submission:
    """A file held for its words."""
    return send(DATA, by=helen, agency=health, answers=owed, name="q4.csv")


def at(name: str, held: Submission | None = None) -> str:
    kwargs: dict[str, object] = {"board": "wessex"}
    if held is not None:
        kwargs["submission_id" if name in ("submission", "file") else "stopped_id"] = held.pk
    return reverse(f"scorecard:{name}", kwargs=kwargs)


@pytest.mark.parametrize("who", ["health_lead", "business_manager"])
def test_sender_and_business_manager_see_the_words_marked_and_have_the_file(
    who: str, held: Submission, client_of: Clients, request: pytest.FixtureRequest
) -> None:
    client = client_of(request.getfixturevalue(who))

    page = client.get(at("submission", held), follow=True).content.decode()

    assert f'<mark class="board-findings__fault">{WORDS}</mark>' in page
    assert "Of late, " in page
    assert "24 May 2018" in page
    assert ("Withdraw and delete" in page) == (who == "health_lead")
    assert ("Let the words stand" in page) == (who == "business_manager")
    assert b"".join(client.get(at("file", held))) == DATA


@pytest.mark.parametrize("who", ["chair", "board_member", "analyst"])
def test_nobody_else_sees_a_word_of_it(
    who: str, held: Submission, client_of: Clients, request: pytest.FixtureRequest
) -> None:
    client = client_of(request.getfixturevalue(who))

    answer = client.get(at("submission", held))

    assert answer.status_code == 200
    assert "J.S." not in answer.content.decode()
    assert "could be" not in answer.content.decode()
    assert client.get(at("stopped-words", held)).status_code == 403
    assert client.get(at("file", held)).status_code == 403
    assert client.get(at("stopped")).status_code == 403


def test_the_business_manager_finds_the_files_and_lets_one_stand(
    held: Submission, client_of: Clients, business_manager: Person
) -> None:
    client = client_of(business_manager)
    assert at("stopped") in client.get(reverse("scorecard:returns", args=["wessex"])).content.decode()
    assert "q4.csv" in client.get(at("stopped")).content.decode()

    refused = client.post(at("let-stand", held), {"why": ""}).content.decode()
    assert "Say why these words identify no child." in refused
    repeated = client.post(at("let-stand", held), {"why": f"{WORDS} is a team"}).content.decode()
    assert "Give the reason without the words themselves" in repeated
    client.post(at("let-stand", held), {"why": "It is the name of a team."})

    held.refresh_from_db()
    assert held.state == Submission.State.RECEIVED
    assert held.let_stand_why == "It is the name of a team."
    assert "No file is stopped." in client.get(at("stopped")).content.decode()


def test_the_sender_withdraws_it(held: Submission, client_of: Clients, health_lead: Person) -> None:
    client = client_of(health_lead)

    page = client.post(at("withdraw", held), follow=True).content.decode()

    held.refresh_from_db()
    assert held.state == Submission.State.WITHDRAWN
    assert "withdrawn and deleted" in page
    assert "Download the file as sent" not in page
    assert client.get(at("file", held)).status_code == 404


def test_a_deleted_list_of_children_says_so_and_offers_no_download(
    health: Agency, helen: Standing, owed: Return, client_of: Clients, health_lead: Person
) -> None:
    children = csv_bytes([["UPN", "Surname", "DOB"], ["B801200005001", "Bee", "3/4/09"]])
    one = send(children, by=helen, agency=health, answers=owed)

    page = client_of(health_lead).get(at("submission", one)).content.decode()

    assert "is a list of children" in page
    assert "could not be read" not in page
    assert "Download the file as sent" not in page
    assert "Bee" not in page


def test_typed_commentary_comes_back_with_its_words_named(
    board: Board, health: Agency, helen: Standing, client_of: Clients, health_lead: Person
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)

    answer = client_of(health_lead).post(
        reverse("scorecard:comment", args=["wessex", "H02"]), {"text": f"{WORDS}, was late"}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This could identify a child" in page
