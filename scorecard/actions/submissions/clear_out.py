"""Clearing the quarantine out: files held too long, senders reminded, and what a killed process left behind."""

from django.db import transaction

from agencies import keeping
from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.actions.submissions import letters
from scorecard.actions.submissions.quarantine import delete
from scorecard.actions.submissions.standing import reconsider
from scorecard.models import Submission
from scorecard.rules.holding import HELD_FOR, held_until, reminded_at

CLEARER = Actor(None, "The job that clears the quarantine")
#: In seconds: a delivery's bytes are there before its transaction ends, but never so long.
_IN_HAND = 3_600


def clear_out() -> int:
    """Delete what was held for three working days, remind senders a day before; returns how many were deleted."""
    held = list(Submission.objects.filter(state=Submission.State.STOPPED).values_list("pk", flat=True))
    done = sum(_look_at(pk) for pk in held)
    for where in list(keeping.left_in_quarantine(seconds=_IN_HAND)):
        if not Submission.objects.filter(stored=where).exists():
            keeping.remove(where)
    return done


@transaction.atomic
def _look_at(pk: int) -> bool:
    submission = Submission.objects.select_for_update(of=("self",)).filter(pk=pk, state="stopped").first()
    if submission is None or submission.checked_at is None:
        return False
    now = clock.now()
    if now >= held_until(submission.checked_at):
        _delete(submission)
        return True
    if now >= reminded_at(submission.checked_at):
        _remind(submission)
    return False


def _delete(submission: Submission) -> None:
    delete(submission, CLEARER)
    submission.state = Submission.State.REFUSED
    submission.remark = (
        f"This file was stopped for its words and deleted after {HELD_FOR} working days. "
        "Send the figures without words that could identify a child."
    )
    submission.save()
    _enter(
        submission, "submissions.delete", f"Deleted “{submission.file_name}” after {HELD_FOR} working days."
    )
    reconsider(submission)
    letters.was_deleted(submission, submission.remark)


def _remind(submission: Submission) -> None:
    """Once for each time it was stopped."""
    details = {"stopped": submission.checked_at.isoformat() if submission.checked_at else ""}
    verb = "submissions.remind"
    if record.has_been_entered(verb=verb, kind="submission", reference=submission.pk, details=details):
        return
    words = f"Reminded the sender of “{submission.file_name}”, which is stopped for its words."
    _enter(submission, verb, words, details)
    letters.was_stopped(submission, again=True)


def _enter(submission: Submission, verb: str, words: str, details: dict[str, str] | None = None) -> None:
    record.enter(
        by=CLEARER,
        verb=verb,
        kind="submission",
        reference=submission.pk,
        board_code=submission.board.code,
        words=words,
        details=details,
    )
