"""A sent file handed back with what was found in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from files.marked import Mark, mark
from files.reading import read_apart
from files.sheets import Book, BookKind
from scorecard.imports.read import read as read_tables
from scorecard.models import Finding


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """What a browser is handed: the bytes and the name they are saved under."""

    data: bytes
    name: str


def marked_file(data: bytes, file_name: str, findings: Iterable[Finding]) -> MarkedFile:
    """The file with its findings marked. Raises Unreadable when it can no longer be read."""
    book = read_apart(data)
    marks = [
        Mark(
            one.sheet,
            one.cell,
            one.severity,  # type: ignore[arg-type]
            one.value,
            one.message,
            one.remedy,
        )
        for one in findings
    ]
    made = mark(data, book, marks, heading_row=_heading_row(book))
    return MarkedFile(made.data, f"{PurePath(file_name).stem} - marked.{made.suffix}")


def _heading_row(book: Book) -> int:
    """Where the headings of a CSV file stand: of its first table, else the first row that holds anything."""
    if book.kind is not BookKind.CSV:
        return 1
    tables = read_tables(book).tables
    if tables:
        return tables[0].heading_row
    return next((row[0].row for sheet in book.sheets for row in sheet.rows), 1)
