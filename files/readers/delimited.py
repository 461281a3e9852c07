"""Text files of values between commas, semicolons or tabs. A value stays the text it is.

A file is only ever read line by line, so that its length costs time and no memory. A short one's rows are then
held; a long one's are read anew by whoever goes through them (ADR 0014).
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO, overload

from files.errors import Unreadable, too_large
from files.limits import LIMITS, Limits
from files.sheets import CSV_SHEET, Book, BookKind, Cell, Sheet

#: Where a file's bytes are: in memory, or in a file that is read as it is needed.
Source = bytes | Path

_DELIMITERS = (",", ";", "\t", "|")
#: Enough lines to see which character divides them.
_SAMPLE_LINES = 60
#: Enough bytes to see which encoding a text without a mark is in.
_SAMPLE_BYTES = 4_000
_CHUNK = 1_000_000
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class LongRows(Sequence[tuple[Cell, ...]]):
    """The rows of a text file that was read through once and found whole; read anew each time, never held.

    `sep` is 1 when a first line names the divider and is passed over; `filled` the number of rows that hold anything.
    """

    source: Source
    encoding: str
    delimiter: str
    sep: int
    filled: int

    def fields(self) -> Iterator[tuple[int, list[str]]]:
        """Each line's number and its fields as text, blank lines too: the quickest way through."""
        with _opened(self.source, self.encoding) as text:
            lines = iter(text)
            for _ in range(self.sep):
                next(lines, None)
            yield from enumerate(csv.reader(lines, delimiter=self.delimiter, strict=True), start=1 + self.sep)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """The rows that hold anything, each with its filled cells."""
        for number, fields in self.fields():
            cells = tuple(
                Cell(CSV_SHEET, number, column, field, field)
                for column, field in enumerate(fields, start=1)
                if field
            )
            if cells:
                yield cells

    def __len__(self) -> int:
        """How many rows hold anything."""
        return self.filled

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[tuple[Cell, ...], ...]: ...
    def __getitem__(self, place: int | slice) -> tuple[Cell, ...] | tuple[tuple[Cell, ...], ...]:
        """A row, or several, found by reading up to it; IndexError beyond the last."""
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(self.filled)))
        wanted = range(self.filled)[place]
        return next(islice(self, wanted, None))


def read_delimited(source: Source, limits: Limits) -> Book:
    """The one sheet of a text file. Rows are counted as a spreadsheet counts them: blank lines too.

    Raises Unreadable for bytes that are no text, for quotation marks that do not pair and beyond the limits.
    """
    encoding = _encoding(source)
    with _opened(source, encoding) as text:
        delimiter, sep = _delimiter(text, limits)
    rows = LongRows(source, encoding, delimiter, sep, _count(source, encoding, delimiter, sep, limits))
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.long_from:
        return Book(BookKind.CSV, (Sheet(CSV_SHEET, rows, long=True),), encoding)
    return Book(BookKind.CSV, (Sheet(CSV_SHEET, tuple(rows)),), encoding)


def dialect_of(source: Source, limits: Limits = LIMITS) -> tuple[str, str, int]:
    """How a text file is written: its encoding, what divides its fields, and 1 when a `sep=` line says so."""
    encoding = _encoding(source)
    with _opened(source, encoding) as text:
        delimiter, sep = _delimiter(text, limits)
    return encoding, delimiter, sep


def _binary(source: Source) -> BinaryIO:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _opened(source: Source, encoding: str) -> TextIO:
    """The text, with every line's end as it is written."""
    return io.TextIOWrapper(_binary(source), encoding, newline="")


def _encoding(source: Source) -> str:
    """The encoding of the text: a byte order mark decides, then NULs at every other place (UTF-16 without a
    mark), else it is UTF-8, else Windows-1252.
    """
    with _binary(source) as stream:
        start = stream.read(_SAMPLE_BYTES)
    for encoding in _candidates(start):
        if _decodes(source, encoding):
            return encoding
    raise _not_text()


def _candidates(start: bytes) -> tuple[str, ...]:
    if start.startswith(_UTF16_MARKS):
        return ("utf-16",)
    # Figures and headings are mostly ASCII, whose every second byte is then NUL; in other text none is.
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > len(start) / 4 and not even:
        return ("utf-16-le",)
    if even > len(start) / 4 and not odd:
        return ("utf-16-be",)
    return "utf-8-sig", "cp1252"


def _decodes(source: Source, encoding: str) -> bool:
    """Whether all bytes are text in this encoding. Raises Unreadable when the text holds what no text holds."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with _binary(source) as stream:
        try:
            while chunk := stream.read(_CHUNK):
                if _NO_TEXT.search(decoder.decode(chunk)):
                    raise _not_text()
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _not_text() -> Unreadable:
    return Unreadable(
        "not-a-spreadsheet",
        "This is not a spreadsheet: its bytes are neither text nor a workbook.",
        "Send the spreadsheet with the figures, saved as XLSX or CSV.",
    )


def _delimiter(text: TextIO, limits: Limits) -> tuple[str, int]:
    """The character that divides the text, and 1 when Excel's own `sep=` line says so, else 0.

    Else it is the one that divides most of the first lines into the same number of fields: commas in
    commentary or decimals come and go, the divider does not. On a tie the one that makes more fields.
    """
    lines = list(islice(_lines(text, limits), _SAMPLE_LINES))
    first = lines[0].strip() if lines else ""
    if first.lower().startswith("sep=") and first[4:] in _DELIMITERS:
        return first[4:], 1
    # strip() takes a tab for a blank.
    if lines and lines[0].rstrip("\r\n").lower() == "sep=\t":
        return "\t", 1
    return max(_DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter)), 0


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        sample = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    widths = Counter(len(fields) for fields in sample if len(fields) > 1)
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _lines(text: TextIO, limits: Limits) -> Iterator[str]:
    """The lines of a text, none so long that holding it would hurt."""
    while line := text.readline(limits.line):
        if len(line) >= limits.line:
            raise too_large(f"one of its lines is longer than {limits.line:,} characters")
        yield line


def _count(source: Source, encoding: str, delimiter: str, sep: int, limits: Limits) -> int:
    """How many rows hold anything, once the whole file was gone through and found within the limits."""
    rows = cells = 0
    with _opened(source, encoding) as text:
        lines = islice(_lines(text, limits), sep, None)
        for number, fields in enumerate(_records(lines, delimiter, limits), start=1 + sep):
            if number > limits.rows or len(fields) > limits.columns:
                raise too_large(f"it has more than {limits.rows:,} rows or {limits.columns:,} columns")
            filled = len(fields) - fields.count("")
            rows += filled > 0
            cells += filled
            limits.check_cells(cells, text=True)
    return rows


def _records(lines: Iterator[str], delimiter: str, limits: Limits) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for fields in reader:
            limits.check_text(max(map(len, fields), default=0))
            yield fields
    except csv.Error as problem:
        if "field limit" in str(problem):
            limits.check_text(limits.text + 1)
        raise Unreadable(
            "quotation-marks",
            f"Quotation marks near line {reader.line_num} do not pair, so columns cannot be told apart.",
            "Remove stray quotation marks there, or save the file as XLSX, and send it again.",
        ) from problem
