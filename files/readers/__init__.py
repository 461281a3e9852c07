"""From bytes to a book. What a file is comes from its bytes, never from its name."""

import logging

from files.errors import Unreadable, damaged
from files.limits import LIMITS, Limits
from files.readers.delimited import read_delimited
from files.readers.kinds import refuse_other_kinds
from files.readers.xlsx import read_xlsx
from files.sheets import Book

_log = logging.getLogger(__name__)


def read(data: bytes, *, limits: Limits = LIMITS) -> Book:
    """The sheets of a CSV or XLSX file. Raises Unreadable, and nothing else, when it cannot be read."""
    try:
        return _read(data, limits)
    except Unreadable:
        raise
    except Exception as unforeseen:
        # Bytes come from anyone: whatever a parser trips over must end as a refusal in words. It may as well
        # be our own mistake, hence the log.
        _log.exception("A reader met something it does not foresee")
        raise damaged("its inside could not be understood") from unforeseen


def _read(data: bytes, limits: Limits) -> Book:
    limits.check_size(len(data))
    refuse_other_kinds(data)
    book = read_xlsx(data, limits) if data.startswith(b"PK") else read_delimited(data, limits)
    if not any(
        cell.fault or cell.written.strip() for sheet in book.sheets for row in sheet.rows for cell in row
    ):
        raise Unreadable(
            "empty-file",
            "This file is empty: no cell of it holds anything.",
            "Check that it was saved after the figures were typed in, and send it again.",
        )
    return book
