"""A table of courses by agencies: how many came from each. Its totals by agency are the board's training figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from files.sheets import Cell
from scorecard.imports.columns import IGNORE, like_a_number
from scorecard.imports.findings import Fault, at
from scorecard.imports.headings import tidy
from scorecard.imports.rows import (
    AgencyNames,
    Context,
    Finding,
    Grid,
    IndicatorFacts,
    Layout,
    ReadRow,
    Severity,
    Table,
)
from scorecard.imports.stated import stated
from scorecard.imports.written import is_blank, understand, visible

#: The national list's code of "people trained by the board", which is broken down by agency.
TRAINED = "W06"
#: Fewer agencies than these in a row or column are a coincidence.
_FEWEST_AGENCIES = 2
#: Words by which a table says that it counts people at training; a table of anything else by agency says none.
_TRAINING = re.compile(
    r"\b(?:course|training|trained|attend|delegate|workshop|seminar|e-?learning|session|event|multi-?agency days?)",
    re.IGNORECASE,
)
_TOTAL_WORDS = "total|totals|grand total|all|sum|overall|total attended|all courses|all agencies"
_TOTALS = frozenset(_TOTAL_WORDS.split("|"))


@dataclass(frozen=True)
class Matrix:
    """The table as figures, one an agency, and what is wrong with its totals."""

    table: Table
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Line:
    """One agency's numbers: its heading, what came from it to each course, and the total the file gives."""

    heading: Cell
    cells: tuple[Cell, ...]
    total: Cell | None


def matrix_of(grid: Grid, context: Context) -> Matrix | None:
    """The grid as courses by agencies; None when it names too few agencies, or says nothing of training."""
    facts = context.indicators.get(TRAINED)
    if facts is None or not facts.breakdowns or not _speaks_of_training(grid):
        return None
    lines = _by_column(grid, context) or _by_row(grid, context)
    if not lines:
        return None
    findings: list[Finding] = []
    rows = []
    said = stated([tuple(grid.above)] if grid.above else [])
    for line in lines:
        figure, wrong = _total(line)
        findings.extend(wrong)
        if figure is not None:
            rows.append(_row(line.heading, figure, facts))
    table = Table(
        grid.sheet,
        Layout.MATRIX,
        grid.row,
        tuple(rows),
        period=said.period,
        headings=tuple(tidy(visible(cell)) for cell in grid.headings),
    )
    return Matrix(table, tuple(findings))


def _row(heading: Cell, figure: Cell, facts: IndicatorFacts) -> ReadRow:
    code = Cell(heading.sheet, heading.row, heading.column, facts.code, facts.code)
    return ReadRow(period=None, code=code, breakdown=heading, numerator=figure)


def _speaks_of_training(grid: Grid) -> bool:
    words = [grid.sheet, *(cell.written for cell in (*grid.above, *grid.headings))]
    return any(_TRAINING.search(text) for text in words)


def _names(context: Context) -> frozenset[str]:
    """Every name an agency goes by."""
    every: Sequence[AgencyNames] = (context.agency, *context.other_agencies)
    return frozenset(
        tidy(form)
        for one in every
        for name in (one.code, one.name, *one.aliases)
        for form in (name, name.partition("(")[0])
        if tidy(form)
    )


def _by_column(grid: Grid, context: Context) -> list[_Line]:
    """Agencies as headings: every column of numbers between them is an agency's, known or not."""
    known = _names(context)
    heads = {cell.column: cell for cell in grid.headings}
    ours = [column for column, cell in heads.items() if tidy(visible(cell)) in known]
    if len(ours) < _FEWEST_AGENCIES:
        return []
    by_column: dict[int, list[Cell]] = {}
    totals: dict[int, Cell] = {}
    for row in grid.rows:
        label = next((cell for cell in row if cell.column < min(ours) and not is_blank(cell)), None)
        if label is None and not _is_totals(row[0]):
            continue
        is_total = any(tidy(visible(cell)) in _TOTALS for cell in row if cell.column < min(ours))
        for cell in row:
            if is_total:
                totals[cell.column] = cell
            else:
                by_column.setdefault(cell.column, []).append(cell)
    wanted = [
        column
        for column, cell in sorted(heads.items())
        if column in ours
        or (column > min(ours) and _unknown_agency(cell, by_column.get(column, []), context))
    ]
    return [_Line(heads[one], tuple(by_column.get(one, ())), totals.get(one)) for one in wanted]


def _unknown_agency(heading: Cell, cells: list[Cell], context: Context) -> bool:
    """Whether a column beside the agencies' may be an agency's that we do not know: it holds numbers, no total."""
    text = tidy(visible(heading))
    said = context.answers.headings.get(text) == IGNORE
    return not said and text not in _TOTALS and any(map(like_a_number, cells))


def _by_row(grid: Grid, context: Context) -> list[_Line]:
    """The same the other way round: a row an agency, a column a course."""
    known = _names(context)
    total_columns = {cell.column for cell in grid.headings if tidy(visible(cell)) in _TOTALS}
    lines = []
    ours = 0
    for row in grid.rows:
        label = row[0]
        text = tidy(visible(label))
        numbers = [cell for cell in row[1:] if cell.column not in total_columns]
        if text in _TOTALS or not any(map(like_a_number, numbers)):
            continue
        ours += text in known
        total = next((cell for cell in row if cell.column in total_columns), None)
        lines.append(_Line(label, tuple(numbers), total))
    return lines if ours >= _FEWEST_AGENCIES else []


def _is_totals(cell: Cell) -> bool:
    return tidy(visible(cell)) in _TOTALS


def _total(line: _Line) -> tuple[Cell | None, list[Finding]]:
    """What came from an agency in all, at the file's own total when it has one; and what is wrong with it."""
    understood = [understand(cell) for cell in (*line.cells, *((line.total,) if line.total else ()))]
    wrong = [
        at(one.cell, [one.wrong]) for one in understood if one.wrong is not None and one.cell is not None
    ]
    if wrong:
        return None, wrong
    numbers = [one.number for one in understood[: len(line.cells)] if one.number is not None]
    summed = sum(numbers, Decimal(0))
    if line.total is None:
        head = line.heading
        return Cell(head.sheet, head.row, head.column, _plain(summed), f"{summed:f}"), []
    given = understood[-1].number
    if given is None or given == summed:
        return line.total, []
    fault = Fault(
        "matrix-total-differs",
        f"the numbers of “{visible(line.heading)}” add up to {summed:f}",
        "Correct the total or the numbers, whichever is wrong.",
        Severity.ERROR,
    )
    return None, [at(line.total, [fault])]


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number
