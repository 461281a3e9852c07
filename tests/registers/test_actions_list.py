"""The list of actions: who sees which, what narrows it, and that it is as quick with two thousand as with two."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from registers.models import Action, DateChange
from registers.queries.actions import Narrowed, Show, actions_from, actions_of
from tests.conftest import TODAY
from tests.factories import THE_DAY, ActionFactory, DateChangeFactory

StandingOf = Callable[[Person], Standing]
ClientOf = Callable[[Person], Client]
COMPLETE = {"state": "complete", "completed_at": THE_DAY, "check_on": date(2018, 5, 14)}


@pytest.fixture
def several(board: Board, health: Agency, police: Agency, analyst: Person) -> dict[str, Action]:
    """One of every kind: of County Health, of County Police, and given to the analyst by name."""
    return {
        "late": ActionFactory(
            board=board, number=1, agency=health, due_on=date(2018, 5, 11), origin_kind="challenge"
        ),
        "soon": ActionFactory(
            board=board, number=2, agency=police, due_on=date(2018, 6, 1), origin_kind="risk"
        ),
        "hers": ActionFactory(board=board, number=3, agency=None, owner=analyst, due_on=date(2018, 7, 2)),
        "done": ActionFactory(board=board, number=4, agency=health, origin_kind="challenge", **COMPLETE),
        "stuck": ActionFactory(
            board=board,
            number=5,
            agency=police,
            **COMPLETE | {"state": "embedded", "checked_at": THE_DAY},
        ),
        "given_up": ActionFactory(
            board=board, number=6, agency=health, state="dropped", dropped_at=THE_DAY, dropped_why="Moved."
        ),
    }


def numbers(standing: Standing, **narrowed: object) -> list[int]:
    return [row.number for row in actions_of(standing, Narrowed(**narrowed)).rows]  # type: ignore[arg-type]


def test_each_choice_shows_its_own_and_says_how_many_beforehand(
    several: dict[str, Action], chair: Person, analyst: Person, standing_of: StandingOf
) -> None:
    charlotte = standing_of(chair)
    expected = {
        Show.OPEN: [1, 2, 3],
        Show.MINE: [],
        Show.OVERDUE: [1],
        Show.UNCHECKED: [4],
        Show.EMBEDDED: [5],
        Show.DROPPED: [6],
        Show.ALL: [6, 5, 4, 3, 2, 1],
    }

    assert {show: numbers(charlotte, show=show) for show in Show} == expected
    assert actions_of(charlotte, Narrowed()).counts == {show: len(rows) for show, rows in expected.items()}
    assert numbers(standing_of(analyst), show=Show.MINE) == [3]


def test_a_lead_sees_the_own_agencys_and_what_was_given_by_name(
    several: dict[str, Action],
    health_lead: Person,
    training_coordinator: Person,
    board: Board,
    police: Agency,
    standing_of: StandingOf,
) -> None:
    ActionFactory(board=board, number=7, agency=police, owner=training_coordinator)

    assert numbers(standing_of(health_lead), show=Show.ALL) == [6, 4, 1]
    assert numbers(standing_of(training_coordinator), show=Show.ALL) == [7]


def test_choices_of_agency_and_origin_narrow_each_others_numbers(
    several: dict[str, Action], chair: Person, standing_of: StandingOf
) -> None:
    found = actions_of(standing_of(chair), Narrowed(show=Show.ALL, agency="hlt"))

    assert [row.number for row in found.rows] == [6, 4, 1]
    assert found.origins == (("blank", "a blank page", 1), ("challenge", "a challenge", 2))
    assert found.agencies == (("hlt", "County Health", 3), ("pol", "County Police", 2))
    assert found.counts[Show.OPEN] == 1
    narrowed = actions_of(standing_of(chair), Narrowed(show=Show.ALL, agency="hlt", origin="challenge"))
    assert [row.number for row in narrowed.rows] == [4, 1]


def test_a_row_says_how_late_it_is_and_how_often_it_slipped(
    several: dict[str, Action], board: Board, chair: Person, standing_of: StandingOf
) -> None:
    for _ in range(2):
        DateChangeFactory(board=board, key=str(several["late"].pk))
    DateChangeFactory(board=board, kind="reply", key=str(several["late"].pk))

    late = actions_of(standing_of(chair), Narrowed()).rows[0]
    done = actions_of(standing_of(chair), Narrowed(show=Show.UNCHECKED)).rows[0]

    assert (late.overdue, late.moved) == (6, 2)  # Monday 14 May to Monday 21 May
    assert (done.overdue, done.check_late) == (0, 5)


def test_nothing_of_another_board_is_listed(
    other_board: Board, chair: Person, health: Agency, standing_of: StandingOf
) -> None:
    ActionFactory(board=other_board, agency=health)

    assert numbers(standing_of(chair), show=Show.ALL) == []


def test_what_was_agreed_because_of_one_thing_is_found_by_it(
    board: Board, chair: Person, standing_of: StandingOf
) -> None:
    for number, key in ((2, "12"), (1, "12"), (3, "120")):
        ActionFactory(board=board, number=number, origin_kind="challenge", origin_key=key)
    ActionFactory(board=board, number=4, origin_kind="risk", origin_key="12")

    assert [row.number for row in actions_from(standing_of(chair), "challenge", 12)] == [1, 2]


def test_two_thousand_take_no_more_questions_than_two(
    board: Board,
    health: Agency,
    police: Agency,
    chair: Person,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = [
        ActionFactory.build(
            board=board,
            agency=(health, police)[n % 2],
            number=n + 1,
            due_on=TODAY + timedelta(days=n % 400 - 200),
            origin_kind=("challenge", "risk")[n % 2],
        )
        for n in range(2_000)
    ]
    Action.objects.bulk_create(made)
    DateChange.objects.bulk_create(
        DateChangeFactory.build(board=board, key=str(one.pk)) for one in made[:500]
    )
    client = client_of(chair)

    with django_assert_num_queries(10):
        page = client.get(reverse("registers:actions", args=["wessex"]))
    with django_assert_num_queries(10):
        second = client.get(
            reverse("registers:actions", args=["wessex"]), {"show": "overdue", "agency": "hlt", "page": 2}
        )

    assert page.content.decode().count("<tr") == 51
    assert "2000 under way, 1000 overdue." in page.content.decode()
    assert 'aria-current="page">2<' in second.content.decode()


def test_an_empty_list_says_so_and_a_wrong_choice_is_no_fault(
    board: Board, chair: Person, client_of: ClientOf
) -> None:
    client, address = client_of(chair), reverse("registers:actions", args=["wessex"])

    assert "No action is under way." in client.get(address).content.decode()
    assert "No action is overdue." in client.get(address, {"show": "overdue"}).content.decode()
    for odd in ({"show": "x"}, {"from": "y"}, {"agency": "z"}, {"page": "-3"}, {"page": "no"}):
        assert client.get(address, odd).status_code == 200
