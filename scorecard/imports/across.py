"""Tables whose columns are indicators: rows are places or periods. Published tables are of this kind."""

from collections.abc import Iterator, Sequence

from files.sheets import Cell
from scorecard.imports.columns import Column, View, is_clear_period, like_a_number
from scorecard.imports.headings import FIGURES, Role, measure_of, tidy
from scorecard.imports.layouts import (
    LOOKED_AT,
    Headings,
    IndicatorColumns,
    Reading,
    headings_of,
    lines_at,
)
from scorecard.imports.rows import Answers, Layout
from scorecard.imports.written import is_blank, is_symbol, visible

#: Columns of DfE's tidy files that say of what place and time a row is.
_TIDY_KEYS = frozenset({"time identifier", "geographic level"})
_TIDY_PLACES = (
    "time period|time identifier|geographic level|country code|country name|region code|region name|old la code|"
    "new la code|la code|la name|lad code|lad name"
)
TIDY_PLACES = frozenset(_TIDY_PLACES.split("|"))


def across_at(view: View, row: int, answers: Answers) -> Headings | None:
    """The headings that begin in this row when they are those of a table with a column per indicator."""
    whole: Reading | None = None
    for reading in lines_at(view, row, answers):
        keyed = Role.AREA in reading.roles or _holds_periods(reading)
        if keyed and not reading.identifies and not reading.periods:
            whole = reading
    if whole is None or _begins_with_a_line_about(whole):
        return None
    if _TIDY_KEYS & {column.key for column in whole.columns}:
        return None
    filled = _with_numbers(whole)
    columns = [one for one in whole.columns if one.number in filled and _is_indicator(whole, one)]
    indicators = tuple(_grouped(columns))
    if not indicators or (len(indicators) == 1 and measure_of(visible(indicators[0].label))):
        return None
    taken = {number for one in indicators for number in one.parts.values()}
    places = {one.number for role, one in whole.roles.items() if role not in FIGURES}
    held = {cell.column for row in view.rows for cell in row if cell.row > whole.rows[-1]}
    left = [one for one in whole.columns if one.number in held and one.number not in taken | places]
    return headings_of(whole, Layout.INDICATOR_COLUMNS, indicators=indicators, unused=whole.cells(left))


def _begins_with_a_line_about(reading: Reading) -> bool:
    """Whether the first of several lines says something left of the figures: a title, or a line about the table."""
    keys = [reading.roles[role] for role in (Role.AREA, Role.PERIOD) if role in reading.roles]
    first = reading.view.labels(reading.rows[0])
    return len(reading.rows) > 1 and any(
        place <= key.number and cell not in key.cells[-1:] for key in keys for place, cell in first.items()
    )


def _holds_periods(reading: Reading) -> bool:
    """Whether there is a column of periods: dates of events are headed alike, and are none."""
    column = reading.roles.get(Role.PERIOD)
    if column is None:
        return False
    below = [row for row in reading.view.rows if row[0].row > reading.rows[-1]][:LOOKED_AT]
    cells = [cell for row in below for cell in row if cell.column == column.number]
    return bool(cells) and 2 * sum(map(is_clear_period, map(visible, cells))) > len(cells)


def _with_numbers(reading: Reading) -> set[int]:
    """The columns in which numbers stand under the headings."""
    below = [row for row in reading.view.rows if row[0].row > reading.rows[-1]][:LOOKED_AT]
    return {cell.column for row in below for cell in row if like_a_number(cell)}


def _is_indicator(reading: Reading, column: Column) -> bool:
    meaning = reading.meanings[column.number]
    return not meaning.beside and (meaning.role is None or meaning.role in FIGURES)


def _grouped(columns: Sequence[Column]) -> Iterator[IndicatorColumns]:
    """Columns under one heading whose last lines name the parts of a figure are one indicator's."""
    groups: dict[str, tuple[Cell, dict[Role, int]]] = {}
    for column in columns:
        part = measure_of(column.texts[-1]) if len(column.cells) > 1 else None
        lines = range(len(column.cells) - (part is not None))
        label = column.label(lines, joint=" > ")
        _, parts = groups.setdefault(tidy(visible(label)), (label, {}))
        if (part or Role.VALUE) not in parts:
            parts[part or Role.VALUE] = column.number
        else:
            groups[f"{tidy(visible(label))} {column.number}"] = (
                column.label(joint=" > "),
                {Role.VALUE: column.number},
            )
    return (IndicatorColumns(label, parts) for label, parts in groups.values())


def tidy_at(view: View, row: int, answers: Answers) -> Headings | None:
    """The headings of a DfE tidy file; None when this row is none, or names its indicators in a column of theirs."""
    reading = next(lines_at(view, row, answers), None)
    if reading is None:
        return None
    named = {column.key: column for column in reading.columns}
    if "time period" not in named or not _TIDY_KEYS & named.keys():
        return None
    if reading.identifies and reading.figures:
        return None
    rest = [
        one
        for one in reading.columns
        if one.key not in TIDY_PLACES and not reading.meanings[one.number].beside
    ]
    numeric = _all_numbers(reading)
    indicators = tuple(
        IndicatorColumns(one.label(), {Role.VALUE: one.number}) for one in rest if one.number in numeric
    )
    return headings_of(reading, Layout.TIDY, indicators=indicators) if indicators else None


def _all_numbers(reading: Reading) -> set[int]:
    """The columns with a number in them and nothing but numbers, signs and blanks: the figures of a tidy file."""
    numbers: set[int] = set()
    words: set[int] = set()
    for row in reading.view.rows:
        for cell in row if row[0].row > reading.rows[-1] else ():
            if like_a_number(cell) or visible(cell).isdigit():
                numbers.add(cell.column)
            elif not is_symbol(visible(cell)) and not is_blank(cell):
                words.add(cell.column)
    return numbers - words


def filters(headings: Headings) -> tuple[int, ...]:
    """The columns of a tidy file that say which part of an indicator a row is of."""
    taken = {number for one in headings.indicators for number in one.parts.values()}
    return tuple(
        one.number for one in headings.columns if one.number not in taken and one.key not in TIDY_PLACES
    )


def place_columns(headings: Headings) -> dict[str, int]:
    """The columns of a tidy file that say of what place and time a row is, by their names."""
    return {one.key: one.number for one in headings.columns if one.key in TIDY_PLACES}
