"""The layouts a table may have, told by its headings. No indicator or agency is known here.

Row per figure: headings name the parts of a figure, each row is one. Column per period: headings name periods, each
row is an indicator, or one of the up to three parts of it that a measure column names; or periods stand over
sub-headings that name the parts. Column per indicator: rows are places or periods, and every other column an
indicator, or a part of one. Headings may run over several lines, and several tables may stand side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from files.sheets import Cell
from scorecard.imports.columns import MOST_LINES, Column, Meaning, View, columns_of, like_a_number, meaning_of
from scorecard.imports.headings import FIGURES, Role, measure_of, role_of, says_share, tidy
from scorecard.imports.rows import Answers, Layout
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import Period

#: How many rows that hold anything are searched for the first headings of a sheet.
SEARCHED_ROWS = 30
#: How many rows under headings are looked at to tell what a column holds.
LOOKED_AT = 12


@dataclass(frozen=True)
class PeriodColumn:
    """One period's place in a table: its heading, and the column of each part (VALUE alone if none).

    `span` is the period where its sender said which it is; the heading is None where it is the one answered.
    """

    heading: Cell | None
    parts: Mapping[Role, int]
    span: Period | None = None


@dataclass(frozen=True)
class IndicatorColumns:
    """The columns of one indicator: its label, and the column of each part."""

    label: Cell
    parts: Mapping[Role, int]


@dataclass(frozen=True)
class Headings:
    """Recognised headings. `last_row` is the row above the first figures; `view` shows the table's columns alone."""

    layout: Layout
    view: View
    row: int
    last_row: int
    columns: tuple[Column, ...]
    roles: Mapping[Role, int]
    periods: tuple[PeriodColumn, ...] = ()
    indicators: tuple[IndicatorColumns, ...] = ()
    unused: tuple[Cell, ...] = ()
    twice: tuple[tuple[Cell, Cell], ...] = ()

    @cached_property
    def shares(self) -> frozenset[int]:
        """The columns headed as percentages or rates."""
        return frozenset(one.number for one in self.columns if any(map(says_share, one.texts)))

    @property
    def labels(self) -> tuple[str, ...]:
        """Its columns' labels as a later file's are held against them: periods change each time, and do not count."""
        periods = {place for one in self.periods if one.heading is not None for place in one.parts.values()}
        return tuple("(period)" if one.number in periods else one.key for one in self.columns if one.key)


@dataclass
class Reading:
    """Headings sorted into what they mean."""

    view: View
    rows: Sequence[int]
    columns: tuple[Column, ...]
    meanings: dict[int, Meaning] = field(default_factory=dict)
    roles: dict[Role, Column] = field(default_factory=dict)
    periods: list[tuple[Column, Meaning]] = field(default_factory=list)
    unused: list[Column] = field(default_factory=list)
    twice: list[tuple[Cell, Cell]] = field(default_factory=list)

    @property
    def identifies(self) -> bool:
        """Whether a column says which indicator a row is of."""
        return Role.CODE in self.roles or Role.NAME in self.roles

    @property
    def figures(self) -> bool:
        """Whether a column holds a count or a result."""
        return Role.NUMERATOR in self.roles or Role.VALUE in self.roles

    @property
    def score(self) -> int:
        """How much is understood: so it is told whether one more line belongs to the headings."""
        periods = {(self.cell_key(one), one.role): one for _, one in self.periods}
        return 2 * len(self.roles) + sum(1 + one.is_clear for one in periods.values())

    @staticmethod
    def cell_key(meaning: Meaning) -> str:
        """Which period a heading names, as it is written."""
        return tidy(visible(meaning.period)) if meaning.period is not None else ""

    def cells(self, columns: Sequence[Column]) -> tuple[Cell, ...]:
        """The headings of these columns, each once."""
        return tuple(dict.fromkeys(column.label() for column in columns))


def read_headings(view: View, rows: Sequence[int], answers: Answers) -> Reading:
    """What the labels in these rows mean, column by column."""
    reading = Reading(view, rows, columns_of(view, rows))
    for column in reading.columns:
        meaning = reading.meanings[column.number] = meaning_of(column, answers)
        role = meaning.role
        if meaning.is_period:
            reading.periods.append((column, meaning))
        elif role is None:
            reading.unused.append(column)
        elif role not in reading.roles:
            reading.roles[role] = column
        elif reading.roles[role].cells != column.cells:
            if role in FIGURES:
                reading.twice.append((reading.roles[role].label(), column.label()))
            else:
                reading.unused.append(column)
    if not reading.identifies and Role.MEASURE in reading.roles:
        reading.roles[Role.NAME] = reading.roles.pop(Role.MEASURE)
    return reading


def _take_labels_without_heading(reading: Reading) -> None:
    """Beside several periods the labels' own column often has no heading: it is the nearest with words in it."""
    first = min(column.number for column, _ in reading.periods)
    below = [row for row in reading.view.rows if row[0].row > reading.rows[-1]][:LOOKED_AT]
    headed = {column.number for column in reading.columns}
    for number in range(first - 1, max(0, first - MOST_LINES - 1), -1):
        found = [cell for row in below for cell in row if cell.column == number]
        words = [cell for cell in found if isinstance(cell.value, str) and not like_a_number(cell)]
        if number not in headed and len(words) > len(below) / 2:
            reading.roles[Role.NAME] = Column(number, (reading.view.sheet.cell(reading.rows[-1], number),))
            return


def lines_at(view: View, row: int, answers: Answers) -> Iterator[Reading]:
    """This row read as headings: alone, with the line below it, and so on while those may be headings too."""
    rows: list[int] = []
    numbered = [one for one in view.rows if one[0].row >= row][:MOST_LINES]
    if not numbered or _is_title(numbered):
        numbered = numbered[:1]
    reading: Reading | None = None
    for line in numbered:
        if any(map(like_a_number, line)) or (rows and line[0].row - rows[-1] > 2):
            return
        if reading is not None and not _goes_on(reading, line):
            return
        rows = [*rows, line[0].row]
        reading = read_headings(view, tuple(rows), answers)
        yield reading


def _is_title(lines: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether the first line is one text that begins no further right than the line below: a title, no heading."""
    return len(lines) > 1 and len(lines[0]) == 1 and lines[0][0].column <= lines[1][0].column


def _goes_on(reading: Reading, line: tuple[Cell, ...]) -> bool:
    """Whether a line may belong to the headings above it: a row of figures or notes says what it is of."""
    own = [reading.roles[role].number for role in (Role.CODE, Role.NAME, Role.AREA) if role in reading.roles]
    return not any(cell.column in own for cell in line)


def best_reading(view: View, row: int, answers: Answers) -> Reading | None:
    """The reading of the headings that begin in this row by which most is understood; None when nothing is."""
    best: Reading | None = None
    for reading in lines_at(view, row, answers):
        if best is None or reading.score > best.score:
            best = reading
    if best is None or not best.score:
        return None
    lower = read_headings(view, best.rows[1:], answers) if len(best.rows) > 1 else None
    return None if lower is not None and _needs_no_first_line(best, lower) else best


def _needs_no_first_line(reading: Reading, lower: Reading) -> bool:
    """Whether the lines below the first say all there is: the first is a title, or says what all of it is of."""
    beside = {number for number, meaning in reading.meanings.items() if meaning.beside}
    taken = {column.number for column, _ in lower.periods} | {one.number for one in lower.roles.values()}
    return lower.score >= reading.score and not beside & taken


def headings_at(view: View, row: int, answers: Answers) -> Headings | None:
    """The headings that begin in this row; None when they do not say of what figures are, or which they are."""
    reading = best_reading(view, row, answers)
    if reading is not None and not reading.identifies and len(reading.periods) > 1:
        _take_labels_without_heading(reading)
    if reading is None or not reading.identifies:
        return None
    if reading.periods and Role.PERIOD not in reading.roles:
        return _period_columns(reading)
    if not reading.figures:
        return None
    _settle_measure(reading, keep=False)
    unused = [*reading.unused, *(column for column, _ in reading.periods)]
    return headings_of(
        reading, Layout.ROW_PER_FIGURE, unused=reading.cells(unused), twice=tuple(reading.twice)
    )


def headings_of(
    reading: Reading,
    layout: Layout,
    *,
    periods: tuple[PeriodColumn, ...] = (),
    indicators: tuple[IndicatorColumns, ...] = (),
    unused: tuple[Cell, ...] = (),
    twice: tuple[tuple[Cell, Cell], ...] = (),
) -> Headings:
    """A reading as the headings of a table of this layout."""
    roles = {role: column.number for role, column in reading.roles.items()}
    if layout is not Layout.ROW_PER_FIGURE:
        roles = {role: number for role, number in roles.items() if role not in FIGURES}
    first, last = reading.rows[0], reading.rows[-1]
    return Headings(
        layout, reading.view, first, last, reading.columns, roles, periods, indicators, unused, twice
    )


def _settle_measure(reading: Reading, *, keep: bool) -> None:
    """Without parts of figures below it, a heading "Measure" heads names, or nothing we use."""
    column = reading.roles.get(Role.MEASURE)
    if column is None or keep:
        return
    del reading.roles[Role.MEASURE]
    if Role.NAME in reading.roles:
        reading.unused.append(column)
    else:
        reading.roles[Role.NAME] = column


def _period_columns(reading: Reading) -> Headings:
    measure = reading.roles.get(Role.MEASURE)
    place = measure.number if measure else 0
    below = (cell for row in reading.view.rows for cell in row if cell.column == place)
    parts_named = any(measure_of(visible(cell)) for cell in below if cell.row > reading.rows[-1])
    _settle_measure(reading, keep=parts_named)
    twice = list[tuple[Cell, Cell]]()
    places: dict[str, dict[Role, tuple[int, Meaning]]] = {}
    for column, meaning in reading.periods:
        parts = places.setdefault(f"{Reading.cell_key(meaning)} {meaning.span}", {})
        held = parts.get(meaning.role or Role.VALUE)
        if held is None:
            parts[meaning.role or Role.VALUE] = (column.number, meaning)
        elif held[1].period != meaning.period and held[1].period and meaning.period:
            twice.append((held[1].period, meaning.period))
    figures = [reading.roles[role] for role in FIGURES if role in reading.roles]
    beside = [other for _, other in reading.twice]
    return headings_of(
        reading,
        Layout.PERIOD_COLUMNS,
        periods=tuple(map(_period_column, places.values())),
        unused=tuple(dict.fromkeys([*reading.cells([*reading.unused, *figures]), *beside])),
        twice=tuple(twice),
    )


def _period_column(parts: Mapping[Role, tuple[int, Meaning]]) -> PeriodColumn:
    _, meaning = next(iter(parts.values()))
    heading = None if meaning.now else meaning.period
    return PeriodColumn(heading, {role: number for role, (number, _) in parts.items()}, meaning.span)


def side_by_side(view: View, row: int, answers: Answers) -> tuple[Headings, ...]:
    """The headings that begin in this row: of one table, or of each of several that stand side by side.

    They are several when blank columns or the first heading again part the row, and each part is a table by itself.
    """
    whole = headings_at(view, row, answers)
    reading = best_reading(view, row, answers)
    if reading is None:
        return ()
    for cuts in (_gaps(reading), _again(reading)):
        if len(cuts) > 1:
            parts = [headings_at(view.between(*cut), row, answers) for cut in cuts]
            if all(parts):
                return tuple(part for part in parts if part is not None)
    return (whole,) if whole is not None else ()


def _gaps(reading: Reading) -> list[tuple[int, int]]:
    """The stretches of columns with headings, parted by columns without."""
    cuts: list[tuple[int, int]] = []
    for column in reading.columns:
        if cuts and column.number - cuts[-1][1] == 1:
            cuts[-1] = (cuts[-1][0], column.number)
        else:
            cuts.append((column.number, column.number))
    return cuts


def _again(reading: Reading) -> list[tuple[int, int]]:
    """The stretches of columns that each begin with the first heading's words."""
    if not reading.columns:
        return []
    first, last = reading.columns[0], reading.columns[-1].number
    starts = [column.number for column in reading.columns if column.key == first.key]
    ends = [*(start - 1 for start in starts[1:]), last]
    return list(zip(starts, ends, strict=True))


def may_be_headings(view: View, row: tuple[Cell, ...], *, after: int, known: int) -> bool:
    """Whether a row below a table's headings is worth reading as headings of its own.

    It comes after a blank row, or says a heading's words in its first place or where the table names its indicators.
    """
    if len(row) < 2 or like_a_number(row[-1]):
        return False
    label = view.sheet.cell(row[0].row, known)
    return (
        row[0].row - after > 1
        or role_of(visible(row[0])) is not None
        or (not is_blank(label) and role_of(visible(label)) is not None)
    )
