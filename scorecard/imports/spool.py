"""Sound rows of a long file on their way to the database: in a file of their own, not in memory.

A line is a row as COPY takes it, with codes where the table will hold ids.
"""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import overload

from scorecard.imports.rows import CleanRow
from scorecard.rules.figures import Basis, Stage, Status
from scorecard.rules.periods import Period, PeriodKind

#: Lines written at once, and bytes read at once.
_LINES, _BYTES = 4_000, 1 << 20
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
NOTHING = "\\N"


class Spool(Sequence[CleanRow]):
    """Rows in the order they were added. They can be gone through at any time, each made anew."""

    def __init__(self) -> None:
        """Start with none; the file has no name, and goes with this object."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (it is open as long as this is)
        self._waiting: list[str] = []
        self._rows = 0
        self.periods: set[Period] = set()

    def __del__(self) -> None:
        """Let go of the file."""
        self._file.close()

    def write(self, line: str) -> None:
        """Add a row as its line, without the end of it. The caller adds its period to `periods`."""
        self._waiting.append(line)
        self._rows += 1
        if len(self._waiting) == _LINES:
            self._flush()

    def add(self, row: CleanRow) -> None:
        """Add a row."""
        self.periods.add(row.period)
        numbers = (
            NOTHING if one is None else f"{one:f}" for one in (row.numerator, row.denominator, row.value)
        )
        words = (row.status.value, row.stage.value, escaped(row.sheet), row.cell, escaped(row.commentary))
        self.write("\t".join((beginning(row), *numbers, *words)))

    def lines(self) -> Iterator[str]:
        """Each row as its line, without the end of it."""
        self._flush()
        place, rest = 0, b""
        while True:
            self._file.seek(place)
            piece = self._file.read(_BYTES)
            if not piece:
                return
            place += len(piece)
            *whole, rest = (rest + piece).split(b"\n")
            yield from map(bytes.decode, whole)

    def __iter__(self) -> Iterator[CleanRow]:
        """The rows."""
        return map(_row, self.lines())

    def __len__(self) -> int:
        """How many there are."""
        return self._rows

    @overload
    def __getitem__(self, place: int) -> CleanRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[CleanRow, ...]: ...
    def __getitem__(self, place: int | slice) -> CleanRow | tuple[CleanRow, ...]:
        """A row, or several, found by reading up to it."""
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(self._rows)))
        return next(islice(self, range(self._rows)[place], None))

    def _flush(self) -> None:
        if self._waiting:
            self._file.seek(0, 2)
            self._file.write("".join(f"{line}\n" for line in self._waiting).encode())
            self._waiting.clear()


def escaped(text: str) -> str:
    """A text as COPY takes it."""
    return text.translate(_ESCAPES)


def beginning(row: CleanRow) -> str:
    """What a row is of: the first columns of its line."""
    period = row.period
    span = (period.kind.value, period.first.isoformat(), period.last.isoformat(), row.basis.value)
    return "\t".join((escaped(row.indicator_code), escaped(row.area_code), escaped(row.breakdown), *span))


def _meant(text: str) -> str:
    if "\\" not in text:
        return text
    found, marks = "", iter(text)
    for mark in marks:
        found += _MEANT[next(marks)] if mark == "\\" else mark
    return found


@lru_cache(maxsize=2000)
def _period(kind: str, first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last), PeriodKind(kind))


def _number(text: str) -> Decimal | None:
    return None if text == NOTHING else Decimal(text)


def _row(line: str) -> CleanRow:
    code, area, breakdown, kind, first, last, basis, *rest = line.split("\t")
    n, d, value, status, stage, sheet, cell, commentary = rest
    return CleanRow(
        indicator_code=_meant(code),
        area_code=_meant(area),
        breakdown=_meant(breakdown),
        period=_period(kind, first, last),
        basis=Basis(basis),
        numerator=_number(n),
        denominator=_number(d),
        value=_number(value),
        status=Status(status),
        stage=Stage(stage),
        sheet=_meant(sheet),
        cell=cell,
        commentary=_meant(commentary),
    )
