"""Booking by the board's office and by an agency's lead: who may is asked here, then the same actions as everybody's.

Either books with the manager's yes given. A lead books staff of the own agency, at its work addresses only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from agencies.models import Agency
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions import bookings, learners
from training.actions.places import locked
from training.models import Booking, Learner, Profession, Session
from training.permissions import can_book_team, can_see_learners
from training.queries.booked import booking_seen
from training.queries.work_addresses import is_work_address
from training.rules.bookings import Verb


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody to be booked."""

    email: str
    name: str
    agency: Agency
    profession: Profession | None


@transaction.atomic
def book(*, session_id: int, who: Named, by: Standing) -> Booking:
    """Book one person: entered when new, then booked or put on the waiting list."""
    _session(session_id, by)
    return _book(session_id, who, by)


@transaction.atomic
def book_all(*, session_id: int, team: Sequence[Named], by: Standing) -> list[Booking]:
    """Book all of a team in their order, or nobody: what stops one of them is said with the row and stops all."""
    _session(session_id, by)
    held = []
    for number, who in enumerate(team, 1):
        try:
            held.append(_book(session_id, who, by))
        except Refused as refusal:
            raise Refused(f"Person {number} of {len(team)}: {refusal} Nobody was booked.") from None
    return held


@transaction.atomic
def act(*, booking_id: int, verb: Verb, by: Standing, why: str = "") -> Booking:
    """Approve, decline or cancel a booking that this person sees by name."""
    _may(booking_id, by)
    if verb is Verb.CANCEL:
        return bookings.cancel(booking_id=booking_id, by=by.actor, why=why)
    if verb is Verb.APPROVE:
        return bookings.approve(booking_id=booking_id, by=by.actor)
    if verb is Verb.DECLINE:
        return bookings.decline(booking_id=booking_id, by=by.actor)
    raise Refused("A place is passed on to somebody by name.")


@transaction.atomic
def substitute(
    *, booking_id: int, email: str, name: str, profession: Profession | None, by: Standing
) -> Booking:
    """Pass a place on to a colleague of the same agency."""
    booking = _may(booking_id, by)
    locked(booking.session_id)
    learner = _entered(Named(email, name, booking.agency, profession), by)
    return bookings.substitute(booking_id=booking_id, learner=learner, by=by.actor)


def _session(session_id: int, by: Standing) -> Session:
    session = locked(session_id)
    if session.board_id != by.board_id:
        raise Refused("No such session at this board.")
    return session


def _book(session_id: int, who: Named, by: Standing) -> Booking:
    can_book_team(by, who.agency.pk).demand()
    learner = _entered(who, by)
    return bookings.book(session_id=session_id, learner=learner, by=by.actor, approved=True)


def _entered(who: Named, by: Standing) -> Learner:
    if not who.name.strip():
        raise Refused("Enter the name.")
    if not can_see_learners(by) and not is_work_address(who.agency.pk, who.email.strip()):
        raise Refused(f"“{who.email.strip()}” is not a work address of {who.agency}.")
    learner = learners.enter(
        board=board_at(by),
        email=who.email,
        name=who.name,
        agency=who.agency,
        profession=who.profession,
        by=by.actor,
    )
    if learner.agency_id != who.agency.pk:
        raise Refused(
            f"“{learner.email}” is entered at another agency. The training coordinator can move them."
        )
    return learner


def _may(booking_id: int, by: Standing) -> Booking:
    booking = booking_seen(by, booking_id)
    if booking is None:
        raise Refused("No such booking, or it is not yours to change.")
    can_book_team(by, booking.agency_id).demand()
    return booking
