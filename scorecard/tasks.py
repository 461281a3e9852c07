"""Celery's way into the scorecard room: ids only. Redis is a doorbell; the sweep finds what it lost."""

from celery import shared_task
from django.db.models import Q

from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.tasks import ring
from scorecard.actions import feeds, returns, submissions
from scorecard.models import Submission


@shared_task
def check_submissions(board_id: int, agency_id: int) -> int:
    """Check what this agency has sent, in order."""
    return submissions.take_up(board_id=board_id, agency_id=agency_id)


@shared_task
def collect_feeds() -> int:
    """Have each feed looked into whose time has come, in a task of its own: a slow store keeps none waiting."""
    due = feeds.feeds_to_look_into()
    for feed_id in due:
        ring(look_into_feed, feed_id)
    return len(due)


@shared_task
def look_into_feed(feed_id: int) -> int:
    """Look into one feed and have what is found checked; how many files it took."""
    taken = feeds.look_into(feed_id)
    for board_id, agency_id in {(one.board_id, one.agency_id) for one in taken}:
        ring(check_submissions, board_id, agency_id)
    return len(taken)


@shared_task
def load_submission(submission_id: int) -> bool:
    """Load the figures of a large file that somebody has released."""
    return submissions.load_asked(submission_id=submission_id)


@shared_task
def take_up_unfinished() -> int:
    """Ask again for every agency with something unfinished: a killed worker loses no work."""
    for submission_id in Submission.objects.filter(state=Submission.State.LOADING).values_list(
        "pk", flat=True
    ):
        ring(load_submission, submission_id)
    unfinished = (
        Submission.objects.filter(Q(state=Submission.State.RECEIVED) | Q(state=Submission.State.CHECKING))
        .order_by("board_id", "agency_id")
        .values_list("board_id", "agency_id")
        .distinct()
    )
    for board_id, agency_id in unfinished:
        ring(check_submissions, board_id, agency_id)
    return len(unfinished)


@shared_task
def open_returns() -> int:
    """Open the returns of the quarter that has ended."""
    return returns.open_ended_quarters(
        today=clock.today(), by=Actor(None, "The daily job that opens returns")
    )


@shared_task
def clear_quarantine() -> int:
    """Delete what was held for its words long enough, and what a killed process left."""
    return submissions.clear_out()
