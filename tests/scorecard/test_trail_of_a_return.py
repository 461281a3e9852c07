"""The record of one return is whole: every file's life, acceptance, and what opened it again."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from scorecard.actions import submissions
from scorecard.models import Return
from tests.building import LAST, a_return, lines, load, send


@pytest.fixture
def accepted(board: Board, health: Agency, helen: Standing, manager: Standing) -> Return:
    """A return that was wrong once, then released and accepted."""
    owed = a_return(board, health)
    send(lines(("H02", LAST, "lots", 120)), by=helen, agency=health, name="wrong.csv", answers=owed)
    load(("H02", LAST, 30, 120), by=helen, agency=health, name="right.csv", answers=owed)
    submissions.accept(return_id=owed.pk, by=manager)
    return owed


def test_the_page_of_a_return_tells_the_life_of_every_file_and_leads_to_it(
    accepted: Return, client_of: Callable[[Person | None], Client], board_member: Person
) -> None:
    address = reverse("scorecard:return", args=["wessex", accepted.pk])
    said = client_of(board_member).get(address).content.decode().partition("What happened")[2]

    told = [
        "Received “wrong.csv”",
        "Checked “wrong.csv”: 1 to correct.",
        "Received “right.csv”",
        "Checked “right.csv”: no error",
        "Set aside “wrong.csv”",
        "Released “right.csv”",
        "Accepted County Health’s return",
    ]
    places = [said.find(one) for one in told]
    assert -1 not in places
    assert places == sorted(places)
    for sent in accepted.submissions.all():
        assert reverse("scorecard:submission", args=["wessex", sent.pk]) in said


def test_a_corrected_file_that_opens_an_accepted_return_again_is_on_its_record(
    accepted: Return, health: Agency, helen: Standing
) -> None:
    sent = load(("H02", LAST, 36, 120), by=helen, agency=health, name="corrected.csv")

    accepted.refresh_from_db()
    entry = Entry.objects.get(verb="returns.reopen")
    assert accepted.state == Return.State.RELEASED
    assert (entry.kind, entry.reference, entry.board_code) == ("return", str(accepted.pk), "wessex")
    assert entry.by == "Helen Price (Agency lead, County Health)"
    assert entry.words == (
        "“corrected.csv” changed figures of this return, which Bridget Marsh (Business manager) had accepted: "
        "it waits to be accepted again."
    )
    assert entry.details == {"submission": sent.pk}


def test_a_return_not_yet_accepted_is_not_opened_again(board: Board, health: Agency, helen: Standing) -> None:
    a_return(board, health)
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    load(("H02", LAST, 36, 120), by=helen, agency=health)

    assert not Entry.objects.filter(verb="returns.reopen").exists()
