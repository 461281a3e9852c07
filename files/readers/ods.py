"""OpenDocument spreadsheets (ODS), read in one pass over content.xml (OpenDocument 1.3 part 3, chapters 9 and 19).

Cells and rows may say that they are repeated, up to the edge of the sheet: nothing is set aside for what is blank.
Formulas are never worked out: what was saved beside them is read.
"""

import re
from dataclasses import dataclass, field, replace

from files.errors import damaged
from files.limits import Limits
from files.readers.formats import Shown
from files.readers.ods_values import held
from files.readers.package import Attributes, Elements, Package
from files.readers.worksheet import LARGEST_LABEL, merged
from files.sheets import Book, BookKind, Cell, Sheet

_URI = "urn:oasis:names:tc:opendocument:xmlns"
#: The prefixes every program writes; a file with others would look empty, so it is refused.
_PREFIXES = {"xmlns:office": f"{_URI}:office:1.0", "xmlns:table": f"{_URI}:table:1.0"}
#: What a cell may hold besides its own text: a remark, a drawing, a small table.
_ASIDE = frozenset({"annotation", "note", "ruby-text", "table", "shapes"})
#: How a formula names another file (part 4, 5.8: a source location in quotes before a sheet's name).
_ELSEWHERE = re.compile(r"\['[^']*'#")
_BLANKS = re.compile(r"[ \t\r\n]+")
#: A run of more hidden rows than this, with nothing in them, is the rest of the sheet and not worth naming.
_LONGEST_HIDDEN = 1_000
_LONGEST_NAME = 100


def read_ods(package: Package, limits: Limits) -> Book:
    """Every sheet of an OpenDocument spreadsheet, hidden ones flagged. Raises Unreadable."""
    reader = _Content(limits)
    package.parse(package.workbook, reader)
    return Book(BookKind.ODS, tuple(reader.sheets))


@dataclass
class _Table:
    """A sheet being read; `column_styles` are the runs of columns as (last column, style)."""

    name: str
    hidden: bool
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: list[tuple[int, str]] = field(default_factory=list)
    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    linked: set[tuple[int, int]] = field(default_factory=set)

    def style(self, column: int) -> str:
        """The style a cell of this column has when it names none."""
        return next((style for last, style in self.column_styles if column <= last), "")


@dataclass
class _Row:
    """A row being read: it stands `times` under each other; `column` is the last one taken."""

    times: int
    hidden: bool
    column: int = 0
    cells: list[Cell] = field(default_factory=list)


@dataclass
class _Open:
    """A cell being read: what it says of itself, how many stand beside each other, and its text so far."""

    about: dict[str, str]
    times: int
    covered: bool
    depth: int
    paragraphs: list[str] = field(default_factory=list)


class _Styles(Elements):
    """Which tables a style hides, and which cell styles show a month without its day."""

    def __init__(self) -> None:
        super().__init__()
        self._hides: set[str] = set()
        self._days: dict[str, bool] = {}
        self._shows: dict[str, str] = {}
        self._style = self._dates = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attributes.get("style:name", "")
            self._shows[self._style] = attributes.get("style:data-style-name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._hides.add(self._style)
        elif name == "date-style":
            self._dates = attributes.get("style:name", "")
            self._days[self._dates] = False
        elif name == "day" and self._dates:
            self._days[self._dates] = True

    def end(self, name: str) -> None:
        if name == "date-style":
            self._dates = ""

    def hides(self, style: str) -> bool:
        """Whether a table of this style is hidden."""
        return style in self._hides

    def shown(self, style: str) -> Shown:
        """How a cell of this style shows a date: with its day, unless the style says otherwise."""
        return Shown.DAY if self._days.get(self._shows.get(style, ""), True) else Shown.MONTH


class _Content(_Styles):
    """Reads content.xml: styles stand before the tables that use them."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.limits = limits
        self._cells = self._covered = 0
        self._table: _Table | None = None
        self._row: _Row | None = None
        self._cell: _Open | None = None
        self._aside = 0
        self._raw: list[str] = []
        self._paragraph: str | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self.depth == 1:
            self._check_root(attributes)
        if self._aside or (self._cell is not None and name in _ASIDE):
            self._aside += 1
        elif self._cell is not None:
            self._start_text(name, attributes)
        elif name == "table" and self._table is None:
            hidden = self.hides(attributes.get("table:style-name", ""))
            self._table = _Table(attributes.get("table:name", "")[:_LONGEST_NAME], hidden)
            self.limits.check_sheets(len(self.sheets) + 1)
        elif self._table is not None:
            self._start_inside(self._table, name, attributes)
        else:
            super().start(name, attributes)

    def _check_root(self, attributes: Attributes) -> None:
        for prefix, uri in _PREFIXES.items():
            if attributes.get(prefix) != uri:
                raise damaged("its content is not written as an OpenDocument spreadsheet's should be")

    def _start_inside(self, table: _Table, name: str, attributes: Attributes) -> None:
        if name == "shapes":
            self._aside += 1
        elif name == "table-column":
            self._columns(table, attributes)
        elif name == "table-row":
            table.row += 1
            self._row = _Row(_times(attributes, "table:number-rows-repeated"), _is_hidden(attributes))
        elif name in ("table-cell", "covered-table-cell") and self._row is not None:
            times = _times(attributes, "table:number-columns-repeated")
            self._row.column += 1
            self._cell = _Open(dict(attributes.items()), times, name != "table-cell", self.depth)

    def _columns(self, table: _Table, attributes: Attributes) -> None:
        first, times = table.columns + 1, _times(attributes, "table:number-columns-repeated")
        table.columns += times
        if _is_hidden(attributes):
            table.hidden_columns.update(range(first, min(table.columns, self.limits.columns) + 1))
        table.column_styles.append((table.columns, attributes.get("table:default-cell-style-name", "")))

    def _start_text(self, name: str, attributes: Attributes) -> None:
        """Inside a cell: only a paragraph that stands in the cell itself is the cell's text."""
        cell = self._cell
        if name == "p" and cell is not None and self.depth == cell.depth + 1:
            self._paragraph, self._raw = "", []
        elif self._paragraph is not None and name in ("s", "tab", "line-break"):
            self._flush()
            count = min(int(attributes.get("text:c", "1")), self.limits.text + 1) if name == "s" else 1
            self._paragraph += {"s": " ", "tab": "\t", "line-break": "\n"}[name] * count
            self.limits.check_text(len(self._paragraph))

    def characters(self, content: str) -> None:
        """Text of the paragraph being read."""
        if self._paragraph is not None and not self._aside:
            self._raw.append(content)

    def _flush(self) -> None:
        """Blanks written into the file beside each other are one, and none at the start (part 3, 6.1.2)."""
        text = _BLANKS.sub(" ", "".join(self._raw))
        self._raw = []
        self._paragraph = self._paragraph + text if self._paragraph else text.lstrip(" ")

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif self._cell is not None:
            self._end_inside_cell(self._cell, name)
        elif name == "table-row" and self._row is not None:
            self._end_row(self._row)
        elif name == "table" and self._table is not None:
            self._end_table(self._table)
        else:
            super().end(name)

    def _end_inside_cell(self, cell: _Open, name: str) -> None:
        if name == "p" and self.depth == cell.depth + 1:
            self._flush()
            cell.paragraphs.append(self._paragraph or "")
            self._paragraph = None
        elif self.depth == cell.depth:
            self._end_cell(cell)

    def _end_cell(self, open_cell: _Open) -> None:
        table, row = self._table, self._row
        self._cell = None
        if table is None or row is None:
            return
        if _ELSEWHERE.search(open_cell.about.get("table:formula", "")):
            table.linked.add((table.row, row.column))
        made = None if open_cell.covered else self._made(table, open_cell)
        if not open_cell.covered:
            self._merge(table, row, open_cell.about)
        if made is not None and made.filled:
            self._cells += open_cell.times * row.times
            self.limits.check_cells(self._cells)
            self._check_place(table.row + row.times - 1, made.column + open_cell.times - 1)
            row.cells.extend(replace(made, column=made.column + more) for more in range(open_cell.times))
        row.column += open_cell.times - 1

    def _check_place(self, row: int, column: int) -> None:
        if row > self.limits.rows or column > self.limits.columns:
            raise damaged("a cell of it lies outside every sheet")

    def _merge(self, table: _Table, row: _Row, about: dict[str, str]) -> None:
        wide = int(about.get("table:number-columns-spanned", "1"))
        high = int(about.get("table:number-rows-spanned", "1"))
        if 1 < wide * high <= LARGEST_LABEL and wide > 0 and high > 0:
            self._covered += wide * high
            self.limits.check_covered(self._covered)
            last_row, last_column = table.row + high - 1, row.column + wide - 1
            table.anchors.update(merged(table.row, row.column, last_row, last_column))

    def _end_row(self, row: _Row) -> None:
        table, self._row = self._table, None
        if table is None:
            return
        if row.cells:
            table.rows.extend(
                tuple(replace(cell, row=table.row + more) for cell in row.cells) for more in range(row.times)
            )
        if row.hidden and (row.cells or row.times <= _LONGEST_HIDDEN):
            table.hidden_rows.update(range(table.row, table.row + row.times))
        table.row += row.times - 1

    def _end_table(self, table: _Table) -> None:
        self._table = None
        self.sheets.append(
            Sheet(
                name=table.name,
                rows=tuple(table.rows),
                hidden=table.hidden,
                hidden_rows=frozenset(table.hidden_rows),
                hidden_columns=frozenset(table.hidden_columns),
                anchors=table.anchors,
                linked=frozenset(table.linked),
            )
        )

    def _made(self, table: _Table, open_cell: _Open) -> Cell:
        about, text = open_cell.about, "\n".join(open_cell.paragraphs)
        self.limits.check_text(len(text))
        column = self._row.column if self._row else 0
        shown = self.shown(about.get("table:style-name") or table.style(column))
        value, written, percent, fault = held(about, text, shown)
        self.limits.check_text(len(written))
        return Cell(table.name, table.row, column, value, written, percent, fault)


def _times(attributes: Attributes, name: str) -> int:
    times = int(attributes.get(name, "1"))
    if times < 1:
        raise damaged("a cell of it is repeated less than once")
    return times


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("table:visibility", "visible") in ("collapse", "filter")
