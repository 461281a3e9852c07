"""A first pass over the records of an XLS or XLSB sheet: where its cells lie, what is merged, what is hidden.

The values are python-calamine's to read (ADR 0008). It sets aside memory for the whole rectangle that holds a
sheet's cells, and says nothing of hidden rows, hence this pass. Records are those of [MS-XLS] 2.4 and [MS-XLSB] 2.4.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from files.errors import Unreadable, damaged
from files.limits import Limits
from files.readers.kinds import password_protected
from files.readers.worksheet import LARGEST_LABEL, merged

#: XLS: BOF, EOF, FilePass, BoundSheet8.
_BEGIN, _END, _LOCKED, _SHEET = 0x0809, 0x000A, 0x002F, 0x0085
#: XLS: Formula, Number, RK, Label, LabelSst, BoolErr, RString; the last column of a MulRk is in its last bytes.
_CELLS = frozenset({0x0006, 0x0206, 0x0203, 0x027E, 0x0204, 0x00FD, 0x0205, 0x00D6})
_MANY_CELLS = 0x00BD
#: XLS: Row, ColInfo, DefaultRowHeight, MergeCells.
_ROW, _COLUMNS, _DEFAULT_ROW, _MERGED = 0x0208, 0x007D, 0x0225, 0x00E5

#: XLSB: BrtCellRk to BrtFmlaError. Blank cells (1) are left out.
_CELLS_12 = range(2, 12)
#: XLSB: BrtRowHdr, BrtColInfo, BrtWsFmtInfo, BrtMergeCell, BrtBundleSh.
_ROW_12, _COLUMNS_12, _DEFAULT_ROW_12, _MERGED_12, _SHEET_12 = 0, 60, 485, 176, 156


@dataclass
class Marks:
    """What was found of one sheet; rows and columns count from 1. `cells` is how many hold anything."""

    limits: Limits
    cells: int = 0
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0
    covered: int = 0
    rows_hidden_by_default: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    shown_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def places(self) -> int:
        """The size of the rectangle that holds all filled cells."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1) if self.cells else 0

    def add(self, row: int, column: int, last: int | None = None) -> None:
        """A cell, or several beside each other up to the column `last`; places count from 0 here."""
        row, column, last = row + 1, column + 1, (column if last is None else last) + 1
        if not self.cells:
            self.top, self.left = row, column
        self.cells += max(last - column + 1, 1)
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, last)

    def row(self, row: int, *, hidden: bool) -> None:
        """A row that says whether it is hidden; counted from 0."""
        (self.hidden_rows if hidden else self.shown_rows).add(row + 1)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from first to last, counted from 0, are hidden."""
        self.hidden_columns.update(range(first + 1, min(last + 1, self.limits.columns) + 1))

    def merge(self, top: int, bottom: int, left: int, right: int) -> None:
        """A merged block, counted from 0."""
        places = (bottom - top + 1) * (right - left + 1)
        if bottom >= top and right >= left and places <= LARGEST_LABEL:
            self.covered += places
            self.limits.check_covered(self.covered)
            self.anchors.update(merged(top + 1, left + 1, bottom + 1, right + 1))

    def hides(self, row: int) -> bool:
        """Whether a row, counted from 1, is hidden."""
        return row in self.hidden_rows or (self.rows_hidden_by_default and row not in self.shown_rows)


def checked(sheets: list[Marks], limits: Limits) -> list[Marks]:
    """The same sheets. Raises Unreadable when they hold more, or lie further apart, than we take."""
    limits.check_sheets(len(sheets))
    limits.check_cells(sum(one.cells for one in sheets))
    limits.check_places(sum(one.places for one in sheets))
    limits.check_covered(sum(one.covered for one in sheets))
    return sheets


def marks_of_xls(stream: bytes, limits: Limits) -> list[Marks]:
    """The sheets of a workbook stream, in order. Raises Unreadable when locked, cut off or too large."""
    places, count = [], 0
    for kind, body in _records(stream, 0):
        count += 1
        limits.check_elements(count)
        if kind == _LOCKED:
            raise password_protected()
        if kind == _SHEET:
            places.append(struct.unpack_from("<I", body)[0])
            limits.check_sheets(len(places))
    found = []
    for place in places:
        marks, depth = Marks(limits), 0
        for kind, body in _records(stream, place):
            count += 1
            limits.check_elements(count)
            depth += (kind == _BEGIN) - (kind == _END)
            if depth <= 0:
                break
            if depth == 1:
                _note(marks, kind, body)
        found.append(marks)
    return checked(found, limits)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from a place on, to the stream's end."""
    end = len(stream)
    while place + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == 0 and length == 0:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _note(marks: Marks, kind: int, body: bytes) -> None:
    try:
        if kind in _CELLS:
            marks.add(*struct.unpack_from("<HH", body))
        elif kind == _MANY_CELLS:
            row, first = struct.unpack_from("<HH", body)
            marks.add(row, first, struct.unpack_from("<H", body, len(body) - 2)[0])
        elif kind == _ROW:
            row, options = struct.unpack_from("<H10xH", body)
            marks.row(row, hidden=bool(options & 0x20))
        elif kind == _DEFAULT_ROW:
            marks.rows_hidden_by_default = bool(body[0] & 0x02)
        elif kind == _COLUMNS:
            first, last, options = struct.unpack_from("<HH4xH", body)
            if options & 1:
                marks.hide_columns(first, last)
        elif kind == _MERGED:
            blocks = body[2:]
            for block in struct.iter_unpack("<4H", blocks[: len(blocks) // 8 * 8]):
                marks.merge(*block)
    except (struct.error, IndexError) as problem:
        raise _cut() from problem


def sheets_of_xlsb(workbook: bytes, limits: Limits) -> list[tuple[str, str]]:
    """Each sheet's name and the id of the relation that leads to it, from the workbook part."""
    found = []
    for kind, body in _records_12(workbook, limits):
        if kind == _SHEET_12:
            try:
                relation, place = _text(body, 8)
                found.append((_text(body, place)[0], relation))
            except struct.error as problem:
                raise _cut() from problem
            limits.check_sheets(len(found))
    return found


def _text(body: bytes, place: int) -> tuple[str, int]:
    """A text that its length goes before, and the place after it. A length of all ones is none."""
    length = struct.unpack_from("<I", body, place)[0]
    if length == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + length * 2
    return body[place + 4 : end].decode("utf-16-le", "replace"), end


def marks_of_xlsb(part: bytes, limits: Limits) -> Marks:
    """What one worksheet part holds."""
    marks, row = Marks(limits), 0
    for kind, body in _records_12(part, limits):
        try:
            if kind in _CELLS_12:
                marks.add(row, struct.unpack_from("<I", body)[0])
            elif kind == _ROW_12:
                row = struct.unpack_from("<I", body)[0]
                marks.row(row, hidden=bool(body[11] & 0x10))
            else:
                _note_12(marks, kind, body)
        except (struct.error, IndexError) as problem:
            raise _cut() from problem
    return marks


def _note_12(marks: Marks, kind: int, body: bytes) -> None:
    if kind == _DEFAULT_ROW_12:
        marks.rows_hidden_by_default = bool(body[8] & 0x02)
    elif kind == _COLUMNS_12:
        first, last, options = struct.unpack_from("<II8xH", body)
        if options & 1:
            marks.hide_columns(first, last)
    elif kind == _MERGED_12:
        marks.merge(*struct.unpack_from("<4I", body))


def _records_12(part: bytes, limits: Limits) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record of an XLSB part: both numbers come in groups of seven bits."""
    place, end, count = 0, len(part), 0
    while place < end:
        kind, place = _number(part, place, most=2)
        length, place = _number(part, place, most=4)
        count += 1
        limits.check_elements(count)
        yield kind, part[place : place + length]
        place += length


def _number(part: bytes, place: int, *, most: int) -> tuple[int, int]:
    found = 0
    for group in range(most):
        if place >= len(part):
            raise _cut()
        byte = part[place]
        place += 1
        found |= (byte & 0x7F) << (7 * group)
        if byte < 0x80:
            break
    return found, place


def _cut() -> Unreadable:
    return damaged("one of its records is cut off")
