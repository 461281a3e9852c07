"""Where a feed's files lie: a folder of the inbox, or a store that fsspec reaches. All are only ever read."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urljoin

from django.conf import settings

from agencies.rules.verdict import Refused
from scorecard.actions.feeds import addresses
from scorecard.models import Feed

#: A file of the inbox changed within so many seconds may still be being written: it waits for the next look.
SETTLES_AFTER = 2.0
#: So long an empty file is given, in seconds: some programs make the file first and fill it later.
EMPTY_SETTLES_AFTER = 30.0
#: In seconds: a server that is silent for longer does not answer.
SILENCE = 30
#: A folder that holds more is no folder for returns.
MOST_FILES = 10_000
_PART_WRITTEN = (".part", ".tmp", ".crdownload", ".filepart")
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a store: its name, its size in bytes (None when the store does not say), and its stamp.

    The stamp is whatever the store gives that changes with the file: another stamp is another file.
    `settled` is None when only a second look can tell whether it is still being written.
    """

    name: str
    path: str
    size: int | None
    stamp: str
    settled: bool | None = None


class Store(Protocol):
    """A place with files. Both raise `Refused` or OSError, with words that hold no secret."""

    def entries(self) -> list[Entry]:
        """Every file that may be a return, by name."""

    def read(self, entry: Entry, limit: int) -> bytes:
        """A file's bytes: at most one more than `limit`, which tells that it is larger."""


def folder_of(feed: Feed) -> Path:
    """The folder a feed of the inbox looks into: under the inbox, never outside it."""
    return addresses.inside_inbox(feed.folder)


@contextmanager
def open_store(feed: Feed) -> Iterator[Store]:
    """The store of a feed, closed again at the end of the block; `Refused` when it may not or cannot be opened."""
    if not feed.source:
        yield Inbox(folder_of(feed))
        return
    from scorecard.actions.feeds import remote  # the clients of distant stores are large: only when asked for

    where = addresses.address(feed.source)
    with remote.opened(where, addresses.secret_values(feed.secret)) as filesystem:
        yield Distant(filesystem, where)


def may_be_a_return(name: str) -> bool:
    """Whether a name is neither hidden nor that of a file still being written."""
    return not name.startswith((".", "~$")) and not name.lower().endswith(_PART_WRITTEN)


@dataclass(frozen=True, slots=True)
class Inbox:
    """A folder of the portal's own inbox."""

    folder: Path

    def entries(self) -> list[Entry]:
        """Every file, by name; links lead nowhere."""
        found = []
        for path in sorted(self.folder.iterdir()):
            if may_be_a_return(path.name) and path.is_file() and not path.is_symlink():
                told = path.stat()
                wait = SETTLES_AFTER if told.st_size else EMPTY_SETTLES_AFTER
                found.append(
                    Entry(
                        name=os.fsencode(path.name).decode(errors="replace"),
                        path=str(path),
                        size=told.st_size,
                        stamp=f"{told.st_size} {told.st_mtime_ns}",
                        settled=told.st_mtime <= time.time() - wait,
                    )
                )
        return found

    def read(self, entry: Entry, limit: int) -> bytes:
        """The file's bytes: at most one more than `limit`."""
        return Path(entry.path).read_bytes()[: limit + 1]


@dataclass(frozen=True, slots=True)
class Distant:
    """A folder, or one file, of a store that fsspec reaches."""

    filesystem: Any
    where: addresses.Address

    def entries(self) -> list[Entry]:
        """Every file of the folder itself, by name; folders within it are not looked into."""
        from scorecard.actions.feeds import remote

        with remote.in_words():
            told = self._web_page() if self.where.protocol.startswith("http") else self._folder()
        if len(told) > MOST_FILES:
            raise Refused(f"the folder holds more than {MOST_FILES:,} files")
        found = [entry for one in told if (entry := _entry(one)) is not None]
        return sorted(found, key=lambda entry: entry.name)

    def _folder(self) -> list[dict[str, Any]]:
        path = self.where.path if self.where.protocol == "sftp" else f"{self.where.host}{self.where.path}"
        listed = self.filesystem.ls(path, detail=True)
        return [one for one in listed if one["type"] == "file"]

    def _web_page(self) -> list[dict[str, Any]]:
        """The one file of an address, or the files a page of links leads to, in its own folder and no other."""
        here = str(self.where)
        if not here.endswith("/"):
            return [{**self.filesystem.info(here), "name": here}]
        links = {urljoin(here, one) for one in self.filesystem.ls(here, detail=False)}
        inside = sorted(
            link
            for link in links
            if link.startswith(here) and _plain(link.removeprefix(here)) and link != here
        )[: MOST_FILES + 1]
        return [{**self.filesystem.info(link), "name": link} for link in inside]

    def read(self, entry: Entry, limit: int) -> bytes:
        """The file's bytes: at most one more than `limit`, whatever size the server told before."""
        from scorecard.actions.feeds import remote

        stream = {"block_size": 0} if self.where.protocol.startswith("http") else {}
        found = bytearray()
        with remote.in_words(), self.filesystem.open(entry.path, "rb", **stream) as file:
            while len(found) <= limit:
                chunk = file.read(min(_CHUNK, limit + 1 - len(found)))
                if not chunk:
                    break
                found += chunk
        return bytes(found)


def _plain(name: str) -> bool:
    """Whether a link's end is a file's name alone: no folder, no search."""
    return bool(name) and not set("/?#") & set(name)


def _entry(told: dict[str, Any]) -> Entry | None:
    name = str(told["name"]).rsplit("/", 1)[-1]
    name = unquote(name) if str(told["name"]).startswith("http") else name
    if not may_be_a_return(name) or not name.strip():
        return None
    size = told.get("size")
    changed = [told.get(key) for key in ("mtime", "LastModified", "Last-Modified", "ETag", "created")]
    stamp = " ".join(str(one) for one in (size, *changed) if one is not None)
    return Entry(name=name[-400:], path=str(told["name"]), size=size, stamp=stamp[:200])


def secrets_folder() -> Path:
    """Where the secrets lie that open stores, one file each."""
    return Path(settings.FEED_SECRETS_DIR)
