"""A file stopped for its words goes after three working days, and its sender is told a working day before."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agencies.rules.clock import LONDON
from agencies.rules.working_days import is_working_day, working_days_between
from scorecard.rules.holding import held_until, reminded_at

MOMENTS = st.datetimes(datetime(2012, 1, 1), datetime(2030, 12, 1), timezones=st.sampled_from([UTC, LONDON]))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("stopped", "reminded", "until"),
    [
        ((2018, 5, 14, 9, 30), (2018, 5, 16, 9, 30), (2018, 5, 17, 9, 30)),
        ((2018, 5, 17, 16, 5), (2018, 5, 21, 16, 5), (2018, 5, 22, 16, 5)),  # over a weekend
        ((2018, 3, 28, 12, 0), (2018, 4, 3, 12, 0), (2018, 4, 4, 12, 0)),  # over Easter
        ((2018, 3, 22, 12, 0), (2018, 3, 26, 12, 0), (2018, 3, 27, 12, 0)),  # over the clocks in spring
        ((2018, 10, 26, 12, 0), (2018, 10, 30, 12, 0), (2018, 10, 31, 12, 0)),  # and in autumn
        ((2018, 5, 26, 12, 0), (2018, 5, 30, 12, 0), (2018, 5, 31, 12, 0)),  # a Saturday, then a bank holiday
        ((2018, 12, 21, 12, 0), (2018, 12, 27, 12, 0), (2018, 12, 28, 12, 0)),  # over Christmas
    ],
)
def test_the_days_are_working_days_and_the_time_of_day_stays(
    stopped: tuple[int, ...], reminded: tuple[int, ...], until: tuple[int, ...]
) -> None:
    at = datetime(*stopped, tzinfo=LONDON)  # type: ignore[misc, arg-type]

    assert reminded_at(at) == datetime(*reminded, tzinfo=LONDON)  # type: ignore[misc, arg-type]
    assert held_until(at) == datetime(*until, tzinfo=LONDON)  # type: ignore[misc, arg-type]


def test_the_time_of_day_is_londons() -> None:
    assert held_until(datetime(2018, 5, 14, 23, 30, tzinfo=UTC)) == datetime(
        2018, 5, 18, 0, 30, tzinfo=LONDON
    )


@given(MOMENTS)
def test_it_is_three_working_days_on_at_the_same_time_in_london(stopped: datetime) -> None:
    began, ends = stopped.astimezone(LONDON), held_until(stopped)

    assert is_working_day(ends.date())
    assert working_days_between(began.date(), ends.date()) == 3
    assert ends.time() == began.time()


@given(MOMENTS)
def test_the_reminder_comes_after_the_stop_and_a_working_day_before_the_end(stopped: datetime) -> None:
    assert stopped < reminded_at(stopped) < held_until(stopped)
    assert working_days_between(reminded_at(stopped).date(), held_until(stopped).date()) == 1


@given(MOMENTS, st.timedeltas(timedelta(minutes=1), timedelta(days=9)))
def test_of_two_working_days_stops_the_later_is_not_held_shorter(stopped: datetime, later: timedelta) -> None:
    # At a weekend the days count from the Monday and the time of day stays, so Friday's evening outlasts Saturday.
    assume(all(is_working_day(one.astimezone(LONDON).date()) for one in (stopped, stopped + later)))

    # To the hour that the clocks leave out or repeat.
    assert held_until(stopped + later) >= held_until(stopped) - timedelta(hours=1)
