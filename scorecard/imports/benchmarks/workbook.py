"""Reads DfE's publications on children in need, workbook or tidy data file; says sheet by sheet what it took and left.

Rules are general: columns are found by the words of their headings, rows by code or name, years by their
headings, symbols by the sheet's own notes or the year. Nothing is keyed to a sheet's name or an address.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from files.readers import read
from files.sheets import Book, Sheet
from scorecard.imports.benchmarks import tidy
from scorecard.imports.benchmarks.figures import NotUsable, Publication, population, row
from scorecard.imports.benchmarks.measures import Found, find
from scorecard.imports.benchmarks.results import (
    ENGLAND,
    HAMPSHIRE,
    SOUTH_EAST,
    BenchmarkRead,
    BenchmarkRow,
    Place,
    PopulationRow,
    SheetReport,
)
from scorecard.imports.benchmarks.tables import NoTable, Table, tables, title_of

#: Whom the demonstration board is compared with; any others may be asked for.
PLACES: tuple[Place, ...] = (ENGLAND, SOUTH_EAST, HAMPSHIRE)

#: When each release came out, as its own first page says (SFR 43/2014, SFR 41/2015, gov.uk for the last two).
PUBLISHED = {
    2014: date(2014, 10, 29),
    2015: date(2015, 10, 22),
    2018: date(2018, 10, 25),
    2019: date(2019, 10, 31),
}
_TITLE = re.compile(r"characteristics of children in need.*(?:19|20)\d\d", re.IGNORECASE)


def read_workbook(
    data: bytes, *, places: Sequence[Place] = PLACES, published_on: date | None = None
) -> BenchmarkRead:
    """All indicators the workbook holds for these places: England for every year, the others for its own.

    `published_on` overrides what we know of the release's date. Raises `files.errors.Unreadable` for bytes
    that are no workbook or CSV; one without anything we know gives no rows and a reason a sheet.
    """
    book = read(data)
    publication = _publication(book, published_on)
    held = [(sheet, *_tables(sheet, places)) for sheet in book.sheets]
    taken = _Taken(publication, _populations((table for _, found, _ in held for table in found), publication))
    reports = tuple(taken.report(sheet, found, why) for sheet, found, why in held)
    return BenchmarkRead(
        tuple(taken.rows.values()),
        tuple(taken.populations.values()),
        reports,
        publication.title,
        publication.on,
    )


def _publication(book: Book, published_on: date | None) -> Publication:
    texts = [cell.written for sheet in book.sheets[:2] for rows in sheet.rows for cell in rows]
    title = next((" ".join(text.split()) for text in texts if _TITLE.search(text)), "")
    named = re.findall(r"(?:19|20)\d\d", title)
    year = int(named[-1]) if named else _latest_year(book)
    # A data file without a title may be of any release: only whoever loads it can say which.
    known = PUBLISHED.get(year) if named else None
    title = title or f"Characteristics of children in need, year ending 31 March {year}"
    return Publication(title, year, published_on or known)


def _latest_year(book: Book) -> int:
    ends = [spot.year for sheet in book.sheets for table in _tables(sheet, PLACES)[0] for spot in table.spots]
    return max(ends, default=0)


def _tables(sheet: Sheet, places: Sequence[Place]) -> tuple[tuple[Table, ...], str]:
    """The sheet's tables and, when there are none, why."""
    if sheet.hidden:
        return (), "It is hidden."
    try:
        return (tidy.tables if tidy.is_tidy(sheet) else tables)(sheet, places), ""
    except NoTable as reason:
        return (), str(reason)


def _counts_people(table: Table) -> bool:
    return "population" in table.title.lower()


def _populations(held: Iterable[Table], publication: Publication) -> dict[tuple[str, int], PopulationRow]:
    """By area code and mid-year: read first, so that rates can be held against them."""
    people: dict[tuple[str, int], PopulationRow] = {}
    for table in held:
        for spot in table.spots if _counts_people(table) else ():
            made = population(table, table.lines[0], spot, publication)
            if made is not None:
                people.setdefault((made.area_code, made.mid_year), made)
    return people


class _Taken:
    """What has been taken so far, so that a figure printed on two sheets is taken once."""

    def __init__(self, publication: Publication, populations: dict[tuple[str, int], PopulationRow]) -> None:
        self.publication = publication
        self.populations = populations
        self.rows: dict[tuple[str, str, date], BenchmarkRow] = {}

    def report(self, sheet: Sheet, held: tuple[Table, ...], why: str) -> SheetReport:
        """Take what one sheet holds and say what became of it."""
        taken: list[str] = []
        left: list[str] = []
        used: set[int] = set()
        for table in held:
            for words, rest, indexes in self._from(table):
                taken += words
                left += rest
                used |= indexes
        if held and not _counts_people(held[0]):
            left += [line.printed for line in held[0].lines if line.index not in used]
        if held and not taken:
            why = "None of its headings is of a measure we hold that no sheet before it gave."
        return SheetReport(sheet.name, title_of(sheet), tuple(taken), tuple(left), why)

    def _from(self, table: Table) -> Iterator[tuple[list[str], list[str], set[int]]]:
        if _counts_people(table):
            years = [
                one.mid_year
                for one in self.populations.values()
                if one.area_code == table.spots[0].place.code
            ]
            words = (
                f"Population, {table.spots[0].place.name}: mid-{min(years)} to mid-{max(years)}"
                if years
                else ""
            )
            yield [words] if words else [], [], set()
            return
        for found in find(table.lines):
            yield self._measured(table, found)

    def _measured(self, table: Table, found: Found) -> tuple[list[str], list[str], set[int]]:
        kept: dict[str, list[int]] = {}
        left = []
        for spot in table.spots:
            lived = self.populations.get((spot.place.code, spot.year - 1))
            try:
                made = row(table, found, spot, self.publication, lived.people if lived else None)
            except NotUsable as reason:
                left.append(
                    f"{found.measure.code}, {spot.place.name}, year ending March {spot.year}: {reason}"
                )
                continue
            key = (made.indicator_code, made.area_code, made.last)
            held = self.rows.setdefault(key, made)
            if held is made:
                kept.setdefault(spot.place.name, []).append(spot.year)
            elif held.value != made.value:
                left.append(
                    f"{made.indicator_code}, {spot.place.name}, {made.cell}: {made.value} here, "
                    f"{held.value} in {held.sheet} {held.cell}, which is kept."
                )
        words = [f"{found.measure.code}, {name}: {_years(years)}" for name, years in kept.items()]
        return words, left, {line.index for line in found.lines}


def _years(years: list[int]) -> str:
    """The years ending in March in words: one, or the first to the last."""
    first, last = min(years), max(years)
    if first == last:
        return f"year ending March {first}"
    return f"years ending March {first} to {last}, {len(years)} of them"
