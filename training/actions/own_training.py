"""What people without an account do by their link: book, cancel, approve, book for a colleague. Only what is theirs.

The places, their locks and the record's entries are `bookings`'; here stands who may.
"""

from django.db import transaction

from agencies.models import Agency
from agencies.rules.verdict import Refused
from training.actions import bookings, learners
from training.models import Booking, Learner, Profession
from training.queries.holders import Holder
from training.queries.own_training import open_session, own_booking, team_booking


@transaction.atomic
def book(
    *,
    holder: Holder,
    number: int,
    name: str,
    agency: Agency | None,
    profession: Profession | None,
    manager_email: str = "",
) -> Booking:
    """Book a place for oneself; entered as a learner the first time. Raises `Refused` where it cannot be."""
    learner = _entered(holder, holder.email, name, _agency(holder, agency), profession)
    return bookings.book(
        session_id=_open(holder, number),
        learner=learner,
        by=learners.actor_of(learner),
        manager_email=manager_email,
    )


@transaction.atomic
def cancel(*, holder: Holder, booking_id: int, why: str = "") -> Booking:
    """Give one's own place, or the wait for one, back."""
    if own_booking(holder, booking_id) is None:
        raise Refused("That is not your booking.")
    return bookings.cancel(booking_id=booking_id, by=holder.actor, why=why)


@transaction.atomic
def book_for(
    *,
    holder: Holder,
    number: int,
    email: str,
    name: str,
    agency: Agency | None,
    profession: Profession | None,
) -> Booking:
    """Book a place for a colleague of the own agency; the manager's yes is in it, and the manager sees it from then."""
    works = _agency(holder, agency)
    address = learners.work_address(email)
    if address == holder.email:
        raise Refused("This is your own address: book your own place under “Book a place”.")
    known = Learner.objects.filter(board=holder.board, email=address).first()
    if known is not None and known.agency_id not in {one.pk for one in holder.agencies}:
        raise Refused("You book for colleagues of your own agency. That address is another agency’s.")
    if known is None and not _is_of(works, address):
        raise Refused(f"“{address}” is not a work address of {works}.")
    learner = _entered(holder, address, name, works, profession)
    booking = bookings.book(session_id=_open(holder, number), learner=learner, by=holder.actor, approved=True)
    booking.manager_email = holder.email
    booking.save(update_fields=["manager_email"])
    return booking


@transaction.atomic
def decide(*, holder: Holder, booking_id: int, yes: bool) -> Booking:
    """A manager's yes or no to a booking they were named for."""
    _team(holder, booking_id)
    act = bookings.approve if yes else bookings.decline
    return act(booking_id=booking_id, by=holder.actor)


@transaction.atomic
def cancel_for(*, holder: Holder, booking_id: int, why: str = "") -> Booking:
    """Give a colleague's place back."""
    _team(holder, booking_id)
    return bookings.cancel(booking_id=booking_id, by=holder.actor, why=why)


def _team(holder: Holder, booking_id: int) -> None:
    if team_booking(holder, booking_id) is None:
        raise Refused("That is not a booking of your team.")


def _open(holder: Holder, number: int) -> int:
    found = open_session(holder, number)
    if found is None:
        raise Refused("This session takes no bookings.")
    return found.session.pk


def _agency(holder: Holder, chosen: Agency | None) -> Agency:
    """Where the holder works: the only agency of the address, or the one chosen among them."""
    if holder.learner is not None and holder.learner.agency in holder.agencies:
        return holder.learner.agency
    offered = {one.pk: one for one in holder.agencies}
    if chosen is None and len(offered) == 1:
        return holder.agencies[0]
    if chosen is None or chosen.pk not in offered:
        raise Refused("Choose the agency you work for.")
    return offered[chosen.pk]


def _is_of(agency: Agency, address: str) -> bool:
    return agency.work_domains.filter(domain=address.rpartition("@")[2]).exists()


def _entered(holder: Holder, email: str, name: str, agency: Agency, profession: Profession | None) -> Learner:
    return learners.enter(
        board=holder.board,
        email=email,
        name=name,
        agency=agency,
        profession=profession,
        by=holder.actor,
    )
