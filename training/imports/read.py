"""From a book to rows of cells by what they mean: the row of headings is found, whatever stands above it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from files.headed import LOOKED_THROUGH, columns_of, first_rows, tidy, written
from files.readers.delimited import LongRows
from files.sheets import Book, Cell, Sheet
from scorecard.imports.rows import Finding, Severity
from training.rules.columns import NEEDED, Column, column_of

#: So few known headings are no heading row.
_FEWEST = 3
#: A sheet, the number of its row of headings, and what the columns mean.
Table = tuple[Sheet, int, Mapping[int, Column]]


class Row:
    """One row below the headings: what is written in it, by column; its cells are made when one is asked for.

    A plain class, not a frozen one: a learning system exports many thousands of rows.
    """

    __slots__ = ("_columns", "_sheet", "cells", "number", "texts")

    def __init__(
        self,
        sheet: str,
        number: int,
        columns: Mapping[Column, int],
        texts: Mapping[Column, str],
        cells: Mapping[Column, Cell] | None = None,
    ) -> None:
        self._sheet, self.number, self._columns = sheet, number, columns
        #: Without spaces around them; none, or an empty one, where nothing stands or an error does.
        self.texts = texts
        #: The typed cells; None in a long text file, whose cells hold what is written and nothing else.
        self.cells = cells

    def text(self, column: Column) -> str:
        """What is written there; empty for none."""
        return self.texts.get(column, "")

    def has(self, column: Column) -> bool:
        """Whether the table has a column of that kind."""
        return column in self._columns

    def cell(self, column: Column) -> Cell:
        """The cell under a heading the table has; a blank one where nothing stands."""
        place = self._columns[column]
        if self.cells is not None:
            return self.cells.get(column) or Cell(self._sheet, self.number, place)
        text = self.texts.get(column) or None
        return Cell(self._sheet, self.number, place, text, text or "")


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of the tables of a file, one by one, and what was found on the way."""

    sheets: tuple[str, ...]
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]

    def rows(self) -> Iterator[Row]:
        """Every row below the headings that holds anything."""
        for sheet, heading, columns in self.tables:
            if isinstance(sheet.rows, LongRows):
                yield from _long(sheet.name, sheet.rows, heading, columns)
            else:
                yield from _held(sheet, heading, columns)


def _held(sheet: Sheet, heading: int, columns: Mapping[int, Column]) -> Iterator[Row]:
    places = {meant: column for column, meant in columns.items()}
    for row in sheet.rows:
        if row[0].row <= heading:
            continue
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns}
        if any(cell.filled and str(cell.value).strip() for cell in cells.values()):
            texts = {meant: written(cell) for meant, cell in cells.items()}
            yield Row(sheet.name, row[0].row, places, texts, cells)


def _long(name: str, rows: LongRows, heading: int, columns: Mapping[int, Column]) -> Iterator[Row]:
    """The same of a long text file, whose fields are texts: no cell is made of one that is in order."""
    places = {meant: column for column, meant in columns.items()}
    wanted = [(column - 1, meant) for column, meant in columns.items()]
    for number, fields in rows.fields():
        if number <= heading:
            continue
        width = len(fields)
        texts = {meant: tidy(fields[at]) for at, meant in wanted if at < width}
        if any(texts.values()):
            yield Row(name, number, places, texts)


def read(book: Book) -> Read:
    """Find the tables of a book. Without one, what is missing is the only finding."""
    tables, findings = list[Table](), list[Finding]()
    nearest: Table | None = None
    for sheet in book.sheets:
        if sheet.hidden:
            findings.append(
                _note(sheet, "hidden-sheet", "is hidden, and was not read", "Show it, if it is meant.")
            )
            continue
        heading, columns = _headings(sheet)
        if set(NEEDED) <= set(columns.values()):
            tables.append((sheet, heading, columns))
        elif columns:
            if nearest is None or len(columns) > len(nearest[2]):
                nearest = (sheet, heading, columns)
            findings.append(
                _note(sheet, "sheet-not-read", "holds no attendance list", "Nothing, if it is none.")
            )
    if not tables:
        return Read(tuple(one.name for one in book.sheets), (), (_not_recognised(book, nearest),))
    return Read(tuple(one.name for one in book.sheets), tuple(tables), tuple(findings))


def _headings(sheet: Sheet) -> tuple[int, Mapping[int, Column]]:
    """The row of headings, by its number, and what the columns mean; no columns where there is none."""
    best: tuple[int, dict[int, Column]] = (0, {})
    for row in first_rows(sheet):
        columns = columns_of(row, column_of)
        if len(columns) >= _FEWEST and len(columns) > len(best[1]):
            best = (row[0].row, columns)
    return best


def _not_recognised(book: Book, nearest: Table | None) -> Finding:
    wanted = ", ".join(f"“{one.value.capitalize()}”" for one in NEEDED)
    if nearest is None:
        sheet, cell = book.sheets[0], "A1"
        message = f"No row of headings was found in the first {LOOKED_THROUGH} rows of any sheet."
    else:
        sheet, cell = nearest[0], f"A{nearest[1]}"
        missing = [one for one in NEEDED if one not in nearest[2].values()]
        message = (
            f"Row {nearest[1]} of sheet “{sheet.name}” has headings, but none for "
            f"{' or '.join(f'“{one.value}”' for one in missing)}."
        )
    remedy = f"Give each row a work address, a course, a day and an outcome, under headings such as {wanted}."
    return Finding("not-recognised", Severity.ERROR, sheet.name, cell, "", message, remedy)


def _note(sheet: Sheet, code: str, says: str, remedy: str) -> Finding:
    return Finding(code, Severity.NOTE, sheet.name, "A1", "", f"Sheet “{sheet.name}” {says}.", remedy)
