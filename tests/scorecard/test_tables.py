"""Tables handed out: numbers as numbers, nothing a spreadsheet would run, the marking first where it is due."""

import csv
import io
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from files.reading import read_apart
from scorecard.exports.tables import Held, Table, TableKind, runs, written
from scorecard.rules.numbers import plain
from scorecard.rules.words import SENSITIVE

#: Every way of beginning a formula that a spreadsheet is known to take (OWASP, "CSV Injection"), then some.
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦")
BEFORE = ("", " ", "\t", "\u00a0", "\u200b", "\ufeff", "\n", "\u3000 ")


def table(*rows: tuple[Held, ...], sensitive: bool = False, width: int = 1) -> Table:
    return Table("Figures: all", tuple(f"c{n}" for n in range(width)), rows, sensitive)


def csv_rows(made: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(made, TableKind.CSV).decode("utf-8-sig"), newline="")))


def xlsx_cells(made: Table) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(written(made, TableKind.XLSX))).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows()]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_text_that_might_run_stands_behind_an_apostrophe(start: str, before: str) -> None:
    text = f"{before}{start}HYPERLINK(1)"

    assert csv_rows(table((text,)))[1] == [f"'{text}"]
    (cell,) = xlsx_cells(table((text,)))[1]
    assert cell.quotePrefix
    assert cell.data_type in ("s", "inlineStr")


@pytest.mark.parametrize(
    "text", ["Health", "a=b", "3 - 5", "10%", "'quoted", "“=1”", "-3", "+4.5", "", "x\n=1"]
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert not runs(text)
    assert csv_rows(table((text, "end"), width=2))[1] == [text, "end"]


@pytest.mark.parametrize("number", [-3, Decimal("-3.25"), 0, 45, Decimal("0.1"), Decimal("1E+2"), 10**12])
def test_a_number_stays_the_number_it_is(number: int | Decimal) -> None:
    (written_in_csv,) = csv_rows(table((number,)))[1]
    (cell,) = xlsx_cells(table((number,)))[1]

    assert Decimal(written_in_csv) == number
    assert "E" not in written_in_csv
    assert ("." in written_in_csv) == (number != int(number))
    assert (cell.data_type, cell.quotePrefix) == ("n", False)
    assert Decimal(str(cell.value)) == number


@given(st.text(max_size=60))
@settings(max_examples=400)
def test_no_text_at_all_is_left_that_a_spreadsheet_runs(text: str) -> None:
    ((got,),) = csv_rows(table((text,), ("end",)))[1:2] or (("",),)

    kept = text.replace("\0", "")
    assert got in (kept, f"'{kept}")
    seen = got.lstrip()
    if seen[:1] in ("=", "@", "＝", "＠") or (seen[:1] in ("+", "-") and not _is_number(seen)):
        pytest.fail(f"{got!r} would run")
    if got.startswith(("\t", "\r")):
        pytest.fail(f"{got!r} would run")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_text_in_a_workbook_is_a_text(texts: list[str]) -> None:
    rows = xlsx_cells(table(*[(text, "end") for text in texts], width=2))[1:]

    assert len(rows) == len(texts)
    for cell, _ in rows:
        assert cell.data_type != "f"
        if isinstance(cell.value, str) and runs(cell.value):
            assert cell.quotePrefix


def test_days_are_days_and_what_is_missing_is_empty() -> None:
    made = table((date(2018, 3, 31), None), width=2)

    assert csv_rows(made)[1] == ["2018-03-31", ""]
    day, missing = xlsx_cells(made)[1]
    assert day.value.date() == date(2018, 3, 31)
    assert missing.value is None


@pytest.mark.parametrize("kind", TableKind)
def test_a_sensitive_table_says_so_in_its_first_row_and_its_name(kind: TableKind) -> None:
    made = table((3,), sensitive=True)
    first = csv_rows(made)[0] if kind is TableKind.CSV else [c.value for c in xlsx_cells(made)[0]]

    assert first == [SENSITIVE]
    assert made.file_name(kind) == (
        f"official-sensitive-contains-small-numbers-not-for-publication-figures-all.{kind}"
    )
    assert table((30,)).file_name(kind) == f"figures-all.{kind}"


@pytest.mark.parametrize("kind", TableKind)
def test_the_portals_own_readers_read_it_back(kind: TableKind) -> None:
    made = table((-3, Decimal("45.25"), "=1+1", date(2018, 3, 31)), width=4)

    (sheet,) = read_apart(written(made, kind)).sheets
    cells = {cell.column: str(cell.value) for row in sheet.rows for cell in row if cell.row == 2}

    assert Decimal(cells[1]) == -3
    assert Decimal(cells[2]) == Decimal("45.25")
    assert cells[3].lstrip("'") == "=1+1"
    assert cells[4].startswith("2018-03-31")


@given(st.fractions(min_value=-(10**14), max_value=10**14))  # as large as a figure on file
def test_a_plain_number_is_within_half_a_millionth(value: Fraction) -> None:
    got = plain(value)

    assert got is not None
    assert abs(Fraction(got) - value) <= Fraction(1, 2_000_000)
    assert isinstance(got, int) == (Fraction(got).denominator == 1)


def test_a_csv_file_begins_with_the_mark_excel_knows_utf8_by() -> None:
    assert written(table(("Ångström",)), TableKind.CSV).startswith(b"\xef\xbb\xbf")
