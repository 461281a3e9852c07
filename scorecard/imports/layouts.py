"""The two layouts a table may have, told by its row of headings. No indicator or agency is known here.

Row per figure: headings name the parts of a figure, each row is one. Column per period: headings name
periods, each row is an indicator, or one of the up to three parts of it that a measure column names; or the
periods stand merged over sub-headings that name the parts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from files.sheets import Cell, Sheet
from scorecard.imports.headings import FIGURES, Role, measure_of, names_period, role_of, tidy
from scorecard.imports.rows import Layout
from scorecard.imports.written import is_blank, visible

#: How many rows that hold anything are searched for headings.
SEARCHED_ROWS = 30


@dataclass(frozen=True)
class View:
    """A sheet as its reader sees it: without hidden rows and columns."""

    sheet: Sheet

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The visible rows that show anything, each with its visible cells that do."""
        hidden = self.sheet.hidden_columns
        seen = (
            tuple(cell for cell in row if cell.column not in hidden and not is_blank(cell))
            for row in self.sheet.rows
            if row[0].row not in self.sheet.hidden_rows
        )
        return tuple(row for row in seen if row)

    @cached_property
    def _merged(self) -> Mapping[int, tuple[int, ...]]:
        columns: dict[int, list[int]] = {}
        for row, column in self.sheet.anchors:
            columns.setdefault(row, []).append(column)
        return {row: tuple(found) for row, found in columns.items()}

    def labels(self, row: int) -> list[tuple[int, Cell]]:
        """What stands in or is merged over this row, by column: (column, cell with the text)."""
        places = {cell.column for cell in self.sheet.rows_by_number.get(row, ())} | set(
            self._merged.get(row, ())
        )
        found = (
            (column, self.sheet.label(row, column)) for column in sorted(places - self.sheet.hidden_columns)
        )
        return [(column, cell) for column, cell in found if not is_blank(cell)]


@dataclass(frozen=True)
class PeriodColumn:
    """One period's place in a table: its heading, and the column of each part (VALUE alone if none)."""

    heading: Cell
    parts: Mapping[Role, int]


@dataclass(frozen=True)
class Headings:
    """A recognised row of headings. `last_row` is the row above the first figures."""

    layout: Layout
    row: int
    last_row: int
    roles: Mapping[Role, int]
    periods: tuple[PeriodColumn, ...] = ()
    unused: tuple[Cell, ...] = ()
    twice: tuple[tuple[Cell, Cell], ...] = ()


@dataclass
class _Reading:
    """A row of labels sorted into what they mean."""

    roles: dict[Role, int] = field(default_factory=dict)
    cells: dict[Role, Cell] = field(default_factory=dict)
    periods: list[tuple[int, Cell]] = field(default_factory=list)
    unused: list[Cell] = field(default_factory=list)
    twice: list[tuple[Cell, Cell]] = field(default_factory=list)

    @property
    def identifies(self) -> bool:
        return Role.CODE in self.roles or Role.NAME in self.roles

    @property
    def figures(self) -> bool:
        return Role.NUMERATOR in self.roles or Role.VALUE in self.roles


def _read_labels(labels: Iterable[tuple[int, Cell]]) -> _Reading:
    reading = _Reading()
    for column, cell in labels:
        text = visible(cell)
        role = role_of(text)
        if names_period(text):
            reading.periods.append((column, cell))
        elif role is None:
            reading.unused.append(cell)
        elif role not in reading.roles:
            reading.roles[role], reading.cells[role] = column, cell
        elif reading.cells[role] != cell:
            (
                reading.twice.append((reading.cells[role], cell))
                if role in FIGURES
                else reading.unused.append(cell)
            )
    return reading


def headings_in(view: View) -> Headings | None:
    """The first row of headings among the rows searched; None when there is none."""
    for row in view.rows[:SEARCHED_ROWS]:
        found = headings_at(view, row[0].row)
        if found is not None:
            return found
    return None


def headings_at(view: View, row: int) -> Headings | None:
    """This row as headings; None when it does not name an indicator and figures or periods."""
    reading = _read_labels(view.labels(row))
    if not reading.identifies:
        _take_measure_as_name(reading)
    if not reading.identifies:
        return None
    if reading.periods and Role.PERIOD not in reading.roles:
        return _period_columns(view, row, reading)
    if not reading.figures:
        return None
    _settle_measure(reading, keep=False)
    unused = [*reading.unused, *(cell for _, cell in reading.periods)]
    return Headings(
        Layout.ROW_PER_FIGURE, row, row, reading.roles, (), tuple(dict.fromkeys(unused)), tuple(reading.twice)
    )


def _take_measure_as_name(reading: _Reading) -> None:
    """A heading "Measure" with no indicator beside it heads the indicators' names."""
    if Role.MEASURE in reading.roles:
        reading.roles[Role.NAME] = reading.roles.pop(Role.MEASURE)
        reading.cells[Role.NAME] = reading.cells.pop(Role.MEASURE)


def _settle_measure(reading: _Reading, *, keep: bool) -> None:
    """Without parts of figures below it, a heading "Measure" heads names, or nothing we use."""
    column = reading.roles.get(Role.MEASURE)
    if column is None or keep:
        return
    cell = reading.cells.pop(Role.MEASURE)
    del reading.roles[Role.MEASURE]
    if Role.NAME in reading.roles:
        reading.unused.append(cell)
    else:
        reading.roles[Role.NAME], reading.cells[Role.NAME] = column, cell


def _period_columns(view: View, row: int, reading: _Reading) -> Headings:
    column = reading.roles.get(Role.MEASURE)
    below = (cell for cells in view.rows for cell in cells if cell.column == column and cell.row > row)
    _settle_measure(reading, keep=any(measure_of(visible(cell)) for cell in below))
    heads: dict[Cell, list[int]] = {}
    for place, cell in reading.periods:
        heads.setdefault(cell, []).append(place)
    periods, last_row = [], row
    for cell, columns in heads.items():
        parts = _sub_headings(view, row + 1, columns) if len(columns) > 1 else {}
        if parts:
            last_row = row + 1
        periods.append(PeriodColumn(cell, parts or {Role.VALUE: columns[0]}))
    figures = [reading.cells[role] for role in FIGURES if role in reading.cells]
    roles = {role: column for role, column in reading.roles.items() if role not in FIGURES}
    return Headings(
        Layout.PERIOD_COLUMNS,
        row,
        last_row,
        roles,
        tuple(periods),
        tuple(dict.fromkeys([*reading.unused, *figures, *(cell for _, cell in reading.twice)])),
    )


def _sub_headings(view: View, row: int, columns: Iterable[int]) -> dict[Role, int]:
    """The parts named under a period merged over several columns; none when they are not all parts."""
    parts: dict[Role, int] = {}
    for column in columns:
        role = measure_of(visible(view.sheet.label(row, column)))
        if role is None or role in parts:
            return {}
        parts[role] = column
    return parts


def repeats(headings: Headings, view: View, row: tuple[Cell, ...]) -> bool:
    """Whether a row below looks like the same headings again, as at the top of each block of a long table."""
    column = headings.roles.get(Role.CODE, headings.roles.get(Role.NAME, 0))
    again = tidy(visible(view.sheet.label(row[0].row, column)))
    return bool(again) and again == tidy(visible(view.sheet.label(headings.row, column)))
