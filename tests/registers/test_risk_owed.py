"""Who owes a look at a risk, from when on, and what chasing goes by."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies import thread
from agencies.models import Board, Membership, Person
from agencies.rules.standing import Standing
from registers.queries import risk_owed
from tests.conftest import TODAY
from tests.registers.risky import moment, risk_with

StandingOf = Callable[[Person], Standing]
RAISED = date(2018, 2, 1)


def due(standing: Standing) -> list[tuple[str, str, date | None]]:
    return [(one.reference, one.words, one.due) for one in risk_owed.owed(standing)]


def test_a_review_is_owed_by_its_owner_a_fortnight_before(
    board: Board, board_member: Person, business_manager: Person, standing_of: StandingOf
) -> None:
    for number, day in ((1, date(2018, 6, 4)), (2, date(2018, 6, 5)), (3, date(2018, 5, 1))):
        risk_with(board, (RAISED, 2, 2), number=number, owner=board_member, review_on=day)

    assert due(standing_of(board_member)) == [
        ("R-01", "Review risk R-01", date(2018, 6, 4)),
        ("R-03", "Review risk R-03", date(2018, 5, 1)),
    ]
    assert due(standing_of(business_manager)) == []


def test_what_is_nobodys_by_name_and_what_an_owner_can_no_longer_see_is_the_offices(
    board: Board, board_member: Person, business_manager: Person, chair: Person, standing_of: StandingOf
) -> None:
    risk_with(board, (RAISED, 2, 2), number=1, review_on=TODAY)
    risk_with(board, (RAISED, 2, 2), number=2, review_on=TODAY, owner=board_member)
    member = standing_of(board_member)
    Membership.objects.filter(person=board_member).update(until=date(2018, 5, 1))

    assert [reference for reference, _, _ in due(standing_of(business_manager))] == ["R-01", "R-02"]
    assert due(standing_of(chair)) == []
    assert [one.person_id for one in risk_owed.owed(member)] == []


def test_an_acceptance_that_ends_goes_back_to_the_office_whoever_owns_the_risk(
    board: Board, board_member: Person, business_manager: Person, standing_of: StandingOf
) -> None:
    risk_with(
        board, (RAISED, 2, 2), number=1, owner=board_member, response="tolerate",
        accepted_until=date(2018, 5, 1), review_on=date(2018, 9, 3),
    )  # fmt: skip

    assert due(standing_of(business_manager)) == [
        ("R-01", "Decide again on risk R-01: its acceptance ends", date(2018, 5, 1))
    ]
    assert due(standing_of(board_member)) == []


@pytest.mark.parametrize("name", ["health_lead", "training_coordinator", "analyst", "councillor"])
def test_nobody_owes_what_they_cannot_see(
    name: str, board: Board, request: pytest.FixtureRequest, standing_of: StandingOf
) -> None:
    person: Person = request.getfixturevalue(name)
    risk_with(board, (RAISED, 2, 2), number=1, review_on=TODAY, owner=person)

    assert due(standing_of(person)) == []


def test_obligations_are_every_risks_of_the_register_with_the_people_who_owe_them(
    board: Board, other_board: Board, board_member: Person, business_manager: Person
) -> None:
    owned = risk_with(board, (RAISED, 2, 2), number=1, owner=board_member, review_on=date(2019, 4, 1))
    until = {"response": "tolerate", "accepted_until": date(2018, 12, 3)}
    bare = risk_with(board, (RAISED, 2, 2), number=2, review_on=TODAY, **until)
    risk_with(board, (RAISED, 2, 2), number=3, archived_at=moment(RAISED), archived_by="B", archived_why="x")
    risk_with(other_board, (RAISED, 2, 2), number=4)

    found = [(one.kind, one.key, one.people, one.due) for one in risk_owed.obligations(board.pk)]

    office = (business_manager.pk,)
    assert found == [
        ("review", str(owned.pk), (board_member.pk,), date(2019, 4, 1)),
        ("review", str(bare.pk), office, TODAY),
        ("acceptance", str(bare.pk), office, date(2018, 12, 3)),
    ]
    (first, *_) = risk_owed.obligations(board.pk)
    assert (first.reference, first.url, first.statutory) == ("R-01", "/wessex/risks/1/", False)


def test_however_many_risks_there_are_four_questions_find_what_is_owed(
    board: Board, business_manager: Person
) -> None:
    for number in range(1, 30):
        risk_with(board, (RAISED, 2, 2), number=number, owner=business_manager)

    with CaptureQueriesContext(connection) as questions:
        assert len(risk_owed.obligations(board.pk)) == 29
    assert len(questions) == 4


def test_the_front_page_and_chasing_know_of_them(
    board: Board,
    business_manager: Person,
    client_of: Callable[[Person | None], Client],
    standing_of: StandingOf,
) -> None:
    risk_with(board, (RAISED, 2, 2), number=1, review_on=TODAY)

    assert "Review risk R-01" in client_of(business_manager).get("/wessex/").content.decode()
    assert [one.reference for one in thread.obligations(board.pk)] == ["R-01"]
