"""Bookings: what becomes of one, and which moves lead from where."""

from datetime import date, datetime
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused
from agencies.rules.working_days import working_days_between


class State(StrEnum):
    """How a booking stands. The last six are outcomes."""

    ASKED = "asked"
    WAITING = "waiting"
    BOOKED = "booked"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    CANCELLED_LATE = "cancelled_late"
    SUBSTITUTED = "substituted"
    DECLINED = "declined"


STATE_WORDS = {
    State.ASKED: "waiting for the manager’s yes",
    State.WAITING: "on the waiting list",
    State.BOOKED: "booked",
    State.ATTENDED: "attended",
    State.NO_SHOW: "did not come",
    State.CANCELLED: "cancelled in time",
    State.CANCELLED_LATE: "cancelled late",
    State.SUBSTITUTED: "a substitute came",
    State.DECLINED: "not approved",
}
#: Those that may still lead to a place; one a person in a session.
OPEN = frozenset({State.ASKED, State.WAITING, State.BOOKED})
#: Those that take up a place.
PLACES = frozenset({State.BOOKED, State.ATTENDED, State.NO_SHOW})
#: Those of which a person has one a session at most.
STANDING = OPEN | PLACES


class Verb(StrEnum):
    """One thing done to a booking before its session."""

    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"
    SUBSTITUTE = "substitute"


_FROM = {
    Verb.APPROVE: frozenset({State.ASKED}),
    Verb.DECLINE: frozenset({State.ASKED}),
    Verb.CANCEL: OPEN,
    Verb.SUBSTITUTE: frozenset({State.BOOKED}),
}
_WHY_NOT = {
    Verb.APPROVE: "Only a booking that waits for a manager’s yes can be approved",
    Verb.DECLINE: "Only a booking that waits for a manager’s yes can be declined",
    Verb.CANCEL: "Only a booking that is still open can be cancelled",
    Verb.SUBSTITUTE: "Only a place that is booked can be passed on",
}


def when(verb: Verb, state: State) -> Verdict:
    """Whether a booking that stands so allows this."""
    if state in _FROM[verb]:
        return ALLOWED
    return refused(f"{_WHY_NOT[verb]}: this one is {STATE_WORDS[state]}.")


def takes_bookings(*, starts: datetime, now: datetime, closed: bool, cancelled: bool) -> Verdict:
    """Whether places in a session are still given, passed on and given back: until it begins."""
    if cancelled:
        return refused("This session has been cancelled.")
    if closed or starts <= now:
        return refused("This session has begun: who came is on its attendance list.")
    return ALLOWED


def cancelled_as(state: State, *, today: date, held_on: date, notice_days: int) -> State:
    """What a booking becomes when it is cancelled today: late only where a place is given back too late to be used.

    In time is so many working days before the day, or earlier.
    """
    late = state is State.BOOKED and working_days_between(today, held_on) < notice_days
    return State.CANCELLED_LATE if late else State.CANCELLED


def place_given(*, asks: bool, free: int) -> State:
    """What a new booking is: asked first where a manager's yes is missing, else a place, or the waiting list."""
    if asks:
        return State.ASKED
    return State.BOOKED if free > 0 else State.WAITING
