"""XLS and XLSB workbooks made in memory: XLS by xlwt, XLSB record by record ([MS-XLSB] 2.4)."""

import io
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlwt

from tests.files.books import zipped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ERRORS = {"#DIV/0!": 7, "#N/A": 42}
Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True)
class Styled:
    """A number shown in this number format."""

    value: float
    code: str


@dataclass(frozen=True)
class Error:
    """An error cell, such as #DIV/0!."""

    text: str


def xls_bytes(
    sheets: Mapping[str, Rows], change: Callable[[Any], None] | None = None, *, from_1904: bool = False
) -> bytes:
    """An XLS workbook (BIFF8); `change` may then merge or hide on each of its sheets."""
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                _write(sheet, row, column, value)
        if change is not None:
            change(sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, Error):
        sheet.row(row).set_cell_error(column, value.text)
    elif isinstance(value, Styled):
        sheet.write(row, column, value.value, xlwt.easyxf(num_format_str=value.code))
    elif isinstance(value, date):
        serial = (value - date(1899, 12, 30)).days
        sheet.write(row, column, serial, xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    elif value is not None:
        sheet.write(row, column, value)


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an XLSB part: both numbers in groups of seven bits, the lowest first."""
    return _number(kind) + _number(len(body)) + body


def _number(value: int) -> bytes:
    groups = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        groups.append(low | (0x80 if value else 0))
        if not value:
            return bytes(groups)


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_bytes(
    sheets: Mapping[str, Rows],
    *,
    hidden: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    merges: Iterable[tuple[int, int, int, int]] = (),
    from_1904: bool = False,
) -> bytes:
    """An XLSB workbook; rows, columns and merges (top, bottom, left, right) count from 0, on every sheet."""
    names = list(sheets)
    bundles = b"".join(
        record(156, struct.pack("<II", name in set(hidden), place) + _text(f"rId{place}") + _text(name))
        for place, name in enumerate(names, start=1)
    )
    book = record(131) + record(153, struct.pack("<II", from_1904, 0) + _text("")) + record(143) + bundles
    codes = sorted({one.code for rows in sheets.values() for row in rows for one in row if _is_styled(one)})
    around = (set(hidden_rows), list(hidden_columns), list(merges))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": book + record(144) + record(132),
        "xl/styles.bin": _styles(codes),
    }
    relations = []
    for place, name in enumerate(names, start=1):
        relations.append(("worksheet", f"worksheets/sheet{place}.bin"))
        parts[f"xl/worksheets/sheet{place}.bin"] = _sheet(sheets[name], codes, *around)
    parts["xl/_rels/workbook.bin.rels"] = _relations([*relations, ("styles", "styles.bin")])
    return zipped(parts)


def _is_styled(value: Any) -> bool:
    return isinstance(value, Styled)


def _styles(codes: Sequence[str]) -> bytes:
    formats = b"".join(
        record(44, struct.pack("<H", 164 + place) + _text(code)) for place, code in enumerate(codes)
    )
    uses = [0, 14, *(164 + place for place in range(len(codes)))]
    styles = b"".join(record(47, struct.pack("<HHHHHBBH", 0, use, 0, 0, 0, 0, 0, 0)) for use in uses)
    begin = record(278) + record(615, struct.pack("<I", len(codes))) + formats + record(616)
    return begin + record(617, struct.pack("<I", len(uses))) + styles + record(618) + record(279)


def _sheet(
    rows: Rows,
    codes: Sequence[str],
    hidden_rows: set[int],
    hidden_columns: Sequence[int],
    merges: Sequence[tuple[int, int, int, int]],
) -> bytes:
    columns = b"".join(record(60, struct.pack("<IIIIH", one, one, 2560, 0, 1)) for one in hidden_columns)
    inside = b""
    for number, row in enumerate(rows):
        flags = struct.pack("<BBB", 0, 0x10 if number in hidden_rows else 0, 0)
        inside += record(0, struct.pack("<IIH", number, 0, 300) + flags + bytes(4))
        inside += b"".join(_cell(column, value, codes) for column, value in enumerate(row))
    blocks = b"".join(record(176, struct.pack("<4I", *block)) for block in merges)
    head = record(129) + record(148, struct.pack("<4I", 0, 0, 0, 0)) + record(390) + columns + record(391)
    return head + record(145) + inside + record(146) + record(177) + blocks + record(178) + record(130)


def _cell(column: int, value: Any, codes: Sequence[str]) -> bytes:
    head = struct.pack("<II", column, 0)
    if isinstance(value, Error):
        return record(3, head + bytes([_ERRORS[value.text]]))
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    if isinstance(value, Styled):
        style = struct.pack("<II", column, 2 + codes.index(value.code))
        return record(5, style + struct.pack("<d", value.value))
    if isinstance(value, date):
        serial = (value - date(1899, 12, 30)).days
        return record(5, struct.pack("<IId", column, 1, serial))
    if isinstance(value, int | float | Decimal):
        return record(5, head + struct.pack("<d", value))
    return b"" if value is None else record(6, head + _text(value))


def _relations(pairs: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'
