"""What is owed of Section 11: by whom, from when, and how far it climbs."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies import thread
from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from registers.actions.chasing import climb
from registers.models import ChairLetter, RungReached
from registers.queries.section_11 import owed as questions
from tests.conftest import TODAY
from tests.factories import AgencyFactory
from tests.registers.section_11.chased import asked, charity, cycle_of, part

StandingOf = Callable[[Person], Standing]
LATE = date(2018, 5, 1)  # fourteen working days before the tests' day


def due(standing: Standing) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in questions.owed(standing)]


def test_who_writes_owes_it_and_the_lead_only_where_nobody_with_an_account_writes(
    board: Board, health: Agency, police: Agency, health_lead: Person, police_lead: Person, analyst: Person,
    standing_of: StandingOf,
) -> None:  # fmt: skip
    cycle = cycle_of(board, due=date(2018, 6, 29))
    part(asked(cycle, health), "author", person=analyst)
    part(asked(cycle, police), "author")

    assert due(standing_of(analyst)) == [("assessment", "Section 11 self-assessment of County Health")]
    assert due(standing_of(health_lead)) == []
    assert due(standing_of(police_lead)) == [("assessment", "Section 11 self-assessment of County Police")]


@pytest.mark.parametrize("state", ["submitted", "moderated", "agreed"])
def test_nothing_is_owed_once_it_is_signed_off(
    board: Board, health: Agency, health_lead: Person, standing_of: StandingOf, state: str
) -> None:
    asked(cycle_of(board, due=LATE), health, state=state, submitted_at="2018-04-30T09:00Z", submitted_by="E")

    assert due(standing_of(health_lead)) == []
    assert questions.obligations(board.pk) == ()


def test_nothing_is_owed_to_a_cycle_that_is_planned_or_closed_nor_by_who_is_left_out(
    board: Board, health: Agency, police: Agency
) -> None:
    planned, closed, open_one = (cycle_of(board, due=LATE, name=name) for name in ("a", "b", "c"))
    planned.launched_at = None
    planned.save()
    closed.closed_at = closed.launched_at
    closed.save()
    asked(planned, health)
    asked(closed, health)
    asked(open_one, health, left_out_at=closed.launched_at, left_out_by="B", left_out_why="It closed.")
    asked(open_one, police)

    assert [one.agency for one in questions.obligations(board.pk)] == ["County Police"]


def test_the_substitute_hears_once_it_is_late_and_the_lead_with_those_who_write(
    board: Board, health: Agency, health_lead: Person, analyst: Person, board_member: Person
) -> None:
    found = asked(cycle_of(board, due=TODAY), health)
    part(found, "author", person=analyst)
    part(found, "substitute", person=board_member)

    (one,) = questions.obligations(board.pk)
    assert one.people == (analyst.pk,)

    found.due_on = date(2018, 5, 18)
    found.save()
    (one,) = questions.obligations(board.pk)
    assert one.people == (analyst.pk, board_member.pk, health_lead.pk)


def test_the_law_asks_section_11_bodies_only_so_others_may_decline_to_be_reminded(
    board: Board, health: Agency
) -> None:
    cycle = cycle_of(board, due=LATE)
    asked(cycle, health)
    asked(cycle, charity(), duty="invited", kindly=True)

    found = {one.agency: (one.statutory, one.kindly) for one in questions.obligations(board.pk)}

    assert found == {"County Health": (True, False), "Kingfisher Trust": (False, True)}


def test_who_is_asked_kindly_climbs_to_who_was_asked_and_no_letter_is_drafted(
    board: Board, health: Agency, chair: Person
) -> None:
    cycle = cycle_of(board, due=date(2018, 4, 3))
    part(asked(cycle, charity(), duty="invited", kindly=True), "author")
    part(asked(cycle, health), "author")

    climb(board=board, owed=questions.obligations(board.pk))

    rungs = list(RungReached.objects.order_by("agency__name", "rung").values_list("agency__name", "rung"))
    assert rungs == [*(("County Health", rung) for rung in (1, 2, 3, 4)), ("Kingfisher Trust", 1)]
    assert RungReached.objects.get(agency__name="Kingfisher Trust").told == "the author"
    assert [one.agency for one in ChairLetter.objects.all()] == [health]


def test_the_office_is_told_of_what_could_not_be_sent_and_no_organisation_is_chased_for_it(
    board: Board, health: Agency, business_manager: Person, standing_of: StandingOf
) -> None:
    asked(cycle_of(board, due=LATE), health, state="not_sent", sent_at=None, sent_by="")

    (one,) = questions.obligations(board.pk)
    assert (one.kind, one.agency_id, one.people) == ("sending", None, (business_manager.pk,))
    assert climb(board=board, owed=[one]) == 0
    assert due(standing_of(business_manager)) == [
        ("sending", "Say who answers: 1 Section 11 self-assessment was not sent")
    ]


def test_obligations_ask_the_same_number_of_questions_for_one_as_for_forty(board: Board) -> None:
    cycle = cycle_of(board, due=LATE)

    def questions_asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            questions.obligations(board.pk)
        return len(captured)

    part(asked(cycle, AgencyFactory()), "author")
    one = questions_asked()
    for _ in range(39):
        part(asked(cycle, AgencyFactory()), "author")

    assert questions_asked() == one
    assert len(thread.obligations(board.pk)) == 40


def test_an_organisation_without_a_seat_has_its_page_of_what_it_owes_with_whom_to_call(
    board: Board, business_manager: Person, client_of: Callable[[Person], Client]
) -> None:
    kingfisher = charity()
    part(asked(cycle_of(board, due=LATE), kingfisher, duty="invited", kindly=True), "author")

    page = client_of(business_manager).get(f"/{board.code}/owed/{kingfisher.code}/")

    said = page.content.decode()
    assert "Author, Section 11 self-assessment" in said
    assert "author@charity.example" in said
    other = AgencyFactory()
    assert client_of(business_manager).get(f"/{board.code}/owed/{other.code}/").status_code == 404
