"""Who is booked, by name: all for who keeps the list; for an agency's lead those of the own agency they booked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from training.models import Booking, Session
from training.permissions import can_see_learners
from training.rules.bookings import STATE_WORDS, State, Verb, takes_bookings, when


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking by name, its place in the waiting list where it waits, and what may be done with it."""

    booking_id: int
    name: str
    email: str
    agency: str
    profession: str
    state: State
    words: str
    turn: int | None
    booked_at: datetime
    booked_by: str
    why: str
    may: tuple[Verb, ...]


def bookings_seen(standing: Standing, session: Session) -> tuple[BookingRow, ...]:
    """The bookings of a session this person sees by name: those with a place, those who wait in their order, the rest.

    The turn in the waiting list is out of everybody's, seen or not.
    """
    rows = _seen(standing).filter(session=session).select_related("learner", "agency", "profession")
    waiting = session.bookings.filter(state=State.WAITING).order_by("pk").values_list("pk", flat=True)
    turns = {pk: turn for turn, pk in enumerate(waiting, 1)}
    open_ = takes_places(session)
    order = list(State)
    found = [_row(one, turns.get(one.pk), open_=open_) for one in rows]
    return tuple(sorted(found, key=lambda one: (_rank(order, one.state), one.booking_id)))


def booking_seen(standing: Standing, booking_id: int) -> Booking | None:
    """A booking of this board that this person sees by name."""
    rows = _seen(standing).select_related("session__course", "session__board", "learner", "agency")
    return rows.filter(pk=booking_id).first()


def takes_places(session: Session) -> bool:
    """Whether places in it are still given and given up."""
    return bool(
        takes_bookings(
            starts=session.starts,
            now=clock.now(),
            closed=session.closed_at is not None,
            cancelled=session.cancelled_at is not None,
        )
    )


def _seen(standing: Standing) -> QuerySet[Booking]:
    rows = Booking.objects.filter(session__board_id=standing.board_id)
    if can_see_learners(standing):
        return rows
    return rows.filter(
        agency_id__in=standing.agencies_with(Permission.TEAM_BOOK), booked_by=standing.actor.words
    )


def _row(one: Booking, turn: int | None, *, open_: bool) -> BookingRow:
    state = State(one.state)
    return BookingRow(
        booking_id=one.pk,
        name=one.learner.name or str(one.learner),
        email=one.learner.email,
        agency=one.agency.name,
        profession=one.profession.name if one.profession else "",
        state=state,
        words=STATE_WORDS[state],
        turn=turn,
        booked_at=one.booked_at,
        booked_by=one.booked_by,
        why=one.ended_why,
        may=tuple(verb for verb in Verb if open_ and when(verb, state)),
    )


def _rank(order: list[State], state: State) -> int:
    """Places first, then those who wait, then those whose manager is asked, then what is over."""
    first = (State.BOOKED, State.ATTENDED, State.NO_SHOW, State.WAITING, State.ASKED)
    return first.index(state) if state in first else len(first) + order.index(state)
