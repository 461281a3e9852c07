"""The demo's training history: its rows, counted, give the figures of the story, and seven hundred in one half-year."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from agencies.models import Board
from agencies.rules import clock
from lscb.demo import trained as history
from lscb.demo.story import AGENCIES, QUARTERS, figures
from lscb.management.commands import load_demo, load_demo_training
from scorecard.models import Figure
from scorecard.rules.periods import Period
from training.queries.trained import Trained, trained_at
from training.rules.people import Window, six_months_to

TODAY = date(2018, 5, 21)
HALF = Window(date(2012, 10, 1), date(2013, 3, 31))


@cache
def rows() -> tuple[history.Taken, ...]:
    return tuple(history.bookings())


def people_in(first: date, last: date) -> set[tuple[str, int]]:
    return {(one.agency, one.person) for one in rows() if one.came and first <= one.session.on <= last}


def story(code: str, period: Period, part: str = "all") -> int:
    found = next(one for one in figures() if (one.code, one.period, one.breakdown) == (code, period, part))
    return int(found.numerator or 0)


def test_seven_hundred_different_people_came_in_the_half_year_to_march_2013() -> None:
    assert len(people_in(HALF.first, HALF.last)) == 700


@pytest.mark.parametrize("period", QUARTERS[2:], ids=lambda period: period.short)
def test_a_quarters_people_by_agency_are_those_of_the_story(period: Period) -> None:
    came = people_in(period.first, period.last)

    assert {code: sum(whose == code for whose, _ in came) for code in AGENCIES} == {
        code: story("W06", period, name) for code, name in AGENCIES.items()
    }


def test_nobody_is_twice_in_a_session_and_no_session_is_on_a_day_off() -> None:
    placed = [(one.agency, one.person, one.session) for one in rows()]

    assert len(set(placed)) == len(placed)
    assert {one.session.on.weekday() for one in rows()} <= {0, 1, 2, 3, 4}
    assert max(one.session.on for one in rows()) <= history.UNTIL


def test_some_came_twice_and_some_without_a_booking() -> None:
    came = [one for one in rows() if one.came]

    assert len(came) > len(
        {(one.agency, one.person, one.session.on.year, one.session.on.month // 4) for one in came}
    )
    assert any(one.outcome == "Walk-in" for one in came)


@pytest.fixture(scope="module")
def board(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Board]:
    """The demo board with its history, loaded the way `make demo` does."""
    kept: Path = tmp_path_factory.mktemp("demo")
    hasher = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=kept, QUARANTINE_ROOT=kept / "q", PASSWORD_HASHERS=hasher),
        clock.at(TODAY),
        transaction.atomic(),
    ):
        made = load_demo.load("not a secret")
        load_demo_training.load(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def half(board: Board) -> Trained:
    return trained_at(board.pk, HALF)


def test_the_records_of_the_half_year_are_counted_as_seven_hundred_by_agency_and_profession(
    half: Trained,
) -> None:
    assert half.people == 700
    assert half.places > 700
    assert sum(one.people for one in half.agencies) == 700
    assert sum(one.people for one in half.professions) == 700
    assert {one.name for one in half.agencies} == set(AGENCIES.values())
    assert half.professions_not_reached == ("Foster carers", "Adult services staff")


def test_the_half_year_up_to_the_demos_day_has_a_count_of_its_own(board: Board) -> None:
    now = trained_at(board.pk, six_months_to(TODAY))

    assert now.people == len(people_in(now.window.first, now.window.last)) > 300
    assert now.waiting == ()


@pytest.mark.parametrize("code", ["W06", "W08a", "W08b"])
def test_the_figures_counted_from_the_records_are_those_of_the_story(board: Board, code: str) -> None:
    kept = Figure.objects.current().filter(indicator__board=board, indicator__code=code, breakdown="all")
    found = {one.first: int(one.numerator or 0) for one in kept}

    assert found == {period.first: story(code, period) for period in QUARTERS[2:]}
    assert set(kept.values_list("submission__origin", flat=True)) == {"computed"}


def test_changed_practice_is_counted_from_the_first_follow_ups_on(board: Board) -> None:
    kept = Figure.objects.current().filter(indicator__board=board, indicator__code="W09")
    found = {one.first: (int(one.numerator or 0), one.status) for one in kept}

    assert found[QUARTERS[2].first] == (0, "not_applicable"), "the first follow-ups were due in January 2013"
    assert {first: number for first, (number, _) in found.items() if first > QUARTERS[2].first} == {
        period.first: story("W09", period) for period in QUARTERS[3:]
    }


def test_the_history_is_loaded_in_reasonable_time_and_once(board: Board) -> None:
    assert board.intakes.count() == 1
