"""Tables handed out as CSV and XLSX: a figure a row, numbers as numbers, and no text that a spreadsheet would run."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import cast

from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from files.marked import looks_like_formula
from scorecard.rules.words import SENSITIVE, SYNTHETIC

#: What one cell holds. None is an empty one.
Held = str | int | Decimal | date | None

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
#: A cell of a spreadsheet holds no more.
_LONGEST = 32_767
_WIDEST = 40


class TableKind(StrEnum):
    """How a table is written."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Table:
    """A table to hand out: what it is of, its columns and rows.

    `sensitive` says that true small numbers can be told from it, `synthetic` that its board was made up. A file that is
    parted from the portal still says so: in its name, and in rows of their own above the headings.
    """

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Held, ...]]
    sensitive: bool
    synthetic: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands above the headings, a row each: how it must be handled comes first."""
        return tuple(
            words for words, applies in ((SENSITIVE, self.sensitive), (SYNTHETIC, self.synthetic)) if applies
        )

    def file_name(self, kind: TableKind) -> str:
        """What it is saved as: plain words, which every system takes, the marking first."""
        marked = (SENSITIVE if self.sensitive else "", "demonstration" if self.synthetic else "", self.name)
        return f"{slugify(' '.join(marked).replace(':', ' '))}.{kind}"


def written(table: Table, kind: TableKind) -> bytes:
    """The table in its file: its notes, its headings in one row, its rows."""
    return _csv(table) if kind is TableKind.CSV else _xlsx(table)


def runs(text: str) -> bool:
    """Whether a spreadsheet might run this text as a formula.

    Beyond what `looks_like_formula` knows: after spaces and characters that are not seen, and in the full-width forms
    that some spreadsheets take for the usual ones. A plain number, such as -3, runs nothing.
    """
    if _NUMBER.fullmatch(text):
        return False
    usual = unicodedata.normalize("NFKC", text)
    begins = next((place for place, sign in enumerate(usual) if not _unseen(sign)), len(usual))
    places = (0, *(place for place, sign in enumerate(usual[:begins]) if sign in "\t\r"), begins)
    return any(looks_like_formula(usual[place:]) for place in places)


def _unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf", "Zs")


def _csv(table: Table) -> bytes:
    """UTF-8 with the mark by which Excel knows it. A text that might run stands behind an apostrophe."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerows([note] for note in table.notes)
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([_in_csv(value) for value in row])
    return kept.getvalue().encode("utf-8-sig")


def _in_csv(value: Held) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.replace("\0", "")
        return f"'{text}" if runs(text) else text
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _xlsx(table: Table) -> bytes:
    """One sheet, written row by row. A text is a text whatever it begins with, and stays so when it is edited."""
    book = Workbook(write_only=True)
    sheet = cast(Worksheet, book.create_sheet("Figures"))
    _lay_out(sheet, table)
    for note in table.notes:
        sheet.append([_text(sheet, note, bold=True)])
    sheet.append([_text(sheet, heading, bold=True) for heading in table.headings])
    for row in table.rows:
        sheet.append([_text(sheet, value) if isinstance(value, str) else value for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _lay_out(sheet: Worksheet, table: Table) -> None:
    """The widths of the columns, and the headings kept in sight: both stand before the rows of the file."""
    sheet.freeze_panes = f"A{len(table.notes) + 2}"
    for number, heading in enumerate(table.headings, start=1):
        longest = max((len(str(row[number - 1] or "")) for row in table.rows[:200]), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = (
            min(max(len(heading), longest), _WIDEST) + 2
        )


def _text(sheet: Worksheet, text: str, *, bold: bool = False) -> Cell | None:
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    if not clean:
        return None
    cell: Cell = WriteOnlyCell(sheet, clean)
    cell.data_type = "s"
    if runs(clean):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell
