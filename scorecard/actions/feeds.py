"""Feeds: folders looked into on schedule. Each (feed, path, hash) once; one bad file never stops the others."""

import logging
import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.actions.submissions import letters
from scorecard.actions.submissions.receive import LARGEST_FILE, receive
from scorecard.models import Feed, FeedFile, Submission
from scorecard.permissions import can_manage_feeds

log = logging.getLogger(__name__)

#: A file changed within so many seconds may still be being written: it waits for the next look.
SETTLES_AFTER = 2.0
_PART_WRITTEN = (".part", ".tmp", ".crdownload", ".filepart")


def folder_of(feed: Feed) -> Path:
    """The folder a feed looks into: under the inbox, never outside it."""
    return inside_inbox(feed.folder)


def inside_inbox(folder: str) -> Path:
    """The path of a folder named relative to the inbox; `Refused` when it would lie outside."""
    root = Path(settings.INBOX_ROOT)
    try:
        path = (root / folder).resolve()
    except (OSError, ValueError):  # longer than a name may be, or no name at all
        raise Refused("Name a folder inside the inbox, such as “police”.") from None
    if path == root or not path.is_relative_to(root):
        raise Refused("Name a folder inside the inbox, such as “police”.")
    return path


@transaction.atomic
def set_up(
    *, board: Board, agency: Agency, folder: str, by: Standing | Actor, policy: str = Feed.Policy.WAIT
) -> Feed:
    """Have a folder looked into for an agency's files. The policy's default is to wait for the agency lead.

    `Refused` when a feed looks into it already, of whichever board: files are for the board they were sent to.
    """
    actor = _allowed(by)
    folder = inside_inbox(folder).relative_to(settings.INBOX_ROOT).as_posix()
    if Feed.objects.filter(folder=folder, active=True).exists():
        raise Refused(f"The folder “{folder}” is looked into already.")
    feed = Feed.objects.create(
        board=board,
        agency=agency,
        folder=folder,
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


@transaction.atomic
def set_policy(*, feed_id: int, policy: str, by: Standing) -> Feed:
    """Say what happens with this feed's files in which no error stands; the person's name goes with it."""
    can_manage_feeds(by).demand()
    feed = Feed.objects.select_for_update().get(pk=feed_id, board_id=by.board_id)
    feed.policy = policy
    feed.policy_set_at = clock.now()
    feed.policy_set_by = by.actor.words
    feed.policy_set_by_id = by.person_id
    feed.save(update_fields=["policy", "policy_set_at", "policy_set_by", "policy_set_by_id"])
    _enter(
        feed, by.actor, "feeds.set_policy", f"Set the feed “{feed.folder}” to {feed.get_policy_display()}."
    )
    return feed


def _allowed(by: Standing | Actor) -> Actor:
    if isinstance(by, Standing):
        can_manage_feeds(by).demand()
        return by.actor
    return by


def _actor(feed: Feed) -> Actor:
    return Actor(feed.policy_set_by_id, f"Feed “{feed.folder}”, as set by {feed.policy_set_by}")


def _enter(feed: Feed, actor: Actor, verb: str, words: str, details: dict[str, Any] | None = None) -> None:
    record.enter(
        by=actor,
        verb=verb,
        kind="feed",
        reference=feed.pk,
        board_code=feed.board.code,
        words=words,
        details=details,
    )


def collect(feed: Feed) -> list[Submission]:
    """Take every new file of one feed, by name. Trouble with folder or file is written on the feed; it goes on."""
    taken: list[Submission] = []
    trouble = ""
    try:
        paths = sorted(_settled(folder_of(feed)))
    except (OSError, Refused) as error:
        paths, trouble = [], f"The folder could not be looked into: {error}"
    for path in paths:
        try:
            submission = _take(feed, path)
        except (OSError, Refused) as error:
            log.warning("Feed %s: %s: %s", feed.pk, path.name, error)
            trouble = f"“{_name(path)}” could not be taken: {error}"
            _tell(feed, path, str(error))
            continue
        if submission is not None:
            taken.append(submission)
    Feed.objects.filter(pk=feed.pk).update(last_looked_on=clock.now(), last_trouble=trouble)
    return taken


def _name(path: Path) -> str:
    """The name of a file, which may be in any encoding, or in none."""
    return os.fsencode(path.name).decode(errors="replace")


@transaction.atomic
def _tell(feed: Feed, path: Path, why: str) -> None:
    """Write to sender and business manager of a file that could not be taken: once, until it is another file.

    What was told is in the record, by path, size (in bytes) and time of the last change (in nanoseconds).
    """
    try:
        found = path.stat()
    except OSError:  # gone again
        return
    which = {"path": _name(path), "size": found.st_size, "mtime": found.st_mtime_ns}
    Feed.objects.select_for_update().get(pk=feed.pk)
    if record.has_been_entered(verb="feeds.could_not_take", kind="feed", reference=feed.pk, details=which):
        return
    _enter(feed, _actor(feed), "feeds.could_not_take", f"Could not take “{_name(path)}”: {why}.", which)
    letters.could_not_take(feed, _name(path), why)


def _settled(folder: Path) -> Iterator[Path]:
    newest = time.time() - SETTLES_AFTER
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")) or path.name.lower().endswith(_PART_WRITTEN):
            continue
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime <= newest:
            yield path


def _take(feed: Feed, path: Path) -> Submission | None:
    """Receive one file unless this feed has taken the same path with the same bytes before."""
    if path.stat().st_size > LARGEST_FILE:
        raise Refused(f"it is larger than {LARGEST_FILE // 1024 // 1024} MB")
    data = path.read_bytes()
    name = _name(path)
    with transaction.atomic():
        Feed.objects.select_for_update().get(pk=feed.pk)
        digest = sha256(data).hexdigest()
        if FeedFile.objects.filter(feed=feed, path=name, sha256=digest).exists():
            return None
        submission = receive(
            board=feed.board,
            agency=feed.agency,
            data=data,
            file_name=name,
            by=_actor(feed),
            feed=feed,
        )
        FeedFile.objects.create(
            feed=feed, path=name, sha256=digest, taken_on=timezone.now(), submission=submission
        )
    return submission


def active_feeds() -> list[Feed]:
    """Every feed that is looked into, by id."""
    return list(Feed.objects.filter(active=True).select_related("board", "agency").order_by("pk"))
