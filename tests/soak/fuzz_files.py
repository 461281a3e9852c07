"""A long trial of the readers and the check: files mangled at random end accepted or refused in words.

`make soak` runs it; `python -m tests.soak.fuzz_files SEED ROUNDS` runs it alone.
"""

import json
import logging
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO

from files.errors import Unreadable
from files.readers import read as read_bytes
from scorecard.imports.check import check
from scorecard.imports.read import read
from tests.files.books import Rows, csv_bytes, with_parts, xlsx_bytes
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
    b"<c r='A1'/>", b"r=\"XFD1048576\"", b"PK\x03\x04", b"Agency: Constabulary", b"=1+1", b"\xe2\x88\x9212", b"1e999",
)  # fmt: skip


def _samples() -> list[bytes]:
    def shape(sheet: object) -> None:
        sheet.merge_cells("A1:C1")  # type: ignore[attr-defined]
        sheet.column_dimensions["D"].hidden = True  # type: ignore[attr-defined]
        sheet["B2"].number_format = "0.0%"  # type: ignore[attr-defined]

    books: list[Rows] = [_PER_FIGURE, _PER_PERIOD]
    return [
        *(
            csv_bytes(rows, delimiter=mark, encoding=code)
            for rows in books
            for mark, code in ((",", "utf-8-sig"), (";", "cp1252"))
        ),
        *(xlsx_bytes({"Return": rows}) for rows in books),
        xlsx_bytes({"A": _PER_FIGURE, "B": _PER_PERIOD}, shape),
    ]


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


def run(seed: int, rounds: int) -> dict[str, int]:
    """Mangle files `rounds` times; how many were accepted, with or without findings, and refused, by code.

    `unforeseen` counts refusals whose cause no reader foresaw. Anything but a refusal in words is raised,
    with the round that raised it: the same seed makes the same files.
    """
    dice = random.Random(seed)
    samples, counts = _samples(), Counter[str](accepted=0, refused=0, unforeseen=0)
    logging.getLogger("files.readers").setLevel(logging.CRITICAL)
    for number in range(rounds):
        data = _injured(dice.choice(samples), dice)
        try:
            book = read_bytes(data)
        except Unreadable as refusal:
            counts["refused"] += 1
            counts[f"refused: {refusal.code}"] += 1
            counts["unforeseen"] += "could not be understood" in refusal.message
            continue
        except Exception as failure:
            raise AssertionError(f"seed {seed}, round {number}: a reader let {failure!r} out") from failure
        try:
            outcome = check(read(book), _CONTEXT)
        except Exception as failure:
            raise AssertionError(f"seed {seed}, round {number}: the check let {failure!r} out") from failure
        counts["accepted"] += 1
        counts["accepted: with findings" if outcome.findings else "accepted: clean"] += 1
    return dict(counts)


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2])), indent=2))  # noqa: T201
