"""From the cells of a line to one row: numbers, symbols, and a check that the parts give what is printed."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from files.sheets import Cell
from scorecard.catalogue.catalogue import by_code
from scorecard.imports.benchmarks import symbols
from scorecard.imports.benchmarks.measures import Found
from scorecard.imports.benchmarks.results import BenchmarkRow, PopulationRow
from scorecard.imports.benchmarks.tables import Line, Spot, Table
from scorecard.imports.benchmarks.words import LineKind
from scorecard.rules.figures import Status, Unit
from scorecard.rules.numbers import percent, rounded

#: A number kept as text, with or without commas between thousands.
_TYPED = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_NOT_SENT = re.compile(r"\b(?:did not|were unable to|was unable to) (?:submit|provide|supply|return)")
#: What the printed values of these units are per. DfE prints them to one decimal place.
_PER = {Unit.PERCENT: 100, Unit.RATE: 10_000}


class NotUsable(Exception):
    """A figure that cannot be taken as it stands; the text says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is being read: its title, the year it is of (ending in March), and when it came out, if known."""

    title: str
    year: int
    on: date | None


@dataclass(frozen=True, slots=True)
class _Read:
    """One cell read: a number, or the reason there is none."""

    number: Decimal | None
    status: Status


def row(
    table: Table, found: Found, spot: Spot, publication: Publication, people: int | None = None
) -> BenchmarkRow:
    """The row one measure gives for one place and year; `people` is the population the workbook holds for it.

    NotUsable for a blank, a symbol nobody explains, or parts that do not give the printed percentage or rate
    within rounding (England and regions are rounded to 10): then a heading was surely misread.
    """
    parts = [_number(table, line, spot) for line in found.numerators]
    total = _number(table, found.denominator, spot) if found.denominator else None
    numerator = _sum(parts)
    value = _number(table, found.value, spot) if found.value else _worked_out(numerator, total)
    if value.number == 0 and _never_sent(table, spot):
        numerator = value = _Read(None, Status.NOT_SUPPLIED)
    indicator = by_code(found.measure.code)
    if found.value is not None and indicator.unit in _PER:
        _agree(numerator, total.number if total else people, value, _PER[indicator.unit])
    return BenchmarkRow(
        indicator_code=indicator.code,
        area_code=spot.place.code,
        area_name=spot.place.name,
        first=date(spot.year - 1, 4, 1),
        last=date(spot.year, 3, 31),
        basis=indicator.basis,
        numerator=numerator.number if found.numerators else None,
        denominator=total.number if total else None,
        value=value.number,
        status=value.status,
        unit=indicator.unit,
        source=f"Department for Education, {publication.title}, {_table_name(table)}",
        sheet=table.sheet.name,
        cell=_where(table, found, spot),
        published_on=publication.on,
    )


def population(table: Table, line: Line, spot: Spot, publication: Publication) -> PopulationRow | None:
    """How many people lived there at the mid-year the column's year began with; None for no whole number."""
    cell = table.cell(line, spot)
    ages = re.search(r"aged? (\d+)\s*(?:to|-|\u2013)\s*(\d+)", table.title.lower())
    if not isinstance(cell.value, int) or cell.value <= 0:
        return None
    return PopulationRow(
        area_code=spot.place.code,
        area_name=spot.place.name,
        mid_year=spot.year - 1,
        ages=f"{ages[1]}-{ages[2]}" if ages else "0-17",
        people=cell.value,
        source=f"ONS mid-year estimates, in Department for Education, {publication.title}",
        sheet=table.sheet.name,
        cell=cell.address,
        published_on=publication.on,
    )


def _never_sent(table: Table, spot: Spot) -> bool:
    """Whether a note says the place sent nothing: in 2018 Wolverhampton's missing reviews are printed as zero."""
    name = spot.place.name.lower()
    return any(name in note.lower() and _NOT_SENT.search(note.lower()) for note in table.notes)


def _where(table: Table, found: Found, spot: Spot) -> str:
    """The value's cell; of a value that is not printed the cells of its numerator, first to last."""
    if found.value is not None:
        return table.cell(found.value, spot).address
    cells = [table.cell(line, spot).address for line in found.numerators]
    return cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}"


def _table_name(table: Table) -> str:
    named = re.match(r"table \w+", table.title, re.IGNORECASE)
    if named:
        return named[0]
    return "tidy data file" if table.signs_of else f"sheet {table.sheet.name}"


def _number(table: Table, line: Line, spot: Spot) -> _Read:
    cell = table.cell(line, spot)
    value = cell.value
    if isinstance(value, str) and _TYPED.fullmatch(value.strip()):
        value = Decimal(value.strip().replace(",", ""))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value) * (100 if cell.percent else 1)
        if line.kind is not LineKind.NUMBER and number != round(number, 1):
            number = rounded(number, 1)
        return _Read(number, Status.REPORTED if number else Status.TRUE_ZERO)
    return _Read(None, _meaning(table, cell, spot.year))


def _meaning(table: Table, cell: Cell, year: int) -> Status:
    symbol = cell.written.strip()
    told = symbols.legend(table.notes).get(symbol) or symbols.usual(table.signs_of or year).get(symbol)
    if told is not None:
        return told
    if not symbol:
        raise NotUsable(f"{cell.address} is blank.")
    raise NotUsable(f"{cell.address} holds {symbol[:20]!r}, which neither the sheet nor we explain.")


def _sum(parts: list[_Read]) -> _Read:
    """The parts together; when one is hidden or missing so is the sum: a hidden part is never guessed."""
    missing = next((part for part in parts if part.number is None), None)
    if missing is not None:
        return missing
    total = sum((part.number for part in parts if part.number is not None), Decimal(0))
    return _Read(total, Status.REPORTED if total else Status.TRUE_ZERO)


def _worked_out(numerator: _Read, total: _Read | None) -> _Read:
    if numerator.number is None:
        return numerator
    if total is None or total.number is None:
        return _Read(None, total.status if total else Status.NOT_SUPPLIED)
    if not total.number:
        return _Read(None, Status.NOT_APPLICABLE)
    value = percent(numerator.number, total.number)
    return _Read(value, Status.REPORTED if value else Status.TRUE_ZERO)


def _agree(numerator: _Read, total: Decimal | int | None, value: _Read, per: int) -> None:
    """Hold what is printed against its parts, allowing for all three having been rounded."""
    if numerator.number is None or not total or value.number is None:
        return
    loose = Fraction(5 if total % 10 == 0 and numerator.number % 10 == 0 else 0)
    edge = Fraction(51 if value.number == round(value.number) else 6, 100)
    part, whole, printed = Fraction(numerator.number), Fraction(total), Fraction(value.number)
    lowest = (part - loose) / (whole + loose) * per - edge
    highest = (part + loose) / max(whole - loose, Fraction(1)) * per + edge
    if not lowest <= printed <= highest:
        raise NotUsable(
            f"{numerator.number:,} of {total:,} does not give the {value.number} that is printed, "
            "so a heading was misread."
        )
