"""Letting stand: the business manager's word that what the screen stopped identifies no child."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.screening import screen
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.models import Submission
from scorecard.permissions import can_let_stand


@transaction.atomic
def let_stand(*, submission_id: int, why: str, by: Standing) -> Submission:
    """Have a stopped file checked on, with its words, for a reason that goes on record.

    Raises `Refused` without a reason, when the reason repeats such words itself, or nothing is stopped.
    """
    can_let_stand(by).demand()
    submission = Submission.objects.select_for_update(of=("self",)).get(
        pk=submission_id, board_id=by.board_id
    )
    if submission.state != Submission.State.STOPPED:
        raise Refused(f"This file is {submission.get_state_display()}: nothing of it waits for your word.")
    why = why.strip()
    if not why:
        raise Refused("Say why these words identify no child.")
    if screen(why):
        raise Refused("Give the reason without the words themselves: it goes on record.")
    submission.let_stand_at = clock.now()
    submission.let_stand_by = by.actor.words
    submission.let_stand_why = why
    submission.state = Submission.State.RECEIVED
    submission.refusal = ""
    submission.attempts = 0
    submission.findings.all().delete()
    submission.save()
    record.enter(
        by=by.actor,
        verb="submissions.let_stand",
        kind="submission",
        reference=submission.pk,
        board_code=by.board_code,
        words=f"Let the words of “{submission.file_name}” stand: {why}",
    )
    return submission
