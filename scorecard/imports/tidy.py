"""The rows of a DfE tidy file: time and place told by columns together, splits by filters. Sources: the file standard
of Explore Education Statistics (time_period, time_identifier, geographic_level)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from files.sheets import Cell
from scorecard.imports.across import filters, place_columns
from scorecard.imports.columns import View
from scorecard.imports.headings import Role, tidy
from scorecard.imports.layouts import Headings
from scorecard.imports.rows import ReadRow
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import (
    Period,
    PeriodUnclear,
    financial_year,
    parse,
    quarter,
    quarter_holding,
    spanning,
    term,
)

#: A filter's value that means the whole.
TOTALS = frozenset(
    {"total", "all", "overall", "all children", "all ages", "all pupils", "all characteristics"}
)
_PAIR = re.compile(r"((?:19|20)\d\d)[-/]?(\d\d)")
_QUARTER = re.compile(r"(financial|calendar)(?: year)? q([1-4])")
_LEVELS = frozenset({"local authority", "local authority district"})


def time_of(period: str, identifier: str) -> Period | None:
    """The period a `time_period` and its `time_identifier` name together; None when they leave it open.

    "201718" by "Financial year" is April 2017 to March 2018, "2018" by "Calendar year" that year, "201718" by "Autumn
    term" the term that began in September 2017, "2018" by "31 March" the quarter that ended then.
    """
    kind, text = tidy(identifier), period.strip()
    pair = _PAIR.fullmatch(text)
    start = int(pair[1]) if pair and int(pair[2]) == (int(pair[1]) + 1) % 100 else None
    year = int(text) if re.fullmatch(r"(?:19|20)\d\d", text) else None
    try:
        return (
            _of_pair(start, kind) if start is not None else _of_year(year, kind) if year is not None else None
        )
    except PeriodUnclear:
        return None


def _of_pair(start: int, kind: str) -> Period | None:
    if kind in ("financial year", "tax year"):
        return financial_year(start)
    if named := _QUARTER.fullmatch(kind):
        return quarter(start, int(named[2])) if named[1] == "financial" else None
    if kind.removesuffix(" term") in ("autumn", "spring", "summer"):
        return term(start, kind.removesuffix(" term"))
    if kind == "academic year":
        return spanning(date(start, 9, 1), date(start + 1, 8, 31))
    return None


def _of_year(year: int, kind: str) -> Period | None:
    if kind == "calendar year":
        return spanning(date(year, 1, 1), date(year, 12, 31))
    if named := _QUARTER.fullmatch(kind):
        return quarter_holding(date(year, 3 * int(named[2]), 1)) if named[1] == "calendar" else None
    if re.match(r"\d", kind) or kind.isalpha():
        return parse(f"{kind} {year}")
    return None


def tidy_rows(view: View, headings: Headings, rows: Iterable[tuple[Cell, ...]]) -> Iterator[ReadRow]:
    """One row for each figure of a place; rows of regions and the nation are given too, by their own names."""
    places, splits = place_columns(headings), filters(headings)
    for row in rows:
        number = row[0].row
        at = {key: view.sheet.cell(number, column) for key, column in places.items()}
        parts = [
            cell
            for cell in (view.sheet.cell(number, column) for column in splits)
            if tidy(visible(cell)) not in TOTALS and not is_blank(cell)
        ]
        when = at["time period"]
        span = time_of(visible(when), visible(at.get("time identifier")))
        for one in headings.indicators:
            yield ReadRow(
                period=when,
                name=one.label,
                area=_place(at),
                breakdown=_split(parts),
                value=view.sheet.cell(number, one.parts[Role.VALUE]),
                span=span,
            )


def _place(at: dict[str, Cell]) -> Cell:
    """The cell that names the place a row is of: its level decides which."""
    level = tidy(visible(at.get("geographic level")))
    council = [at[key] for key in ("new la code", "la code", "la name", "old la code") if key in at]
    others = [at[key] for key in ("region name", "region code", "country name", "country code") if key in at]
    wanted = council if not level or level in _LEVELS else [*others, *council]
    filled = [
        cell for cell in (*wanted, at.get("geographic level")) if cell is not None and not is_blank(cell)
    ]
    # A row that names no place is of nobody's: its time, which is no place's name, never stands for the board's own.
    return (filled or [at["time period"]])[0]


def _split(parts: list[Cell]) -> Cell | None:
    """The part of an indicator a row is of: one filter's value, or all of them together, which no indicator has."""
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    text = " and ".join(visible(cell) for cell in parts)
    return Cell(parts[0].sheet, parts[0].row, parts[0].column, text, text)
