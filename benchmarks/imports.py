"""Returns on their way in: one very long file, and others' way of importing the same rows.

The floor is the least work that ends with the same rows in the same tables: COPY into a raw table and one
INSERT ... SELECT (after one UPDATE, where figures are superseded). It checks nothing and tells nobody.
"""

import csv
import io
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.test import override_settings

from agencies.rules import clock
from benchmarks import boards, long_files, others

#: `BENCH_ROWS` makes them fewer while one tries things out.
ROWS = int(os.environ.get("BENCH_ROWS", "500000"))
SMALL_ROWS = min(ROWS, 20_000)

_RAW = "bench_raw"
_INSERT = f"""
    INSERT INTO scorecard_figure (indicator_id, agency_id, area_id, breakdown, period_kind, first, last, basis,
        numerator, denominator, value, status, stage, sheet, cell, submission_id)
    SELECT i.id, %(agency)s, a.id, r.breakdown, 'quarter', r.first, r.last, 'in_period', r.numerator, r.denominator,
        round(r.numerator * 100 / r.denominator, 6), 'reported', 'final', 'CSV', 'C' || r.line, %(submission)s
    FROM {_RAW} r
    JOIN scorecard_indicator i ON i.code = r.code AND i.board_id = %(board)s
    JOIN scorecard_area a ON a.code = '{boards.AREA}'
"""
_SUPERSEDE = f"""
    UPDATE scorecard_figure f SET superseded_by_id = %(submission)s
    FROM {_RAW} r JOIN scorecard_indicator i ON i.code = r.code AND i.board_id = %(board)s
    WHERE f.indicator_id = i.id AND f.agency_id = %(agency)s AND f.breakdown = r.breakdown
      AND f.first = r.first AND f.last = r.last AND f.superseded_by_id IS NULL
"""


def run() -> dict[str, Any]:
    """All of it, on one database: ratios to the floor, rows and returns a second, memory."""
    clock.fix(boards.TODAY)
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name, ExitStack() as undone:
        folder = Path(name)
        undone.callback(clock.fix, None)
        undone.enter_context(override_settings(MEDIA_ROOT=folder / "files", INBOX_ROOT=folder / "inbox"))
        return {"long_file": _long_file(folder), "memory": _memory(folder), "others": _others()}


def _long_file(folder: Path) -> dict[str, Any]:
    """The floor and the whole path in turn, for new figures and then for as many that supersede them."""
    board = long_files.build("long", 2, -(-ROWS // (long_files.PARTS * long_files.QUARTERS)))
    ours, floor = board.seats.order_by("pk")[0].agency, board.seats.order_by("pk")[1].agency
    found: dict[str, Any] = {"rows": ROWS}
    for turn, words in enumerate(("new", "superseding")):
        least = _timed(lambda turn=turn: _floor(board, floor, turn))  # type: ignore[misc]
        file = folder / f"{words}.csv"
        file.write_bytes(long_files.figures(1, ROWS, turn))
        taken = long_files.send_apart(board.code, ours.code, file, folder)
        assert taken["figures"] >= ROWS * 0.9, taken
        whole = sum(taken["seconds"].values())
        way_in = whole - taken["seconds"]["signals"]
        found[words] = {
            "floor_seconds": round(least, 2),
            "seconds": {step: round(one, 2) for step, one in taken["seconds"].items()},
            "ratio_to_floor": round(way_in / least, 2),
            "ratio_with_signals": round(whole / least, 2),
            "rows_a_second": round(ROWS / whole),
            "megabytes": taken["megabytes"],
        }
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return found


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _floor(board: Any, agency: Any, turn: int) -> None:
    """COPY and INSERT ... SELECT of the same rows for another agency of the board."""
    lines = long_files.figures(2, ROWS, turn).decode()
    spans = {one.short: (one.first, one.last) for one in long_files.periods()}
    submission = boards.sent(board, [agency])[agency.pk]
    names = {"board": board.pk, "agency": agency.pk, "submission": submission.pk}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE {_RAW} (code text, first date, last date, numerator numeric, denominator numeric,"
            " breakdown text, line int) ON COMMIT DROP"
        )
        with cursor.copy(f"COPY {_RAW} FROM STDIN") as copy:
            for number, (code, period, part, whole, breakdown) in enumerate(csv.reader(io.StringIO(lines))):
                if number:
                    copy.write_row((code, *spans[period], part, whole, breakdown, number + 1))
        if turn:
            cursor.execute(_SUPERSEDE, names)
        cursor.execute(_INSERT, names)


def _memory(folder: Path) -> dict[str, Any]:
    """The most memory held for a quarter, a half and all of the rows."""
    board = long_files.build("memory", 3, -(-ROWS // (long_files.PARTS * long_files.QUARTERS)))
    held = {}
    for place, rows in enumerate((ROWS // 4, ROWS // 2), start=1):
        agency = board.seats.order_by("pk")[place - 1].agency
        file = folder / f"{rows}.csv"
        file.write_bytes(long_files.figures(place, rows, 1))
        held[str(rows)] = long_files.send_apart(board.code, agency.code, file, folder)["megabytes"]
    return held


def _others() -> dict[str, Any]:
    """The same rows through django-import-export, its defaults and its documented bulk settings."""
    board = long_files.build("others", 3, -(-SMALL_ROWS // (long_files.PARTS * long_files.QUARTERS)))
    return others.compare(board, SMALL_ROWS)
