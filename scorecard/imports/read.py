"""From a book to tables of rows: which sheets hold one, what is left out, and saying so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from files.sheets import Book, Cell, Sheet, column_letters
from scorecard.imports.findings import place, quoted
from scorecard.imports.headings import role_of
from scorecard.imports.layouts import SEARCHED_ROWS, Headings, View, headings_at, headings_in, repeats
from scorecard.imports.rows import Finding, Severity, Table, Tables
from scorecard.imports.unroll import TooWide, rows_of
from scorecard.imports.written import is_blank, visible

_LABELLED = re.compile(
    r"\s*(agency|organisation|partner|period|quarter|reporting period)\s*(?:[:\-–]\s*(.*))?", re.I | re.S
)


def read(book: Book) -> Tables:
    """The tables of a book, and what was left out. When there is no table that is the only finding."""
    tables: list[Table] = []
    findings: list[Finding] = list(_encoding(book))
    for sheet in book.sheets:
        if sheet.hidden:
            findings.extend(_hidden_sheet(sheet))
            continue
        found, notes = _tables_of(View(sheet))
        tables.extend(found)
        findings.extend(notes)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if tables:
        return Tables(tuple(tables), tuple(findings))
    return Tables((), tuple(errors) or (_no_table(book),))


def _tables_of(view: View) -> tuple[list[Table], list[Finding]]:
    headings = headings_in(view)
    if headings is None:
        return [], list(_unread_sheet(view))
    tables: list[Table] = []
    findings: list[Finding] = []
    for block, rows in _blocks(view, headings):
        if block.twice:
            findings.append(_heading_twice(block))
            continue
        try:
            read_rows = tuple(rows_of(view, block, rows))
        except TooWide as problem:
            findings.append(
                _finding(
                    "table-too-large",
                    Severity.ERROR,
                    view.sheet.cell(block.row, 1),
                    str(problem),
                    "Send fewer periods in one table.",
                )
            )
            continue
        tables.append(Table(view.sheet.name, block.layout, block.row, read_rows))
        findings.extend(_unused_columns(block))
    stated = dict(_stated(view, headings.row))
    tables = [replace(one, agency=stated.get("agency"), period=stated.get("period")) for one in tables]
    findings.extend(_hidden_parts(view, headings))
    return tables, findings


def _blocks(view: View, first: Headings) -> Iterator[tuple[Headings, Sequence[tuple[Cell, ...]]]]:
    """The rows under each row of headings: a long table may repeat its headings over each block."""
    current, rows = first, []
    for row in view.rows:
        if row[0].row <= current.last_row:
            continue
        again = headings_at(view, row[0].row) if repeats(first, view, row) else None
        if again is None:
            rows.append(row)
        else:
            yield current, rows
            current, rows = again, []
    yield current, rows


def _stated(view: View, heading_row: int) -> Iterator[tuple[str, Cell]]:
    """What lines above the table say of all of it: ("agency" or "period", the cell that says it)."""
    for row in view.rows:
        if row[0].row >= heading_row:
            return
        for number, cell in enumerate(row):
            match = _LABELLED.fullmatch(visible(cell))
            if match is None:
                continue
            kind = "period" if role_of(match[1]) == "period" else "agency"
            if match[2]:
                yield kind, replace(cell, value=match[2], written=match[2])
            elif number + 1 < len(row):
                yield kind, row[number + 1]


def _finding(code: str, severity: Severity, cell: Cell, message: str, remedy: str) -> Finding:
    return Finding(code, severity, cell.sheet, cell.address, quoted(cell.written), message, remedy)


def _heading_twice(block: Headings) -> Finding:
    one, other = block.twice[0]
    return _finding(
        "heading-twice",
        Severity.ERROR,
        other,
        f"{place(other.sheet, other.address)} heads a column “{quoted(other.written)}”, and {one.address} "
        f"“{quoted(one.written)}”: it cannot be told which of them holds the figures.",
        "Rename or remove one of the two columns.",
    )


def _unused_columns(block: Headings) -> Iterator[Finding]:
    if block.unused:
        first = block.unused[0]
        names = ", ".join(
            f"{column_letters(cell.column)} “{quoted(cell.written)}”" for cell in block.unused[:10]
        )
        more = f" and {len(block.unused) - 10} more" if len(block.unused) > 10 else ""
        yield _finding(
            "columns-not-used",
            Severity.NOTE,
            first,
            f"{place(first.sheet, first.address)} and its row head columns that hold no figure, so they were "
            f"not read: {names}{more}.",
            "Nothing, unless one of them holds figures: then change its heading.",
        )


def _hidden_parts(view: View, headings: Headings) -> Iterator[Finding]:
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
            yield _finding(
                f"hidden-{kind}",
                Severity.NOTE,
                cell,
                f"Sheet “{quoted(sheet.name)}” hides {kind} that hold something; they were not read: "
                f"{', '.join(names[:20])}{' and more' if len(names) > 20 else ''}.",
                f"If figures are meant to be read from hidden {kind}, unhide them and send the file again.",
            )


def _first_filled(sheet: Sheet) -> Cell:
    return sheet.rows[0][0] if sheet.rows else sheet.cell(1, 1)


def _hidden_sheet(sheet: Sheet) -> Iterator[Finding]:
    if sheet.rows:
        yield _finding(
            "hidden-sheet",
            Severity.NOTE,
            _first_filled(sheet),
            f"Sheet “{quoted(sheet.name)}” is hidden, so it was not read.",
            "If figures are meant to be read from it, unhide it and send the file again.",
        )


def _unread_sheet(view: View) -> Iterator[Finding]:
    """A sheet without a table is a guidance page, or a table nobody recognised: its numbers tell which."""
    numbers = sum(1 for row in view.rows for cell in row if not isinstance(cell.value, str))
    if view.rows:
        yield _finding(
            "sheet-not-read",
            Severity.EXPLAIN if numbers else Severity.NOTE,
            view.rows[0][0],
            f"Sheet “{quoted(view.sheet.name)}” holds no table of figures that could be recognised, so it "
            f"was not read{f'; {numbers:,} numbers stand on it' if numbers else ''}.",
            "If it should be read, give it a row of headings with the indicator's reference and a result.",
        )


def _encoding(book: Book) -> Iterator[Finding]:
    if book.encoding == "cp1252":
        cell = next(
            (one for sheet in book.sheets for row in sheet.rows for one in row if not one.written.isascii()),
            book.sheets[0].cell(1, 1),
        )
        yield _finding(
            "older-encoding",
            Severity.NOTE,
            cell,
            f"{place(cell.sheet, cell.address)} is read as “{quoted(cell.written)}”: the file is in an older "
            "text encoding (Windows-1252).",
            "If that looks wrong, save the file as “CSV UTF-8” and send it again.",
        )


def _no_table(book: Book) -> Finding:
    """Why no table was recognised: the row that came nearest, or the first that holds anything."""
    shown = [View(sheet) for sheet in book.sheets if not sheet.hidden]
    rows = [(view, row) for view in shown for row in islice(view.rows, SEARCHED_ROWS)]
    if not rows:
        first = _first_filled(next(sheet for sheet in book.sheets if sheet.rows))
        why = "All that the file holds is hidden, so nothing was read."
        return _finding(
            "table-not-recognised", Severity.ERROR, first, why, "Unhide the figures and send it again."
        )
    _, row = max(rows, key=lambda pair: _known_headings(pair[1]))
    cell = next((one for one in row if role_of(visible(one))), row[0])
    if _known_headings(row):
        known = ", ".join(f"“{quoted(one.written)}”" for one in row if role_of(visible(one)))
        why = f"it may be a heading ({known}), but its row does not name both an indicator and its figures"
    else:
        why = "neither there nor in the rows below is there a row of headings for a table of figures"
    return _finding(
        "table-not-recognised",
        Severity.ERROR,
        cell,
        f"{place(cell.sheet, cell.address)} says “{quoted(cell.written)}”: {why}.",
        "Head one column with the indicator's reference (“Ref”), and others with “Number”, “Out of” or "
        "“Result”, or with quarters such as “Q1 2013/14”.",
    )


def _known_headings(row: Iterable[Cell]) -> int:
    return sum(1 for cell in row if role_of(visible(cell)) is not None)
