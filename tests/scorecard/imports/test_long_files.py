"""A long file checked the quick way says just what the ordinary check says of it, row by row and word by word."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.limits import LIMITS
from files.readers.delimited import read_delimited
from files.sheets import Book
from scorecard.imports.check import check
from scorecard.imports.long import LongTable
from scorecard.imports.read import read
from scorecard.imports.rows import Answers, Context, OnFile
from scorecard.rules.figures import Stage, Status
from scorecard.rules.periods import quarter
from tests.scorecard.imports.board import CONTEXT, due

HEADINGS = (
    "Ref",
    "Indicator",
    "Period",
    "Area",
    "Breakdown",
    "Agency",
    "Number",
    "Out of",
    "Result",
    "Reason",
    "Notes",
)
CODES = (
    "D01",
    "D01",
    "T05",
    "T05",
    "D05",
    "W03",
    "d01 ",
    "T03",
    "D02",
    "O12",
    "M01",
    "X99",
    "",
    "Total",
    "D01*",
)
NAMES = ("", "", "Contacts to the front door", "England", "Ref", "Previous year")
PERIODS = (
    "Q1 2013/14",
    "Q1 2013/14",
    "Q4 2012/13",
    " Q3 2012/13",
    "2012/13",
    "Q1 2013",
    "Q2 2013/14",
    "Q1 2001/02",
    "",
)
AREAS = ("", "", "", "Hampshire", "Eastleigh", "Kent", "E10000014")
PARTS = ("", "", "all", "schools", "Health services", "nobody")
AGENCIES = ("", "", "", "CSC", "County Police (demo)", "Someone")
NUMBERS = (
    "0",
    "1",
    "7",
    "12",
    "12",
    "30",
    "007",
    " 5",
    "1,200",
    "-3",
    "2.5",
    "n/a",
    "*",
    "",
    "",
    "999999999999",
    "1000000000000",
)
RESULTS = ("", "", "", "", "50", "40.0", "58.33", "100", "12", "0.4", "40%", "x", "7")
REASONS = ("", "", "", "", "-", "not supplied", "provisional", "because")
NOTES = ("", "", "", "late\treferrals", "a \\ and a\nnew line")

rows = st.tuples(
    *map(
        st.sampled_from,
        (CODES, NAMES, PERIODS, AREAS, PARTS, AGENCIES, NUMBERS, NUMBERS, RESULTS, REASONS, NOTES),
    )
)
#: Most rows of a real file are plain, and many are of the same few lines.
plain = st.tuples(*map(st.sampled_from, (
    ("D01", "T05", "D05", "W03"), ("",), PERIODS[:4], ("",), PARTS[:4], ("",),
    ("0", "1", "7", "12"), ("", "12", "30", "7"), ("", "58.3", "58.4", "40.0"), ("",), ("",),
)))  # fmt: skip
tables = st.lists(st.one_of(plain, plain, plain, rows), min_size=1, max_size=60)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def as_file(table: list[tuple[str, ...]], columns: list[int]) -> bytes:
    lines = [HEADINGS, *table]
    return "".join(",".join(quoted(line[one]) for one in columns) + "\r\n" for line in lines).encode()


def both(data: bytes, context: Context) -> tuple[object, object, bool]:
    """What comes of a file held as a whole, and of the same file read as a long one; whether it was."""
    held, long = (read_delimited(data, replace(LIMITS, long_from=one)) for one in (LIMITS.long_from, 0))
    tables = read(long, context.answers)
    quick = any(isinstance(one.rows, LongTable) for one in tables.tables)
    return told(held, context), told(long, context), quick


def told(book: Book, context: Context) -> object:
    found = check(read(book, context.answers), context)
    return list(found.rows), found.findings, found.layout, found.rows_read, found.skipped


HISTORY = {
    ("D01", "E10000014", "all"): tuple(
        OnFile(
            quarter(2010 + number // 4, number % 4 + 1),
            7 + number % 3,
            None,
            7 + number % 3,
            Status.REPORTED,
            Stage.FINAL,
        )  # type: ignore[arg-type]
        for number in range(13)
    )
}
CONTEXTS = (
    CONTEXT,
    due("D01", "T05"),
    replace(CONTEXT, period=None),
    replace(CONTEXT, history=HISTORY),
    replace(CONTEXT, answers=Answers(1, indicators={"x99": "D01", "total": ""})),
    replace(CONTEXT, max_findings=3),
)
WAYS = ([0, 2, 6, 7, 4], [0, 2, 6, 7, 4], list(range(11)), [2, 6, 7, 8, 0, 3, 4, 9, 10], [1, 0, 2, 5, 6, 8])


@settings(max_examples=400, deadline=None)
@given(tables, st.sampled_from(WAYS), st.sampled_from(CONTEXTS))
def test_the_quick_way_finds_what_the_ordinary_way_finds(
    table: list[tuple[str, ...]], columns: list[int], context: Context
) -> None:
    ordinary, quick, _ = both(as_file(table, columns), context)
    assert quick == ordinary


@pytest.mark.parametrize("columns", WAYS)
def test_a_plain_table_goes_the_quick_way(columns: list[int]) -> None:
    table = [("D01", "", period, "", "", "", "12", "", "", "", "") for period in PERIODS[:3]]
    *_, quick = both(as_file(table, columns), CONTEXT)
    assert quick
