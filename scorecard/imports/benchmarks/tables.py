"""A published sheet as a table of lines and places, whichever way round it is printed. No measures here.

A *line* is what one heading covers: a column where councils are rows, a row where years are columns. So the
rules that find a measure are the same for both.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from files.sheets import Cell, Sheet
from scorecard.imports.benchmarks.results import ENGLAND, Place
from scorecard.imports.benchmarks.words import LineKind, line_kind, plain, year_ending

_ABOUT = ("year:", "years:", "coverage:", "statistics:", "source:")
_NOTES = ("notes", "note", "source:", "source -")
_WIDEST_LABEL_COLUMN = 8
_WAY_BACK = re.compile(r"\s*((back|return|go) to\b|contents|index)", re.IGNORECASE)
_ONLY_YEAR = re.compile(r"^\s*years?:\s*", re.IGNORECASE)


class NoTable(Exception):
    """The sheet holds no table we know how to read; the text says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one heading covers: its words without note marks, what it holds, where it stands."""

    words: str
    kind: LineKind
    index: int
    printed: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in one year: the row or column its figures stand in."""

    place: Place
    year: int
    index: int


@dataclass(frozen=True)
class Table:
    """Lines by spots. `down` says that lines are rows; `notes` are the texts under the figures."""

    sheet: Sheet
    title: str
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    down: bool
    notes: tuple[str, ...] = field(default=())
    #: The year whose usual signs it uses; None: each figure's own.
    signs_of: int | None = None

    def cell(self, line: Line, spot: Spot) -> Cell:
        """The cell where a line and a spot meet."""
        if self.down:
            return self.sheet.cell(line.index, spot.index)
        return self.sheet.cell(spot.index, line.index)


def title_of(sheet: Sheet) -> str:
    """The sheet's title, which may run over several rows: the text before years, coverage and headings."""
    _, lines = _head(sheet)
    words = []
    for line in lines:
        if line.lower().startswith(_ABOUT):
            break
        words.append(line)
    return " ".join(" ".join(words).split())


def tables(sheet: Sheet, places: Sequence[Place]) -> tuple[Table, ...]:
    """The sheet's table: by council for one year, by year for England, or by both. NoTable when it is none.

    A table of councils by year (the populations) comes back as one table whose only line is all there is.
    """
    last_title_row, about = _head(sheet)
    england = _england(sheet)
    below = england.row if england else last_title_row + 12
    years = _years(sheet, last_title_row + 1, below)
    if england is None:
        return (_by_year(sheet, years, about),)
    if len(years) > 1:
        return tuple(_by_both(sheet, england, years, places))
    return (_by_place(sheet, england, last_title_row + 1, about, places),)


def _head(sheet: Sheet) -> tuple[int, list[str]]:
    """The last row of the title, and the title's lines: leading rows with one text, at the left."""
    last, column = 0, 0
    lines: list[str] = []
    for row in sheet.rows:
        filled = [cell for cell in row if cell.written.strip() and not _WAY_BACK.match(cell.written)]
        if not filled:
            continue
        column = column or filled[0].column
        if len(filled) > 1 or filled[0].column > column + 1 or not isinstance(filled[0].value, str):
            break
        last, lines = row[0].row, [*lines, filled[0].written.strip()]
    return last, lines


def _england(sheet: Sheet) -> Cell | None:
    for row in sheet.rows:
        for cell in row:
            if cell.column <= _WIDEST_LABEL_COLUMN and plain(cell.written) == "england":
                return cell
    return None


def _years(sheet: Sheet, first: int, last: int) -> dict[int, int]:
    """Columns headed by a year, from the first row of the headings that has two or more: column to year."""
    best: dict[int, int] = {}
    for row in sheet.rows:
        if not first <= row[0].row < last or best:
            continue
        named = {
            cell.column: year
            for cell in row
            if (year := year_ending(cell.written)) and len(cell.written) < 24
        }
        if len(named) > 1 and len(set(named.values())) == len(named):
            best = named
    return best


def _by_year(sheet: Sheet, years: dict[int, int], about: Iterable[str]) -> Table:
    if not years:
        raise NoTable("It has neither a row for England nor a heading of years.")
    if not any("england" in line.lower() for line in about):
        raise NoTable("It has years but does not say that it covers England.")
    heading = next(row[0].row for row in sheet.rows if {cell.column for cell in row} >= set(years))
    lines: list[Line] = []
    first = min(years)
    for row in _figures(sheet, heading + 1):
        label = next((cell for cell in row if cell.column < first and cell.written.strip()), None)
        if label is not None and any(cell.column in years for cell in row):
            lines.append(_line(label.row, [label.written]))
    spots = tuple(Spot(ENGLAND, year, column) for column, year in years.items())
    return Table(sheet, title_of(sheet), tuple(lines), spots, down=True, notes=_notes(sheet))


def _by_place(sheet: Sheet, england: Cell, top: int, about: Iterable[str], places: Sequence[Place]) -> Table:
    # 'Year: …' comes before the title, which may break off within a date and go on a row below.
    told = [*sorted(about, key=lambda line: _ONLY_YEAR.match(line) is None), title_of(sheet)]
    year = next((year for line in told if (year := year_ending(_ONLY_YEAR.sub("", line)))), None)
    if year is None:
        raise NoTable("It does not say which year it is of.")
    columns = sorted(
        {cell.column for row in _figures(sheet, england.row) for cell in row if cell.column > england.column}
    )
    lines = [_line(column, _headings(sheet, column, top, england.row)) for column in columns]
    spots = tuple(Spot(place, year, row) for place, row in _rows_of(sheet, england, places))
    named = tuple(line for line in lines if line.words)
    return Table(sheet, title_of(sheet), named, spots, down=False, notes=_notes(sheet))


def _by_both(sheet: Sheet, england: Cell, years: dict[int, int], places: Sequence[Place]) -> Iterator[Table]:
    for place, row in _rows_of(sheet, england, places):
        spots = tuple(Spot(place, year, column) for column, year in years.items())
        line = Line(plain(title_of(sheet)), LineKind.NUMBER, row, title_of(sheet))
        yield Table(sheet, title_of(sheet), (line,), spots, down=True, notes=_notes(sheet))


def _headings(sheet: Sheet, column: int, top: int, below: int) -> list[str]:
    """The headings over a column, outermost first; one spread without merging is found to the left."""
    found = []
    for row in range(top, below):
        text = sheet.label(row, column).written.strip()
        if not text and any(sheet.label(lower, column).written.strip() for lower in range(row + 1, below)):
            text = _from_the_left(sheet, row, column, top, below)
        if text and text not in found:
            found.append(text)
    return found


def _from_the_left(sheet: Sheet, row: int, column: int, top: int, below: int) -> str:
    """The heading that covers this column without being merged: the next to its left, no gap between."""
    for left in range(column - 1, 0, -1):
        if not any(sheet.label(each, left).written.strip() for each in range(top, below)):
            return ""
        text = sheet.label(row, left).written.strip()
        if text:
            return "" if plain(text) == "local authority" else text
    return ""


def _line(index: int, headings: list[str]) -> Line:
    parts = [plain(heading) for heading in headings]
    words = " ".join(parts)
    last = parts[-1] if parts else ""
    return Line(words, line_kind(last, words), index, " / ".join(" ".join(text.split()) for text in headings))


def _rows_of(sheet: Sheet, england: Cell, places: Sequence[Place]) -> Iterator[tuple[Place, int]]:
    """The row of each place, by its code where the row has one, else by its name."""
    wanted = list(places)
    for row in _figures(sheet, england.row):
        codes = {cell.written.strip() for cell in row if cell.column < england.column}
        label = plain(sheet.cell(row[0].row, england.column).written)
        for place in wanted:
            if label and (label == place.name.lower() or codes & {place.code, place.dfe_code or place.code}):
                wanted.remove(place)
                yield place, row[0].row
                break


def _figures(sheet: Sheet, first: int) -> Iterator[tuple[Cell, ...]]:
    """The rows of the table's body: from the first row given to the notes."""
    for row in sheet.rows:
        if row[0].row < first:
            continue
        if any(cell.written.strip().lower().startswith(_NOTES) for cell in row):
            return
        yield row


def _notes(sheet: Sheet) -> tuple[str, ...]:
    body = 0
    for row in sheet.rows:
        if any(cell.written.strip().lower().startswith(("notes", "note:")) for cell in row):
            body = row[0].row
    return tuple(cell.written for row in sheet.rows for cell in row[:1] if body and cell.row > body)
