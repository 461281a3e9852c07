"""What letters say of days and hours, and how many different people the chair has met."""

from datetime import UTC, date, datetime

import pytest

from training.rules.notices import Facts, booked, last_day_in_time, o_clock
from training.rules.people import Window, six_months_to
from training.rules.staff_met import Held, Met, met, window_after


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (9, 0, "9am"),
        (12, 0, "midday"),
        (12, 30, "12:30pm"),
        (13, 5, "1:05pm"),
        (0, 0, "12am"),
        (11, 59, "11:59am"),
    ],
)
def test_a_time_is_said_as_people_say_it(hour: int, minute: int, said: str) -> None:
    assert o_clock(datetime(2018, 6, 12, hour, minute, tzinfo=UTC)) == said


def test_the_last_day_to_give_a_place_up_is_so_many_working_days_before() -> None:
    tuesday_after_a_bank_holiday = date(2018, 5, 29)

    assert last_day_in_time(tuesday_after_a_bank_holiday, 0) is None
    assert last_day_in_time(tuesday_after_a_bank_holiday, 1) == date(2018, 5, 28)
    assert last_day_in_time(tuesday_after_a_bank_holiday, 2) == date(2018, 5, 24)
    # Easter and two Mondays in May lie between.
    assert last_day_in_time(date(2018, 6, 12), 60) == date(2018, 3, 14)


def test_a_letter_of_a_place_names_day_hours_and_until_when_it_can_be_given_up() -> None:
    facts = Facts(
        board="Wessex",
        course="Working with fathers",
        reference="S-41",
        starts=datetime(2018, 6, 12, 8, 30, tzinfo=UTC),
        ends=datetime(2018, 6, 12, 15, tzinfo=UTC),
        venue="Town Hall",
        in_time_until=date(2018, 6, 5),
    )

    notice = booked(facts)

    assert notice.subject == "You have a place: Working with fathers, 12 June 2018"
    assert "When: Tuesday 12 June 2018, 9:30am to 4pm" in notice.text
    assert "by 5 June 2018" in notice.text


def held(number: int, *came: int, by_chair: bool = True) -> Held:
    return Held(number, "Working with fathers", date(2018, 5, number), "Town Hall", by_chair, True, came)


def test_who_came_twice_is_one_person_and_two_places_and_only_the_chairs_sessions_count() -> None:
    rows = [held(1, 7, 8), held(2, 8, 9), held(3, 10, by_chair=False)]

    assert met(rows) == Met(sessions=3, introduced=2, people=3, places=4)
    assert met([]) == Met(0, 0, 0, 0)


def test_the_six_months_to_may_are_followed_by_those_to_november() -> None:
    after = window_after(six_months_to(date(2018, 5, 21)))

    assert after == Window(date(2018, 5, 22), date(2018, 11, 21))


@pytest.mark.parametrize(
    "last", [date(2018, 3, 31), date(2018, 5, 21), date(2016, 2, 29), date(2017, 8, 31), date(2017, 12, 30)]
)
def test_the_next_six_months_begin_where_these_end(last: date) -> None:
    window = six_months_to(last)
    after = window_after(window)

    assert 0 <= (window.last - after.first).days + 1 <= 3  # months end on different days; no day is left out
    assert 178 <= (after.last - after.first).days + 1 <= 185
