"""Which challenges a person may know of: the one rule that every list, page, thread and file of this room goes by."""

from django.db.models import Exists, OuterRef, QuerySet

from agencies.rules.standing import Standing
from registers.models import Asked, Challenge
from registers.permissions import agencies_seen, can_raise


def challenges_seen(standing: Standing) -> QuerySet[Challenge]:
    """The board's challenges this person may know of: an agency's people those it was asked, others all of them.

    What has not been sent is known to those who raise challenges alone.
    """
    found = Challenge.objects.filter(board_id=standing.board_id)
    if not can_raise(standing):
        found = found.filter(sent_at__isnull=False)
    own = agencies_seen(standing)
    if own is None:
        return found
    return found.filter(Exists(Asked.objects.filter(challenge=OuterRef("pk"), agency_id__in=own)))


def challenge_seen(standing: Standing, number: int) -> Challenge | None:
    """The challenge of this number, with its board and priority, if this person may know of it."""
    return challenges_seen(standing).select_related("board", "priority").filter(number=number).first()
