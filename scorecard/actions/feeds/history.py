"""The looks into a feed, from when they are asked for until they have ended, and what follows for the next."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.actions.feeds import letters
from scorecard.models import Feed, FeedRun
from scorecard.rules import schedules

#: Who asks for a look when nobody did.
SCHEDULE = "The schedule"
#: Looks that found nothing new are kept for so many looks and days; those that took something always.
KEPT_LOOKS = 500
KEPT_DAYS = 90
#: After so many looks in a row that failed, people are told: with the waits between them a quarter of an hour.
TOLD_AFTER = 5
_LONGEST_WAIT = timedelta(days=1)
_EVERY_SWEEP = schedules.Schedule(minutes=1)


def acting(feed: Feed) -> Actor:
    """In whose name a feed takes and releases."""
    return Actor(feed.policy_set_by_id, f"Feed “{feed.folder}”, as set by {feed.policy_set_by}")


def doubled(times: int, *, most: timedelta) -> timedelta:
    """How long is waited after so many failures in a row: a minute, then twice as long each time, up to `most`."""
    return min(timedelta(minutes=2 ** min(times - 1, 20)), most)


def begin(feed: Feed, *, asked_by: str, dry: bool = False) -> FeedRun:
    """Enter a look as begun."""
    return FeedRun.objects.create(feed=feed, began_on=clock.now(), asked_by=asked_by, dry=dry)


@transaction.atomic
def close(
    feed: Feed,
    run: FeedRun,
    *,
    seen: int,
    taken: int,
    words: str,
    trouble: str,
    look_again_on: datetime | None,
) -> None:
    """Enter a look as ended. One that only said what it would do leaves the feed as it was."""
    kind = FeedRun.Outcome.TOOK if taken else FeedRun.Outcome.TROUBLE if trouble else FeedRun.Outcome.NOTHING
    _end(run, FeedRun.Outcome.NOTHING if run.dry else kind, seen=seen, taken=taken, words=words)
    if run.dry:
        return
    if feed.failures >= TOLD_AFTER:
        _enter(feed, "feeds.reached_again", f"The feed “{feed.folder}” can be looked into again.")
        letters.reached_again(feed)
    due = next_run(feed.schedule)
    if due is not None and look_again_on is not None:
        due = min(due, look_again_on)
    Feed.objects.filter(pk=feed.pk).update(
        last_looked_on=clock.now(), last_trouble=trouble, failures=0, next_run_on=due
    )
    _thin(feed)


@transaction.atomic
def fail(feed: Feed, run: FeedRun, why: str, *, taken: int) -> None:
    """Enter a look as failed. A distant store is left alone for longer each time, and people are told once."""
    words = f"The folder could not be looked into: {why}"
    _end(run, FeedRun.Outcome.TROUBLE, seen=0, taken=taken, words=words)
    if run.dry:
        return
    failures = min(feed.failures + 1, 30_000)
    due = timezone.now() + doubled(failures, most=_LONGEST_WAIT) if feed.source else next_run(feed.schedule)
    Feed.objects.filter(pk=feed.pk).update(
        last_looked_on=clock.now(), last_trouble=words, failures=failures, next_run_on=due
    )
    if failures == TOLD_AFTER:
        _enter(feed, "feeds.unreachable", f"The feed “{feed.folder}” could not be looked into: {why}.")
        letters.unreachable(feed, why)
    _thin(feed)


def next_run(schedule: str) -> datetime | None:
    """When a schedule's next look is due; None for every minute: at every sweep, however often those are made."""
    read = schedules.parse(schedule)
    return None if read == _EVERY_SWEEP else schedules.next_after(timezone.now(), read)


def _end(run: FeedRun, outcome: str, *, seen: int, taken: int, words: str) -> None:
    run.outcome, run.seen, run.taken, run.words = outcome, seen, taken, words
    run.ended_on = clock.now()
    run.save(update_fields=["outcome", "seen", "taken", "words", "ended_on"])


def _enter(feed: Feed, verb: str, words: str) -> None:
    record.enter(
        by=acting(feed), verb=verb, kind="feed", reference=feed.pk, board_code=feed.board.code, words=words
    )


def _thin(feed: Feed) -> None:
    """Drop old scheduled looks that found nothing new: at one a minute they would be half a million a year."""
    plain = FeedRun.objects.filter(feed=feed, outcome=FeedRun.Outcome.NOTHING, asked_by=SCHEDULE)
    beyond = plain.order_by("-pk").values_list("pk", flat=True)[KEPT_LOOKS : KEPT_LOOKS + 1]
    for first in beyond:
        plain.filter(pk__lte=first).delete()
    plain.filter(began_on__lt=clock.now() - timedelta(days=KEPT_DAYS)).delete()
