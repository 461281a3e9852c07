"""Schedules: said in words and read back, and right on the days the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.schedules import LONDON, NotASchedule, Schedule, moment_on, next_after, parse

times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
schedules = st.one_of(
    st.builds(Schedule, minutes=st.integers(1, 1440)),
    st.builds(Schedule, at=times),
    st.builds(Schedule, at=times, weekday=st.integers(0, 6)),
)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("said", "kept", "words"),
    [
        ("every 15 minutes", "every 15 minutes", "every 15 minutes"),
        ("every 1440 minutes", "every 1440 minutes", "every 1440 minutes"),
        ("Every 1 minute", "every 1 minutes", "every minute"),
        ("daily 6:30", "daily 06:30", "every day at 06:30"),
        ("weekly Monday 06:30", "weekly mon 06:30", "every Monday at 06:30"),
        ("weekly sun 23:59", "weekly sun 23:59", "every Sunday at 23:59"),
    ],
)
def test_a_schedule_is_kept_and_said_in_words(said: str, kept: str, words: str) -> None:
    assert (str(parse(said)), parse(said).words) == (kept, words)


@pytest.mark.parametrize(
    "said",
    [
        *("", "hourly", "every 0 minutes", "every 1441 minutes", "every -5 minutes", "every 1.5 minutes"),
        *("daily", "daily 24:00", "daily 06:60", "weekly 06:30", "weekly someday 06:30", "weekly m 06:30"),
    ],
)
def test_what_is_no_schedule_is_refused(said: str) -> None:
    with pytest.raises(NotASchedule, match=r"Write|no day"):
        parse(said)


@given(schedules)
def test_what_is_kept_is_read_back_the_same(schedule: Schedule) -> None:
    assert parse(str(schedule)) == schedule


def looks(schedule: Schedule, start: datetime, end: datetime) -> list[str]:
    """The schedule's moments between two, as London's clocks show them."""
    found, moment = [], start
    while (moment := next_after(moment, schedule)) <= end:
        found.append(f"{moment.astimezone(LONDON):%d %H:%M %Z}")
    return found


@pytest.mark.parametrize(
    ("at", "found"), [("00:59", "25 00:59 GMT"), ("01:00", "25 02:00 BST"), ("01:30", "25 02:00 BST")]
)
def test_a_time_that_the_spring_leaves_out_counts_when_the_clocks_jump(at: str, found: str) -> None:
    schedule = parse(f"daily {at}")
    assert looks(schedule, datetime(2018, 3, 24, 12, tzinfo=UTC), datetime(2018, 3, 25, 12, tzinfo=UTC)) == [
        found
    ]


def test_a_time_that_the_autumn_has_twice_counts_once() -> None:
    start, end = datetime(2018, 10, 27, 12, tzinfo=UTC), datetime(2018, 10, 28, 12, tzinfo=UTC)
    assert looks(parse("daily 01:30"), start, end) == ["28 01:30 BST"]
    assert looks(parse("weekly sun 01:30"), start, end) == ["28 01:30 BST"]


def test_minutes_go_on_through_a_change_of_the_clocks() -> None:
    start, end = datetime(2018, 10, 28, 0, 10, tzinfo=UTC), datetime(2018, 10, 28, 1, 31, tzinfo=UTC)
    assert looks(parse("every 30 minutes"), start, end) == ["28 01:30 BST", "28 01:00 GMT", "28 01:30 GMT"]


@given(moments, schedules)
def test_the_next_moment_is_later_and_never_further_than_the_schedule_says(
    moment: datetime, schedule: Schedule
) -> None:
    longest = timedelta(minutes=schedule.minutes or (1440 if schedule.weekday is None else 7 * 1440))
    change = timedelta(hours=1 if schedule.at else 0)

    assert moment < next_after(moment, schedule) <= moment + longest + change


@given(st.integers(1990, 2037), times)
def test_every_day_of_a_year_has_its_one_look_and_no_other(year: int, at: time) -> None:
    schedule = Schedule(at=at)
    moment = moment_on(date(year - 1, 12, 31), at)
    days = []
    while (moment := next_after(moment, schedule)) < moment_on(date(year + 1, 1, 1), at):
        local = moment.astimezone(LONDON)
        days.append(local.date())
        on_the_wall = local.time().replace(tzinfo=None)
        assert on_the_wall == at or (at.hour, local.hour, local.minute) == (1, 2, 0)

    assert days == [
        date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
