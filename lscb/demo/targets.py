"""The demonstration's targets by indicator and year. Setting them at a board is the loading command's."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lscb.demo.story import YEARS
from scorecard.catalogue.catalogue import by_code


@dataclass(frozen=True, slots=True)
class DemoTarget:
    """What the board wants of an indicator in the year from April of `year`; a rate is a rate a year."""

    code: str
    year: int
    value: Decimal


def targets() -> tuple[DemoTarget, ...]:
    """Every target, by indicator and year. KeyError for an unknown code, ValueError for other than six years."""
    with (Path(__file__).parent / "targets.toml").open("rb") as file:
        told = tomllib.load(file, parse_float=Decimal)
    return tuple(one for code, values in told.items() for one in _of(by_code(code).code, values))


def _of(code: str, values: int | Decimal | list[int | Decimal]) -> Iterator[DemoTarget]:
    by_year = values if isinstance(values, list) else [values] * len(YEARS)
    for period, value in zip(YEARS, by_year, strict=True):
        yield DemoTarget(code, period.first.year, Decimal(value))
