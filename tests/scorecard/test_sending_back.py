"""Sending a return back, what is marked meanwhile, and where a return stands at each step of what is sent for it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import submissions
from scorecard.models import Return, Submission
from scorecard.queries.overview import overview
from scorecard.queries.owed import owed as owed_by
from scorecard.queries.returns import missing_returns
from tests.building import LAST, a_return, lines, load, send

ClientOf = Callable[[Person], Client]
WHY = "The total is of last year."


@pytest.fixture
def owed(board: Board, health: Agency) -> Return:
    """The last quarter's return of County Health."""
    return a_return(board, health)


def marks(standing: Standing) -> dict[str, str]:
    return {row.indicator.code: row.mark for row in overview(standing).rows if row.line}


def state_of(owed: Return) -> str:
    owed.refresh_from_db()
    return str(owed.state)


@pytest.mark.parametrize("accepted_before", [False, True])
def test_sending_back_leaves_the_figures_marked_until_a_later_file_is_released(
    board: Board,
    health: Agency,
    helen: Standing,
    manager: Standing,
    member: Standing,
    owed: Return,
    accepted_before: bool,
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health, answers=owed)
    if accepted_before:
        submissions.accept(return_id=owed.pk, by=manager)

    submissions.send_back(return_id=owed.pk, why=f" {WHY} ", by=manager)

    assert (state_of(owed), owed.sent_back_why, owed.accepted_by) == ("sent_back", WHY, "")
    assert marks(member) == {"H02": "sent back"}
    assert [one.words for one in owed_by(helen) if one.kind == "return"] == [
        "Correct the return for January to March 2018: it was sent back"
    ]
    assert missing_returns(board.pk, 2017) == ()
    assert Entry.objects.get(verb="returns.send_back").words.endswith(f"back: {WHY}")

    corrected = send(lines(("H02", LAST, 36, 120)), by=helen, agency=health, answers=owed)
    assert state_of(owed) == "sent_back"
    submissions.release(submission_id=corrected.pk, by=helen)

    assert (state_of(owed), owed.sent_back_why, owed.sent_back_at) == ("released", "", None)
    assert marks(member) == {"H02": "not yet accepted"}


def test_the_agencys_senders_get_the_reason_in_a_letter(
    health: Agency, helen: Standing, manager: Standing, health_lead: Person, police_lead: Person, owed: Return
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health, answers=owed)

    submissions.send_back(return_id=owed.pk, why=WHY, by=manager)

    letter = Letter.objects.get()
    assert letter.to == health_lead.email
    assert WHY in letter.text
    assert f"/wessex/returns/{owed.pk}/" in letter.text


@pytest.mark.parametrize("why", ["", " ", "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"])
def test_a_reason_is_needed_and_says_nothing_of_a_child(
    health: Agency, helen: Standing, manager: Standing, owed: Return, why: str
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health, answers=owed)

    with pytest.raises(Refused):
        submissions.send_back(return_id=owed.pk, why=why, by=manager)

    assert state_of(owed) == "released"
    assert not Letter.objects.exists()


def test_only_the_manager_sends_back_and_only_what_the_board_has(
    health: Agency, helen: Standing, manager: Standing, member: Standing, owed: Return
) -> None:
    with pytest.raises(Refused, match="This return is due: only one whose figures the board has"):
        submissions.send_back(return_id=owed.pk, why=WHY, by=manager)
    load(("H02", LAST, 30, 120), by=helen, agency=health, answers=owed)
    for other in (helen, member):
        with pytest.raises(Refused, match="Only the business manager"):
            submissions.send_back(return_id=owed.pk, why=WHY, by=other)


def test_what_was_sent_back_may_be_accepted_after_all(
    health: Agency, helen: Standing, manager: Standing, member: Standing, owed: Return
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health, answers=owed)
    submissions.send_back(return_id=owed.pk, why=WHY, by=manager)

    submissions.accept(return_id=owed.pk, by=manager)

    assert (state_of(owed), owed.sent_back_by) == ("accepted", "")
    assert marks(member) == {"H02": ""}


def test_the_page_asks_why_and_both_sides_read_it(
    client_of: ClientOf,
    business_manager: Person,
    health_lead: Person,
    health: Agency,
    helen: Standing,
    owed: Return,
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health, answers=owed)
    client, page = client_of(business_manager), reverse("scorecard:send-back", args=["wessex", owed.pk])
    assert "Say what the agency is to put right." in client.post(page, {"why": ""}).content.decode()

    said = client.post(page, {"why": WHY}, follow=True).content.decode()

    assert "County Health gets a letter" in said
    for person in (business_manager, health_lead):
        said = client_of(person).get(reverse("scorecard:return", args=["wessex", owed.pk])).content.decode()
        assert WHY in said
    assert "Send a corrected file" in said
    grid = client_of(business_manager).get(reverse("scorecard:returns", args=["wessex"])).content.decode()
    assert "1 of 1 returns are in. 1 sent back." in grid
    assert "1 of 1 (100%)" in grid
    assert "not due" in grid or "April to June" not in grid


def test_a_return_stands_where_what_was_sent_for_it_stands(
    board: Board, health: Agency, helen: Standing, owed: Return
) -> None:
    sent = submissions.receive(
        board=board,
        agency=health,
        data=lines(("H02", LAST, "x9", 1)),
        file_name="a.csv",
        by=helen,
        answers=owed,
    )
    assert state_of(owed) == "received"
    submissions.take_up(board_id=board.pk, agency_id=health.pk)
    assert state_of(owed) == "to_correct"
    ready = send(lines(("H02", LAST, 30, 120)), by=helen, agency=health, answers=owed)
    assert state_of(owed) == "ready"
    submissions.release(submission_id=ready.pk, by=helen)
    assert state_of(owed) == "released"
    send(lines(("H02", LAST, "x9", 1)), by=helen, agency=health, answers=owed)
    assert state_of(owed) == "released"
    assert Submission.objects.get(pk=sent.pk).state == Submission.State.SET_ASIDE


def test_a_return_opened_after_its_figures_came_is_in_when_the_same_file_is_sent_for_it(
    board: Board, health: Agency, helen: Standing
) -> None:
    whole = (("H02", LAST, 30, 120), ("H01", LAST, 5), ("H03", LAST, 7))
    parts = (("H04", LAST, 1, 4, "schools"), ("H04", LAST, 1, 4, "police"))
    load(*whole, *parts, by=helen, agency=health)
    owed = a_return(board, health)

    again = send(lines(*whole, *parts), by=helen, agency=health, answers=owed)

    assert again.state == Submission.State.UNCHANGED
    assert state_of(owed) == "released"


def test_the_same_file_again_does_not_undo_that_a_return_was_sent_back(
    health: Agency, helen: Standing, manager: Standing, owed: Return
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health, answers=owed)
    submissions.send_back(return_id=owed.pk, why=WHY, by=manager)

    again = send(lines(("H02", LAST, 30, 120)), by=helen, agency=health, answers=owed)

    assert state_of(owed) == "sent_back"
    assert again.state != Submission.State.RELEASED
