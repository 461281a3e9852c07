"""Withdrawing: the sender takes a stopped file back, and it is deleted."""

from django.db import transaction

from agencies.actions import record
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions.submissions.quarantine import delete
from scorecard.actions.submissions.standing import reconsider
from scorecard.models import Submission
from scorecard.permissions import can_send


@transaction.atomic
def withdraw(*, submission_id: int, by: Standing) -> Submission:
    """Delete a file stopped for its words at its sender's wish. Raises `Refused` when it is not stopped."""
    submission = Submission.objects.select_for_update(of=("self",)).get(
        pk=submission_id, board_id=by.board_id
    )
    can_send(by, submission.agency_id).demand()
    if submission.state != Submission.State.STOPPED:
        raise Refused(
            f"This file is {submission.get_state_display()}: only one stopped for its words is withdrawn."
        )
    delete(submission, by.actor)
    submission.state = Submission.State.WITHDRAWN
    submission.save()
    record.enter(
        by=by.actor,
        verb="submissions.withdraw",
        kind="submission",
        reference=submission.pk,
        board_code=by.board_code,
        words=f"Withdrew “{submission.file_name}”, stopped for its words; the file was deleted.",
    )
    reconsider(submission)
    return submission
