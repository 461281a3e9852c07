"""What each column of a table is headed by, over one line or several, and what that means. No table is known here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from files.sheets import Cell, Sheet
from scorecard.imports.headings import (
    FIGURES,
    Role,
    beside_figures,
    measure_of,
    names_period,
    role_of,
    tidy,
    without_marks,
)
from scorecard.imports.rows import Answers
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import Period, PeriodUnclear, parse

#: The most lines a table's headings may run over.
MOST_LINES = 4
#: What an answered heading says of a column that is not to be read, and of one of the quarter a return answers.
IGNORE, NOW = "ignore", "period now"
_NUMBER = re.compile(r"[<≤]?\s*[-−£]?[\d,]+(?:\.\d+)?\s*%?")


@dataclass(frozen=True)
class View:
    """A sheet as its reader sees it, without hidden rows and columns; or some of its columns, from left to right."""

    sheet: Sheet
    left: int = 1
    right: int = 1 << 20

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The visible rows that show anything, each with its visible cells that do."""
        seen = (
            tuple(cell for cell in row if self._shows(cell.column) and not is_blank(cell))
            for row in self.sheet.rows
            if row[0].row not in self.sheet.hidden_rows
        )
        return tuple(row for row in seen if row)

    def _shows(self, column: int) -> bool:
        return self.left <= column <= self.right and column not in self.sheet.hidden_columns

    @cached_property
    def _merged(self) -> Mapping[int, tuple[int, ...]]:
        columns: dict[int, list[int]] = {}
        for row, column in self.sheet.anchors:
            columns.setdefault(row, []).append(column)
        return {row: tuple(found) for row, found in columns.items()}

    def labels(self, row: int) -> dict[int, Cell]:
        """What stands in or is merged over this row, by column, from left to right."""
        places = {cell.column for cell in self.sheet.rows_by_number.get(row, ())} | set(
            self._merged.get(row, ())
        )
        found = {column: self.sheet.label(row, column) for column in sorted(places) if self._shows(column)}
        return {column: cell for column, cell in found.items() if not is_blank(cell)}

    def between(self, left: int, right: int) -> "View":
        """The same sheet, seen between two columns."""
        return replace(self, left=left, right=right)


@dataclass(frozen=True)
class Column:
    """One column's heading: its cells from the top line down."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Its lines, each as one line of text."""
        return tuple(" ".join(visible(cell).split()) for cell in self.cells)

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return tidy(" ".join(self.texts))

    def label(self, lines: Sequence[int] | None = None, *, joint: str = " ") -> Cell:
        """The cell of its lowest line that is asked for, saying what all of those lines say together."""
        chosen = range(len(self.cells)) if lines is None else lines
        cells = [self.cells[one] for one in chosen]
        if len(cells) == 1:
            return cells[0]
        text = joint.join(self.texts[one] for one in chosen)
        return replace(cells[-1], value=text, written=text)


@dataclass(frozen=True)
class Meaning:
    """What a heading says of its column: a role, a period (with the part of a figure it is), or nothing we know.

    `span` is the period where the sender said which it is; `now` that it is the one the return answers.
    """

    role: Role | None = None
    period: Cell | None = None
    span: Period | None = None
    now: bool = False
    beside: bool = field(default=False)

    @property
    def is_period(self) -> bool:
        """Whether the column holds one period's figures."""
        return self.period is not None

    @property
    def is_clear(self) -> bool:
        """Whether it is known which period that is."""
        return self.now or self.span is not None or is_clear_period(visible(self.period))


_NOTHING = Meaning()


def columns_of(view: View, rows: Sequence[int]) -> tuple[Column, ...]:
    """The headings that stand in these rows, one a column; a text merged over several heads each of them."""
    lines = [view.labels(row) for row in rows]
    spread = [
        _spread(line, lines[number + 1 :]) if number + 1 < len(lines) else line
        for number, line in enumerate(lines)
    ]
    found = []
    for place in sorted({place for line in spread for place in line}):
        cells = tuple(dict.fromkeys(line[place] for line in spread if place in line))
        found.append(Column(place, cells))
    return tuple(found)


def _spread(line: Mapping[int, Cell], below: Sequence[Mapping[int, Cell]]) -> dict[int, Cell]:
    """An upper line with each text over the columns to its right that it heads without being merged.

    It goes on as long as something stands below without a gap, up to the next text; a word that heads a column of its
    own ("Indicator") is never spread.
    """
    spread = dict(line)
    for place in sorted({place for lower in below for place in lower}):
        heading = spread.get(place - 1)
        if place in spread or heading is None or any(heading in lower.values() for lower in below):
            continue
        text = visible(heading)
        under = any(lower.get(place - 1) is not None for lower in below)
        if under and role_of(text) is None:
            spread[place] = heading
    return spread


def meaning_of(column: Column, answers: Answers) -> Meaning:
    """What a column holds: as its sender said, else by its words as a whole, else by its lines."""
    said = _answered(column, answers)
    if said is not None:
        return said
    whole = " ".join(column.texts)
    if len(column.cells) > 1 and (measure_of(column.texts[-1]) or measure_of(column.texts[0])):
        return _by_lines(column)
    if names_period(whole):
        return Meaning(period=column.label())
    role = role_of(whole)
    if role is not None:
        return Meaning(role)
    if beside_figures(whole) or (len(column.texts) > 1 and any(map(beside_figures, column.texts))):
        return Meaning(beside=True)
    return _by_lines(column) if len(column.cells) > 1 else _NOTHING


def _answered(column: Column, answers: Answers) -> Meaning | None:
    said = answers.headings.get(column.key)
    if said is None:
        return None
    if said == IGNORE:
        return Meaning(beside=True)
    if said == NOW:
        return Meaning(period=column.label(), now=True)
    kind, _, key = said.partition(" ")
    if kind == "period" and key:
        try:
            return Meaning(period=column.label(), span=parse(key))
        except PeriodUnclear:
            return None
    try:
        return Meaning(Role(said))
    except ValueError:
        return None


def _by_lines(column: Column) -> Meaning:
    """A heading of several lines: some name a period, what is left the part of a figure; or the last says it."""
    texts = column.texts
    for lines in _runs(len(texts)):
        if not names_period(" ".join(texts[one] for one in lines)):
            continue
        rest = " ".join(text for number, text in enumerate(texts) if number not in lines)
        role = measure_of(rest) or role_of(rest)
        if role in FIGURES:
            return Meaning(role, column.label(lines))
        return Meaning(role) if role is not None else _NOTHING
    last, first = role_of(texts[-1]), role_of(texts[0])
    return Meaning(last or (first if first not in FIGURES else None))


def _runs(size: int) -> Iterator[range]:
    """Stretches of lines next to each other, the longest first."""
    for length in range(size - 1, 0, -1):
        for start in range(size - length + 1):
            yield range(start, start + length)


def is_clear_period(text: str) -> bool:
    """Whether a text names one period and no other."""
    try:
        parse(without_marks(text))
    except PeriodUnclear:
        return False
    return True


def like_a_number(cell: Cell) -> bool:
    """Whether a cell shows a number that is no year: no heading does."""
    text = without_marks(visible(cell))
    return _NUMBER.fullmatch(text) is not None and not names_period(text)
