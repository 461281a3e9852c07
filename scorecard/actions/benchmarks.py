"""Published figures into the tables: each publication keeps its own rows; loading again adds nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.imports.benchmarks import BenchmarkRow, PopulationRow
from scorecard.models import Area, Benchmark, Population


@dataclass(frozen=True)
class Loaded:
    """How many published values were new, and how many were held already."""

    new: int
    held: int


@transaction.atomic
def load(*, rows: Iterable[BenchmarkRow], populations: Iterable[PopulationRow], by: Actor) -> Loaded:
    """Enter published values and populations, and the areas they are of. All or nothing; each cell once."""
    rows, populations = tuple(rows), tuple(populations)
    named = {(row.area_code, row.area_name) for row in rows}
    areas = _areas(named | {(row.area_code, row.area_name) for row in populations})
    at = clock.now()
    published = max((row.published_on for row in rows if row.published_on), default=None)
    made = [
        Benchmark(
            indicator_code=row.indicator_code,
            area=areas[row.area_code],
            first=row.first,
            last=row.last,
            basis=row.basis.value,
            numerator=row.numerator,
            denominator=row.denominator,
            value=row.value,
            status=row.status.value,
            unit=row.unit.value,
            source=row.source,
            sheet=row.sheet,
            cell=row.cell,
            published_on=_published(row),
            loaded_at=at,
            loaded_by=by.words,
        )
        for row in rows
    ]
    before = Benchmark.objects.count()
    Benchmark.objects.bulk_create(made, ignore_conflicts=True)
    new = Benchmark.objects.count() - before
    for row in populations:
        Population.objects.get_or_create(
            area=areas[row.area_code],
            mid_year=row.mid_year,
            ages=row.ages,
            published_on=_published(row),
            defaults={"people": row.people, "source": row.source, "sheet": row.sheet, "cell": row.cell},
        )
    record.enter(
        by=by,
        verb="benchmarks.load",
        kind="benchmarks",
        reference=f"{published:%Y-%m-%d}" if published else "none",
        words=f"Loaded {new} published values; {len(made) - new} were held already.",
        details={"sources": sorted({row.source for row in rows})},
    )
    return Loaded(new, len(made) - new)


def _published(row: BenchmarkRow | PopulationRow) -> date:
    """When it was published. Nothing is held without that: a later publication may say otherwise."""
    if row.published_on is None:
        raise ValueError(f"{row.source}, sheet {row.sheet}, cell {row.cell}: say when it was published.")
    return row.published_on


def _areas(named: set[tuple[str, str]]) -> dict[str, Area]:
    """The areas of these codes, entered where they are not known yet."""
    for code, name in sorted(named):
        Area.objects.get_or_create(code=code, defaults={"name": name, "kind": _kind(code)})
    return {area.code: area for area in Area.objects.filter(code__in=[code for code, _ in named])}


def _kind(code: str) -> str:
    """What kind of place an ONS code names: E92 a country, E12 a region, E07 a district, else an authority."""
    return {"E92": Area.Kind.COUNTRY, "E12": Area.Kind.REGION, "E07": Area.Kind.DISTRICT}.get(
        code[:3], Area.Kind.AUTHORITY
    )
