"""What the business manager does with feeds; each leaves an entry with the person's name."""

from django.conf import settings
from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.actions.feeds import addresses
from scorecard.actions.feeds.history import begin, next_run
from scorecard.models import Feed, FeedRun, FeedTrouble
from scorecard.permissions import can_manage_feeds
from scorecard.rules import schedules


@transaction.atomic
def set_up(
    *,
    board: Board,
    agency: Agency,
    folder: str = "",
    by: Standing | Actor,
    policy: str = Feed.Policy.WAIT,
    source: str = "",
    secret: str = "",
) -> Feed:
    """Have a folder looked into for an agency's files: one of the inbox, or that of a distant store (`source`).

    The policy's default is to wait for the agency lead. `Refused` when a feed looks into it already, of
    whichever board: files are for the board they were sent to.
    """
    actor = _allowed(by)
    folder, source = _place(folder, source)
    _demand_free(folder, source)
    feed = Feed.objects.create(
        board=board,
        agency=agency,
        folder=folder,
        source=source,
        secret=addresses.checked_secret(secret) if source else "",
        policy=policy,
        policy_set_at=clock.now(),
        policy_set_by=actor.words,
        policy_set_by_id=actor.person_id,
    )
    _enter(
        feed,
        actor,
        "feeds.set_up",
        f"Set up the feed “{folder}” for {agency.name}: {feed.get_policy_display()}.",
    )
    return feed


def _place(folder: str, source: str) -> tuple[str, str]:
    """What a feed's place is called, and its address when it is not in the inbox."""
    if source.strip():
        where = addresses.address(source)
        if len(str(where)) > 400:
            raise Refused("The address is longer than 400 characters.")
        return where.place, str(where)
    return addresses.inside_inbox(folder).relative_to(settings.INBOX_ROOT).as_posix(), ""


def _demand_free(folder: str, source: str, *, but: int = 0) -> None:
    others = Feed.objects.filter(active=True).exclude(pk=but)
    taken = others.filter(source=source) if source else others.filter(folder=folder, source="")
    if taken.exists():
        raise Refused(f"The folder “{folder}” is looked into already.")


@transaction.atomic
def set_policy(*, feed_id: int, policy: str, by: Standing) -> Feed:
    """Say what happens with this feed's files in which no error stands; the person's name goes with it."""
    feed = _held(feed_id, by)
    feed.policy = policy
    feed.policy_set_at = clock.now()
    feed.policy_set_by = by.actor.words
    feed.policy_set_by_id = by.person_id
    feed.save(update_fields=["policy", "policy_set_at", "policy_set_by", "policy_set_by_id"])
    _enter(
        feed, by.actor, "feeds.set_policy", f"Set the feed “{feed.folder}” to {feed.get_policy_display()}."
    )
    return feed


@transaction.atomic
def set_source(*, feed_id: int, folder: str = "", source: str = "", secret: str = "", by: Standing) -> Feed:
    """Have a feed look elsewhere from now on; what it took before stays taken."""
    feed = _held(feed_id, by)
    before = feed.folder
    folder, source = _place(folder, source)
    _demand_free(folder, source, but=feed.pk)
    feed.folder, feed.source = folder, source
    feed.secret = addresses.checked_secret(secret) if source else ""
    feed.failures, feed.last_trouble = 0, ""
    feed.next_run_on = next_run(feed.schedule)
    feed.save(update_fields=["folder", "source", "secret", "failures", "last_trouble", "next_run_on"])
    opened = f", opened by the secret “{feed.secret}”" if feed.secret else ""
    _enter(feed, by.actor, "feeds.set_source", f"Moved the feed “{before}” to “{source or folder}”{opened}.")
    return feed


@transaction.atomic
def set_schedule(*, feed_id: int, schedule: schedules.Schedule, by: Standing) -> Feed:
    """Say when a feed is looked into; its next look is the schedule's next."""
    feed = _held(feed_id, by)
    feed.schedule = str(schedule)
    feed.schedule_set_at = clock.now()
    feed.schedule_set_by = by.actor.words
    feed.next_run_on = next_run(feed.schedule)
    feed.save(update_fields=["schedule", "schedule_set_at", "schedule_set_by", "next_run_on"])
    _enter(
        feed,
        by.actor,
        "feeds.set_schedule",
        f"Set the feed “{feed.folder}” to be looked into {schedule.words}.",
    )
    return feed


@transaction.atomic
def set_paused(*, feed_id: int, paused: bool, by: Standing) -> Feed:
    """Stop looking into a feed by schedule, or go on; it can be asked for a look all the same."""
    feed = _held(feed_id, by)
    feed.paused = paused
    feed.next_run_on = next_run(feed.schedule)
    feed.save(update_fields=["paused", "next_run_on"])
    verb, words = ("feeds.pause", "Paused") if paused else ("feeds.resume", "Resumed")
    _enter(feed, by.actor, verb, f"{words} the feed “{feed.folder}”.")
    return feed


@transaction.atomic
def ask_for_look(*, feed_id: int, dry: bool, by: Standing) -> FeedRun:
    """Ask a worker to look into a feed now; `dry`: to take nothing and say what it would take.

    `Refused` while such a look is asked for already.
    """
    feed = _held(feed_id, by)
    if feed.runs.filter(outcome=FeedRun.Outcome.RUNNING, dry=dry).exists():
        raise Refused("It is being looked into already: load the page again to see what came of it.")
    run = begin(feed, asked_by=by.actor.words, dry=dry)
    verb, words = ("feeds.rehearse", "a rehearsal of") if dry else ("feeds.run", "a look into")
    _enter(feed, by.actor, verb, f"Asked for {words} the feed “{feed.folder}”.")
    return run


@transaction.atomic
def try_again(*, feed_id: int, by: Standing) -> int:
    """Forget that files were set aside, so that the next look tries them again; returns how many."""
    feed = _held(feed_id, by)
    count, _ = FeedTrouble.objects.filter(feed=feed, gave_up_on__isnull=False).delete()
    _enter(feed, by.actor, "feeds.try_again", f"Had {count} files of the feed “{feed.folder}” tried again.")
    return count


def _held(feed_id: int, by: Standing) -> Feed:
    can_manage_feeds(by).demand()
    return (
        Feed.objects.select_for_update(of=("self",))
        .select_related("board", "agency")
        .get(pk=feed_id, board_id=by.board_id)
    )


def _allowed(by: Standing | Actor) -> Actor:
    if isinstance(by, Standing):
        can_manage_feeds(by).demand()
        return by.actor
    return by


def _enter(feed: Feed, actor: Actor, verb: str, words: str) -> None:
    record.enter(by=actor, verb=verb, kind="feed", reference=feed.pk, board_code=feed.board.code, words=words)
