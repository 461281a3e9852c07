"""On the day: noting who came, walk-ins, closing the list, and signing in by the code on the trainer's screen.

Who may is asked by the doors above: the training coordinator's, a trainer's link, a learner's own. Each person is
noted under the session's lock, so that a list sent late from a phone and a code typed at that moment do not cross.
"""

import secrets
from collections.abc import Mapping
from enum import Enum

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea
from registers.actions.words import line, said
from training.actions.learners import enter as enter_learner
from training.actions.learners import said_of
from training.actions.places import enter, locked
from training.models import Booking, Learner, Profession, Session
from training.rules.attendance import list_is_open, noted
from training.rules.bookings import STATE_WORDS, State
from training.rules.sign_in_codes import accepts, spoilt

_How = Booking.How


class Signed(Enum):
    """What came of typing a code."""

    IN = "in"
    WRONG = "wrong"
    TOO_OFTEN = "too_often"


@transaction.atomic
def mark(
    *, session_id: int, came: Mapping[int, bool], by: Actor, how: str = _How.LIST, correcting: str = ""
) -> int:
    """Note for bookings of a session, by their keys, who came and who did not; how many changed by it.

    `correcting` says why, where the list was closed already. Keys of other sessions are passed over.
    """
    session = _open_list(session_id, correcting)
    changed = []
    for booking in session.bookings.select_related("learner").filter(pk__in=list(came)).order_by("pk"):
        if _note(booking, came[booking.pk], by, how):
            changed.append(booking)
    for booking in changed:
        words = f"Noted of {said_of(booking.learner)}: {STATE_WORDS[State(booking.state)]}, {session}."
        enter(session, "correct" if correcting else "mark", f"{words}{_why(correcting)}", by, booking)
    return len(changed)


@transaction.atomic
def walk_in(
    *,
    session_id: int,
    name: str,
    agency: Agency,
    by: Actor,
    profession: Profession | None = None,
    email: str = "",
    correcting: str = "",
) -> Booking:
    """Note somebody who came without a booking. The same name of the same agency, noted again, is the same person.

    A phone that was without signal sends what it is not sure to have sent: nobody may walk in twice by that.
    """
    session = _open_list(session_id, correcting)
    called = line(name, empty="Enter the name of who came.")
    if not session.board.seats.filter(agency=agency).exists():
        raise Refused(f"{agency} is no agency of this board.")
    learner = _who_walked_in(session, called, email, agency, profession, by)
    booking = session.bookings.filter(learner=learner).order_by("-pk").first()
    if booking is None or noted(State(booking.state), walk_in=booking.walk_in, came=True) is None:
        booking = Booking(
            session=session,
            learner=learner,
            agency=learner.agency,
            profession=learner.profession,
            state=State.ATTENDED,
            walk_in=True,
            booked_at=clock.now(),
            booked_by=by.words,
            ended_at=clock.now(),
            ended_by=by.words,
            attended_how=_How.LIST,
        )
        booking.save()
    elif not _note(booking, True, by, _How.LIST):
        return booking
    words = f"Noted {said_of(learner)}, of {booking.agency}, who came without a booking, {session}."
    enter(session, "walk_in", f"{words}{_why(correcting)}", by, booking)
    return booking


@transaction.atomic
def close(*, session_id: int, chair: bool, introduced: str, by: Actor) -> Session:
    """Close the list: who had a place and is not noted did not come.

    `chair` says whether the chair of the board opened the day; `introduced` who else did, if anybody.
    """
    session = _open_list(session_id, "")
    session.bookings.filter(state=State.BOOKED).update(
        state=State.NO_SHOW, ended_at=clock.now(), ended_by=by.words
    )
    chair_called = vocabulary_of(session.board).word(Idea.CHAIR, clock.today())
    session.chair_introduces, session.introduced = chair, str(chair_called) if chair else line(introduced)
    session.closed_at, session.closed_by = clock.now(), by.words
    session.version += 1
    session.save(update_fields=["chair_introduces", "introduced", "closed_at", "closed_by", "version"])
    came = session.bookings.filter(state=State.ATTENDED).count()
    missed = session.bookings.filter(state=State.NO_SHOW).count()
    enter(session, "close", f"Closed the list of {session}: {came} came, {missed} did not.", by)
    return session


@transaction.atomic
def sign_in_by_code(*, booking_id: int, typed: str, by: Actor) -> Signed:
    """Note that a learner came, by the code on the trainer's screen: once a booking, and few wrong ones.

    Raises `Refused` where the trainer's list has said otherwise, or there is no place to come to. A wrong code is
    counted, so it is answered, not raised.
    """
    found = Booking.objects.filter(pk=booking_id).values_list("session_id", flat=True).first()
    if found is None:
        raise Refused("No such booking.")
    session = _open_list(found, "")
    booking = session.bookings.select_related("learner").get(pk=booking_id)
    _may_sign_in(booking)
    if spoilt(booking.code_tries):
        return Signed.TOO_OFTEN
    if not accepts(session.code_secret, typed, timezone.now()):
        booking.code_tries += 1
        booking.save(update_fields=["code_tries"])
        return Signed.TOO_OFTEN if spoilt(booking.code_tries) else Signed.WRONG
    _note(booking, True, by, _How.CODE)
    enter(session, "sign_in", f"{said_of(booking.learner).capitalize()} signed in, {session}.", by, booking)
    return Signed.IN


@transaction.atomic
def secret_of(*, session_id: int) -> str:
    """What a session's codes are drawn from; made when it is first needed."""
    session = locked(session_id)
    if not session.code_secret:
        session.code_secret = secrets.token_hex(32)
        session.save(update_fields=["code_secret"])
    return session.code_secret


def _open_list(session_id: int, correcting: str) -> Session:
    """The session, locked, when its list is open; or closed, and it is said why it is put right."""
    session = locked(session_id)
    said(correcting)
    list_is_open(
        held_on=session.starts.astimezone(clock.LONDON).date(),
        today=clock.today(),
        closed=session.closed_at is not None,
        cancelled=session.cancelled_at is not None,
        corrects=bool(correcting.strip()),
    ).demand()
    return session


def _note(booking: Booking, came: bool, by: Actor, how: str) -> bool:
    """Make the booking what is noted of it; False where it is that already, or had ended before the day."""
    becomes = noted(State(booking.state), walk_in=booking.walk_in, came=came)
    if becomes is None or (becomes.state, becomes.walk_in) == (booking.state, booking.walk_in):
        return False
    booking.state, booking.walk_in = becomes.state, becomes.walk_in
    booking.attended_how = how if came else _How.NONE
    booking.ended_at, booking.ended_by = clock.now(), by.words
    booking.save(update_fields=["state", "walk_in", "attended_how", "ended_at", "ended_by"])
    return True


def _may_sign_in(booking: Booking) -> None:
    state = State(booking.state)
    if state is State.ATTENDED:
        raise Refused("You are signed in already.")
    if state is State.NO_SHOW:
        raise Refused("The trainer’s list says that you did not come. Ask the trainer.")
    if state is not State.BOOKED:
        raise Refused(
            "You have no place in this session. Ask the trainer to note you as having come without one."
        )


def _who_walked_in(
    session: Session, name: str, email: str, agency: Agency, profession: Profession | None, by: Actor
) -> Learner:
    """The learner of the address given; without one, who walked into this session under that name, or somebody new."""
    if email.strip():
        return enter_learner(
            board=session.board, email=email, name=name, agency=agency, profession=profession, by=by
        )
    same = session.bookings.filter(learner__name__iexact=name, agency=agency).select_related("learner")
    held = same.order_by("pk").first()
    if held is not None:
        return held.learner
    return Learner.objects.create(
        board=session.board,
        pseudonym=f"L{secrets.token_hex(6)}",
        name=name,
        agency=agency,
        profession=profession,
        added_at=clock.now(),
        added_by=by.words,
    )


def _why(correcting: str) -> str:
    why = " ".join(correcting.split())
    return f" Put right after the list was closed: {why}" if why else ""
