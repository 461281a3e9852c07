"""Places and populations: entered with their source."""

from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.rules.standing import Actor
from scorecard.models import Area, Population


@transaction.atomic
def enter_area(*, code: str, name: str, kind: str, by: Actor, parent: Area | None = None) -> Area:
    """Enter a place by its ONS code, or mend its name and parent."""
    area, created = Area.objects.update_or_create(
        code=code, defaults={"name": name, "kind": kind, "parent": parent}
    )
    record.enter(
        by=by,
        verb="places.enter_area",
        kind="area",
        reference=area.pk,
        words=f"{'Entered' if created else 'Mended'} the area {name} ({code}).",
    )
    return area


@transaction.atomic
def enter_population(
    *,
    area: Area,
    mid_year: int,
    ages: str,
    people: int,
    source: str,
    published_on: date,
    by: Actor,
    sheet: str = "",
    cell: str = "",
) -> Population:
    """Enter how many people of these ages lived in an area at mid-year, as one publication says."""
    population, _ = Population.objects.update_or_create(
        area=area,
        mid_year=mid_year,
        ages=ages,
        published_on=published_on,
        defaults={"people": people, "source": source, "sheet": sheet, "cell": cell},
    )
    record.enter(
        by=by,
        verb="places.enter_population",
        kind="population",
        reference=population.pk,
        words=f"Entered {people:,} people aged {ages} in {area.name} at mid-{mid_year}, from {source}.",
    )
    return population
