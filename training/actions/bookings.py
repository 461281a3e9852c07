"""Bookings: asked for, approved, given up, passed on. Who may is asked by the doors above: staff's, or a signed link's.

`by` is whoever does it, in words without a learner's name: `learners.actor_of`.
"""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from registers.actions.words import said
from training.actions import notices
from training.actions.learners import said_of, work_address
from training.actions.places import enter, locked, move_up, places_of, release_due_shares, standing_in
from training.models import Booking, Learner, Session
from training.queries.work_addresses import is_work_address
from training.rules import notices as words
from training.rules.bookings import STATE_WORDS, State, Verb, cancelled_as, place_given, takes_bookings, when

_CAME = {
    State.BOOKED: "booked",
    State.WAITING: "on the waiting list",
    State.ASKED: "for a manager to approve",
}


@transaction.atomic
def book(
    *, session_id: int, learner: Learner, by: Actor, manager_email: str = "", approved: bool = False
) -> Booking:
    """Ask for a place: booked, waiting, or asked where the course needs a manager's yes.

    `approved`: it is the manager who books, or the board's office. Raises `Refused` when the person has one already,
    when the session takes none, or when nobody could be asked for the yes that is missing.
    """
    session = locked(session_id)
    open_now(session)
    release_due_shares(session)
    learner = _bookable(session, learner)
    for held in standing_in(session, [learner.pk]):
        raise Refused(f"This person has asked for this session already: {STATE_WORDS[State(held.state)]}.")
    asks = session.course.needs_approval and not approved
    booking = Booking(
        session=session,
        learner=learner,
        agency_id=learner.agency_id,
        profession_id=learner.profession_id,
        manager_email=_manager(learner, manager_email) if asks else "",
        booked_at=clock.now(),
        booked_by=by.words,
    )
    booking.state = place_given(asks=asks, free=0 if asks else places_of(session).free_for(learner.agency_id))
    if session.course.needs_approval and approved:
        booking.approved_at, booking.approved_by = booking.booked_at, by.words
    booking.save()
    enter(session, "book", f"{_capital(said_of(learner))}: {_CAME[booking.state]}, {session}.", by, booking)
    _tell(booking)
    return booking


@transaction.atomic
def approve(*, booking_id: int, by: Actor) -> Booking:
    """Say the manager's yes: it becomes a place, or waits in the order it was asked for."""
    session, booking = _taken(Verb.APPROVE, booking_id)
    free = places_of(session).free_for(booking.agency_id)
    booking.state = place_given(asks=False, free=free)
    booking.approved_at, booking.approved_by = clock.now(), by.words
    booking.save(update_fields=["state", "approved_at", "approved_by"])
    said_yes = f"Approved {said_of(booking.learner)}: {_CAME[booking.state]}, {session}."
    enter(session, "approve", said_yes, by, booking)
    _tell(booking)
    return booking


@transaction.atomic
def decline(*, booking_id: int, by: Actor) -> Booking:
    """Say the manager's no."""
    session, booking = _taken(Verb.DECLINE, booking_id)
    _end(booking, State.DECLINED, by)
    enter(session, "decline", f"Did not approve {said_of(booking.learner)} for {session}.", by, booking)
    notices.tell(booking, words.declined)
    return booking


@transaction.atomic
def cancel(*, booking_id: int, by: Actor, why: str = "") -> Booking:
    """Give up a place, or the wait for one; in time or late by the course's notice. The next in the list moves up."""
    session, booking = _taken(Verb.CANCEL, booking_id)
    state = cancelled_as(
        State(booking.state),
        today=clock.today(),
        held_on=session.starts.astimezone(clock.LONDON).date(),
        notice_days=session.course.notice_days,
    )
    had_place = booking.state == State.BOOKED
    _end(booking, state, by, said(why))
    told = f"Cancelled {said_of(booking.learner)} in {session}: {STATE_WORDS[state]}."
    enter(session, "cancel", told, by, booking)
    _tell_cancelled(booking, had_place=had_place)
    move_up(session)
    return booking


@transaction.atomic
def substitute(*, booking_id: int, learner: Learner, by: Actor) -> Booking:
    """Pass a place on to a colleague of the same agency; where the colleague was waiting, that wait ends in it."""
    session, booking = _taken(Verb.SUBSTITUTE, booking_id)
    learner = _bookable(session, learner)
    if learner.agency_id != booking.agency_id:
        raise Refused("A substitute works for the same agency: a place given up goes to those who wait.")
    held = next(iter(standing_in(session, [learner.pk])), None)
    if held is not None and held.state not in (State.WAITING, State.ASKED):
        raise Refused("A substitute is somebody who has no place in this session yet.")
    _end(booking, State.SUBSTITUTED, by)
    taken = held or Booking(
        session=session,
        learner=learner,
        agency_id=learner.agency_id,
        profession_id=learner.profession_id,
        booked_at=clock.now(),
        booked_by=by.words,
    )
    taken.state, taken.substitute_for, taken.manager_email = State.BOOKED, booking, ""
    taken.approved_at, taken.approved_by = booking.approved_at, booking.approved_by
    taken.save()
    told = f"{_capital(said_of(learner))}, takes the place of {said_of(booking.learner)}, in {session}."
    enter(session, "substitute", told, by, taken)
    notices.tell_with_calendar(booking, words.passed_on, cancelled=True)
    notices.tell_with_calendar(taken, words.took_over)
    return taken


def open_now(session: Session) -> None:
    """Raise `Refused` unless places in it are still given and given up."""
    takes_bookings(
        starts=session.starts,
        now=clock.now(),
        closed=session.closed_at is not None,
        cancelled=session.cancelled_at is not None,
    ).demand()


def _taken(verb: Verb, booking_id: int) -> tuple[Session, Booking]:
    """The booking and its session, locked, when the moves allow this."""
    found = Booking.objects.filter(pk=booking_id).values_list("session_id", flat=True).first()
    if found is None:
        raise Refused("No such booking.")
    session = locked(found)
    booking = session.bookings.select_related("learner", "agency").get(pk=booking_id)
    booking.session = session
    when(verb, State(booking.state)).demand()
    open_now(session)
    release_due_shares(session)
    booking.refresh_from_db(fields=["state"])
    return session, booking


def _bookable(session: Session, learner: Learner) -> Learner:
    """The learner as the database has them now, held until the transaction ends: nobody is erased meanwhile."""
    newest = Learner.objects.select_for_update(no_key=True, of=("self",)).select_related("agency")
    found = newest.filter(pk=learner.pk, board_id=session.board_id).first()
    if found is None:
        raise Refused("That learner is another board’s.")
    if found.erased_at is not None or found.merged_into_id is not None:
        raise Refused("Nobody can be booked under that entry any more.")
    return found


def _manager(learner: Learner, email: str) -> str:
    if not email.strip():
        raise Refused("This course needs a manager’s yes: give your manager’s work email address.")
    address = work_address(email)
    if address == learner.email:
        raise Refused("A manager is somebody else: give your manager’s own work email address.")
    if not is_work_address(learner.agency_id, address):
        raise Refused(f"“{address}” is not a work address of {learner.agency}. Links are sent to no others.")
    return address


def _end(booking: Booking, state: State, by: Actor, why: str = "") -> None:
    booking.state, booking.ended_why = state, why
    booking.ended_at, booking.ended_by = clock.now(), by.words
    booking.save(update_fields=["state", "ended_at", "ended_by", "ended_why"])


def _tell(booking: Booking) -> None:
    """Write to the learner how the booking stands; to the manager, where a yes is needed."""
    if booking.state == State.BOOKED:
        notices.tell_with_calendar(booking, words.booked)
    elif booking.state == State.WAITING:
        notices.tell(booking, words.waiting)
    else:
        notices.tell(booking, words.asked)
        notices.ask_manager(booking)


def _tell_cancelled(booking: Booking, *, had_place: bool) -> None:
    def says(facts: words.Facts) -> words.Notice:
        return words.cancelled(facts, late=booking.state == State.CANCELLED_LATE)

    if had_place:
        notices.tell_with_calendar(booking, says, cancelled=True)
    else:
        notices.tell(booking, says)


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
