"""When something late climbs, and when it is a reason to write: in working days, each on its day."""

from datetime import date, timedelta

import pytest

from agencies.rules.working_days import is_working_day, working_days_after
from registers.rules.ladder import (
    Ladder,
    Mention,
    Rung,
    days_overdue,
    mention,
    offset,
    speaks_on,
    speaks_since,
)

#: A Monday.
DUE = date(2018, 5, 21)


@pytest.mark.parametrize(
    ("days", "rung"),
    [(0, 0), (1, 1), (4, 1), (5, 2), (9, 2), (10, 3), (19, 3), (20, 4), (200, 4)],
)
def test_each_rung_is_reached_so_many_working_days_late(days: int, rung: int) -> None:
    assert Ladder().rung(days) is Rung(rung)
    due = date(2018, 3, 1)
    if rung:
        assert Ladder().reached_on(due, Rung(rung)) <= working_days_after(due, days)


@pytest.mark.parametrize(
    ("today", "away"),
    [
        (date(2018, 5, 18), -1),  # a Friday; due on the Monday after
        (date(2018, 5, 21), 0),
        (date(2018, 5, 22), 1),
        (date(2018, 5, 29), 5),  # the 28th is a bank holiday
    ],
)
def test_how_far_off_is_told_in_working_days(today: date, away: int) -> None:
    assert offset(date(2018, 5, 21), today) == away


def test_what_is_due_on_a_sunday_is_said_on_the_friday_before_and_late_on_the_monday() -> None:
    sunday = date(2018, 5, 20)

    assert mention(sunday, date(2018, 5, 18)) is Mention.SOON
    assert speaks_on(sunday, date(2018, 5, 18))
    assert mention(sunday, date(2018, 5, 21)) is Mention.OVERDUE
    assert offset(sunday, date(2018, 5, 21)) == 1


def test_nobody_is_written_to_every_day() -> None:
    due = date(2018, 3, 1)
    days = (due + timedelta(days=n) for n in range(-14, 60))
    said = [day for day in days if is_working_day(day) and speaks_on(due, day)]

    assert [offset(due, day) for day in said][:6] == [-5, 0, 1, 5, 10, 15]


def test_a_day_without_a_server_is_made_up_for_on_the_next() -> None:
    due = date(2018, 5, 21)

    assert speaks_since(due, told=date(2018, 5, 18), today=date(2018, 5, 22))
    assert not speaks_since(due, told=date(2018, 5, 22), today=date(2018, 5, 23))
    assert speaks_since(due, told=None, today=date(2018, 5, 24))


@pytest.mark.parametrize(
    ("rung", "day"),
    [
        (Rung.LEAD, date(2018, 5, 22)),
        (Rung.MEMBER, date(2018, 5, 29)),  # the 28th is a bank holiday
        (Rung.CHIEF_OFFICER, date(2018, 6, 5)),
        (Rung.BOARD_PAPER, date(2018, 6, 19)),
    ],
)
def test_a_rung_is_reached_on_its_working_day_and_not_before(rung: Rung, day: date) -> None:
    assert Ladder().reached_on(DUE, rung) == day
    assert Ladder().rung(days_overdue(DUE, day)) is rung
    assert Ladder().rung(days_overdue(DUE, day - timedelta(days=1))) < rung


def test_below_the_ladder_nothing_is_reached() -> None:
    with pytest.raises(ValueError, match="below the ladder"):
        Ladder().reached_on(DUE, Rung.NONE)


def test_each_rung_is_one_above_the_one_before_it() -> None:
    assert list(map(int, Rung)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("due", "today", "said"),
    [
        (DUE, date(2018, 5, 11), Mention.NOT_YET),  # a Friday, six working days before
        (DUE, date(2018, 5, 14), Mention.SOON),
        (DUE, DUE, Mention.TODAY),
        (DUE, date(2018, 5, 22), Mention.OVERDUE),
        (date(2018, 5, 18), date(2018, 5, 19), Mention.TODAY),  # due on Friday, and it is Saturday
        (date(2018, 5, 18), DUE, Mention.OVERDUE),
    ],
)
def test_it_is_mentioned_from_five_working_days_before_until_it_is_done(
    due: date, today: date, said: Mention
) -> None:
    assert mention(due, today) is said


@pytest.mark.parametrize(
    ("told", "today", "speaks"),
    [
        (None, date(2018, 5, 11), False),
        (None, date(2018, 5, 16), True),
        (date(2018, 5, 11), date(2018, 5, 14), True),  # five working days before
        (date(2018, 5, 14), date(2018, 5, 15), False),
        (date(2018, 5, 14), date(2018, 5, 18), False),
        (date(2018, 5, 18), DUE, True),
        (date(2018, 5, 22), date(2018, 5, 28), False),
        (date(2018, 5, 22), date(2018, 5, 29), True),  # five working days after
        (date(2018, 5, 22), date(2018, 5, 30), True),  # the server was down on the day before
        (date(2018, 4, 3), date(2018, 5, 11), False),
        (date(2018, 1, 3), date(2018, 5, 16), True),
    ],
)
def test_there_is_a_reason_to_write_when_one_has_come_up_since_the_last_digest(
    told: date | None, today: date, speaks: bool
) -> None:
    assert speaks_since(DUE, told=told, today=today) is speaks
