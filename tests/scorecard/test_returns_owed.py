"""What agencies owe the board in this room: returns and explanations, each by its day, and what moved."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Letter, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Obligation
from lscb import reminders
from registers.actions.chasing import climb
from registers.models import RungReached
from scorecard.actions import explanations, submissions
from scorecard.models import Return
from scorecard.queries.moved import moved
from scorecard.queries.obligations import obligations
from scorecard.queries.owed import owed
from scorecard.rules.answering import explain_by
from tests.building import BEFORE, LAST, a_return, load
from tests.factories import ExplanationFactory

ASKED = datetime(2018, 5, 21, 9, tzinfo=UTC)
DUE = date(2018, 5, 12)


@pytest.mark.parametrize(
    ("asked_on", "return_due", "by"),
    [
        (date(2018, 5, 21), None, date(2018, 6, 5)),  # the 28th is a bank holiday
        (date(2018, 4, 16), date(2018, 5, 12), date(2018, 5, 12)),  # with the return
        (date(2018, 5, 21), date(2018, 5, 12), date(2018, 6, 5)),  # the return was due already
    ],
)
def test_an_explanation_is_due_with_its_return_and_never_sooner_than_ten_working_days_after(
    asked_on: date, return_due: date | None, by: date
) -> None:
    assert explain_by(asked_on=asked_on, return_due=return_due) == by


def told(found: tuple[Obligation, ...]) -> list[tuple[str, str, str, date]]:
    return [(one.agency, one.kind, one.reference, one.due) for one in found]


@pytest.mark.parametrize(
    ("state", "owes"),
    [
        *((state, True) for state in ("due", "received", "checking", "to_correct", "ready")),
        *((state, False) for state in ("released", "accepted", "sent_back")),
    ],
)
def test_a_return_is_owed_by_its_day_until_the_board_has_it(
    state: str, owes: bool, board: Board, health: Agency
) -> None:
    more = (
        {"sent_back_at": ASKED, "sent_back_by": "B", "sent_back_why": "No."} if state == "sent_back" else {}
    )
    one = a_return(board, health, due_on=DUE, state=state, **more)

    found = obligations(board.pk)

    assert told(found) == ([("County Health", "return", "Q4 2017/18", DUE)] if owes else [])
    if owes:
        assert (found[0].key, found[0].statutory, found[0].people) == (str(one.pk), True, ())
        assert found[0].url == f"/wessex/returns/{one.pk}/"


def test_what_is_to_be_explained_of_one_quarter_by_one_day_is_owed_together(
    board: Board, health: Agency, police: Agency
) -> None:
    asked = {"board": board, "asked_at": ASKED, "submission": None}
    first = ExplanationFactory(agency=health, first=LAST.first, last=LAST.last, **asked)
    ExplanationFactory(agency=health, first=LAST.first, last=LAST.last, **asked)
    other = ExplanationFactory(agency=health, first=BEFORE.first, last=BEFORE.last, **asked)
    theirs = ExplanationFactory(agency=police, first=LAST.first, last=LAST.last, **asked)

    found = obligations(board.pk)

    assert told(found) == [
        ("County Health", "explanation", f"E-{first.pk} and 1 more", date(2018, 6, 5)),
        ("County Health", "explanation", f"E-{other.pk}", date(2018, 6, 5)),
        ("County Police", "explanation", f"E-{theirs.pk}", date(2018, 6, 5)),
    ]
    assert [one.key for one in found] == ["2018-01-01", "2017-10-01", "2018-01-01"]
    assert all(one.statutory for one in found)


def test_answering_one_of_several_leaves_the_climb_of_the_others_as_it_is(
    board: Board, health: Agency, helen: Standing
) -> None:
    asked = {"board": board, "asked_at": ASKED - timedelta(days=60), "submission": None}
    first = ExplanationFactory(agency=health, first=LAST.first, last=LAST.last, **asked)
    ExplanationFactory(agency=health, first=LAST.first, last=LAST.last, **asked)
    climb(board=board, owed=obligations(board.pk))
    reached = RungReached.objects.count()
    assert reached > 0

    explanations.explain(explanation_id=first.pk, text="A team was counted twice.", by=helen)
    climb(board=board, owed=obligations(board.pk))

    assert RungReached.objects.count() == reached


def test_as_many_questions_for_one_thing_owed_as_for_thirty(
    board: Board, health: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    period = LAST
    for _ in range(15):
        a_return(board, health, period)
        ExplanationFactory(board=board, agency=health, first=period.first, last=period.last, submission=None)
        period = period.previous()

    with django_assert_num_queries(4):
        assert len(obligations(board.pk)) == 30


def test_a_late_return_climbs_the_ladder_and_stands_in_the_leads_digest_and_on_the_page_of_what_is_owed(
    board: Board, health: Agency, health_lead: Person, chair: Person, client_of: Callable[..., Client]
) -> None:
    late = a_return(board, health, due_on=DUE)

    assert reminders.chase() >= 1

    letter = Letter.objects.get(to=health_lead.email)
    assert "Return due 12 May 2018, 6 working days late: Q4 2017/18" in letter.text
    assert f"/wessex/returns/{late.pk}/" in letter.text
    assert list(RungReached.objects.order_by("rung").values_list("kind", "key", "rung")) == [
        ("return", str(late.pk), 1),
        ("return", str(late.pk), 2),
    ]
    page = client_of(chair).get(f"/wessex/owed/{health.code}/").content.decode()
    assert f'href="/wessex/returns/{late.pk}/"' in page
    assert "Q4 2017/18" in page
    assert "the agency’s board member was told" in page


def test_a_return_that_came_stops_its_climb(board: Board, health: Agency, helen: Standing) -> None:
    owed_return = a_return(board, health, due_on=DUE)
    climb(board=board, owed=obligations(board.pk))
    load(("H01", LAST, 120), by=helen, agency=health, answers=owed_return)

    clock.fix(date(2018, 7, 2))
    climb(board=board, owed=obligations(board.pk))

    assert RungReached.objects.filter(kind="return").count() == 2


def test_the_front_page_says_by_when_an_explanation_is_owed_and_the_page_of_them_too(
    board: Board, health: Agency, helen: Standing, health_lead: Person, client_of: Callable[..., Client]
) -> None:
    one = ExplanationFactory(
        board=board, agency=health, first=LAST.first, last=LAST.last, asked_at=ASKED, submission=None
    )

    (owes,) = owed(helen)
    assert (owes.due, owes.reference, owes.statutory) == (date(2018, 6, 5), f"E-{one.pk}", True)
    page = client_of(health_lead).get("/wessex/explanations/").content.decode()
    assert f"E-{one.pk}, due 5 June 2018." in page


def test_what_moved_is_told_by_return_with_who_did_it_and_never_what_was_in_it(
    board: Board, health: Agency, helen: Standing, manager: Standing
) -> None:
    one = a_return(board, health)
    begun = clock.now() - timedelta(minutes=1)
    load(("H01", LAST, 120), by=helen, agency=health, answers=one)
    submissions.accept(return_id=one.pk, by=manager)
    submissions.send_back(return_id=one.pk, why="The count is wrong.", by=manager)

    found = moved(board.pk, begun, clock.now())

    assert [(each.words, each.by_id) for each in found] == [
        ("Return released", helen.person_id),
        ("Return accepted", manager.person_id),
        ("Return sent back", manager.person_id),
    ]
    assert {(each.reference, each.agencies, each.url) for each in found} == {
        ("Q4 2017/18", frozenset({health.pk}), f"/wessex/returns/{one.pk}/")
    }
    assert moved(board.pk, clock.now(), clock.now() + timedelta(days=1)) == ()
    assert Return.objects.count() == 1


def test_figures_that_answer_no_return_are_no_news_of_one(
    board: Board, health: Agency, helen: Standing
) -> None:
    begun = clock.now() - timedelta(minutes=1)
    load(("H01", LAST, 120), by=helen, agency=health)

    assert moved(board.pk, begun, clock.now()) == ()
