"""The workbook DfE published, sent as if it were a return: it ends in words, and a tidy file of a table says the same.

Runs when `LSCB_DFE_WORKBOOK` names the file: no published file is kept in the repository.
"""

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from files.readers import read as read_bytes
from scorecard.imports.check import check
from scorecard.imports.context import Knowledge
from scorecard.imports.examine import examine
from scorecard.imports.headings import says_share, tidy
from scorecard.imports.read import read
from scorecard.imports.rows import Answers, Context, IndicatorFacts, Layout, ReadRow, Table, Tables
from scorecard.imports.stated import NATION_AND_REGIONS
from scorecard.rules.figures import Unit
from scorecard.rules.periods import PeriodKind
from tests.files.books import csv_bytes
from tests.scorecard.imports.board import CONTEXT

_NAMED = os.environ.get("LSCB_DFE_WORKBOOK", "")
pytestmark = pytest.mark.skipif(
    not (_NAMED and Path(_NAMED).is_file()),
    reason="LSCB_DFE_WORKBOOK does not name DfE's workbook of children in need 2017-18",
)

TODAY = date(2018, 11, 1)
#: What today's tidy files print for the signs of 2018.
SIGNS = {"x": "c", ".": "z", "..": ":"}


def test_the_published_workbook_sent_as_a_return_ends_in_words_and_soon() -> None:
    context = replace(CONTEXT, today=TODAY, areas={"E10000014": ("Hampshire",)})
    began = time.monotonic()
    looked = examine(Path(_NAMED).read_bytes(), lambda _: Knowledge(context, {}, {}), today=TODAY)
    took = time.monotonic() - began

    assert looked.checked is not None, "nothing in it is of one child"
    assert looked.checked.rows == (), "no table of it is one of the board's quarters"
    findings = looked.checked.findings
    assert {one.code for one in findings} <= {
        "unknown-indicator",
        "wrong-period",
        "period-unclear",
        "sheet-not-read",
        "other-areas-left-out",
        "columns-not-used",
        "row-not-read",
        "table-not-recognised",
        "more-findings",
    }
    assert all(one.message.endswith(".") and one.remedy for one in findings)
    assert took < 10


@pytest.mark.parametrize("name", ["B1", "C1", "D2", "D5"])
def test_a_table_and_a_tidy_file_of_it_give_every_council_the_same_counts(name: str) -> None:
    book = read_bytes(Path(_NAMED).read_bytes())
    alone = replace(book, sheets=tuple(one for one in book.sheets if one.name == name))
    printed = read(alone)
    table = printed.tables[0]
    counted = list(_counts(table))
    codes = {label: f"X{number}" for number, label in enumerate(counted)}
    said = {tidy(label): code for label, code in codes.items()}
    said |= {tidy(row.name.written): "" for row in table.rows if row.name and row.name.written not in codes}
    tidied = read(read_bytes(_as_tidy(table, codes)))
    councils = [one for one in _places(table) if _is_council(one)]

    compared = 0
    for council in councils:
        context = _board_of(council, codes.values())
        mine = _figures(printed, replace(context, answers=Answers(version=1, indicators=said)))
        theirs = _figures(tidied, context)
        assert mine == theirs, council
        compared += len(mine)
    assert len(councils) > 140
    assert compared == len(councils) * len(codes)


def _figures(tables: Tables, context: Context) -> dict[str, tuple[object, object]]:
    outcome = check(tables, context)
    assert [one for one in outcome.findings if one.severity == "error"] == []
    return {row.indicator_code: (row.numerator, row.status) for row in outcome.rows}


def _board_of(council: str, codes: Iterable[str]) -> Context:
    facts = {
        code: IndicatorFacts(code, f"Measure {code}", Unit.COUNT, frequency=PeriodKind.YEAR) for code in codes
    }
    own = council.rstrip("0123456789 ")
    return replace(
        CONTEXT, indicators=facts, period=None, today=TODAY, default_area="own", areas={"own": (own,)}
    )


def _counts(table: Table) -> Iterator[str]:
    """The labels under which numbers of children stand."""
    assert table.layout is Layout.PUBLISHED
    seen = dict.fromkeys(row.name.written for row in table.rows if row.name is not None)
    for label in seen:
        row = next(one for one in table.rows if one.name is not None and one.name.written == label)
        rate = re.search(r"rate|percentage", label.rpartition(" > ")[2], re.IGNORECASE)
        if row.numerator is not None or not (rate or says_share(label)):
            yield label


def _places(table: Table) -> list[str]:
    named = (row.area.written for row in table.rows if row.area is not None and _count(row) is not None)
    return list(dict.fromkeys(one for one in named if one))


def _is_council(place: str) -> bool:
    """Whether a row is a council's: the nation and its regions stand among them, and a line of percentages."""
    return tidy(place) not in NATION_AND_REGIONS and not place.startswith("(")


def _count(row: ReadRow) -> str | None:
    cell = row.numerator or row.value
    return cell.written.strip() if cell is not None and cell.filled else None


def _as_tidy(table: Table, codes: dict[str, str]) -> bytes:
    """The table as a publisher would put it in a tidy file: a row a place, a column a count, signs of today."""
    by_place: dict[str, dict[str, str]] = {}
    for row in table.rows:
        count = _count(row)
        label = row.name.written if row.name is not None else ""
        if row.area is not None and row.area.written and count is not None and label in codes:
            by_place.setdefault(row.area.written, {})[label] = SIGNS.get(count, count)
    heads = ["time_period", "time_identifier", "geographic_level", "la_name"]
    rows: list[list[object]] = [[*heads, *(f"measure_{code.lower()}" for code in codes.values())]]
    for place, counts in by_place.items():
        level = "Local authority" if _is_council(place) else "Regional"
        about: list[object] = ["201718", "Financial year", level, place.rstrip("0123456789 ")]
        rows.append([*about, *(counts.get(label) for label in codes)])
    return csv_bytes(rows)
