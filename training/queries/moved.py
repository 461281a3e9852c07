"""What moved in reviews since a moment, from the record: for the digest of those who keep them. References alone."""

from datetime import datetime

from agencies.models import Board, Entry
from agencies.thread import Moved
from registers.queries.addresses import address
from training.models import Review

#: What the record calls it, and what a digest does.
WORDS = {
    "reviews.open": "Review opened",
    "reviews.note_done": "Step of a review done",
    "reviews.move_day": "Day of a review moved",
    "reviews.end": "Review not held",
    "reviews.publish": "Review published",
    "reviews.test": "Recommendation tested",
}


def moved(board_id: int, since: datetime, until: datetime) -> tuple[Moved, ...]:
    """What happened after `since`, up to `until`: three queries."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    entries = list(
        Entry.objects.filter(board_code=code, at__gt=since, at__lte=until, verb__in=WORDS).order_by(
            "at", "pk"
        )
    )
    reviews = Review.objects.in_bulk([int(one.reference) for one in entries])
    return tuple(
        Moved(
            words=WORDS[one.verb],
            reference=review.reference,
            at=one.at,
            url=address("training:review", code, review.number),
            by_id=one.by_id,
        )
        for one in entries
        if (review := reviews.get(int(one.reference))) is not None
    )
