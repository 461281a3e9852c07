"""One worksheet's XML into a sheet: cells, merged blocks, hidden rows and columns."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from files.errors import damaged
from files.limits import Limits
from files.readers.formats import Shown, number, unescape, written_as
from files.readers.package import Attributes, Elements
from files.sheets import Cell, Fault, Sheet, Value

#: How a formula names another file: by its number among the book's links, before a sheet's name or a name's mark.
_ELSEWHERE = re.compile(r"\[\d+\][^\[\]!]*!")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TRUE = ("1", "true", "on")
#: A merged block over more places than this is a page's decoration, not a label over a table's columns.
LARGEST_LABEL = 1_000


def merged(top: int, left: int, bottom: int, right: int) -> dict[tuple[int, int], tuple[int, int]]:
    """The places of a merged block, each leading to the block's first: the anchors a Sheet keeps."""
    return {(row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)}


@dataclass(frozen=True)
class Surroundings:
    """What a sheet's cells refer to: shared texts, how each style shows numbers, where days count from."""

    strings: tuple[str, ...]
    formats: tuple[Shown, ...]
    from_1904: bool

    def text(self, number: int) -> str:
        """The shared text of this number, counted from 0; IndexError when there is none."""
        if number < 0:
            raise IndexError(number)
        return self.strings[number]


class WorksheetReader(Elements):
    """Reads one worksheet part; `cells` and `covered` go on counting from the sheets before."""

    def __init__(
        self, name: str, surroundings: Surroundings, limits: Limits, *, cells: int, covered: int
    ) -> None:
        """Start with nothing read."""
        super().__init__()
        self.cells, self.covered = cells, covered
        self._name, self._around, self._limits = name, surroundings, limits
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._rows_hidden_by_default = False
        self._row = self._column = 0
        self._type, self._style = "n", 0
        self._has_formula = self._in_aid = self._in_cell = False
        self._value: list[str] | None = None
        self._text: list[str] = []
        self._formula: list[str] = []
        self._linked: set[tuple[int, int]] = set()
        self._reading: list[str] | None = None

    def sheet(self, *, hidden: bool) -> Sheet:
        """What was read, in order of rows and columns."""
        rows = tuple(
            tuple(cells[column] for column in sorted(cells))
            for _, cells in sorted(self._rows.items())
            if cells
        )
        return Sheet(
            name=self._name,
            rows=rows,
            hidden=hidden,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            anchors=self._anchors,
            linked=frozenset(self._linked),
        )

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" and self._in_cell:
            self._reading = self._value = []
        elif name == "t" and self._in_cell and not self._in_aid:
            self._reading = self._text
        elif name == "f":
            self._has_formula = True
            self._reading = self._formula = []
        elif name == "rPh":
            self._in_aid = True
        else:
            self._start_around(name, attributes)

    def _start_around(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row = int(attributes.get("r", str(self._row + 1)))
            self._column = 0
            if attributes.get("hidden", "1" if self._rows_hidden_by_default else "0") in _TRUE:
                self._hidden_rows.add(self._row)
        elif name == "col" and attributes.get("hidden", "0") in _TRUE:
            last = min(int(attributes["max"]), self._limits.columns)
            self._hidden_columns.update(range(max(int(attributes["min"]), 1), last + 1))
        elif name == "sheetFormatPr":
            self._rows_hidden_by_default = attributes.get("zeroHeight", "0") in _TRUE
        elif name == "mergeCell":
            self._merge(attributes["ref"])

    def characters(self, content: str) -> None:
        """Text inside the element being read."""
        if self._reading is not None:
            self._reading.append(content)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t", "f"):
            self._reading = None
            if name == "f" and self._in_cell and _ELSEWHERE.search("".join(self._formula)):
                self._linked.add((self._row, self._column))
        elif name == "rPh":
            self._in_aid = False
        elif name == "c":
            self._end_cell()

    def _start_cell(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            self._row, self._column = self._place(address)
        if not (0 < self._row <= self._limits.rows and self._column <= self._limits.columns):
            raise damaged(f"a cell of its sheet {self._name} lies outside every sheet")
        self._type, self._style = attributes.get("t", "n"), int(attributes.get("s", "0"))
        self._has_formula, self._in_cell = False, True
        self._value, self._text = None, []

    def _end_cell(self) -> None:
        self._in_cell = False
        cell = self._cell()
        if not cell.filled:
            return
        self.cells += 1
        self._limits.check_cells(self.cells)
        self._limits.check_text(len(cell.written))
        columns = self._rows.setdefault(cell.row, {})
        if cell.column in columns:
            raise damaged(f"its sheet {self._name} has two cells at {cell.address}")
        columns[cell.column] = cell

    def _cell(self) -> Cell:
        stored = "".join(self._value or ())
        if self._type == "inlineStr":
            return self._made(unescape("".join(self._text)) or None)
        if self._type == "e":
            return self._made(None, stored or "#VALUE!", Fault.ERROR)
        if not stored:
            return self._without_value()
        if self._type == "s":
            return self._made(self._around.text(int(stored)) or None)
        if self._type == "str":
            return self._made(unescape(stored))
        if self._type == "b":
            return self._made(stored in _TRUE, "TRUE" if stored in _TRUE else "FALSE")
        if self._type == "d":
            day = date.fromisoformat(stored[:10])
            return self._made(day, f"{day.day} {day:%B %Y}")
        return self._number(stored)

    def _without_value(self) -> Cell:
        """Blank; unless a program saved a formula here without working it out. A text result may be empty."""
        worked_out = self._type == "str" and self._value is not None
        if self._has_formula and not worked_out:
            return self._made(None, "a formula", Fault.UNCALCULATED)
        return self._made(None)

    def _number(self, stored: str) -> Cell:
        value = number(stored)
        if value is None:
            return self._made(stored)
        formats = self._around.formats
        shown = formats[self._style] if 0 <= self._style < len(formats) else Shown.NUMBER
        held, written = written_as(value, shown, from_1904=self._around.from_1904)
        percent = shown is Shown.PERCENT and isinstance(held, int | Decimal)
        return self._made(held, written, percent=percent)

    def _made(
        self, value: Value, written: str | None = None, fault: Fault | None = None, *, percent: bool = False
    ) -> Cell:
        text = written if written is not None else str(value) if value is not None else ""
        return Cell(self._name, self._row, self._column, value, text, percent, fault)

    def _place(self, address: str) -> tuple[int, int]:
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise damaged(f"a cell of its sheet {self._name} has no address")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        return int(match[2]), column

    def _merge(self, block: str) -> None:
        first, _, last = block.partition(":")
        top, left = self._place(first)
        bottom, right = self._place(last or first)
        places = (bottom - top + 1) * (right - left + 1)
        if not 0 < places <= LARGEST_LABEL:
            return
        self.covered += places
        self._limits.check_covered(self.covered)
        self._anchors.update(merged(top, left, bottom, right))
