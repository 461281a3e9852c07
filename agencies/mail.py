"""Letters: written in the transaction of what they tell of, sent by a sweep, so that none is lost."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from agencies.models import Letter

log = logging.getLogger(__name__)

#: After so many failures a letter waits for a person to look at its error.
MOST_TRIES = 12
LONGEST_SUBJECT = 200


def queue(*, to: str, subject: str, text: str) -> Letter:
    """Write a letter to the outbox, in the caller's transaction. It goes out within seconds of the commit.

    A subject may quote the name of a file: it is put on one line and cut to what the outbox holds.
    """
    line = " ".join(subject.split())
    if len(line) > LONGEST_SUBJECT:
        line = f"{line[: LONGEST_SUBJECT - 1]}…"
    return Letter.objects.create(to=to, subject=line, text=text, written_on=timezone.now())


def send_waiting(*, most: int = 100) -> int:
    """Send the letters that wait, oldest first; returns how many went. Two sweeps never send one letter twice.

    A sent letter's text is emptied: it may hold a link that opens a door.
    """
    sent = 0
    for pk in list(
        Letter.objects.filter(sent_on__isnull=True, tries__lt=MOST_TRIES)
        .order_by("pk")
        .values_list("pk", flat=True)[:most]
    ):
        with transaction.atomic():
            letter = (
                Letter.objects.select_for_update(skip_locked=True).filter(pk=pk, sent_on__isnull=True).first()
            )
            if letter is None:
                continue
            try:
                EmailMessage(subject=letter.subject, body=letter.text, to=[letter.to]).send()
            except (OSError, SMTPException, ValueError) as error:
                log.warning("Letter %s could not be sent: %s", letter.pk, error)
                letter.tries += 1
                letter.last_error = str(error)
                letter.save(update_fields=["tries", "last_error"])
                continue
            letter.sent_on = timezone.now()
            letter.text = ""
            letter.save(update_fields=["sent_on", "text"])
            sent += 1
    return sent
