"""A mess: a file as agencies send it, how it is sent, and all that must come of it, a line a figure and a finding."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from scorecard.rules.periods import Period, quarter
from tests.files.books import Rows, csv_bytes, xlsx_bytes

#: The quarter the return is for, unless a mess says otherwise, and the three before it.
Q4, Q3, Q2, Q1 = quarter(2017, 4), quarter(2017, 3), quarter(2017, 2), quarter(2017, 1)

Bytes = Callable[[], bytes]
Change = Callable[[Any], Any]


@dataclass(frozen=True)
class Mess:
    """One row of the table.

    `outcome` is the verdict and the layout, then every figure and every finding in the file's order, nothing left out:
    see `outcome.told`. `answers` is the quarter of the return the file is sent for, None when nobody says; `agency`
    whose it is. `before` are files released before it came, `said` what the agency then says of how it is read.
    """

    number: int
    says: str
    file: Bytes
    outcome: str
    name: str = "return.xlsx"
    answers: Period | None = None
    agency: str = "csc"
    before: tuple[Bytes, ...] = ()
    said: Mapping[str, Mapping[str, str]] | None = None

    @property
    def expected(self) -> list[str]:
        """The outcome, line by line."""
        return dedent(self.outcome).strip().splitlines()


def workbook(rows: Rows, change: Change | None = None, **more: Rows) -> Bytes:
    """An XLSX workbook with a sheet R, and others by their names; `change` formats, merges or hides on each."""
    return lambda: xlsx_bytes({"R": rows, **more}, change)


def text(rows: Rows, **how: Any) -> Bytes:
    """A CSV file."""
    return lambda: csv_bytes(rows, **how)


def merged(*ranges: str) -> Change:
    """Merge these places of a sheet."""
    return lambda sheet: [sheet.merge_cells(one) for one in ranges]


def lines(*given: tuple[object, ...]) -> Bytes:
    """A CSV of one row a figure: reference, period, number, out of, reason; a Period as people write it."""
    rows = [[one.short if isinstance(one, Period) else one for one in line] for line in given]
    filled = [[*row, *[None] * (5 - len(row))] for row in rows]
    return text([["Ref", "Period", "Number", "Out of", "Reason"], *filled])
