"""Bookings: which moves are allowed from where, until when, and what is cancelled in time."""

from datetime import date, datetime

import pytest

from agencies.rules.clock import LONDON
from training.rules.bookings import OPEN, State, Verb, cancelled_as, place_given, takes_bookings, when

STARTS = datetime(2018, 6, 12, 9, 30, tzinfo=LONDON)


@pytest.mark.parametrize("state", State)
def test_each_move_starts_from_where_it_makes_sense(state: State) -> None:
    assert bool(when(Verb.APPROVE, state)) is (state is State.ASKED)
    assert bool(when(Verb.DECLINE, state)) is (state is State.ASKED)
    assert bool(when(Verb.SUBSTITUTE, state)) is (state is State.BOOKED)
    assert bool(when(Verb.CANCEL, state)) is (state in OPEN)


def test_a_move_that_is_refused_says_how_the_booking_stands() -> None:
    assert when(Verb.APPROVE, State.BOOKED).reason == (
        "Only a booking that waits for a manager’s yes can be approved: this one is booked."
    )


@pytest.mark.parametrize(
    ("now", "open_"),
    [
        (datetime(2018, 6, 12, 9, 29, tzinfo=LONDON), True),
        (datetime(2018, 6, 12, 9, 30, tzinfo=LONDON), False),
        (datetime(2018, 6, 13, 8, 0, tzinfo=LONDON), False),
    ],
)
def test_places_are_given_until_the_session_begins(now: datetime, open_: bool) -> None:
    assert bool(takes_bookings(starts=STARTS, now=now, closed=False, cancelled=False)) is open_


def test_a_cancelled_session_and_a_closed_one_take_nobody() -> None:
    early = datetime(2018, 5, 1, tzinfo=LONDON)

    assert "cancelled" in takes_bookings(starts=STARTS, now=early, closed=False, cancelled=True).reason
    assert "attendance list" in takes_bookings(starts=STARTS, now=early, closed=True, cancelled=False).reason


@pytest.mark.parametrize(
    ("today", "becomes"),
    [
        (date(2018, 6, 5), State.CANCELLED),
        (date(2018, 6, 6), State.CANCELLED_LATE),
        (date(2018, 6, 12), State.CANCELLED_LATE),
    ],
)
def test_a_place_is_given_up_in_time_five_working_days_before(today: date, becomes: State) -> None:
    assert cancelled_as(State.BOOKED, today=today, held_on=STARTS.date(), notice_days=5) is becomes


def test_a_bank_holiday_is_no_working_day_of_the_notice() -> None:
    """28 May 2018 was one: from the 22nd to the 29th are four."""
    held = date(2018, 5, 29)

    assert (
        cancelled_as(State.BOOKED, today=date(2018, 5, 22), held_on=held, notice_days=5)
        is State.CANCELLED_LATE
    )
    assert cancelled_as(State.BOOKED, today=date(2018, 5, 21), held_on=held, notice_days=5) is State.CANCELLED


@pytest.mark.parametrize("state", [State.ASKED, State.WAITING])
def test_who_has_no_place_is_never_late_in_giving_it_up(state: State) -> None:
    held = STARTS.date()

    assert cancelled_as(state, today=held, held_on=held, notice_days=5) is State.CANCELLED


def test_where_no_notice_is_asked_for_nobody_is_late() -> None:
    held = STARTS.date()

    assert cancelled_as(State.BOOKED, today=held, held_on=held, notice_days=0) is State.CANCELLED


def test_a_place_is_given_while_there_is_one_and_nobody_is_to_be_asked() -> None:
    assert place_given(asks=True, free=3) is State.ASKED
    assert place_given(asks=False, free=1) is State.BOOKED
    assert place_given(asks=False, free=0) is State.WAITING
