"""Whose file this is and of which quarter, when nobody said: its own tag, its cells, then its name. No tables."""

import re
from collections.abc import Iterable, Iterator

from files.sheets import Cell
from scorecard.imports.headings import tidy
from scorecard.imports.labels import period_named
from scorecard.imports.rows import AgencyNames, Table, Tables
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import Period, PeriodKind

#: A year as a file's name must write it, where a slash cannot stand: “2013-14”, “2013_14”.
_YEARS = re.compile(r"(?<!\d)(20\d\d|\d\d)[-_ ](\d\d)(?!\d)")
#: So many words of a file's name make a period at most: “January to March 2018”.
_LONGEST = 5


def agency_of(tables: Tables, file_name: str, known: Iterable[AgencyNames]) -> AgencyNames | None:
    """The one agency the template's tag, else the cells, else the name says; None when none or several are said."""
    agencies = tuple(known)
    if tables.tag is not None:
        return next((one for one in agencies if one.code == tables.tag.agency), None)
    names = {name: one for one in agencies for name in _names(one)}
    said = {tidy(visible(cell)) for cell in _agency_cells(tables) if not is_blank(cell)}
    found = {names[name].code: names[name] for name in said if name in names}
    if said:
        return found.popitem()[1] if len(found) == 1 else None
    return _in_name(file_name, names)


def period_of(tables: Tables, file_name: str) -> Period | None:
    """The quarter the template's tag, else the cells, else the name says: the latest when cells say several."""
    if tables.tag is not None:
        try:
            return Period(tables.tag.first, tables.tag.last, PeriodKind.QUARTER)
        except ValueError:
            return None
    said = [one for one in _periods(tables) if one.kind is PeriodKind.QUARTER]
    return max(said) if said else _period_in_name(file_name)


def _names(one: AgencyNames) -> Iterator[str]:
    for name in (one.code, one.name, *one.aliases):
        yield from filter(None, (tidy(name), tidy(name.partition("(")[0])))


def _agency_cells(tables: Tables) -> Iterator[Cell]:
    for table in tables.tables:
        if table.agency is not None:
            yield table.agency
        yield from (row.agency for row in table.rows if row.agency is not None)


def _in_name(file_name: str, names: dict[str, AgencyNames]) -> AgencyNames | None:
    """The agency whose name stands in the file's, the longest counting where one stands inside another."""
    words = f" {tidy(' '.join(_words(file_name)))} "
    found = {name: one for name, one in names.items() if f" {name} " in words}
    outer = [
        one for name, one in found.items() if not any(name != other and name in other for other in found)
    ]
    codes = {one.code for one in outer}
    return outer[0] if len(codes) == 1 else None


def _periods(tables: Tables) -> Iterator[Period]:
    for table in tables.tables:
        for row in table.rows:
            period = row.span or _of(row.period, table)
            if period is not None and any(not is_blank(cell) for cell in row.figures):
                yield period


def _of(cell: Cell | None, table: Table) -> Period | None:
    named = table.period if cell is None or is_blank(cell) else cell
    return None if named is None or is_blank(named) else period_named(visible(named))


def _period_in_name(file_name: str) -> Period | None:
    """The one quarter the longest run of words in a file's name says; None when it says several."""
    words = _words(_YEARS.sub(r"\1/\2", file_name))
    for length in range(min(_LONGEST, len(words)), 0, -1):
        runs = (words[at : at + length] for at in range(len(words) - length + 1))
        named = (period_named(text) for run in runs for text in _said(run))
        found = {one for one in named if one is not None and one.kind is PeriodKind.QUARTER}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _said(run: list[str]) -> tuple[str, ...]:
    """Words as they may have stood: “Jan Mar 2018” is what is left of “Jan-Mar 2018”."""
    spaced = " ".join(run)
    return (spaced, spaced.replace(" ", "-", 1)) if len(run) > 2 else (spaced,)


def _words(file_name: str) -> list[str]:
    """The words of a file's name without its extension; dashes and underscores divide words too."""
    stem = file_name.rpartition(".")[0] or file_name
    return [word for word in re.split(r"[\s_()\[\],.-]+", stem) if word]
