"""What is published elsewhere for the same indicator, newest publication first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scorecard.catalogue import catalogue
from scorecard.models import Benchmark, ComparatorSet, Indicator
from scorecard.rules.comparisons import Counted, counted_alike
from scorecard.rules.figures import Basis, Unit
from scorecard.rules.periods import PeriodKind

ENGLAND = "E92000001"


@dataclass(frozen=True, slots=True)
class Comparator:
    """One published value, of one place and year, with where it was read.

    `per` is a rate's base, as the catalogue has it; None for an indicator that the catalogue has not.
    """

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
    basis: str = Basis.IN_PERIOD.value
    per: int | None = None

    @property
    def counted(self) -> Counted:
        """How it was counted."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return Counted(Unit(self.unit), Basis(self.basis), months, self.last.month, self.per)


def published(
    codes: Collection[str], area_codes: Collection[str]
) -> dict[tuple[str, str], tuple[Comparator, ...]]:
    """Published values by (indicator code, area code), oldest year first; of several vintages of a year the latest.

    A year may be published as a count and as a rate, or on two bases: all are there, told apart by these.
    """
    latest: dict[tuple[str, str, date, date, str, str], Benchmark] = {}
    bases = {one.code: one.per for one in catalogue.load()}
    rows = (
        Benchmark.objects.filter(indicator_code__in=codes, area__code__in=area_codes)
        .select_related("area")
        .order_by("published_on", "pk")
    )
    for row in rows:
        latest[row.indicator_code, row.area.code, row.first, row.last, row.unit, row.basis] = row
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
                row.basis,
                bases.get(code),
            )
        )
    return {key: tuple(values) for key, values in found.items()}


def counted_as(indicator: Indicator, last: date) -> Counted:
    """How an indicator's figure of the period ending `last` is counted."""
    months = PeriodKind(indicator.frequency).months
    return Counted(Unit(indicator.unit), Basis(indicator.basis), months, last.month, indicator.per)


def for_period(held: Collection[Comparator], indicator: Indicator, last: date) -> Comparator | None:
    """The published value to set beside a figure of the period ending `last`, or None.

    That of the year which holds it, else of the latest year before it; and only one that is counted as the figure is:
    different units and bases are never compared.
    """
    ours = counted_as(indicator, last)
    fitting = [one for one in _known(held, last) if counted_alike(ours, one.counted)]
    return max(fitting, key=lambda one: one.last, default=None)


def differs(held: Collection[Comparator], indicator: Indicator, last: date) -> bool:
    """Whether there is something published to set beside a figure, but none of it is counted as the figure is."""
    return bool(_known(held, last)) and for_period(held, indicator, last) is None


def _known(held: Collection[Comparator], last: date) -> list[Comparator]:
    """The values published of years that had begun by this day."""
    return [one for one in held if one.value is not None and one.first <= last]


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


def mean_of(held: Iterable[Collection[Comparator]], indicator: Indicator, last: date) -> Similar | None:
    """The plain mean of several areas' values for the newest year published of any of them.

    Each area counts once, however large. None where fewer than two areas are published as the figure is counted.
    """
    ours = counted_as(indicator, last)
    values: dict[date, list[Fraction]] = defaultdict(list)
    for area in held:
        for one in _known(area, last):
            if one.value is not None and counted_alike(ours, one.counted):
                values[one.last].append(Fraction(one.value))
    if not values:
        return None
    newest = max(values)
    known = values[newest]
    return Similar(sum(known, Fraction(0)) / len(known), len(known), newest) if len(known) > 1 else None
