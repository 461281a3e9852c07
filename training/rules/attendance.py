"""On the day: who may be noted when, and what a booking becomes by it."""

from dataclasses import dataclass
from datetime import date

from agencies.rules.verdict import ALLOWED, Verdict, refused
from training.rules.bookings import STANDING, State

#: Had no place: who comes all the same is noted as having come without one.
WITHOUT_PLACE = frozenset({State.ASKED, State.WAITING})


@dataclass(frozen=True, slots=True)
class Noted:
    """What a booking becomes: its state, and whether the person came without a place."""

    state: State
    walk_in: bool


def list_is_open(*, held_on: date, today: date, closed: bool, cancelled: bool, corrects: bool) -> Verdict:
    """Whether somebody may be noted: from the day itself, until the list is closed; after that as a correction."""
    if cancelled:
        return refused("This session was cancelled.")
    if today < held_on:
        return refused(f"The list opens on the day, {held_on:%-d %B %Y}.")
    if closed and not corrects:
        return refused("The list is closed. Tell the board’s office what is wrong in it.")
    return ALLOWED


def noted(state: State, *, walk_in: bool, came: bool) -> Noted | None:
    """What noting makes of a booking; None where nothing can be noted of it, because it had ended before the day.

    Somebody without a place who did not come is left as they were; one noted by mistake to have walked in never did.
    """
    if state not in STANDING:
        return None
    if came:
        return Noted(State.ATTENDED, walk_in or state in WITHOUT_PLACE)
    if state in WITHOUT_PLACE:
        return Noted(state, walk_in=False)
    return Noted(State.CANCELLED if walk_in else State.NO_SHOW, walk_in=False)
