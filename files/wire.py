"""How a book travels from the process that read it: frames of JSON, each after its length in four bytes.

JSON, because the other end has read hostile bytes and may be theirs by now: pickle would run what it sends and
marshal may crash on it; JSON can only be wrong, which ends as a refusal.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from files.limits import Limits
from files.readers.delimited import LongRows, Source
from files.sheets import Book, BookKind, Cell, Fault, Sheet, Value

#: A frame is closed once it holds so many cells or characters, so that neither end holds a book twice over.
_CELLS, _CHARACTERS = 20_000, 1_000_000
#: No frame is larger, whatever the other end says.
LONGEST_FRAME = 256_000_000
LENGTH = struct.Struct(">I")

Frame = dict[str, Any]


def packed(frame: Mapping[str, Any]) -> bytes:
    """A frame as it travels."""
    body = json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(body)) + body


def unpacked(body: bytes) -> Frame:
    """The frame in these bytes. Raises ValueError when they are none."""
    frame = json.loads(body.decode("utf-8", "surrogatepass"))
    if not isinstance(frame, dict):
        raise ValueError("A frame is an object.")
    return frame


def frames_of(book: Book) -> Iterator[Frame]:
    """A book in frames: what it is, each sheet, and after it the sheet's rows in pieces."""
    yield {"book": book.kind.value, "encoding": book.encoding}
    for sheet in book.sheets:
        rows = sheet.rows
        yield {
            "sheet": sheet.name,
            "hidden": sheet.hidden,
            "hidden_rows": sorted(sheet.hidden_rows),
            "hidden_columns": sorted(sheet.hidden_columns),
            "anchors": [[*place, *first] for place, first in sheet.anchors.items()],
            "linked": sorted(sheet.linked),
            "long": [rows.encoding, rows.delimiter, rows.sep, rows.filled]
            if isinstance(rows, LongRows)
            else None,
        }
        if not isinstance(rows, LongRows):
            yield from _pieces(rows)


def _pieces(rows: Iterable[tuple[Cell, ...]]) -> Iterator[Frame]:
    piece: list[list[Any]] = []
    cells = characters = 0
    for row in rows:
        piece.append([row[0].row, [_cell(cell) for cell in row]])
        cells += len(row)
        characters += sum(len(cell.written) for cell in row)
        if cells > _CELLS or characters > _CHARACTERS:
            yield {"rows": piece}
            piece, cells, characters = [], 0, 0
    if piece:
        yield {"rows": piece}


def _cell(cell: Cell) -> list[Any]:
    """A cell as [column, value], and where its author sees something else [column, value, written, percent, fault]."""
    value = cell.value
    held: Any = {"n": str(value)} if isinstance(value, Decimal) else value
    if isinstance(value, date):
        held = {"d": value.isoformat()}
    if isinstance(value, str) and value == cell.written and cell.fault is None:
        return [cell.column, value]
    return [cell.column, held, cell.written, cell.percent, cell.fault]


def book_from(frames: Iterable[Frame], source: Source, limits: Limits) -> Book:
    """The book in these frames; a long sheet's rows are read from the source. Raises ValueError, KeyError,
    TypeError or ArithmeticError when they are not a book's, and Unreadable when they hold more than the limits.
    """
    kind, encoding, sheets, cells = None, None, list[Sheet](), 0
    rows: list[tuple[Cell, ...]] = []
    for frame in frames:
        if "book" in frame:
            kind, encoding = BookKind(frame["book"]), frame["encoding"]
        elif "sheet" in frame:
            rows = []
            sheets.append(_sheet(frame, rows, source))
            limits.check_sheets(len(sheets))
        else:
            taken = [_row(sheets[-1].name, *one) for one in frame["rows"]]
            cells += sum(map(len, taken))
            limits.check_cells(cells, text=kind is BookKind.CSV)
            rows += taken
    if kind is None:
        raise ValueError("No book came.")
    return Book(kind, tuple(_closed(sheet) for sheet in sheets), encoding)


def _sheet(frame: Frame, rows: list[tuple[Cell, ...]], source: Source) -> Sheet:
    long = frame["long"]
    return Sheet(
        name=str(frame["sheet"]),
        rows=rows
        if long is None
        else LongRows(source, str(long[0]), str(long[1]), int(long[2]), int(long[3])),
        hidden=bool(frame["hidden"]),
        hidden_rows=frozenset(map(int, frame["hidden_rows"])),
        hidden_columns=frozenset(map(int, frame["hidden_columns"])),
        anchors={(int(a), int(b)): (int(c), int(d)) for a, b, c, d in frame["anchors"]},
        long=long is not None,
        linked=frozenset((int(row), int(column)) for row, column in frame["linked"]),
    )


def _closed(sheet: Sheet) -> Sheet:
    if sheet.long:
        return sheet
    return replace(sheet, rows=tuple(sheet.rows))


def _row(sheet: str, number: int, cells: list[list[Any]]) -> tuple[Cell, ...]:
    return tuple(_cell_from(sheet, int(number), *cell) for cell in cells)


def _cell_from(
    sheet: str,
    row: int,
    column: int,
    held: Any,
    written: str | None = None,
    percent: bool = False,
    fault: str | None = None,
) -> Cell:
    value = _value(held)
    text = str(value) if written is None else str(written)
    return Cell(sheet, row, int(column), value, text, bool(percent), None if fault is None else Fault(fault))


def _value(held: Any) -> Value:
    if held is None or isinstance(held, str | bool | int):
        return held
    if "n" in held:
        return Decimal(held["n"])
    return date.fromisoformat(held["d"])


def request(source: Source, seconds: float, limits: Mapping[str, int]) -> Iterator[bytes]:
    """What is asked of the reading process: a frame, and after it the bytes, unless it can read them itself."""
    where = str(source) if isinstance(source, Path) else None
    size = 0 if isinstance(source, Path) else len(source)
    yield packed({"path": where, "size": size, "seconds": seconds, "limits": dict(limits)})
    if isinstance(source, bytes):
        yield source
