"""Text files of values between commas, semicolons or tabs. A value stays the text it is."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from files.errors import Unreadable, too_large
from files.limits import Limits
from files.sheets import CSV_SHEET, Book, BookKind, Cell, Sheet

_DELIMITERS = (",", ";", "\t", "|")
#: Enough lines to see which character divides them.
_SAMPLE_LINES = 60
_LAYOUT_CHARACTERS = frozenset("\t\n\r\f\v")


def read_delimited(data: bytes, limits: Limits) -> Book:
    """The one sheet of a text file. Rows are counted as a spreadsheet counts them: blank lines too.

    Raises Unreadable for bytes that are no text, for quotation marks that do not pair and beyond the limits.
    """
    text, encoding = _decode(data)
    text, delimiter = _delimiter(text)
    rows, count = [], 0
    for number, fields in enumerate(_records(text, delimiter, limits), start=1):
        if number > limits.rows or len(fields) > limits.columns:
            raise too_large(f"it has more than {limits.rows:,} rows or {limits.columns:,} columns")
        cells = tuple(
            Cell(CSV_SHEET, number, column, field, field)
            for column, field in enumerate(fields, start=1)
            if field
        )
        count += len(cells)
        limits.check_cells(count)
        if cells:
            rows.append(cells)
    return Book(BookKind.CSV, (Sheet(CSV_SHEET, tuple(rows)),), encoding)


def _decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: a byte order mark decides, else UTF-8, else Windows-1252."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(character) < 32 and character not in _LAYOUT_CHARACTERS for character in set(text)):
            raise _not_text()
        return text, encoding
    raise _not_text()


def _not_text() -> Unreadable:
    return Unreadable(
        "not-a-spreadsheet",
        "This is not a spreadsheet: its bytes are neither text nor a workbook.",
        "Send the spreadsheet with the figures, saved as XLSX or CSV.",
    )


def _delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's own `sep=` line, and the character that divides it.

    That is the one that divides most of the first lines into the same number of fields: commas in commentary
    or decimals come and go, the divider does not. On a tie the one that makes more fields.
    """
    first, _, rest = text.partition("\n")
    first = first.strip()
    if first.lower().startswith("sep=") and first[4:] in _DELIMITERS:
        # The blank line keeps every row where a spreadsheet that shows the line counts it.
        return "\n" + rest, first[4:]
    return text, max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    try:
        sample = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE_LINES))
    except csv.Error:
        return 0, 0
    widths = Counter(len(fields) for fields in sample if len(fields) > 1)
    if not widths:
        return 0, 0
    width, lines = max(widths.items(), key=lambda item: (item[1], item[0]))
    return lines, width


def _records(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
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
