"""Letters about bookings, written to the outbox in the transaction of what they tell of.

A letter's subject names nobody. `about` holds the pseudonym, so that what is unsent goes when somebody is erased.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings

from agencies import mail
from agencies.rules import clock
from agencies.rules.standing import Actor
from training.actions.links import send_own
from training.models import Booking, Session
from training.rules import notices
from training.rules.calendar import Event, calendar_file
from training.rules.notices import Facts, Notice, joining_words, last_day_in_time, letter

Words = Callable[[Facts], Notice]
#: Who sends the links in these letters, for the record.
WRITER = Actor(None, "The portal, with a letter about a booking")


def facts_of(session: Session) -> Facts:
    """A session as letters tell of it."""
    trainers = session.trainers.select_related("agency").order_by("pk")
    held_on = session.starts.astimezone(clock.LONDON).date()
    return Facts(
        board=session.board.name,
        course=session.course.title,
        reference=session.reference,
        starts=session.starts,
        ends=session.ends,
        venue=session.venue,
        online=session.online,
        joining=session.joining,
        teaches=tuple(f"{one.name} ({one.agency.name})" if one.agency else one.name for one in trainers),
        in_time_until=last_day_in_time(held_on, session.course.notice_days),
    )


def tell(booking: Booking, words: Words, *, facts: Facts | None = None) -> None:
    """Write to the learner; whoever has no address is told nothing."""
    known = facts or facts_of(booking.session)
    _queue(booking, words(known), calendar="")


def tell_with_calendar(
    booking: Booking, words: Words, *, facts: Facts | None = None, cancelled: bool = False
) -> None:
    """The same with a calendar file: the session as it stands, or taken out of the calendar."""
    known = facts or facts_of(booking.session)
    _queue(booking, words(known), calendar=calendar_of(booking.session, known, cancelled=cancelled))


def ask_manager(booking: Booking) -> None:
    """Write to the manager whose yes is needed."""
    session, learner = booking.session, booking.learner
    notice = notices.ask_manager(facts_of(session), learner.name or "Somebody of your team")
    _write(session, booking.manager_email, notice, whom=learner.pseudonym, page="team/")


def calendar_of(session: Session, facts: Facts, *, cancelled: bool = False) -> str:
    """The calendar file of a session; each version of it takes the place of the one before."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    event = Event(
        uid=f"session-{session.pk}@{host}",
        sequence=session.version + (1 if cancelled else 0),
        starts=session.starts,
        ends=session.ends,
        summary=facts.course,
        location=facts.venue or facts.online,
        description=joining_words(facts),
        cancelled=cancelled,
    )
    return calendar_file(event, written=clock.now())


def about(pseudonym: str) -> str:
    """How a letter says whom it is about, for whoever erases them."""
    return f"learner {pseudonym}"


def _queue(booking: Booking, notice: Notice, *, calendar: str) -> None:
    learner = booking.learner
    if learner.email:
        _write(
            booking.session,
            learner.email,
            notice,
            name=learner.name,
            whom=learner.pseudonym,
            calendar=calendar,
        )


def _write(
    session: Session,
    to: str,
    notice: Notice,
    *,
    whom: str,
    name: str = "",
    calendar: str = "",
    page: str = "",
) -> None:
    """Write with a link to the address's own training; to an address that none may be sent to, without."""
    board, told = session.board, (about(whom),)
    sent = send_own(
        board=board,
        email=to,
        subject=notice.subject,
        words=lambda link: letter(notice, name=name, board=board.name, link=link),
        by=WRITER,
        page=page,
        calendar=calendar,
        about=told,
    )
    if sent is None:
        text = letter(notice, name=name, board=board.name)
        mail.queue(to=to, subject=notice.subject, text=text, calendar=calendar, about=told)
