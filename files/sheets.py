"""What every reader gives back: a book of sheets of typed cells that know their address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import islice

#: The name a CSV file's only sheet goes by: the format has none of its own.
CSV_SHEET = "CSV"

#: What a cell may hold. A whole number is an int; any other number is an exact Decimal, never a float.
Value = str | int | Decimal | bool | date | None


class BookKind(StrEnum):
    """The format the bytes turned out to be."""

    CSV = "csv"
    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"


#: Formats whose reader gives values only: an error looks like a blank there, and 43% like 0.43.
BLIND = frozenset({BookKind.XLS, BookKind.XLSB})


class Fault(StrEnum):
    """Why a cell holds no value though something stands in it."""

    ERROR = "error"
    UNCALCULATED = "uncalculated"


def column_letters(column: int) -> str:
    """The letters a spreadsheet heads a column with, counted from 1: 4 is D, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. Row and column count from 1.

    `written` is what its author sees or typed, as nearly as the file tells; a percentage is shown as one
    ("23.5%") while `value` keeps what is stored (0.235) and `percent` says so. A cell with a `fault` (such as
    #DIV/0!, or a formula nobody has calculated) has its text in `written` and the value None.
    """

    sheet: str
    row: int
    column: int
    value: Value = None
    written: str = ""
    percent: bool = False
    fault: Fault | None = None

    @property
    def address(self) -> str:
        """The address its author knows it by, such as D9."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def filled(self) -> bool:
        """Whether anything at all stands here; a space does, an empty text does not."""
        return self.fault is not None or self.value is not None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows in order, each holding its filled cells only, so blank rows and cells cost nothing.

    What is hidden is given like the rest and named in `hidden`, `hidden_rows` and `hidden_columns`: whoever
    reads the sheet decides, and says so. `anchors` leads from a place in a merged block to the block's first.
    `linked` are the cells, by row and column, whose formula takes its result from another file: what was saved of it
    last is what is read.

    A `long` sheet is a large text file's: its rows are read anew each time they are gone through, and never
    all held. Work through `parts()`; whoever asks it for cells, or makes a tuple of its rows, holds them all.
    """

    name: str
    rows: Sequence[tuple[Cell, ...]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    long: bool = False
    linked: frozenset[tuple[int, int]] = frozenset()

    def parts(self, rows: int = 5_000) -> Iterator["Sheet"]:
        """The sheet in pieces of at most so many filled rows, in order, each held while it is looked at.

        A sheet that is not long is its own only piece: what is merged or stands below stays together.
        """
        if not self.long:
            yield self
            return
        left = iter(self.rows)
        while piece := tuple(islice(left, rows)):
            yield replace(self, rows=piece, long=False)

    @cached_property
    def _cells(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for row in self.rows for cell in row}

    @cached_property
    def rows_by_number(self) -> dict[int, tuple[Cell, ...]]:
        """The rows by the number their author knows them by."""
        return {row[0].row: row for row in self.rows}

    def cell(self, row: int, column: int) -> Cell:
        """The cell at this place, a blank one where nothing stands."""
        return self._cells.get((row, column)) or Cell(self.name, row, column)

    def label(self, row: int, column: int) -> Cell:
        """The cell whose text a reader sees at this place: inside a merged block, the block's first cell."""
        return self.cell(*self.anchors.get((row, column), (row, column)))


@dataclass(frozen=True)
class Book:
    """A file that could be read. `encoding` is the text encoding a CSV file was read with.

    A `blind` book is of a format (XLS, XLSB) whose errors cannot be told from blanks, nor a percentage from a
    fraction, so that an empty place in it proves nothing.
    """

    kind: BookKind
    sheets: tuple[Sheet, ...]
    encoding: str | None = None

    @property
    def blind(self) -> bool:
        """Whether an error cell of this format looks like a blank."""
        return self.kind in BLIND

    @property
    def long(self) -> bool:
        """Whether a sheet of it is too long to be held: see Sheet.parts."""
        return any(sheet.long for sheet in self.sheets)
