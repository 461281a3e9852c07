"""What a course, a session and a board's settings may be, at the edges of each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from training.rules import courses, sessions, settings
from training.rules.courses import CourseFacts
from training.rules.sessions import SessionFacts, TrainerFacts, capacity_fits, release_fits, shares_fit
from training.rules.settings import Days

TODAY = date(2018, 5, 21)
COURSE = CourseFacts("Working with fathers", 2, Decimal("6.5"))
SESSION = SessionFacts(
    datetime(2018, 6, 12, 8, 30, tzinfo=UTC), datetime(2018, 6, 12, 15, tzinfo=UTC), 20, venue="Town Hall"
)


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({"level": 1}, True),
        ({"level": 2}, True),
        ({"level": 3}, True),
        ({"level": 4}, True),
        ({"level": 0}, False),
        ({"level": 5}, False),
        ({"hours": Decimal("0.5")}, True),
        ({"hours": Decimal(0)}, False),
        ({"hours": Decimal("99.5")}, True),
        ({"hours": Decimal("99.6")}, False),
        ({"price": Decimal(0)}, True),
        ({"price": Decimal("-0.01")}, False),
        ({"price": Decimal("9999.99")}, True),
        ({"price": Decimal(10_000)}, False),
        ({"notice_days": 0}, True),
        ({"notice_days": -1}, False),
        ({"notice_days": 60}, True),
        ({"notice_days": 61}, False),
    ],
)
def test_a_course_has_a_level_hours_a_price_and_days_of_notice(change: dict[str, object], fits: bool) -> None:
    assert bool(courses.fits(replace(COURSE, **change))) is fits  # type: ignore[arg-type]


def test_a_course_is_free_needs_no_yes_and_asks_five_days_notice_unless_it_says_otherwise() -> None:
    assert (COURSE.price, COURSE.needs_approval, COURSE.notice_days) == (0, False, 5)


def test_a_session_is_for_everybody_and_opened_by_nobody_unless_it_says_otherwise() -> None:
    assert (SESSION.for_councillors, SESSION.chair_introduces, SESSION.introduced) == (False, False, "")


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({}, True),
        ({"ends": SESSION.starts}, False),
        ({"ends": SESSION.starts + timedelta(minutes=1)}, True),
        ({"ends": SESSION.ends + timedelta(days=1)}, False),
        ({"venue": "", "online": "https://meet.example/1"}, True),
        ({"venue": " "}, False),
        ({"capacity": 1}, True),
        ({"capacity": 0}, False),
        ({"capacity": 2_000}, True),
        ({"capacity": 2_001}, False),
        ({"trainers": (TrainerFacts("Tom"),) * 12}, True),
        ({"trainers": (TrainerFacts("Tom"),) * 13}, False),
    ],
)
def test_a_session_has_a_day_a_place_and_places(change: dict[str, object], fits: bool) -> None:
    assert bool(sessions.fits(replace(SESSION, **change), TODAY)) is fits  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "fits"), [(1830, True), (1831, False), (-1830, True), (-1831, False)])
def test_a_session_is_within_five_years_either_way(days: int, fits: bool) -> None:
    day = TODAY + timedelta(days=days)

    assert bool(sessions.fits(replace(SESSION, starts=at(day), ends=at(day, 12)), TODAY)) is fits


def test_shares_are_places_there_are() -> None:
    assert shares_fit({1: 12, 2: 8, 3: 0}, 20)
    assert shares_fit({1: 12, 2: 9}, 20).reason == "21 places are kept, and there are 20."
    assert not shares_fit({1: -1, 2: 9}, 20)


def test_unused_places_are_released_before_the_day_and_not_before_today() -> None:
    held_on = date(2018, 6, 12)

    assert release_fits(TODAY, today=TODAY, held_on=held_on)
    assert not release_fits(TODAY - timedelta(days=1), today=TODAY, held_on=held_on)
    assert release_fits(held_on - timedelta(days=1), today=TODAY, held_on=held_on)
    assert not release_fits(held_on, today=TODAY, held_on=held_on)


def test_places_that_are_taken_or_kept_cannot_be_taken_away() -> None:
    assert capacity_fits(5, taken=5, kept=5)
    assert "5 places are taken" in capacity_fits(4, taken=5, kept=0).reason
    assert "5 places are kept" in capacity_fits(4, taken=4, kept=5).reason


@pytest.mark.parametrize(
    ("days", "fits"),
    [
        (Days(0, 30, 30), True),
        (Days(20, 3_653, 3_653), True),
        (Days(-1, 30, 30), False),
        (Days(21, 30, 30), False),
        (Days(5, 29, 29), False),
        (Days(5, 30, 29), False),
        (Days(5, 3_654, 30), False),
        (Days(5, 400, 401), False),
        (Days(5, 400, 400), True),
    ],
)
def test_what_is_written_is_kept_no_longer_than_who_wrote_it(days: Days, fits: bool) -> None:
    assert bool(settings.fits(days)) is fits
