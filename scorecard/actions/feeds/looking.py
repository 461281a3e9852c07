"""Looking into a feed: each (feed, path, hash) is taken once, by one worker; one bad file never stops the others."""

import logging
import time
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agencies.locks import Work, only_one
from agencies.rules.verdict import Refused
from scorecard.actions.feeds import troubles
from scorecard.actions.feeds.history import SCHEDULE, acting, begin, close, fail
from scorecard.actions.feeds.rehearsal import rehearse
from scorecard.actions.feeds.stores import Entry, Store, open_store
from scorecard.actions.submissions.receive import LARGEST_FILE, receive
from scorecard.models import Feed, FeedFile, FeedRun, FeedTrouble, Submission

log = logging.getLogger(__name__)

#: In seconds: a look that takes longer leaves the rest to the next one, well before a worker is stopped (900).
LONGEST_LOOK = 600
_MOST_SAID = 50


@dataclass
class Found:
    """What one look came to. `saying` are the sentences of a look that takes nothing."""

    seen: int = 0
    taken: list[Submission] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    troubled: list[str] = field(default_factory=list)
    saying: list[str] = field(default_factory=list)
    look_again_on: datetime | None = None

    def wait(self, name: str, until: datetime) -> None:
        """Note a file that waits for a later look."""
        self.waiting.append(name)
        self.look_again_on = min(filter(None, (self.look_again_on, until)))


def active_feeds() -> list[Feed]:
    """Every feed that is looked into, by id."""
    return list(Feed.objects.filter(active=True).select_related("board", "agency").order_by("pk"))


def feeds_to_look_into() -> list[int]:
    """The ids of feeds whose time has come by the machine's clock, and of those somebody asked to be looked into."""
    asked = FeedRun.objects.filter(feed=OuterRef("pk"), outcome=FeedRun.Outcome.RUNNING)
    return list(
        Feed.objects.filter(Exists(asked) | _due(), active=True).order_by("pk").values_list("pk", flat=True)
    )


def _due() -> Q:
    return Q(paused=False) & (Q(next_run_on__isnull=True) | Q(next_run_on__lte=timezone.now()))


def look_into(feed_id: int) -> list[Submission]:
    """Do every look asked for and not ended (a killed worker's too), then the scheduled one if its time has come.

    One worker at a time for a feed: another's call comes back with nothing, and its work is done by this one.
    """
    taken: list[Submission] = []
    with only_one(Work.FEEDING, feed_id) as held:
        if not held:
            return taken
        for run in FeedRun.objects.filter(feed_id=feed_id, outcome=FeedRun.Outcome.RUNNING).order_by("pk"):
            taken += _look(_feed(feed_id), run)
        if Feed.objects.filter(_due(), pk=feed_id, active=True).exists():
            feed = _feed(feed_id)
            taken += _look(feed, begin(feed, asked_by=SCHEDULE))
    return taken


def collect(feed: Feed) -> list[Submission]:
    """Take every new file of one feed now, whatever its schedule. Trouble is written on the feed."""
    with only_one(Work.FEEDING, feed.pk) as held:
        return _look(_feed(feed.pk), begin(feed, asked_by=SCHEDULE)) if held else []


def _feed(feed_id: int) -> Feed:
    return Feed.objects.select_related("board", "agency").get(pk=feed_id)


def _look(feed: Feed, run: FeedRun) -> list[Submission]:
    found = Found()
    try:
        with open_store(feed) as store:
            entries = store.entries()
            found.seen = len(entries)
            if run.dry:
                _only_say(feed, store, entries, found)
            else:
                _take_all(feed, store, entries, found, patient=run.asked_by == SCHEDULE)
    except (OSError, Refused) as error:
        fail(feed, run, str(error), taken=len(found.taken))
    except Exception:
        log.exception("Feed %s", feed.pk)
        fail(feed, run, "the portal itself failed; whoever runs the server finds why in its log", taken=0)
    else:
        close(
            feed,
            run,
            seen=found.seen,
            taken=len(found.taken),
            words=" ".join(_words(found)),
            trouble=_trouble(feed, entries),
            look_again_on=found.look_again_on,
        )
    return found.taken


def _words(found: Found) -> list[str]:
    said = list(found.saying)
    if found.taken:
        said.append(f"Took {_listed([one.file_name for one in found.taken])}.")
    if found.waiting:
        said.append(
            f"{_listed(found.waiting)} will be looked at again: still being written, or to be tried again."
        )
    if found.troubled:
        said.append(f"Could not take {_listed(found.troubled)}.")
    return said


def _listed(names: list[str], most: int = 10) -> str:
    listed = ", ".join(f"“{name}”" for name in names[:most])
    return listed + (f" and {len(names) - most} more" if len(names) > most else "")


def _trouble(feed: Feed, entries: list[Entry]) -> str:
    """What stands on the feed: the last file, by name, that is there and could not be taken."""
    listed = {(one.name, one.stamp) for one in entries}
    for one in FeedTrouble.objects.filter(feed=feed, tries__gt=0).order_by("-path", "-pk"):
        if (one.path, one.stamp) in listed:
            return f"“{one.path}” could not be taken: {one.last_error}"
    return ""


def _take_all(feed: Feed, store: Store, entries: list[Entry], found: Found, *, patient: bool) -> None:
    """Take what is new and whole. A look that somebody asked for is not patient: it tries again at once."""
    known = troubles.known(feed, entries)
    had = _had(feed)
    began = time.monotonic()
    for entry in entries:
        if _is_had(entry, had):
            continue
        until = _waits_until(feed, entry, known, patient=patient)
        if until is not None or time.monotonic() - began > LONGEST_LOOK:
            found.wait(entry.name, until or timezone.now())
            continue
        trouble = known.get((entry.name, entry.stamp))
        if trouble is not None and trouble.gave_up_on:
            continue
        try:
            submission = _take(feed, store, entry)
        except (OSError, Refused) as error:
            log.warning("Feed %s: a file could not be taken: %s", feed.pk, type(error).__name__)
            found.troubled.append(entry.name)
            again = troubles.set_back(feed, entry, str(error), at_once=isinstance(error, TooLarge))
            if again is not None:
                found.look_again_on = min(filter(None, (found.look_again_on, again)))
            continue
        troubles.over(feed, entry)
        if submission is not None:
            found.taken.append(submission)


def _had(feed: Feed) -> set[tuple[str, str]]:
    """Names and stamps of what was taken from a distant store, which need not be fetched again to know it."""
    if not feed.source:
        return set()
    return set(FeedFile.objects.filter(feed=feed).exclude(stamp="").values_list("path", "stamp"))


def _is_had(entry: Entry, had: set[tuple[str, str]]) -> bool:
    return (entry.name, entry.stamp) in had


def _waits_until(feed: Feed, entry: Entry, known: troubles.Known, *, patient: bool) -> datetime | None:
    """When a file is to be looked at again that may still be being written, or that failed; None: take it now."""
    now = timezone.now()
    if entry.settled is False:
        return now + troubles.SECOND_LOOK
    trouble = known.get((entry.name, entry.stamp))
    if trouble is None:
        return troubles.seen_first(feed, entry) if entry.settled is None else None
    if trouble.gave_up_on or trouble.next_try_on <= now or (trouble.tries and not patient):
        return None
    return trouble.next_try_on


class TooLarge(Refused):
    """The file is larger than a return may be: trying again changes nothing."""


def _read(store: Store, entry: Entry) -> bytes:
    if entry.size is not None and entry.size > LARGEST_FILE:
        raise TooLarge(f"it is larger than {LARGEST_FILE // 1024 // 1024} MB")
    data = store.read(entry, LARGEST_FILE)
    if len(data) > LARGEST_FILE:
        raise TooLarge(f"it is larger than {LARGEST_FILE // 1024 // 1024} MB")
    if entry.settled is None and entry.size is not None and len(data) != entry.size:
        raise Refused("it changed while it was read")
    return data


def _take(feed: Feed, store: Store, entry: Entry) -> Submission | None:
    """Receive one file unless this feed has taken the same path with the same bytes before."""
    data = _read(store, entry)
    digest = sha256(data).hexdigest()
    with transaction.atomic():
        Feed.objects.select_for_update().get(pk=feed.pk)
        before = FeedFile.objects.filter(feed=feed, path=entry.name, sha256=digest)
        if before.exists():
            if feed.source:
                before.update(stamp=entry.stamp)
            return None
        submission = receive(
            board=feed.board,
            agency=feed.agency,
            data=data,
            file_name=entry.name,
            by=acting(feed),
            feed=feed,
        )
        FeedFile.objects.create(
            feed=feed,
            path=entry.name,
            sha256=digest,
            stamp=entry.stamp if feed.source else "",
            taken_on=timezone.now(),
            submission=submission,
        )
    return submission


def _only_say(feed: Feed, store: Store, entries: list[Entry], found: Found) -> None:
    """Say file by file what a look would do; nothing is taken and nothing remembered."""
    known, had = troubles.known(feed, entries), _had(feed)
    told = [
        f"“{entry.name}”: {_would(feed, store, entry, known)}."
        for entry in entries
        if not _is_had(entry, had)
    ]
    found.saying = told[:_MOST_SAID]
    if len(told) > _MOST_SAID:
        found.saying.append(f"{len(told) - _MOST_SAID} more files.")
    if not told:
        found.saying = ["Nothing new lies there."]


def _would(feed: Feed, store: Store, entry: Entry, known: troubles.Known) -> str:
    trouble = known.get((entry.name, entry.stamp))
    if trouble is not None and trouble.gave_up_on:
        return f"is set aside: {trouble.last_error}"
    if entry.settled is False:
        return "may still be being written, and would wait"
    try:
        data = _read(store, entry)
    except (OSError, Refused) as error:
        return f"could not be taken: {error}"
    if FeedFile.objects.filter(feed=feed, path=entry.name, sha256=sha256(data).hexdigest()).exists():
        return "was taken before, and would be passed over"
    return f"would be taken. {rehearse(feed, data)}"
