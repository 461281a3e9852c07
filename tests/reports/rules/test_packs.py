"""When a pack builds itself: working days, weekends and bank holidays, never, and not once the meeting is over."""

from datetime import date, timedelta

import pytest

from agencies.rules.working_days import is_working_day, working_days_after, working_days_before
from reports.rules.packs import EARLIEST, builds_on, is_due


@pytest.mark.parametrize(
    ("held_on", "days", "built"),
    [
        (date(2018, 6, 12), 5, date(2018, 6, 5)),  # a Tuesday, and the Tuesday before
        (date(2018, 5, 29), 1, date(2018, 5, 25)),  # the day before is a bank holiday, before it a weekend
        (date(2018, 5, 30), 1, date(2018, 5, 29)),
        (date(2018, 6, 12), 0, None),
    ],
)
def test_a_pack_is_built_so_many_working_days_before(held_on: date, days: int, built: date | None) -> None:
    assert builds_on(held_on, days) == built


def test_a_pack_is_built_six_weeks_before_at_the_earliest() -> None:
    assert builds_on(date(2018, 3, 27), EARLIEST) == date(2018, 2, 13)


@pytest.mark.parametrize("number", range(1, 31))
def test_working_days_counted_back_and_forth_lead_to_the_same_day(number: int) -> None:
    for shift in range(14):
        day = date(2018, 5, 21) + timedelta(days=shift)
        if is_working_day(day):
            assert working_days_after(working_days_before(day, number), number) == day


def test_it_is_due_from_its_day_until_the_meeting_is_over() -> None:
    held_on = date(2018, 6, 12)

    assert [is_due(held_on, 5, day) for day in (date(2018, 6, 4), date(2018, 6, 5), held_on)] == [
        False,
        True,
        True,
    ]
    assert not is_due(held_on, 5, date(2018, 6, 13))
    assert not is_due(held_on, 0, held_on)
