"""Letters about a challenge: a kind, a reference, a date and a link. Never what is asked, nor how anybody does."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse

from agencies import mail
from agencies.queries.people import emails_with
from agencies.rules.roles import Permission
from registers.models import Challenge


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def ask(challenge: Challenge, agency_id: int, due_on: date, *, again: bool = False) -> int:
    """To the leads of an agency: that a reply, or the rest of one, is due. Returns how many were written to."""
    what = "A further reply is due" if again else "A reply is due"
    return _write(
        challenge,
        emails_with(challenge.board_id, Permission.CHALLENGE_REPLY, agency_id),
        f"{'Further reply' if again else 'Reply'} due {_day(due_on)}: {challenge.reference}",
        f"{what} from your agency on {_day(due_on)} ({challenge.reference}).",
    )


def tell_agency(challenge: Challenge, agency_id: int, what: str, said: str) -> int:
    """To the leads of an agency, that something was done; `what` is the subject, `said` the sentence."""
    to = emails_with(challenge.board_id, Permission.CHALLENGE_REPLY, agency_id)
    return _write(challenge, to, f"{what}: {challenge.reference}", f"{said} ({challenge.reference}).")


def tell_chair(challenge: Challenge, on: date) -> int:
    """To the chair, that a reply has come."""
    return _write(
        challenge,
        emails_with(challenge.board_id, Permission.CHALLENGE_JUDGE),
        f"Reply to judge: {challenge.reference}",
        f"A reply came on {_day(on)} ({challenge.reference}).",
    )


def _write(challenge: Challenge, to: Iterable[str], subject: str, sentence: str) -> int:
    page = settings.PUBLIC_URL + reverse("registers:challenge", args=[challenge.board.code, challenge.number])
    written = 0
    for address in to:
        mail.queue(
            to=address,
            subject=f"{challenge.board.name}: {subject}",
            text=f"{sentence} Read it here:\n{page}\n",
        )
        written += 1
    return written
