"""From a book to rows of cells by what they mean: the row of headings is found, whatever stands above it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from files.sheets import Book, Cell, Sheet
from scorecard.imports.rows import Finding, Severity
from training.rules.columns import NEEDED, Column, column_of

#: Headings are looked for in so many rows from the top of a sheet.
_LOOKED_THROUGH = 25
#: So few known headings are no heading row.
_FEWEST = 3
Cells = Mapping[Column, Cell]
#: A sheet, the number of its row of headings, and what the columns mean.
Table = tuple[Sheet, int, Mapping[int, Column]]


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of the tables of a file, one by one, and what was found on the way."""

    sheets: tuple[str, ...]
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]

    def rows(self) -> Iterator[Cells]:
        """Every row below the headings that holds anything: its cells by column, blank ones too where one is needed."""
        for sheet, heading, columns in self.tables:
            blanks = [(column, meant) for column, meant in columns.items() if meant in NEEDED]
            for part in sheet.parts():
                for row in part.rows:
                    if row[0].row <= heading:
                        continue
                    found = {columns[cell.column]: cell for cell in row if cell.column in columns}
                    if any(cell.filled and str(cell.value).strip() for cell in found.values()):
                        for column, meant in blanks:
                            if meant not in found:
                                found[meant] = Cell(sheet.name, row[0].row, column)
                        yield found


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
    for row in islice(iter(sheet.rows), _LOOKED_THROUGH):
        columns: dict[int, Column] = {}
        for cell in row:
            meant = column_of(cell.written or str(cell.value or ""))
            if meant is not None and meant not in columns.values():
                columns[cell.column] = meant
        if len(columns) >= _FEWEST and len(columns) > len(best[1]):
            best = (row[0].row, columns)
    return best


def _not_recognised(book: Book, nearest: Table | None) -> Finding:
    wanted = ", ".join(f"“{one.value.capitalize()}”" for one in NEEDED)
    if nearest is None:
        sheet, cell = book.sheets[0], "A1"
        message = f"No row of headings was found in the first {_LOOKED_THROUGH} rows of any sheet."
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
