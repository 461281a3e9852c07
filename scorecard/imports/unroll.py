"""The rows of a recognised table, one for each figure, whichever way the table is laid out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from files.sheets import Cell
from scorecard.imports.columns import View
from scorecard.imports.headings import Role, measure_of, only_compares, tidy
from scorecard.imports.layouts import Headings
from scorecard.imports.rows import Layout, ReadRow
from scorecard.imports.tidy import tidy_rows
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import Period

#: More places than this under period headings is no return: 500 indicators by 400 quarters.
_MOST_PLACES = 200_000
_LABELS = (Role.CODE, Role.NAME, Role.PERIOD, Role.BREAKDOWN, Role.AREA, Role.AGENCY)
_WHOSE = (Role.CODE, Role.NAME, Role.BREAKDOWN, Role.AREA, Role.AGENCY)


class TooWide(ValueError):
    """A table whose rows and columns make more places than any return has."""


def rows_of(headings: Headings, rows: Sequence[tuple[Cell, ...]]) -> Iterator[ReadRow]:
    """One row for each figure the table has a place for, in its order. TooWide when that is beyond reason."""
    view = headings.view
    if headings.layout is Layout.ROW_PER_FIGURE:
        return (_row_per_figure(view, headings, row[0].row) for row in rows)
    if len(rows) * len(headings.periods) > _MOST_PLACES:
        raise TooWide(
            f"Sheet “{view.sheet.name}” has {len(rows):,} rows under {len(headings.periods):,} periods: "
            "more than any return has."
        )
    if headings.layout is Layout.TIDY:
        return tidy_rows(view, headings, rows)
    if headings.layout is Layout.INDICATOR_COLUMNS:
        return _indicator_columns(view, headings, rows)
    return _period_columns(view, headings, rows)


def _cells(view: View, headings: Headings, row: int) -> dict[Role, Cell]:
    """A row's cells by what they hold; labels may be merged over several rows, figures never are."""
    return {
        role: (view.sheet.label if role in _LABELS else view.sheet.cell)(row, column)
        for role, column in headings.roles.items()
    }


def _row_per_figure(view: View, headings: Headings, row: int) -> ReadRow:
    return row_of(_cells(view, headings, row))


def row_of(cells: dict[Role, Cell]) -> ReadRow:
    """The row these cells make in a table of a row per figure."""
    compared = _compared(cells)
    if compared is not None:
        cells[Role.MEASURE] = compared
    return _row(cells)


def _row(cells: Mapping[Role, Cell], span: Period | None = None) -> ReadRow:
    """The cells of one figure by what they hold."""
    return ReadRow(
        period=cells.get(Role.PERIOD),
        code=cells.get(Role.CODE),
        name=cells.get(Role.NAME),
        breakdown=cells.get(Role.BREAKDOWN),
        area=cells.get(Role.AREA),
        agency=cells.get(Role.AGENCY),
        numerator=cells.get(Role.NUMERATOR),
        denominator=cells.get(Role.DENOMINATOR),
        value=cells.get(Role.VALUE),
        status=cells.get(Role.STATUS),
        commentary=cells.get(Role.COMMENTARY),
        measure=cells.get(Role.MEASURE),
        span=span,
    )


def _compared(cells: Mapping[Role, Cell]) -> Cell | None:
    """The label of a row that only compares the one above: "Previous year", "England", "2012/13" with no reference."""
    if Role.CODE in cells and not is_blank(cells[Role.CODE]):
        return None
    label = cells.get(Role.NAME)
    text = visible(label)
    return label if text and only_compares(text) else None


def _indicator_columns(view: View, headings: Headings, rows: Iterable[tuple[Cell, ...]]) -> Iterator[ReadRow]:
    """One row for each place or period and indicator; lines without a figure are notes and spacers."""
    for row in rows:
        number = row[0].row
        cells = _cells(view, headings, number)
        cells.pop(Role.MEASURE, None)
        for one in headings.indicators:
            parts = {role: view.sheet.cell(number, column) for role, column in one.parts.items()}
            yield _row({**cells, **parts, Role.NAME: one.label})


@dataclass
class _Group:
    """The rows that together hold one indicator's figures: one, or one for each part."""

    labels: dict[Role, Cell]
    rows: dict[Role, int] = field(default_factory=dict)

    def fill(self, cells: Mapping[Role, Cell]) -> None:
        """Take over what a further row says beside its figures where the first said nothing."""
        for role in (Role.STATUS, Role.COMMENTARY):
            if role in cells and is_blank(self.labels.get(role)):
                self.labels[role] = cells[role]


def _period_columns(view: View, headings: Headings, rows: Iterable[tuple[Cell, ...]]) -> Iterator[ReadRow]:
    for group in _groups(view, headings, rows):
        kept = dict(group.labels)
        kept.pop(Role.PERIOD, None)
        for column in headings.periods:
            parts = {
                role: view.sheet.cell(row, place)
                for measure, row in group.rows.items()
                for role, place in _places(measure, column.parts).items()
            }
            heading = {Role.PERIOD: column.heading} if column.heading is not None else {}
            yield _row({**kept, **parts, **heading}, column.span)


def _places(measure: Role, parts: Mapping[Role, int]) -> Mapping[Role, int]:
    """Where a row's parts stand: under sub-headings as they say, else all of the row is the part it names."""
    return parts if set(parts) != {Role.VALUE} else {measure: parts[Role.VALUE]}


def _groups(view: View, headings: Headings, rows: Iterable[tuple[Cell, ...]]) -> Iterator[_Group]:
    """Rows put together by what they are of; a part that comes a second time begins a figure of its own."""
    open_groups: dict[tuple[str, ...], _Group] = {}
    done: list[_Group] = []
    whose: dict[Role, Cell] = {}
    for row in rows:
        number = row[0].row
        cells = _cells(view, headings, number)
        measure = cells.pop(Role.MEASURE, None)
        part = Role.VALUE if is_blank(measure) else measure_of(visible(measure))
        if measure is not None and not is_blank(measure) and _unnamed(cells):
            cells |= whose
        whose = {role: cells[role] for role in _WHOSE if role in cells}
        other = measure if part is None else _compared(cells) if measure is None else None
        if other is not None:
            done.append(_Group(cells | {Role.MEASURE: other}, {Role.VALUE: number}))
            continue
        key = tuple(tidy(visible(cells.get(role))) for role in _WHOSE)
        group = open_groups.get(key)
        if group is None or measure is None or part in group.rows:
            group = open_groups[key] = _Group(cells)
            done.append(group)
        group.rows[part or Role.VALUE] = number
        group.fill(cells)
    return iter(done)


def _unnamed(cells: Mapping[Role, Cell]) -> bool:
    return is_blank(cells.get(Role.CODE)) and is_blank(cells.get(Role.NAME))
