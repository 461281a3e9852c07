"""Handing a file back with its problems marked: bytes to bytes.

An XLSX keeps everything it is and gains colours, comments and a sheet that lists the problems. A CSV file gains two
columns. What cannot be marked itself (XLS, XLSB, ODS, a workbook with macros, a package written in a way we dare not
edit) becomes a new XLSX of its values, which says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from files.marked.anew import titles, workbook_of
from files.marked.delimited import Dialect, with_columns
from files.marked.edit import edited
from files.marked.marks import (
    LISTING,
    LISTING_TAG,
    TO_DO,
    WRONG,
    CannotEdit,
    Mark,
    Marked,
    looks_like_formula,
)
from files.readers.delimited import dialect_of
from files.sheets import Book, BookKind

__all__ = ["LISTING", "LISTING_TAG", "TO_DO", "WRONG", "Mark", "Marked", "looks_like_formula", "mark"]

_OWN = "This is your file as you sent it, with the problem cells coloured and a comment on each."
_COLUMNS = "This is your file as you sent it, with two columns more."
_NEW = "Your file was {what}. This is a new workbook of its values, without its formulas, {without}."
_WHAT = {
    BookKind.XLS: "in the older Excel format (XLS)",
    BookKind.XLSB: "in Excel’s binary format (XLSB)",
    BookKind.ODS: "an OpenDocument spreadsheet (ODS)",
    BookKind.XLSM: "a workbook with macros, which are never kept",
    BookKind.XLSX: "written in a way that cannot be marked without risk to what is in it",
}


def mark(data: bytes, book: Book, marks: Sequence[Mark], *, heading_row: int = 1) -> Marked:
    """The file with its problems marked; `book` is what was read from it.

    `heading_row` is where a CSV file's headings stand, counted from 1.
    """
    if book.kind is BookKind.CSV:
        dialect = Dialect(*dialect_of(data))
        return Marked(with_columns(data, marks, dialect, heading_row=heading_row), "csv", _COLUMNS)
    if book.kind is BookKind.XLSX:
        try:
            return Marked(edited(data, marks, how=_OWN), "xlsx", _OWN)
        except CannotEdit:
            pass
    named = titles(book)
    moved = [replace(one, sheet=named.get(one.sheet, one.sheet)) for one in marks]
    how = _NEW.format(what=_WHAT[book.kind], without="charts, colours and comments")
    return Marked(edited(workbook_of(book), moved, how=how), "xlsx", how)
