"""A long trial of the readers and the check: files mangled at random end as a book or a refusal in words.

Each is read apart, as a stranger's file is; no reading process may go over its cap or stay behind.

`make soak` runs it; `python -m tests.soak.fuzz_files SEED ROUNDS` runs it alone.
"""

import json
import logging
import os
import random
import sys
import threading
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from files import reading
from files.errors import Unreadable
from files.sheets import Book
from scorecard.imports.check import check
from scorecard.imports.read import read
from tests.files.binaries import Error, xls_bytes, xlsb_bytes
from tests.files.books import Rows, csv_bytes, with_parts, xlsx_bytes
from tests.files.opened import ods_bytes
from tests.scorecard.imports.board import due

_CONTEXT = due("D01", "T05")
_PER_FIGURE: Rows = [
    ["Quarterly return"],
    ["Agency", "County Children's Social Care (demo)"],
    ["Ref", "Indicator", "Period", "Number", "Out of", "Result", "Reason", "Commentary"],
    ["D01", "Contacts", "Q1 2013/14", 1042, None, None, None, "Fewer, but “harder”"],
    ["D02", "Referrals", "Apr-Jun 13", 978, 283314, "34.5", None, None],
    ["T05", "Repeat plans", "Q1 2013/14", 354, 1536, "23.0%", None, None],
    ["W01", "Vacancies", "2012-13", "10.5", 84, None, None, None],
    ["T03", "Days", "Q4 2012/13", None, None, "14.5", "provisional", None],
    ["W03", "Cases", "Q1 2013/14", None, None, None, "not supplied", None],
]
_PER_PERIOD: Rows = [
    ["Ref", "Measure", "Q3 2012/13", "Q4 2012/13", "Q1 2013/14", "Q2 2013/14"],
    ["T05", "Number", 30, 31, 32, None],
    [None, "Out of", 120, 124, 128, None],
    [None, "Result", 25, 25, 25, None],
    ["D01", "Number", 900, 0, "suppressed", None],
]
#: Scraps that mean something to a spreadsheet, an XML parser or our own check.
_SCRAPS = (
    b"#DIV/0!", b"<5", b"x", b"1,0 42", b"-3", b"O", b"\xc2\xa0", b'"', b";", b"\t", b"\r", b"\x00", b"\xff\xfe",
    b"0.43", b"Q1 2013", b"Q9 2013/14", b"31/02/2013", b"9" * 40, b"&a;", b"<!DOCTYPE a>", b"]]>", b"</c>", b"<f/>",
    b'table:number-columns-repeated="999999999"', b"</text:p>", b"\xff\xff\xff\x7f",
    b"<c r='A1'/>", b"r=\"XFD1048576\"", b"PK\x03\x04", b"Agency: Constabulary", b"=1+1", b"\xe2\x88\x9212", b"1e999",
)  # fmt: skip


#: Kinds read by our own readers alone, which foresee what may be wrong.
OURS = ("csv", "xlsx", "ods")


def _samples() -> dict[str, list[bytes]]:
    """Whole files to injure, by kind; half of all that are injured are CSV or XLSX."""

    def shape(sheet: object) -> None:
        sheet.merge_cells("A1:C1")  # type: ignore[attr-defined]
        sheet.column_dimensions["D"].hidden = True  # type: ignore[attr-defined]
        sheet["B2"].number_format = "0.0%"  # type: ignore[attr-defined]

    books: list[Rows] = [_PER_FIGURE, _PER_PERIOD]
    both = {"A": _PER_FIGURE, "B": _PER_PERIOD}
    texts = [
        csv_bytes(rows, delimiter=mark, encoding=code)
        for rows in books
        for mark, code in ((",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16"))
    ]
    return {
        "csv": texts,
        "xlsx": [*(xlsx_bytes({"Return": rows}) for rows in books), xlsx_bytes(both, shape)],
        "ods": [ods_bytes(both), ods_bytes({"Return": [[Error("#DIV/0!"), 1, " "], *_PER_PERIOD]})],
        "xls": [xls_bytes(both)],
        "xlsb": [xlsb_bytes(both, hidden=["B"], hidden_rows=[1], hidden_columns=[3], merges=[(0, 0, 0, 2)])],
    }


def _change(data: bytes, dice: random.Random) -> bytes:
    """One small injury: a byte changed, bytes lost, doubled or moved, or a scrap put in."""
    place = dice.randrange(len(data) + 1)
    length = dice.choice((1, 1, 2, 7, 60))
    scrap = dice.choice(_SCRAPS)
    kind = dice.randrange(6)
    if kind == 0:
        return data[:place] + bytes([dice.randrange(256)]) + data[place + 1 :]
    if kind == 1:
        return data[:place] + data[place + length :]
    if kind == 2:
        return data[:place] + data[place : place + length] * 2 + data[place + length :]
    if kind == 3:
        return data[:place] + scrap + data[place + length :]
    if kind == 4:
        return data[:place] + scrap + data[place:]
    return data[: dice.randrange(len(data) + 1)]


def _injured(data: bytes, dice: random.Random) -> bytes:
    """A file with one to four injuries: to its bytes or, of a workbook, half the time to a part inside it."""
    injure: Callable[[bytes], bytes] = lambda held: _change(held, dice)  # noqa: E731
    times = dice.randint(1, 4)
    if data.startswith(b"PK") and dice.random() < 0.5:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            part = dice.choice(archive.namelist())
            content = archive.read(part)
        for _ in range(times):
            content = injure(content)
        return with_parts(data, {part: content})
    for _ in range(times):
        data = injure(data)
    return data


def mangled(seed: int, files: int, judge: Callable[[Book], object] = lambda book: None) -> dict[str, int]:
    """Mangle so many files and read each apart: how many were books and refusals, by code, and what it took.

    `judge` is then asked about each book; a true answer counts as findings. `unforeseen` counts refusals whose
    cause no reader foresaw. AssertionError, with the number of the file, for anything but a book or a refusal in
    words, a process over its cap or one left behind: the same seed makes the same files.
    """
    dice, counts = random.Random(seed), Counter[str](files=files, books=0, refused=0, unforeseen=0)
    samples = _samples()
    before, logger = replace(reading.tally), logging.getLogger("files.reading")
    logger.addFilter(_silent)
    try:
        for number in range(files):
            kind = dice.choice(tuple(samples))
            data = _injured(dice.choice(samples[kind]), dice)
            counts[f"{kind}: files"] += 1
            try:
                _one(data, judge, counts, kind)
            except Exception as failure:
                raise AssertionError(
                    f"seed {seed}, file {number} ({kind}): {failure!r} came out"
                ) from failure
    finally:
        logger.removeFilter(_silent)
    after = reading.tally
    counts["reading processes started"] = after.started - before.started
    counts["reading processes ended for time"] = after.killed - before.killed
    counts["largest reading process, MB"] = after.peak // 1_000_000
    assert after.peak < reading.MEMORY, f"seed {seed}: a process used {after.peak:,} bytes"
    reading.stop()
    counts["reading processes left behind"] = len(_left())
    assert not _left(), f"seed {seed}: {_left()} run on"
    return dict(sorted(counts.items()))


def _one(data: bytes, judge: Callable[[Book], object], counts: Counter[str], kind: str) -> None:
    try:
        book = reading.read_apart(data)
    except Unreadable as refusal:
        _in_words(refusal)
        counts["refused"] += 1
        counts[f"refused: {refusal.code}"] += 1
        counts["unforeseen"] += "could not be understood" in refusal.message and kind in OURS
        return
    assert any(cell.filled for sheet in book.sheets for row in sheet.rows for cell in row)
    counts["books"] += 1
    counts[f"{kind}: books"] += 1
    counts["books with findings"] += bool(judge(book))


def _in_words(refusal: Unreadable) -> None:
    assert refusal.message.endswith("."), refusal.message
    assert refusal.remedy.endswith("."), refusal.remedy


def _silent(record: logging.LogRecord) -> bool:
    return False


def _left() -> list[str]:
    """Reading processes that this one has started and that still run."""
    children = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children").read_text().split()
    lines = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children}
    return [pid for pid, line in lines.items() if b"files.child" in line]


def run(seed: int, rounds: int) -> dict[str, int]:
    """Mangle a hundred files a round, read each apart, and check what could be read."""

    def judge(book: Book) -> object:
        return check(read(book), _CONTEXT).findings

    return mangled(seed, rounds * 100, judge)


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2])), indent=2))  # noqa: T201
