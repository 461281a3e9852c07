"""A tidy data file as a table of lines and places: a row a place and year, as DfE publishes since 2019.

Its first columns say when and where; what is left are filters (columns of words) and measures (columns of
numbers). A line is one measure under one choice of filters, so the rules that find an indicator in a printed
table find it here too. Layout: "Open data standards", DfE's explore education statistics platform.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from files.sheets import Cell, Sheet
from scorecard.imports.benchmarks.results import Place
from scorecard.imports.benchmarks.tables import Line, NoTable, Spot, Table
from scorecard.imports.benchmarks.words import LineKind, line_kind, plain

#: From when publishers have used today's signs: c, z, x, u and the colon.
_SIGNS_SINCE = 2020
_NAMES = ("time_period", "geographic_level")
_WHERE_AND_WHEN = re.compile(
    r"time_(period|identifier)|geographic_level|.*_(code|name|lookup)|version|population_year"
)
_LEVELS = {
    "national": ("country_code", "country_name"),
    "regional": ("region_code", "region_name"),
    "region": ("region_code", "region_name"),
    "local authority": ("new_la_code", "la_name"),
    "local authority district": ("lad_code", "lad_name"),
}
#: What a year ending in March may be called beside its number.
_YEARS = ("", "financial year", "reporting year", "year ending march", "march", "31 march", "as at 31 march")
_ALL = ("total", "all", "all children")
_SIGN = re.compile(r"\.{1,2}|[:*~-]|[a-z]{1,3}|[<\u2264]\s*\d+", re.IGNORECASE)
_NUMBER = re.compile(r"-?[\d,]*\.?\d+%?")
_SHORT = (
    (re.compile(r"\b(?:perc|pct|pcnt|percent)\b"), "percentage"),
    (re.compile(r"\b(?:num|no(?= of\b)|n(?=$)|cnt|count)\b"), "number"),
    (re.compile(r"\bper 10k\b"), "rate per 10,000"),
    (re.compile(r"\bcpp?\b"), "child protection plan"),
    (re.compile(r"\bcin\b"), "children in need"),
    (re.compile(r"\bicpcs?\b"), "initial child protection conference"),
    (re.compile(r"\bs47s?\b"), "section 47"),
    (re.compile(r"\bre ?referrals?\b"), "referrals within 12 months of a previous referral"),
)
#: Days from one to another, as a column's name writes them: 11_15_days.
_BAND = re.compile(r"(?<!\d)(\d{1,3})_(\d{1,3})(?=_(?:working_)?days)")
_GENERIC = re.compile(r"(?:number|percentage|rate|value|of|per|10,?000|children|population|the| )*")


@dataclass(frozen=True)
class TidyTable(Table):
    """A table whose figures stand at (line, spot), wherever that is in the file."""

    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)

    def cell(self, line: Line, spot: Spot) -> Cell:
        """The cell of a line and a spot; a blank one where the file has no such row."""
        return self.cells.get((line.index, spot.index)) or Cell(self.sheet.name, spot.index, 1)


def is_tidy(sheet: Sheet) -> bool:
    """Whether the first row that holds anything heads a tidy file's columns."""
    return bool(sheet.rows) and set(_NAMES) <= set(_headings(sheet.rows[0]).values())


def _headings(row: Sequence[Cell]) -> dict[int, str]:
    return {cell.column: cell.written.strip().lower() for cell in row if cell.written.strip()}


def tables(sheet: Sheet, places: Sequence[Place]) -> tuple[Table, ...]:
    """The tidy file as one table of the places asked for. NoTable, with the reason, when none of it is theirs."""
    headings = _headings(sheet.rows[0])
    wanted = {
        key: place for place in places for key in (place.code, place.dfe_code, place.name.lower()) if key
    }
    reading = _Reading(sheet, headings)
    for row in sheet.rows[1:]:
        reading.take({headings[cell.column]: cell for cell in row if cell.column in headings}, wanted)
    if not reading.spots:
        raise NoTable(
            f"None of its rows is of a year to March of {', '.join(place.name for place in places)}."
        )
    return (reading.table(),)


class _Reading:
    """Rows of a tidy file, sorted into lines and spots."""

    def __init__(self, sheet: Sheet, headings: Mapping[int, str]) -> None:
        self._sheet = sheet
        rest = {name: column for column, name in headings.items() if not _WHERE_AND_WHEN.fullmatch(name)}
        numeric = _numeric(sheet)
        self._measures = tuple(name for name, column in rest.items() if column in numeric)
        self._filters = tuple(name for name in rest if name not in self._measures)
        self._choices: dict[tuple[str, ...], int] = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        self.spots: dict[tuple[str, int], Spot] = {}

    def take(self, row: Mapping[str, Cell], wanted: Mapping[str, Place]) -> None:
        """Keep a row's figures when it is of a place asked for and of a year to March."""
        place, year = _place(row, wanted), _year(row)
        if place is None or year is None:
            return
        spot = self.spots.setdefault((place.code, year), Spot(place, year, len(self.spots)))
        choice = self._choices.setdefault(
            tuple(_word(row.get(name)) for name in self._filters), len(self._choices)
        )
        for number, name in enumerate(self._measures):
            if name in row:
                index = choice * len(self._measures) + number
                self._cells.setdefault((index, spot.index), row[name])

    def table(self) -> TidyTable:
        """What was kept, each number followed by its own percentage and rate."""
        lines = [
            _line(choice, name, at * len(self._measures) + number)
            for choice, at in self._choices.items()
            for number, name in enumerate(self._measures)
        ]
        return TidyTable(
            sheet=self._sheet,
            title="Tidy data file",
            lines=tuple(_ordered(lines)),
            spots=tuple(self.spots.values()),
            down=False,
            signs_of=_SIGNS_SINCE,
            cells=self._cells,
        )


def _numeric(sheet: Sheet) -> frozenset[int]:
    """The columns whose filled cells are numbers or signs, with one number at least."""
    numbers: set[int] = set()
    words: set[int] = set()
    for row in sheet.rows[1:]:
        for cell in row:
            text = cell.written.strip()
            if _NUMBER.fullmatch(text):
                numbers.add(cell.column)
            elif text and not _SIGN.fullmatch(text):
                words.add(cell.column)
    return frozenset(numbers - words)


def _word(cell: Cell | None) -> str:
    text = " ".join(cell.written.split()) if cell is not None else ""
    return "" if text.lower() in _ALL else text


def _place(row: Mapping[str, Cell], wanted: Mapping[str, Place]) -> Place | None:
    level = _text(row, "geographic_level").lower()
    code, name = _LEVELS.get(level, ("", ""))
    if not code:
        return None
    found = wanted.get(_text(row, code)) or wanted.get(_text(row, name).lower())
    if found is None and level == "local authority":
        found = wanted.get(_text(row, "old_la_code"))
    return found


def _text(row: Mapping[str, Cell], name: str) -> str:
    return row[name].written.strip() if name in row else ""


def _year(row: Mapping[str, Cell]) -> int | None:
    """The year whose March ends the period: 2018 of 201718, 2017-18 or 2018; None for quarters and other years."""
    if plain(_text(row, "time_identifier")) not in _YEARS:
        return None
    digits = re.sub(r"\D", "", _text(row, "time_period"))
    if len(digits) == 6 and (int(digits[:4]) + 1) % 100 == int(digits[4:]):
        return int(digits[:4]) + 1
    return int(digits) if len(digits) == 4 else None


def _line(choice: tuple[str, ...], name: str, index: int) -> Line:
    own = plain(_BAND.sub(r"\1 to \2", name).replace("_", " "))
    for short, long in _SHORT:
        own = short.sub(long, own)
    chosen = [plain(word) for word in choice if word]
    # A column that is headed by nothing but "number" or "rate" counts what the filters name.
    words = " ".join([*chosen, own] if _GENERIC.fullmatch(own) and chosen else [own, *chosen])
    return Line(words, line_kind(own, words), index, " / ".join([*(word for word in choice if word), name]))


def _ordered(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines in the file's order, but each percentage and rate right after the number of the same words."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        stem = re.sub(r"\b(?:percentage|number|rate|per|10,?000|value)\b", " ", line.words)
        groups.setdefault(" ".join(stem.split()), []).append(line)
    for group in groups.values():
        yield from sorted(group, key=lambda line: line.kind is not LineKind.NUMBER)
