"""Tables whose columns are told by their headings: where the headings stand, what is below, and what a cell says."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from files.sheets import Cell, Sheet

Column = TypeVar("Column")
#: Headings are looked for in so many rows from the top of a sheet.
LOOKED_THROUGH = 25


def tidy(text: str) -> str:
    """A text without spaces around it, those that do not break a line among them."""
    return text.replace("\u00a0", " ").strip()


def written(cell: Cell | None) -> str:
    """What stands in a cell, without spaces around it; empty for none and for an error."""
    return "" if cell is None or cell.value is None else tidy(str(cell.written or cell.value))


def first_rows(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    """The rows in which headings are looked for."""
    yield from islice(iter(sheet.rows), LOOKED_THROUGH)


def columns_of(row: Collection[Cell], meaning: Callable[[str], Column | None]) -> dict[int, Column]:
    """What the columns mean, if this row heads them: of two with one meaning the first."""
    columns: dict[int, Column] = {}
    for cell in row:
        meant = meaning(cell.written or str(cell.value or ""))
        if meant is not None and meant not in columns.values():
            columns[cell.column] = meant
    return columns


def headings(
    sheet: Sheet, meaning: Callable[[str], Column | None], enough: Callable[[Collection[Column]], bool]
) -> tuple[int, Mapping[int, Column]]:
    """The number of the first row that heads enough, and what its columns mean; 0 and none where there is none."""
    for row in first_rows(sheet):
        columns = columns_of(row, meaning)
        if enough(frozenset(columns.values())):
            return row[0].row, columns
    return 0, {}


def rows_below(
    sheet: Sheet, heading: int, columns: Mapping[int, Column], named: Collection[Column]
) -> Iterator[Mapping[Column, Cell]]:
    """Every row below the headings that holds anything; blank cells of what is `named` are there, too."""
    for part in sheet.parts():
        for row in part.rows:
            found = {columns[cell.column]: cell for cell in row if cell.column in columns}
            if row[0].row > heading and any(written(cell) for cell in found.values()):
                for column, meant in columns.items():
                    if meant in named:
                        found.setdefault(meant, Cell(sheet.name, row[0].row, column))
                yield found
