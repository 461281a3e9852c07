"""A long text file that is one table, a row per figure: its rows as they are asked for, never all held (ADR 0015)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import overload

from files.readers.delimited import LongRows
from files.sheets import CSV_SHEET, Cell, Sheet
from scorecard.imports.columns import View, like_a_number
from scorecard.imports.headings import Role, role_of
from scorecard.imports.layouts import Headings
from scorecard.imports.parts import may_name_people, parts_of
from scorecard.imports.rows import Answers, Layout, ReadRow, Table
from scorecard.imports.stated import stated
from scorecard.imports.unroll import row_of
from scorecard.imports.written import is_blank, visible

#: Rows from which the headings are told: they stand among the first 30, and little below them matters.
_HEAD = 200
#: So many different texts are remembered; labels repeat in every row.
_REMEMBERED = 50_000
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class LongTable(Sequence[ReadRow]):
    """The rows of the table below its headings, made anew each time they are gone through.

    `coverage` is the place a line above the table names; `filled` how many rows there are.
    """

    source: LongRows
    headings: Headings
    coverage: Cell | None
    filled: int

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Number and texts of each line below the headings, blank ones too."""
        return islice(_below(self.source, self.headings.last_row), None)

    def row(self, number: int, fields: Sequence[str]) -> ReadRow | None:
        """A line as the row it is; None when it shows nothing."""
        if not any(map(_shows, fields)):
            return None
        cells = {role: _cell(number, column, fields) for role, column in self.headings.roles.items()}
        row = row_of(cells)
        return replace(row, area=self.coverage) if row.area is None and self.coverage is not None else row

    def with_labels(self, roles: Sequence[Role]) -> Iterator[ReadRow]:
        """A row for each different set of labels in the columns of these roles."""
        places = [self.headings.roles[role] - 1 for role in roles if role in self.headings.roles]
        seen: set[tuple[str, ...]] = set()
        for number, fields in self.lines():
            labels = tuple(fields[one] if one < len(fields) else "" for one in places)
            if labels not in seen:
                seen.add(labels)
                row = self.row(number, fields)
                if row is not None:
                    yield row

    def cells(self, addresses: Iterable[str]) -> dict[str, Cell]:
        """The cells at these addresses, from one more pass through the file."""
        wanted: dict[int, list[str]] = {}
        for address in addresses:
            wanted.setdefault(int(_parts(address)[1]), []).append(address)
        return {
            address: _cell(number, _column(_parts(address)[0]), fields)
            for number, fields in (self.lines() if wanted else ())
            for address in wanted.get(number, ())
        }

    def __iter__(self) -> Iterator[ReadRow]:
        """Its rows in their order."""
        return (row for number, fields in self.lines() if (row := self.row(number, fields)) is not None)

    def __len__(self) -> int:
        """How many rows it has."""
        return self.filled

    @overload
    def __getitem__(self, place: int) -> ReadRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ReadRow, ...]: ...
    def __getitem__(self, place: int | slice) -> ReadRow | tuple[ReadRow, ...]:
        """A row, or several, found by reading up to it."""
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(self.filled)))
        return next(islice(self, range(self.filled)[place], None))


def _below(source: LongRows, last: int) -> Iterator[tuple[int, list[str]]]:
    return (line for line in source.fields() if line[0] > last)


def _shows(text: str) -> bool:
    return bool(text) and not is_blank(Cell(CSV_SHEET, 1, 1, text, text))


def _cell(number: int, column: int, fields: Sequence[str]) -> Cell:
    text = fields[column - 1] if column <= len(fields) else ""
    return Cell(CSV_SHEET, number, column, text, text) if text else Cell(CSV_SHEET, number, column)


def _parts(address: str) -> tuple[str, str]:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(f"{address!r} is no cell's address.")
    return found[1], found[2]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def long_table(sheet: Sheet, answers: Answers) -> tuple[Table, Headings] | None:
    """The one table of a long sheet; None when it is laid out in any other way, and must be held to be read.

    Its headings are told from its first rows. A row further down that could head another table, or columns whose
    meaning hangs on all that stands below them, make it another way.
    """
    source = sheet.rows
    if not isinstance(source, LongRows):
        return None
    head = replace(sheet, rows=tuple(islice(source, _HEAD)), long=False)
    parts = list(parts_of(View(head), answers))
    headings = parts[0].headings if len(parts) == 1 else None
    if headings is None or headings.layout is not Layout.ROW_PER_FIGURE or headings.twice:
        return None
    if may_name_people(headings.columns) or any(one.key == "time period" for one in headings.columns):
        return None
    filled = _rows_of_one_table(source, headings)
    if filled is None:
        return None
    said = stated(parts[0].above)
    table = Table(
        sheet.name,
        headings.layout,
        headings.row,
        LongTable(source, headings, said.coverage, filled),
        agency=said.agency,
        period=said.period,
        headings=headings.labels,
    )
    return table, headings


def _rows_of_one_table(source: LongRows, headings: Headings) -> int | None:
    """How many rows stand below the headings; None when one of them may head a table of its own.

    That is `layouts.may_be_headings`: a row that ends in no number, after a gap or with a heading's word in its first
    place or where the table names its indicators.
    """
    label = headings.roles.get(Role.CODE, headings.roles.get(Role.NAME, 1)) - 1
    filled, last = 0, headings.last_row
    plain: set[str] = set()
    for number, fields in _below(source, headings.last_row):
        if number != last + 1 or len(fields) <= label or not {fields[0], fields[label]} <= plain:
            row = [one for one in fields if _shows(one)]
            if not row:
                continue
            named = [row[0], *fields[label : label + 1]]
            a_heading = [one for one in named if role_of(_seen(one)) is not None]
            end = Cell(CSV_SHEET, 1, 1, row[-1], row[-1])
            if (number - last > 1 or a_heading) and len(row) > 1 and not like_a_number(end):
                return None
            if not a_heading and len(plain) < _REMEMBERED:
                plain.update(one for one in named if _shows(one))
        filled += 1
        last = number
    return filled


def _seen(text: str) -> str:
    return visible(Cell(CSV_SHEET, 1, 1, text, text))
