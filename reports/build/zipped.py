"""The ZIP of an evidence pack: the PDF, its tables and figures as CSV, the evidence files, and an index with hashes.

The same document and files give the same bytes: parts lie in a fixed order and bear a fixed day.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from design.pdf import Pdf
from reports.rules.blocks import Table
from reports.rules.document import Document
from reports.rules.enclosures import CODE, Missing, enclosures_in
from scorecard.exports.tables import Table as Written
from scorecard.exports.tables import TableKind, written

#: The day every part bears: a clock would make each file another.
_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
INDEX = "index.csv"
_HEADINGS = ("place", "what", "bytes", "sha256")
#: Finds a kept file by its SHA-256: its bytes, or why it is not handed out any more.
Find = Callable[[str], bytes | Missing]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the ZIP; without `data` it is missing, and `what` says why."""

    place: str
    what: str
    data: bytes | None
    sha256: str = ""


def zipped(document: Document, printed: Pdf, *, name: str, find: Find) -> bytes:
    """The ZIP. What can no longer be handed out is named in the index, with the fingerprint it had."""
    parts = tuple(_parts(document, printed, name, find))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for place, data in ((INDEX, _index(document, parts)), *((one.place, one.data) for one in parts)):
            if data is not None:
                told = zipfile.ZipInfo(place, _DAY)
                told.compress_type, told.external_attr = zipfile.ZIP_DEFLATED, _READABLE
                file.writestr(told, data, compresslevel=6)
    return kept.getvalue()


def _parts(document: Document, printed: Pdf, name: str, find: Find) -> Iterator[Part]:
    yield Part(f"{name}.pdf", f"{document.title}, {document.period}", printed.data)
    yield Part("figures.csv", "Every figure under this pack, a row each", _figures(document))
    tables = [one for one in document.blocks() if isinstance(one, Table) and one.code != CODE]
    for number, table in enumerate(tables, start=1):
        yield Part(
            f"tables/{number:02}-{table.code}.csv",
            f"Table {number}. {table.caption}",
            _table(document, table),
        )
    for one in enclosures_in(document):
        found = find(one.sha256)
        if isinstance(found, Missing):
            yield Part(one.place, f"{one.about} (no longer handed out: {found})", None, one.sha256)
        else:
            yield Part(one.place, one.about, found, one.sha256)


def _figures(document: Document) -> bytes:
    headings, *rows = document.figures or ((),)
    return _csv(document, headings, rows)


def _table(document: Document, table: Table) -> bytes:
    """A table's words; what is quiet in a cell follows in brackets."""
    rows = [
        tuple(f"{cell.text} ({cell.quiet})" if cell.quiet else cell.text for cell in row)
        for row in table.rows
    ]
    return _csv(document, tuple(column.text for column in table.columns), rows)


def _index(document: Document, parts: tuple[Part, ...]) -> bytes:
    rows = [
        (
            one.place,
            one.what,
            "" if one.data is None else str(len(one.data)),
            one.sha256 if one.data is None else hashlib.sha256(one.data).hexdigest(),
        )
        for one in parts
    ]
    return _csv(document, _HEADINGS, rows)


def _csv(document: Document, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    """Marked as what it is, above its headings; no text in it runs in a spreadsheet."""
    held = Written("", headings, rows, sensitive=True, synthetic=bool(document.notice))
    return written(held, TableKind.CSV)
