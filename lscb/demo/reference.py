"""The demonstration's places, populations and published figures, as data with their sources. Entering them in
tables is the loading command's.

The published ones in `reference.toml` were written by `written` from what the reader took of DfE's workbook, so
the demonstration needs no workbook. What is invented says so in its source.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from scorecard.catalogue.catalogue import by_code
from scorecard.imports.benchmarks import PLACES, BenchmarkRead, BenchmarkRow, Place, PopulationRow
from scorecard.rules.figures import Status

BOARD_AREA = "E10000014"
#: Whom the board compares itself with: the other counties of its region. They are nobody's statistical neighbours.
SIMILAR_NAME = "Other counties in the South East"
SIMILAR: tuple[Place, ...] = (
    Place("E10000002", "Buckinghamshire", "825"),
    Place("E10000011", "East Sussex", "845"),
    Place("E10000016", "Kent", "886"),
    Place("E10000025", "Oxfordshire", "931"),
    Place("E10000030", "Surrey", "936"),
    Place("E10000032", "West Sussex", "938"),
)
#: The places whose published figures and populations `reference.toml` holds.
PUBLISHED_FOR: tuple[Place, ...] = (*PLACES, *SIMILAR)
#: What makes a population's source plain when nobody published it.
INVENTED = "Invented for the demonstration"


@dataclass(frozen=True, slots=True)
class DemoArea:
    """A place: its ONS code, name, kind (country, region, authority, district) and what it lies in."""

    code: str
    name: str
    kind: str
    parent: str = ""


@cache
def _told() -> dict[str, Any]:
    with (Path(__file__).parent / "reference.toml").open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def areas() -> tuple[DemoArea, ...]:
    """Places, each after the one it lies in."""
    return tuple(DemoArea(**row) for row in _told()["area"])


def _names() -> dict[str, str]:
    return {area.code: area.name for area in areas()}


@cache
def populations() -> tuple[PopulationRow, ...]:
    """People by place, mid-year and ages: those of DfE's annex, and invented ones for other ages."""
    names, told = _names(), _told()
    shared = told["source"]
    published = [
        PopulationRow(
            area,
            names[area],
            mid_year,
            "0-17",
            people,
            shared["people"],
            "ANNEX",
            cell,
            shared["published_on"],
        )
        for area, mid_year, people, cell in told["populations"]
    ]
    invented = [
        PopulationRow(
            BOARD_AREA,
            names[BOARD_AREA],
            2012 + later,
            ages,
            people,
            INVENTED,
            "",
            "",
            shared["published_on"],
        )
        for ages, numbers in told["invented"].items()
        for later, people in enumerate(numbers)
    ]
    return (*published, *invented)


@cache
def benchmarks() -> tuple[BenchmarkRow, ...]:
    """Every published figure the demonstration shows beside its own."""
    return tuple(_benchmark(row) for row in _told()["benchmarks"])


def _benchmark(row: list[Any]) -> BenchmarkRow:
    code, area, year, numerator, denominator, value, sheet, cell = row
    indicator, shared = by_code(code), _told()["source"]
    return BenchmarkRow(
        indicator_code=code,
        area_code=area,
        area_name=_names()[area],
        first=date(year - 1, 4, 1),
        last=date(year, 3, 31),
        basis=indicator.basis,
        numerator=_number(numerator),
        denominator=_number(denominator),
        value=Decimal(value),
        status=Status.REPORTED,
        unit=indicator.unit,
        source=f"{shared['tables']}, Table {sheet}",
        sheet=sheet,
        cell=cell,
        published_on=shared["published_on"],
    )


def _number(written: int | Decimal | str) -> Decimal | None:
    return None if written == "" else Decimal(written)


def written(read: BenchmarkRead) -> str:
    """The published part of `reference.toml` for a workbook that was read: each value with its sheet and cell.

    Only figures that were reported are kept: the demonstration shows nothing that is hidden at its source.
    """
    return "\n".join([*_source(read), "", *_people(read.populations), "", *_figures(read.rows), ""])


def _source(read: BenchmarkRead) -> Iterator[str]:
    yield "[source]"
    yield f'tables = "Department for Education, {read.title}"'
    yield f'people = "{read.populations[0].source}"'
    yield f"published_on = {read.published_on}"


def _people(rows: Iterable[PopulationRow]) -> Iterator[str]:
    yield "populations = ["
    for row in rows:
        yield f'  ["{row.area_code}", {row.mid_year}, {row.people}, "{row.cell}"],'
    yield "]"


def _figures(rows: Iterable[BenchmarkRow]) -> Iterator[str]:
    yield "benchmarks = ["
    for row in rows:
        if row.status is Status.REPORTED:
            parts = ", ".join(
                f"{part:f}" if part is not None else '""' for part in (row.numerator, row.denominator)
            )
            yield (
                f'  ["{row.indicator_code}", "{row.area_code}", {row.last.year}, {parts}, {row.value:f}, '
                f'"{row.sheet}", "{row.cell}"],'
            )
    yield "]"
