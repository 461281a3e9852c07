"""The scorecard's overview as boards grow: a twentieth of the whole, the whole, and the whole at each of twenty boards.

Each is a multiple of an empty page (`benchmarks.overview` says which) on the same database. The three databases lie
side by side and all their pages are asked for in turn: what else the machine does falls on all of them alike.
"""

import gzip
import os
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Board
from agencies.rules import clock
from benchmarks import boards, measuring, readers
from benchmarks.snapshots import Snapshot

#: Every indicator over 48 quarters, 15 agencies and 11 districts; and a twentieth of its figures.
WHOLE = boards.Size(quarters=48, agencies=15, districts=11)
PART = boards.Size(quarters=29, agencies=15)
BOARDS = int(os.environ.get("BENCH_BOARDS", "20"))
ROUNDS, FIRST_ROUNDS = 60, 10


class Database:
    """One of the databases, with a board in it and someone who reads its pages."""

    def __init__(self, board: Board, size: boards.Size, snapshot: Snapshot | None = None) -> None:
        """Without a snapshot it is the database as it has become."""
        self._board, self._size, self._snapshot = board, size, snapshot
        with self._asked():
            self._reader = readers.signed_in(board)

    def _asked(self) -> AbstractContextManager[None]:
        return self._snapshot.asked() if self._snapshot else nullcontext()

    def overview(self) -> bytes:
        """The scorecard as somebody finds it again after a first view."""
        with self._asked():
            return self._reader.get(readers.overview(self._board)).content

    def first(self) -> None:
        """The scorecard after something has changed."""
        cache.clear()
        self.overview()

    def empty(self) -> None:
        """The empty page."""
        with self._asked():
            self._reader.get(readers.empty_page())

    def facts(self) -> dict[str, Any]:
        """What the board holds, how many queries its overview takes, and how many bytes go over the line."""
        with self._asked():
            counted = readers.counted(self._board, self._size)
            self.overview()  # the other databases may have been asked since, and emptied the cache
            with CaptureQueriesContext(connection) as captured:
                page = self.overview()
            return {
                **counted,
                "boards": Board.objects.count(),
                "queries": len(captured),
                "compressed_bytes": len(gzip.compress(page)),
            }


def run() -> dict[str, Any]:
    """Times and ratios to the empty page, and how far the ratios are apart.

    Raises AssertionError when more of it takes more queries.
    """
    clock.fix(boards.TODAY)
    try:
        with ExitStack() as kept:
            return _compared(_databases(kept))
    finally:
        clock.fix(None)


def _databases(kept: ExitStack) -> dict[str, Database]:
    """The three, each with what those before it hold; copies stay until `kept` ends."""
    part = boards.build("part", PART)
    then = kept.enter_context(Snapshot("part"))
    whole = boards.build("whole", WHOLE)
    later = kept.enter_context(Snapshot("whole"))
    for number in range(2, BOARDS + 1):
        boards.build(f"whole-{number}", WHOLE)
    return {
        "a_twentieth": Database(part, PART, then),
        "whole": Database(whole, WHOLE, later),
        "twenty_boards": Database(whole, WHOLE),
    }


def _compared(databases: dict[str, Database]) -> dict[str, Any]:
    seconds = measuring.in_turn(_works(databases, "overview"), ROUNDS)
    first = measuring.in_turn(_works(databases, "first"), FIRST_ROUNDS)
    found = {
        name: {
            **one.facts(),
            "milliseconds": measuring.milliseconds(
                {
                    "overview": seconds[name, "overview"],
                    "empty_page": seconds[name, "empty"],
                    "first": first[name, "first"],
                }
            ),
            "ratio_to_empty_page": round(seconds[name, "overview"] / seconds[name, "empty"], 2),
            "first_to_empty_page": round(first[name, "first"] / first[name, "empty"], 1),
        }
        for name, one in databases.items()
    }
    if len({one["queries"] for one in found.values()}) != 1:
        raise AssertionError(f"The overview takes more queries of more figures: {found}")
    ratios = [one["ratio_to_empty_page"] for one in found.values()]
    return {**found, "rounds": ROUNDS, "apart": round(max(ratios) / min(ratios), 2)}


def _works(databases: dict[str, Database], page: str) -> dict[tuple[str, str], measuring.Work]:
    """The page and then the empty one on each database. After so large a page the next is slower: it does not count."""
    return {
        (name, what): getattr(one, what if what != "settling" else "empty")
        for name, one in databases.items()
        for what in (page, "settling", "empty")
    }
