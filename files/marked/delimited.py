"""A text file with two more columns: what is wrong in each row, and what to do. All else as it was written."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from files.marked.marks import TO_DO, WRONG, Mark, looks_like_formula

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written: its encoding, what divides its fields, and how many lines only say so."""

    encoding: str
    delimiter: str
    said: int = 0


def with_columns(data: bytes, marks: Sequence[Mark], dialect: Dialect, *, heading_row: int) -> bytes:
    """The file with a column “What is wrong” and one “What to do” at the end; byte order mark and encoding stay.

    Rows count from 1, blank ones and a `sep=` line too. Rows above `heading_row` stay as they are unless they are
    marked. What is about no row of the file stands in a row of its own at the end. A file handed back before loses the
    two columns it gained then.
    """
    codec = {"utf-16": "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-16-be"}.get(
        dialect.encoding, dialect.encoding
    )
    plain = "utf-8" if codec == "utf-8-sig" else codec
    text = data.decode(plain)
    marker, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    records = list(_records(text, dialect))
    if any(number == heading_row and fields[-2:] == [WRONG, TO_DO] for number, fields, _, _ in records):
        width = next(len(fields) for number, fields, _, _ in records if number == heading_row) - 2
        records = [_without(one, width, dialect) for one in records]
    width = max((len(fields) for _, fields, *_ in records), default=0)
    said = _by_row(marks, {number for number, *_ in records}, heading_row)
    lines = []
    for number, fields, raw, end in records:
        wrong = said.get(number)
        if wrong is None and (number <= heading_row - 1 or not any(fields)):
            lines.append(raw + end)
            continue
        own = wrong or ("", "")
        more = (WRONG, TO_DO) if number == heading_row else own
        filling = dialect.delimiter * (width - max(len(fields), 1))
        lines.append(f"{raw}{filling}{dialect.delimiter}{_written(more, dialect)}{end}")
    if heading_row in said:
        # At the end, so that no row moves from where the findings say it is.
        start = "" if lines and lines[-1].endswith(("\n", "\r")) else "\r\n"
        lines.append(f"{start}{dialect.delimiter * width}{_written(said[heading_row], dialect)}\r\n")
    return (marker + "".join(lines)).encode(plain, errors="replace")


_Record = tuple[int, list[str], str, str]


def _records(text: str, dialect: Dialect) -> Iterator[_Record]:
    """Each record: its number, its fields, its text as written, and how its line ends."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for number, match in enumerate(_LINE.finditer(text)):
            if number >= dialect.said:
                taken.append(match[0])
                yield match[0]
            else:
                held.append(match[0])

    held: list[str] = []
    reader = csv.reader(lines(), delimiter=dialect.delimiter)
    for number, fields in enumerate(reader, start=1 + dialect.said):
        if held:
            yield 0, [], "".join(held), ""
            held.clear()
        raw = "".join(taken)
        taken.clear()
        bare = raw.rstrip("\r\n")
        yield number, fields, bare, raw[len(bare) :]


def _without(record: _Record, width: int, dialect: Dialect) -> _Record:
    """A record without the columns an earlier marked copy gained; the line of file findings goes altogether."""
    number, fields, _, end = record
    if len(fields) <= width:
        return record
    if not any(fields[:width]):
        return number, [], "", end
    return number, fields[:width], _written(fields[:width], dialect), end


def _by_row(marks: Sequence[Mark], rows: set[int], heading_row: int) -> dict[int, tuple[str, str]]:
    wrong: dict[int, list[Mark]] = defaultdict(list)
    for one in marks:
        place = one.place
        wrong[place[0] if place is not None and place[0] in rows else heading_row].append(one)
    return {
        row: (
            _safe(" ".join(dict.fromkeys(one.wrong for one in here))),
            _safe(" ".join(dict.fromkeys(one.to_do for one in here))),
        )
        for row, here in wrong.items()
    }


def _written(fields: Sequence[str], dialect: Dialect) -> str:
    """Fields with the quotation marks they need."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="")
    writer.writerow(fields)
    return text.getvalue()


def _safe(text: str) -> str:
    """A text of ours as a field: an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if looks_like_formula(text) else text
