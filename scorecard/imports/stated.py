"""What the lines above a table say of all of it: whose it is, of which period and places, and who published it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from files.sheets import Cell
from scorecard.imports.benchmarks.words import year_ending
from scorecard.imports.columns import View, is_clear_period
from scorecard.imports.headings import role_of, tidy
from scorecard.imports.rows import Layout, Source, Table
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import years_end_in

_LABELLED = re.compile(
    r"\s*(agency|organisation|partner|period|quarter|reporting period|financial year|years?|coverage|area)"
    r"\s*(?:[:\-–]\s*(.*))?",
    re.IGNORECASE | re.DOTALL,
)
_DFE = re.compile(
    r"\b(?:dfe|department for education|children in need census|children looked after return|ssda ?903)\b",
    re.I,
)
#: What a table that holds more than the board's own area calls the rest: the nation, its regions, kinds of council.
_NATION_AND_REGIONS = (
    "England|England and Wales|United Kingdom|Great Britain|Wales|Scotland|Northern Ireland|National|Regional|"
    "North East|North West|Yorkshire and The Humber|East Midlands|West Midlands|East of England|East|London|"
    "Inner London|Outer London|South East|South West|Statistical neighbours|Statistical neighbour average|"
    "England average|National average|Regional average"
)
NATION_AND_REGIONS = frozenset(tidy(name) for name in _NATION_AND_REGIONS.split("|"))


@dataclass(frozen=True)
class Stated:
    """The cells that say it; None where no line does."""

    agency: Cell | None = None
    period: Cell | None = None
    coverage: Cell | None = None


def stated(rows: Sequence[tuple[Cell, ...]]) -> Stated:
    """What these lines say of the table below them. The last line that says a thing counts."""
    return Stated(**dict(_said(rows)))


def _said(rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[str, Cell]]:
    for row in rows:
        text = visible(row[0])
        if len(row) == 1 and (is_clear_period(text) or years_end_in(text) is not None):
            yield "period", row[0]
        for number, cell in enumerate(row):
            match = _LABELLED.fullmatch(visible(cell))
            if match is None:
                continue
            kind = _kind(match[1])
            if match[2]:
                yield kind, replace(cell, value=match[2], written=match[2])
            elif number + 1 < len(row):
                yield kind, row[number + 1]


def _kind(label: str) -> str:
    if label.lower() in ("coverage", "area"):
        return "coverage"
    return "period" if role_of(label) == "period" or label.lower() == "years" else "agency"


def published(table: Table, said: Stated, view: View) -> Table:
    """A table of places by indicators as what it is: published, when the nation or its regions stand among them."""
    areas = {tidy(visible(row.area)) for row in table.rows if not is_blank(row.area)}
    if not areas & NATION_AND_REGIONS:
        return table
    source = None
    dfe = any(_DFE.search(cell.written) for row in view.rows for cell in row if isinstance(cell.value, str))
    year = year_ending(visible(said.period)) if said.period is not None else None
    if dfe and year is not None:
        source = Source("dfe", year)
    return replace(table, layout=Layout.PUBLISHED, many_areas=True, source=source)
