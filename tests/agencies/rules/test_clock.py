"""The one clock."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from agencies.rules import clock


def test_left_alone_it_tells_londons_time() -> None:
    clock.fix(None)

    with time_machine.travel(datetime(2018, 6, 30, 23, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2018, 7, 1)
        assert clock.now() == datetime(2018, 6, 30, 23, 30, tzinfo=UTC)
        assert clock.now().utcoffset() is not None


def test_held_at_a_day_it_keeps_the_machines_time_of_day() -> None:
    clock.fix(date(2018, 5, 21))

    with time_machine.travel(datetime(2031, 1, 2, 14, 5, 6, tzinfo=UTC), tick=False):
        assert clock.today() == date(2018, 5, 21)
        assert clock.now() == datetime(2018, 5, 21, 14, 5, 6, tzinfo=clock.LONDON)


def test_now_is_always_today() -> None:
    for day in (date(2018, 3, 25), date(2018, 10, 28), date(2016, 2, 29)):
        clock.fix(day)
        for hour in (0, 1, 2, 12, 23):
            with time_machine.travel(datetime(2026, 7, 1, hour, 59, tzinfo=UTC), tick=False):
                assert clock.now().astimezone(clock.LONDON).date() == clock.today() == day


def test_the_first_hour_of_a_day_it_is_held_at_is_told_as_the_second_so_that_it_is_that_day_everywhere() -> (
    None
):
    clock.fix(date(2018, 5, 21))

    with time_machine.travel(datetime(2026, 7, 1, 0, 59, tzinfo=clock.LONDON), tick=False):
        assert clock.now() == datetime(2018, 5, 21, 1, 59, tzinfo=clock.LONDON)
        assert clock.now().astimezone(UTC).date() == clock.today()


def test_held_for_a_while_it_is_afterwards_as_it_was() -> None:
    clock.fix(date(2018, 5, 21))

    with clock.at(date(2016, 12, 9)):
        assert clock.today() == date(2016, 12, 9)
        with pytest.raises(ZeroDivisionError), clock.at(date(2016, 12, 10)):
            raise ZeroDivisionError
        assert clock.today() == date(2016, 12, 9)

    assert clock.today() == date(2018, 5, 21)
