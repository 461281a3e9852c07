"""On the day: when somebody may be noted, and what a booking becomes by it."""

from datetime import date

import pytest

from training.rules.attendance import Noted, list_is_open, noted
from training.rules.bookings import State

DAY = date(2018, 6, 12)


@pytest.mark.parametrize(
    ("today", "closed", "cancelled", "corrects", "words"),
    [
        (DAY, False, False, False, ""),
        (date(2018, 6, 20), False, False, False, ""),
        (date(2018, 6, 11), False, False, False, "opens on the day, 12 June 2018"),
        (date(2018, 6, 11), False, False, True, "opens on the day"),
        (DAY, True, False, False, "The list is closed"),
        (DAY, True, False, True, ""),
        (DAY, False, True, True, "was cancelled"),
    ],
)
def test_the_list_is_open_from_the_day_until_it_is_closed_and_after_that_to_corrections(
    today: date, closed: bool, cancelled: bool, corrects: bool, words: str
) -> None:
    verdict = list_is_open(held_on=DAY, today=today, closed=closed, cancelled=cancelled, corrects=corrects)

    assert bool(verdict) is (not words)
    assert words in verdict.reason


@pytest.mark.parametrize(
    ("state", "walk_in", "came", "becomes"),
    [
        (State.BOOKED, False, True, Noted(State.ATTENDED, False)),
        (State.BOOKED, False, False, Noted(State.NO_SHOW, False)),
        (State.NO_SHOW, False, True, Noted(State.ATTENDED, False)),
        (State.ATTENDED, False, False, Noted(State.NO_SHOW, False)),
        (State.ATTENDED, True, True, Noted(State.ATTENDED, True)),
        (State.ATTENDED, True, False, Noted(State.CANCELLED, False)),
        (State.WAITING, False, True, Noted(State.ATTENDED, True)),
        (State.WAITING, False, False, Noted(State.WAITING, False)),
        (State.ASKED, False, True, Noted(State.ATTENDED, True)),
        (State.ASKED, False, False, Noted(State.ASKED, False)),
        (State.CANCELLED, False, True, None),
        (State.CANCELLED_LATE, False, True, None),
        (State.SUBSTITUTED, False, False, None),
        (State.DECLINED, False, True, None),
    ],
)
def test_what_noting_makes_of_a_booking(
    state: State, walk_in: bool, came: bool, becomes: Noted | None
) -> None:
    assert noted(state, walk_in=walk_in, came=came) == becomes


def test_every_state_is_spoken_of() -> None:
    assert all(
        noted(state, walk_in=False, came=came) is None
        or noted(state, walk_in=False, came=came).state in State  # type: ignore[union-attr]
        for state in State
        for came in (True, False)
    )
