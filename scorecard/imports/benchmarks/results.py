"""What reading a published workbook gives: rows, populations, and a report of every sheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.rules.figures import Basis, Status, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A place to look for: its ONS code, its name, and the three-figure code DfE gives a council."""

    code: str
    name: str
    dfe_code: str = ""


ENGLAND = Place("E92000001", "England")
SOUTH_EAST = Place("E12000008", "South East")
HAMPSHIRE = Place("E10000014", "Hampshire", "850")


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One published figure of the year `first` to `last`; a snapshot stands at `last`.

    `value` is what is printed, or, where only its parts are (assessments within 45 days), the percentage of
    the parts to one decimal place. `status` says why there is no value. `cell` is the value's own, or where
    the parts of its numerator stand.
    """

    indicator_code: str
    area_code: str
    area_name: str
    first: date
    last: date
    basis: Basis
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    status: Status
    unit: Unit
    source: str
    sheet: str
    cell: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """How many people of these ages lived in a place at mid-year (30 June)."""

    area_code: str
    area_name: str
    mid_year: int
    ages: str
    people: int
    source: str
    sheet: str
    cell: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What became of one sheet: lines in words of what was taken, of what was left, and why in a sentence."""

    sheet: str
    title: str
    taken: tuple[str, ...]
    left: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class BenchmarkRead:
    """All that was read of a workbook. `published_on` is None when neither we nor the caller know it."""

    rows: tuple[BenchmarkRow, ...]
    populations: tuple[PopulationRow, ...]
    sheets: tuple[SheetReport, ...]
    title: str
    published_on: date | None
