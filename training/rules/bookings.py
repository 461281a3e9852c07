"""Bookings: what becomes of one, and which moves lead from where."""

from enum import StrEnum


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
