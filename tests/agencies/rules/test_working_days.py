"""Working days in England, held against a calendar somebody has looked at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.working_days import (
    is_working_day,
    working_days_after,
    working_days_before,
    working_days_between,
)

DAYS = st.dates(date(2012, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2018, 5, 11), date(2018, 5, 11), 0),
        (date(2018, 5, 11), date(2018, 5, 10), 0),
        (date(2018, 5, 11), date(2018, 5, 13), 0),  # a weekend
        (date(2018, 5, 11), date(2018, 5, 14), 1),
        (date(2018, 5, 4), date(2018, 5, 8), 1),  # the early May bank holiday, the 7th
        (date(2018, 3, 29), date(2018, 4, 3), 1),  # Easter
        (date(2017, 12, 22), date(2018, 1, 2), 4),  # Christmas, Boxing Day, New Year
        (date(2022, 9, 16), date(2022, 9, 20), 1),  # the funeral of Queen Elizabeth II, the 19th
    ],
)
def test_weekends_and_englands_bank_holidays_do_not_count(first: date, last: date, number: int) -> None:
    assert working_days_between(first, last) == number


def test_scotlands_own_holidays_are_working_days() -> None:
    assert is_working_day(date(2018, 1, 2))
    assert is_working_day(date(2017, 11, 30))


@given(DAYS, st.integers(1, 40))
def test_the_day_so_many_working_days_on_is_one_and_counts_back(day: date, number: int) -> None:
    then = working_days_after(day, number)

    assert is_working_day(then)
    assert working_days_between(day, then) == number
    assert working_days_between(day, then - timedelta(days=1)) == number - 1


@pytest.mark.parametrize(
    ("day", "number", "before"),
    [
        (date(2018, 6, 12), 0, date(2018, 6, 12)),
        (date(2018, 6, 12), 1, date(2018, 6, 11)),
        (date(2018, 6, 12), 5, date(2018, 6, 5)),
        (date(2018, 5, 29), 1, date(2018, 5, 25)),  # over a bank holiday and a weekend
        (date(2018, 5, 26), 0, date(2018, 5, 25)),  # a Saturday
    ],
)
def test_the_day_so_many_working_days_back_is_one(day: date, number: int, before: date) -> None:
    assert working_days_before(day, number) == before
