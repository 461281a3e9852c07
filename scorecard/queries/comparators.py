"""What is published elsewhere for the same indicator, newest publication first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scorecard.models import Benchmark, ComparatorSet

ENGLAND = "E92000001"


@dataclass(frozen=True, slots=True)
class Comparator:
    """One published value, of one place and year, with where it was read."""

    area_code: str
    area_name: str
    first: date
    last: date
    value: Decimal | None
    status: str
    unit: str
    source: str
    sheet: str
    cell: str
    published_on: date


def published(
    codes: Collection[str], area_codes: Collection[str]
) -> dict[tuple[str, str], tuple[Comparator, ...]]:
    """Published values by (indicator code, area code), oldest year first; of several vintages of a year the latest.

    A year may be published as a count and as a rate: both are there, told apart by `unit`.
    """
    latest: dict[tuple[str, str, date, date, str], Benchmark] = {}
    rows = (
        Benchmark.objects.filter(indicator_code__in=codes, area__code__in=area_codes)
        .select_related("area")
        .order_by("published_on", "pk")
    )
    for row in rows:
        latest[row.indicator_code, row.area.code, row.first, row.last, row.unit] = row
    found: dict[tuple[str, str], list[Comparator]] = defaultdict(list)
    for (code, area_code, *_), row in sorted(latest.items(), key=lambda item: item[0][:4]):
        found[code, area_code].append(
            Comparator(
                area_code,
                row.area.name,
                row.first,
                row.last,
                row.value,
                row.status,
                row.unit,
                row.source,
                row.sheet,
                row.cell,
                row.published_on,
            )
        )
    return {key: tuple(values) for key, values in found.items()}


def for_period(held: Collection[Comparator], unit: str, last: date) -> Comparator | None:
    """The published value to set beside a figure of the period ending `last`: the year that holds it, else the
    latest year before it. Only one in the same unit: different units are never compared."""
    fitting = [one for one in held if one.unit == unit and one.value is not None and one.first <= last]
    return max(fitting, key=lambda one: one.last, default=None)


@dataclass(frozen=True, slots=True)
class Similar:
    """The mean of what is published of similar areas for one period, and of how many of them."""

    value: Fraction
    areas: int
    last: date


def similar_areas(board_id: int) -> tuple[str, ...]:
    """The areas a board compares itself with: those of its first set by name."""
    found = ComparatorSet.objects.filter(board_id=board_id).order_by("name").first()
    return tuple(found.area_codes) if found else ()


def mean_of(held: Iterable[Collection[Comparator]], unit: str, last: date) -> Similar | None:
    """The plain mean of several areas' values for the newest year published of any of them.

    Each area counts once, however large. None where fewer than two areas are published in this unit.
    """
    values: dict[date, list[Fraction]] = defaultdict(list)
    for area in held:
        for one in area:
            if one.unit == unit and one.value is not None and one.first <= last:
                values[one.last].append(Fraction(one.value))
    if not values:
        return None
    newest = max(values)
    known = values[newest]
    return Similar(sum(known, Fraction(0)) / len(known), len(known), newest) if len(known) > 1 else None
