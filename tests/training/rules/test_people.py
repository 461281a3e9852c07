"""Counting people: once each, by the agency and profession of the last time, against how many there are."""

from datetime import date
from decimal import Decimal

import pytest

from training.rules.people import (
    Came,
    Reach,
    Window,
    councillors,
    half_end,
    half_years,
    not_reached,
    people,
    reach_by_agency,
    reach_by_profession,
    six_months_to,
)

HALF = Window(date(2012, 10, 1), date(2013, 3, 31))
HEALTH, POLICE = "County Health", "County Police"


def came(person: int, on: date = date(2012, 11, 5), agency: str = HEALTH, job: str = "midwives") -> Came:
    return Came(person, on, agency, job)


def test_people_are_not_places() -> None:
    places = [came(1), came(1, date(2012, 12, 3)), came(2)]

    assert len(places) == 3
    assert len(people(places, HALF)) == 2


def test_one_person_who_moved_counts_once_where_they_were_last() -> None:
    places = [came(1), came(1, date(2013, 2, 4), POLICE, "police"), came(2)]

    found = people(places, HALF)
    parts = reach_by_agency(found.values(), [], {})

    assert [(one.name, one.people) for one in parts] == [(HEALTH, 1), (POLICE, 1)]
    assert sum(one.people for one in parts) == len(found) == 2


def test_days_outside_the_window_do_not_count_and_its_ends_do() -> None:
    days = [HALF.first, HALF.last, date(2012, 9, 30), date(2013, 4, 1)]

    assert set(people([came(number, on) for number, on in enumerate(days)], HALF)) == {0, 1}


def test_councillors_are_no_frontline_staff_wherever_they_sit() -> None:
    briefing = Came(1, date(2012, 11, 5), "District Council", "other", for_councillors=True)
    in_a_course = Came(2, date(2012, 11, 5), "District Council", "Councillors", councillor=True)

    assert people([briefing, in_a_course, came(3)], HALF).keys() == {3}
    assert councillors([briefing, in_a_course, came(3)], HALF).keys() == {1, 2}


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2018, 5, 21), date(2017, 11, 22)),
        (date(2013, 3, 31), date(2012, 10, 1)),
        (date(2017, 9, 30), date(2017, 4, 1)),
        (date(2018, 8, 30), date(2018, 2, 28)),
        (date(2017, 6, 30), date(2017, 1, 1)),
    ],
)
def test_six_months_end_on_a_day_and_begin_the_day_after_it_half_a_year_before(
    last: date, first: date
) -> None:
    assert six_months_to(last) == Window(first, last)


@pytest.mark.parametrize(
    ("first", "start"),
    [
        (date(2016, 4, 1), date(2016, 4, 1)),
        (date(2016, 9, 30), date(2016, 4, 1)),
        (date(2016, 10, 1), date(2016, 10, 1)),
        (date(2016, 12, 31), date(2016, 10, 1)),
        (date(2017, 1, 1), date(2016, 10, 1)),
        (date(2017, 3, 31), date(2016, 10, 1)),
    ],
)
def test_half_years_begin_with_the_one_in_which_a_day_lies(first: date, start: date) -> None:
    assert half_years(first, date(2018, 1, 1))[-1].first == start


def test_half_years_that_have_ended_stand_latest_first_each_where_the_other_ends() -> None:
    three = (
        Window(date(2017, 4, 1), date(2017, 9, 30)),
        Window(date(2016, 10, 1), date(2017, 3, 31)),
        Window(date(2016, 4, 1), date(2016, 9, 30)),
    )

    assert half_years(date(2016, 5, 9), date(2017, 10, 1)) == three
    assert half_years(date(2016, 5, 9), date(2017, 9, 30)) == three[1:]
    assert half_years(date(2016, 5, 9), date(2016, 9, 30)) == ()
    assert all(half_end(one.first) == one.last for one in three)


def test_who_came_twice_on_a_day_counts_by_the_later_name_in_whatever_order_they_are_read() -> None:
    places = [came(1), came(1, agency=POLICE), came(1, job="acute")]

    assert {one.agency for one in people(places, HALF).values()} == {POLICE}
    assert people(places, HALF) == people(places[::-1], HALF)


def test_an_agencys_share_is_unknown_until_it_tells_how_many_staff_it_has() -> None:
    found = people([came(1), came(2), came(3, agency=POLICE)], HALF)

    health, police, schools = reach_by_agency(found.values(), [HEALTH, POLICE, "Schools"], {HEALTH: 640})

    assert (health.people, health.percent) == (2, Decimal("0.3"))
    assert (police.people, police.percent) == (1, None)
    assert not_reached((health, police, schools)) == ("Schools",)


def test_a_professions_share_is_of_the_agencies_that_told_and_of_their_people_only() -> None:
    hospital = [came(2, agency="Hospital"), came(4, agency="Hospital")]
    found = people([came(1), *hospital, came(3, job="nurses")], HALF)

    midwives, nurses, housing = reach_by_profession(
        found.values(), ["midwives", "nurses", "housing"], {(HEALTH, "midwives"): 50, (HEALTH, "housing"): 4}
    )

    assert midwives == Reach("midwives", 3, 50, 1)
    assert midwives.percent == Decimal("2.0")
    assert nurses.percent is None
    assert (housing.people, housing.percent) == (0, Decimal("0.0"))


def test_who_works_as_what_nobody_said_is_listed_last() -> None:
    found = people([came(1, job=""), came(2)], HALF)

    assert [one.name for one in reach_by_profession(found.values(), ["midwives"], {})] == ["midwives", ""]
