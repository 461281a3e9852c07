"""Saying what of a book was not read, and why: hidden parts, columns beside the figures, tables nobody recognised."""

from collections.abc import Iterable, Iterator
from itertools import islice

from files.marked import TO_DO, WRONG
from files.sheets import Book, Cell, Sheet, column_letters
from scorecard.imports.columns import View
from scorecard.imports.findings import place, quoted
from scorecard.imports.headings import role_of
from scorecard.imports.layouts import SEARCHED_ROWS, Headings
from scorecard.imports.rows import Finding, Severity
from scorecard.imports.written import is_blank, visible

_HOW = (
    "Tell us once how to read it, or head one column with the indicator's reference (“Ref”), and others with "
    "“Number”, “Out of” or “Result”, or with quarters such as “Q1 2013/14”."
)


def finding_at(code: str, severity: Severity, cell: Cell, message: str, remedy: str) -> Finding:
    """A finding about the place where a cell stands, quoting what it says."""
    return Finding(code, severity, cell.sheet, cell.address, quoted(cell.written), message, remedy)


def heading_twice(block: Headings) -> Finding:
    """Two columns are headed alike, so which of them holds the figures is for their sender to say."""
    one, other = block.twice[0]
    return finding_at(
        "heading-twice",
        Severity.ERROR,
        other,
        f"{place(other.sheet, other.address)} heads a column “{quoted(other.written)}”, and {one.address} "
        f"“{quoted(one.written)}”: it cannot be told which of them holds the figures.",
        "Rename or remove one of the two columns.",
    )


def unused_columns(block: Headings) -> Iterator[Finding]:
    """The columns of a table that hold no figure, in one note; those of a marked copy are the portal's own."""
    unused = [cell for cell in block.unused if cell.written not in (WRONG, TO_DO)]
    if unused:
        first = unused[0]
        names = ", ".join(f"{column_letters(cell.column)} “{quoted(cell.written)}”" for cell in unused[:10])
        more = f" and {len(unused) - 10} more" if len(unused) > 10 else ""
        yield finding_at(
            "columns-not-used",
            Severity.NOTE,
            first,
            f"{place(first.sheet, first.address)} and its row head columns that hold no figure, so they were "
            f"not read: {names}{more}.",
            "Nothing, unless one of them holds figures: then change its heading.",
        )


def hidden_parts(view: View, headings: Headings) -> Iterator[Finding]:
    """What stands in hidden rows and columns beside a table."""
    sheet = view.sheet
    filled = [cell for row in sheet.rows for cell in row if cell.row >= headings.row and not is_blank(cell)]
    rows = sorted({cell.row for cell in filled if cell.row in sheet.hidden_rows})
    columns = sorted({cell.column for cell in filled if cell.column in sheet.hidden_columns})
    for kind, names, cell in (
        ("rows", [str(row) for row in rows], sheet.cell(rows[0], 1) if rows else None),
        (
            "columns",
            [column_letters(one) for one in columns],
            sheet.cell(headings.row, columns[0]) if columns else None,
        ),
    ):
        if cell is not None:
            yield finding_at(
                f"hidden-{kind}",
                Severity.NOTE,
                cell,
                f"Sheet “{quoted(sheet.name)}” hides {kind} that hold something; they were not read: "
                f"{', '.join(names[:20])}{' and more' if len(names) > 20 else ''}.",
                f"If figures are meant to be read from hidden {kind}, unhide them and send the file again.",
            )


def linked_cells(view: View) -> Iterator[Finding]:
    """Figures whose formula takes them from another file: what was saved of them last is what was read."""
    cells = [cell for row in view.rows for cell in row if (cell.row, cell.column) in view.sheet.linked]
    if cells:
        first = cells[0]
        more = f", and so do {len(cells) - 1:,} more cells of this sheet" if len(cells) > 1 else ""
        yield finding_at(
            "links-to-other-files",
            Severity.NOTE,
            first,
            f"{place(first.sheet, first.address)} takes “{quoted(first.written)}” from another file{more}: what was "
            "saved of it last was read.",
            "Nothing, if the other file was up to date when this one was saved.",
        )


def _first_filled(sheet: Sheet) -> Cell:
    return sheet.rows[0][0] if sheet.rows else sheet.cell(1, 1)


def hidden_sheet(sheet: Sheet) -> Iterator[Finding]:
    """A sheet nobody sees, unless it is empty."""
    if sheet.rows:
        yield finding_at(
            "hidden-sheet",
            Severity.NOTE,
            _first_filled(sheet),
            f"Sheet “{quoted(sheet.name)}” is hidden, so it was not read.",
            "If figures are meant to be read from it, unhide it and send the file again.",
        )


def unread_sheet(view: View) -> Iterator[Finding]:
    """A sheet without a table is a guidance page, or a table nobody recognised: its numbers tell which."""
    numbers = sum(1 for row in view.rows for cell in row if not isinstance(cell.value, str))
    if view.rows:
        yield finding_at(
            "sheet-not-read",
            Severity.EXPLAIN if numbers else Severity.NOTE,
            view.rows[0][0],
            f"Sheet “{quoted(view.sheet.name)}” holds no table of figures that could be recognised, so it "
            f"was not read{f'; {numbers:,} numbers stand on it' if numbers else ''}.",
            "If it should be read, give it a row of headings with the indicator's reference and a result.",
        )


def older_encoding(book: Book) -> Iterator[Finding]:
    """A text file in an encoding that leaves its letters open to doubt."""
    if book.encoding == "cp1252":
        cell = next(
            (one for sheet in book.sheets for row in sheet.rows for one in row if not one.written.isascii()),
            book.sheets[0].cell(1, 1),
        )
        yield finding_at(
            "older-encoding",
            Severity.NOTE,
            cell,
            f"{place(cell.sheet, cell.address)} is read as “{quoted(cell.written)}”: the file is in an older "
            "text encoding (Windows-1252).",
            "If that looks wrong, save the file as “CSV UTF-8” and send it again.",
        )


def no_table(book: Book) -> Finding:
    """Why no table was recognised: the row that came nearest, or the first that holds anything."""
    shown = [View(sheet) for sheet in book.sheets if not sheet.hidden]
    rows = [(view, row) for view in shown for row in islice(view.rows, SEARCHED_ROWS)]
    if not rows:
        first = _first_filled(next(sheet for sheet in book.sheets if sheet.rows))
        why = "All that the file holds is hidden, so nothing was read."
        return finding_at(
            "table-not-recognised", Severity.ERROR, first, why, "Unhide the figures and send it again."
        )
    _, row = max(rows, key=lambda pair: _known_headings(pair[1]))
    return not_recognised(row, Severity.ERROR)


def not_recognised(row: tuple[Cell, ...], severity: Severity) -> Finding:
    """A table was not recognised: this is the row that may be its headings."""
    cell = next((one for one in row if role_of(visible(one))), row[0])
    if _known_headings(row):
        known = ", ".join(f"“{quoted(one.written)}”" for one in row if role_of(visible(one)))
        why = f"it may be a heading ({known}), but its row does not name both an indicator and its figures"
    else:
        why = "neither there nor in the rows below is there a row of headings for a table of figures"
    says = f"{place(cell.sheet, cell.address)} says “{quoted(cell.written)}”: {why}."
    return finding_at("table-not-recognised", severity, cell, says, _HOW)


def _known_headings(row: Iterable[Cell]) -> int:
    return sum(1 for cell in row if role_of(visible(cell)) is not None)
