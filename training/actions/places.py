"""Places of a session: taken in the order the database accepts those who ask, one at a time under the session's lock.

Whoever gives or frees a place holds that lock first (`locked`) and then moves the waiting list on (`move_up`).
"""

from collections.abc import Iterable

from django.db.models import Count

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from training.actions import notices
from training.models import Booking, Session
from training.rules.bookings import PLACES, STANDING, State
from training.rules.notices import moved_up
from training.rules.shares import Places, next_in

#: Who moves the waiting list on, for the record.
BY_ITSELF = Actor(None, "The waiting list")


def locked(session_id: int) -> Session:
    """The session, locked until the transaction ends: others who book or cancel in it wait."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("course", "board")
    session = rows.filter(pk=session_id).first()
    if session is None:
        raise Refused("No such session.")
    return session


def places_of(session: Session) -> Places:
    """How many places there are, for whom they are kept, and who has taken them. Walk-ins took none."""
    kept: dict[int, int] = {}
    if session.shared_until is not None and session.shares_released_on is None:
        kept = dict(session.shares.values_list("agency_id", "places"))
    rows = session.bookings.filter(state__in=PLACES, walk_in=False).order_by()
    taken = dict(rows.values_list("agency_id").annotate(number=Count("pk")))
    return Places(session.capacity, kept, taken)


def release_due_shares(session: Session) -> None:
    """Free the places that were kept, once their day is past; those who wait have them before anybody new."""
    until = session.shared_until
    if until is None or session.shares_released_on is not None or clock.today() <= until:
        return
    session.shares_released_on = clock.today()
    session.save(update_fields=["shares_released_on"])
    enter(session, "release_shares", f"Released the unused shares of {session}.", BY_ITSELF)
    move_up(session)


def move_up(session: Session) -> list[Booking]:
    """Give free places to those who wait, in the order they were accepted, each one they may have."""
    rows = session.bookings.filter(state=State.WAITING).order_by("pk")
    waiting = {one.pk: one for one in rows.select_related("learner", "agency")}
    if not waiting:
        return []
    keys = next_in(places_of(session), ((one.pk, one.agency_id) for one in waiting.values()))
    moved = [waiting[key] for key in keys]
    facts = notices.facts_of(session) if moved else None
    for booking in moved:
        booking.session = session
        booking.state = State.BOOKED
        booking.save(update_fields=["state"])
        words = f"Gave a place in {session} to a learner, {booking.learner.pseudonym}, who was waiting."
        enter(session, "move_up", words, BY_ITSELF, booking)
        notices.tell_with_calendar(booking, moved_up, facts=facts)
    return moved


def standing_in(session: Session, learner_ids: Iterable[int]) -> list[Booking]:
    """What these people have in a session already: at most one each."""
    return list(session.bookings.filter(state__in=STANDING, learner_id__in=list(learner_ids)))


def enter(session: Session, verb: str, words: str, by: Actor, booking: Booking | None = None) -> None:
    """Record what happened in a session's list of places."""
    record.enter(
        by=by,
        verb=f"bookings.{verb}",
        kind="session",
        reference=session.pk,
        board_code=session.board.code,
        words=words,
        details={} if booking is None else {"booking": booking.pk, "state": str(booking.state)},
    )
