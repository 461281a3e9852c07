"""Scheduled imports: the list, and one feed with its looks, its files and what it could not take."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils import timezone

from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.models import Feed, FeedFile, FeedRun, FeedTrouble
from scorecard.rules import schedules

_LOOKS_A_PAGE = 25
_MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One scheduled import. `next_look` is by the board's clock; None at the portal's next sweep, or when paused."""

    id: int
    agency: str
    folder: str
    source: str
    policy: str
    policy_words: str
    policy_set_by: str
    policy_set_at: datetime
    schedule_words: str
    paused: bool
    next_look: datetime | None
    last_looked_on: datetime | None
    last_trouble: str
    taken: int


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One feed with its history: a page of looks, the latest files, and what was not taken yet."""

    feed: FeedRow
    looks: "Page[FeedRun]"
    running: bool
    rehearsal: FeedRun | None
    files: tuple[FeedFile, ...]
    waiting: tuple[FeedTrouble, ...]
    set_aside: tuple[FeedTrouble, ...]


def feeds_of(standing: Standing) -> tuple[FeedRow, ...]:
    """This board's feeds, by agency."""
    return tuple(_row(one) for one in _feeds(standing))


def feed_seen(standing: Standing, feed_id: int) -> Feed | None:
    """One of this board's feeds."""
    return _feeds(standing).filter(pk=feed_id).first()


def feed_page(standing: Standing, feed_id: int, *, page: str | int = 1) -> FeedPage | None:
    """One of this board's feeds with its history; None when there is no such feed."""
    feed = _feeds(standing).filter(pk=feed_id).first()
    if feed is None:
        return None
    troubles = FeedTrouble.objects.filter(feed=feed).order_by("path", "pk")
    looks = FeedRun.objects.filter(feed=feed)
    latest = looks.filter(dry=True).exclude(outcome=FeedRun.Outcome.RUNNING).first()
    return FeedPage(
        feed=_row(feed),
        looks=Paginator(looks, _LOOKS_A_PAGE).get_page(page),
        running=is_running(feed.pk),
        rehearsal=latest if latest is not None and latest == looks.first() else None,
        files=tuple(
            FeedFile.objects.filter(feed=feed).select_related("submission").order_by("-pk")[:_MOST_FILES]
        ),
        waiting=tuple(troubles.filter(gave_up_on__isnull=True)),
        set_aside=tuple(troubles.filter(gave_up_on__isnull=False)),
    )


def is_running(feed_id: int) -> bool:
    """Whether a look was asked for and has not ended."""
    return FeedRun.objects.filter(feed_id=feed_id, outcome=FeedRun.Outcome.RUNNING).exists()


def _feeds(standing: Standing) -> QuerySet[Feed]:
    return (
        Feed.objects.filter(board_id=standing.board_id, active=True)
        .select_related("agency")
        .annotate(taken=Count("files"))
        .order_by("agency__name", "folder")
    )


def _row(one: Feed) -> FeedRow:
    return FeedRow(
        id=one.pk,
        agency=one.agency.name,
        folder=one.folder,
        source=one.source,
        policy=one.policy,
        policy_words=one.get_policy_display(),
        policy_set_by=one.policy_set_by,
        policy_set_at=one.policy_set_at,
        schedule_words=schedules.parse(one.schedule).words,
        paused=one.paused,
        next_look=_by_the_board(None if one.paused else one.next_run_on),
        last_looked_on=one.last_looked_on,
        last_trouble=one.last_trouble,
        taken=one.taken,  # type: ignore[attr-defined]  # annotated
    )


def _by_the_board(moment: datetime | None) -> datetime | None:
    """A moment of the machine's clock, which schedules go by, as the board's clock will show it."""
    return None if moment is None else max(clock.now(), clock.now() + (moment - timezone.now()))
