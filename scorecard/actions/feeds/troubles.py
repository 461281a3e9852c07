"""Files not taken yet: seen once in a distant store, failed and tried again later, or set aside in the end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from agencies.actions import record
from agencies.rules import clock
from scorecard.actions.feeds import letters
from scorecard.actions.feeds.history import acting, doubled
from scorecard.actions.feeds.stores import Entry
from scorecard.models import Feed, FeedTrouble

#: A file of a distant store is taken when it looks the same twice, this far apart: until then it may still grow.
SECOND_LOOK = timedelta(seconds=50)
#: An empty file is given longer: some programs make the file first and fill it later.
EMPTY_SECOND_LOOK = timedelta(minutes=10)
#: A file that failed so often is set aside: after 1, 2, 4 and 8 minutes, a quarter of an hour in all.
MOST_TRIES = 5

#: By (name, stamp).
Known = dict[tuple[str, str], FeedTrouble]


@transaction.atomic
def known(feed: Feed, entries: list[Entry]) -> Known:
    """What is remembered of the files that lie there; of those that are gone or have changed it is forgotten."""
    listed = {(one.name, one.stamp) for one in entries}
    found = {(one.path, one.stamp): one for one in FeedTrouble.objects.filter(feed=feed)}
    gone = [one.pk for key, one in found.items() if key not in listed]
    FeedTrouble.objects.filter(pk__in=gone).delete()
    return {key: one for key, one in found.items() if key in listed}


def seen_first(feed: Feed, entry: Entry) -> datetime:
    """Remember how a file looked, and say when to look again."""
    again = timezone.now() + (EMPTY_SECOND_LOOK if entry.size == 0 else SECOND_LOOK)
    FeedTrouble.objects.create(feed=feed, path=entry.name, stamp=entry.stamp, next_try_on=again)
    return again


@transaction.atomic
def set_back(feed: Feed, entry: Entry, why: str, *, at_once: bool) -> datetime | None:
    """Note a failure and say when to try again; None when the file is set aside, of which people are told once."""
    trouble, _ = FeedTrouble.objects.select_for_update().get_or_create(
        feed=feed, path=entry.name, stamp=entry.stamp, defaults={"next_try_on": timezone.now()}
    )
    trouble.tries += 1
    trouble.last_error = why
    if at_once or trouble.tries >= MOST_TRIES:
        trouble.gave_up_on = clock.now()
        trouble.save()
        _tell(feed, entry, why)
        return None
    trouble.next_try_on = timezone.now() + doubled(trouble.tries, most=timedelta(hours=1))
    trouble.save()
    return trouble.next_try_on


def over(feed: Feed, entry: Entry) -> None:
    """Forget the trouble there was with a file that is taken."""
    FeedTrouble.objects.filter(feed=feed, path=entry.name, stamp=entry.stamp).delete()


def _tell(feed: Feed, entry: Entry, why: str) -> None:
    record.enter(
        by=acting(feed),
        verb="feeds.could_not_take",
        kind="feed",
        reference=feed.pk,
        board_code=feed.board.code,
        words=f"Set aside “{entry.name}”, which could not be taken: {why}.",
        details={"path": entry.name, "size": entry.size, "stamp": entry.stamp},
    )
    letters.could_not_take(feed, entry.name, why)
