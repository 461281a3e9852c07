"""Letters: written in the transaction of what they tell of, claimed before they are sent, so that none goes twice."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.models import Letter
from agencies.rules import clock

log = logging.getLogger(__name__)

#: A letter that failed so often rests so long after each further try: a server away for a weekend loses none.
MOST_TRIES = 12
RESTS = timedelta(hours=1)
LONGEST_SUBJECT = 200
CALENDAR_NAME = "session.ics"
#: A claim this old is a dead worker's: whether the letter went is not known.
CLAIM_HOLDS = timedelta(minutes=15)
State = Letter.State


def queue(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    calendar: str = "",
    attached: str = "",
    attached_name: str = "",
    person_id: int | None = None,
    day: date | None = None,
    about: Sequence[str] = (),
) -> Letter:
    """Write a letter to the outbox, in the caller's transaction. It goes out within seconds of the commit.

    A subject may quote the name of a file: it is put on one line and cut to what the outbox holds. `attached` is the
    place of a kept file, `calendar` an iCalendar file itself. A digest names its person and day, and what it is about;
    IntegrityError when that person has one for the day.
    """
    line = " ".join(subject.split())
    if len(line) > LONGEST_SUBJECT:
        line = f"{line[: LONGEST_SUBJECT - 1]}…"
    return Letter.objects.create(
        to=to,
        subject=line,
        text=text,
        html=html,
        calendar=calendar,
        attached=attached,
        attached_name=attached_name,
        person_id=person_id,
        day=day,
        about=list(about),
        written_on=timezone.now(),
    )


def send_waiting(*, most: int = 100) -> int:
    """Send the letters that wait, oldest first; returns how many went. Two sweeps never send one letter twice.

    Each is claimed first, in a transaction of its own. What the mail server surely did not take is tried again, from
    the twelfth time on once an hour; what it refused stays refused, and shows; where nobody knows, a letter is unknown
    for that day, and tried once more on the next. A digest is never tried on another day, nor in the night after: the
    next one says the same. A sent letter's words are emptied: they may hold a link that opens a door.
    """
    settle_old_claims()
    sent = 0
    for pk in list(_due().values_list("pk", flat=True)[:most]):
        letter = _claim(pk)
        if letter is not None:
            sent += _send(letter)
    return sent


def settle_old_claims(*, now: datetime | None = None) -> int:
    """Call unknown what a worker claimed long ago and never told of; how many there were.

    Digests of days that are past lapse.
    """
    moment = now or timezone.now()
    Letter.objects.filter(state=State.WAITING, day__isnull=False).exclude(day__in=_today()).update(
        state=State.LAPSED
    )
    return Letter.objects.filter(state=State.CLAIMED, claimed_on__lt=moment - CLAIM_HOLDS).update(
        state=State.UNKNOWN, last_error="The program that was sending it ended."
    )


def _due() -> Any:
    """What may be tried now: what waits and is no digest of another day; what was unknown on one and is no digest."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    of_today = Q(day__isnull=True) | Q(day__in=_today())
    again = Q(state=State.UNKNOWN, claimed_on__lt=midnight, person__isnull=True)
    rested = Q(tries__lt=MOST_TRIES) | Q(claimed_on__lt=timezone.now() - RESTS)
    return Letter.objects.filter((Q(state=State.WAITING) & of_today) | again, rested).order_by("pk")


def _today() -> set[date]:
    """The day it is: by the board's clock, which may be held, and by the machine's."""
    return {clock.today(), timezone.localdate()}


@transaction.atomic
def _claim(pk: int) -> Letter | None:
    letter: Letter | None = _due().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if letter is None:
        return None
    letter.state, letter.claimed_on = State.CLAIMED, timezone.now()
    letter.save(update_fields=["state", "claimed_on"])
    return letter


def _send(letter: Letter) -> bool:
    """Try it, and keep what came of it."""
    try:
        _hand_over(letter)
    except (SMTPRecipientsRefused, SMTPResponseException) as answer:
        passing = isinstance(answer, SMTPResponseException) and 400 <= answer.smtp_code < 500
        _failed(letter, State.WAITING if passing else State.REFUSED, answer)
    except (ConnectionRefusedError, _NotReached, ValueError) as trouble:
        _failed(letter, State.WAITING, trouble)
    except (OSError, SMTPException) as trouble:
        _failed(letter, State.UNKNOWN, trouble)
    else:
        letter.state, letter.sent_on = State.SENT, timezone.now()
        letter.text = letter.html = letter.calendar = ""
        letter.save(update_fields=["state", "sent_on", "text", "html", "calendar"])
        return True
    return False


class _NotReached(Exception):
    """No mail server answered, so nothing can have gone."""


def _hand_over(letter: Letter) -> None:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as trouble:
        raise _NotReached(str(trouble)) from trouble
    try:
        message = EmailMultiAlternatives(
            subject=letter.subject, body=letter.text, to=[letter.to], connection=connection
        )
        if letter.html:
            message.attach_alternative(letter.html, "text/html")
        if letter.calendar:
            message.attach(CALENDAR_NAME, letter.calendar, "text/calendar")
        if letter.attached:
            with default_storage.open(letter.attached) as file:
                message.attach(letter.attached_name, file.read(), "application/pdf")
        message.send()
    finally:
        connection.close()


def _failed(letter: Letter, state: str, why: Exception) -> None:
    log.warning("Letter %s could not be sent: %s", letter.pk, why)
    letter.state, letter.tries, letter.last_error = state, letter.tries + 1, _words(why)
    letter.save(update_fields=["state", "tries", "last_error"])


def _words(why: Exception) -> str:
    """What the mail server said, as people read it: “550 no such person here”."""
    code: int
    said: bytes | str
    if isinstance(why, SMTPRecipientsRefused) and why.recipients:
        code, said = next(iter(why.recipients.values()))
    elif isinstance(why, SMTPResponseException):
        code, said = why.smtp_code, why.smtp_error
    else:
        return str(why)
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
