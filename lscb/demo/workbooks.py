"""Rows to the bytes of a CSV or XLSX file, the same bytes every time. What stands in the rows is `layouts`'."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

#: The only moment any of these files was saved at: theirs would otherwise be the machine's.
_SAVED = "2018-05-01T09:00:00Z"
_STAMP = (2018, 5, 1, 9, 0, 0)
_CORE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_WIDEST = 46


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage, out of 100, written as one: 23.5% in text, 0.235 with a percent format in a workbook."""

    number: Decimal
    places: int = 1


@dataclass(frozen=True, slots=True)
class Grouped:
    """A whole number written as text with commas between thousands."""

    number: int


#: What a cell may hold; None is a blank.
Value = str | int | Decimal | Percent | Grouped | None
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its rows, which of them are headings (bold), and blocks merged over, as (row, first, last)."""

    name: str
    rows: Sequence[Row]
    headings: frozenset[int] = frozenset()
    merged: Sequence[tuple[int, int, int]] = field(default=())


def csv_bytes(rows: Sequence[Row], *, encoding: str = "utf-8") -> bytes:
    """A CSV file of these rows, with the line ends spreadsheets write."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([[_written(value) for value in row] for row in rows])
    return text.getvalue().encode(encoding)


def _written(value: Value) -> str:
    if isinstance(value, Percent):
        return f"{value.number}%"
    if isinstance(value, Grouped):
        return f"{value.number:,}"
    return "" if value is None else str(value)


def xlsx_bytes(pages: Sequence[Page]) -> bytes:
    """An XLSX file of these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _fill(book.create_sheet(page.name), page)
    saved = io.BytesIO()
    book.save(saved)
    return _unstamped(saved.getvalue())


def _fill(sheet: Worksheet, page: Page) -> None:
    widths: dict[int, int] = {}
    for number, row in enumerate(page.rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = cast(Cell, sheet.cell(number, column))  # nothing is merged yet
            _put(cell, value)
            if number in page.headings:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number >= min(page.headings, default=1):
                widths[column] = max(widths.get(column, 9), min(len(_written(value)) + 2, _WIDEST))
    for row_number, first, last in page.merged:
        sheet.merge_cells(start_row=row_number, start_column=first, end_row=row_number, end_column=last)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width


def _put(cell: Cell, value: str | int | Decimal | Percent | Grouped) -> None:
    if isinstance(value, Percent):
        cell.value = value.number / 100
        cell.number_format = f"0.{'0' * value.places}%"
    elif isinstance(value, Grouped):
        cell.value = f"{value.number:,}"
    else:
        cell.value = value


def _unstamped(data: bytes) -> bytes:
    """The same package with every time in it replaced and nothing packed: no library's version shows in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _CORE.sub(rb"\g<1>" + _SAVED.encode() + rb"\g<3>", part)
            new.writestr(zipfile.ZipInfo(name, _STAMP), part)
    return made.getvalue()
