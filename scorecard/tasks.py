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
    """Look into every feed's folder and have what is found checked."""
    taken = 0
    for feed in feeds.active_feeds():
        found = feeds.collect(feed)
        if found:
            ring(check_submissions, feed.board_id, feed.agency_id)
        taken += len(found)
    return taken


@shared_task
def take_up_unfinished() -> int:
    """Ask again for every agency with something received or half checked: a killed worker loses no work."""
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
