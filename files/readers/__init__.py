"""From bytes to a book. What a file is comes from its bytes, never from its name."""

import logging
from pathlib import Path

from files.errors import Unreadable, damaged, too_heavy, too_large
from files.limits import LIMITS, Limits
from files.readers.binary import read_xls, read_xlsb
from files.readers.delimited import Source, read_delimited
from files.readers.kinds import START, refuse_other_kinds
from files.readers.ods import read_ods
from files.readers.ole import OLE2
from files.readers.package import Package
from files.readers.xlsx import read_xlsx
from files.sheets import Book, BookKind

_log = logging.getLogger(__name__)

#: How a ZIP archive begins; an empty one begins with its end. A CSV's first heading may be "PK".
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read(source: Source, *, limits: Limits = LIMITS) -> Book:
    """The sheets of a spreadsheet file, here and now; what strangers send is read by `files.reading.read_apart`.

    Raises Unreadable, and nothing else, when it cannot be read.
    """
    try:
        return _read(source, limits)
    except Unreadable:
        raise
    except MemoryError as problem:
        raise too_heavy() from problem
    except Exception as unforeseen:
        # Bytes come from anyone: whatever a parser trips over must end as a refusal in words. It may as well
        # be our own mistake, hence the log.
        _log.exception("A reader met something it does not foresee")
        raise damaged("its inside could not be understood") from unforeseen


def _read(source: Source, limits: Limits) -> Book:
    size, start = _measured(source)
    binary = start.startswith((*_ZIP, OLE2))
    limits.check_size(size, text=not binary)
    refuse_other_kinds(start)
    book = _read_workbook(_bytes(source), limits) if binary else read_delimited(source, limits)
    _refuse_empty(book, limits)
    return book


def _measured(source: Source) -> tuple[int, bytes]:
    if isinstance(source, bytes):
        return len(source), source[:START]
    with source.open("rb") as stream:
        return source.stat().st_size, stream.read(START)


def _bytes(source: Source) -> bytes:
    return source.read_bytes() if isinstance(source, Path) else source


def _read_workbook(data: bytes, limits: Limits) -> Book:
    if data.startswith(OLE2):
        return read_xls(data, limits)
    package = Package(data, limits)
    if package.kind is BookKind.ODS:
        return read_ods(package, limits)
    if package.kind is BookKind.XLSB:
        return read_xlsb(package, data, limits)
    return read_xlsx(package, limits)


def _refuse_empty(book: Book, limits: Limits) -> None:
    """Raises Unreadable for a book that shows nothing at all, or a workbook with more text than we take."""
    characters, shows = 0, False
    for sheet in book.sheets:
        for row in sheet.rows:
            for cell in row:
                shows = shows or cell.fault is not None or bool(cell.written.strip())
                characters += len(cell.written)
            if sheet.long and shows:
                return
    if characters > limits.characters and book.kind is not BookKind.CSV:
        raise too_large(f"its cells hold more than {limits.characters:,} characters")
    if not shows:
        raise Unreadable(
            "empty-file",
            "This file is empty: no cell of it holds anything.",
            "Check that it was saved after the figures were typed in, and send it again.",
        )
