"""A board's area: its name, its districts, how many children live there."""

from dataclasses import dataclass

from scorecard.models import Area, Population
from scorecard.rules.periods import Period


@dataclass(frozen=True, slots=True)
class Place:
    """An area as a report tells of it."""

    code: str
    name: str
    districts: tuple[str, ...]
    children: Population | None
    by_year: tuple[Population, ...]


def place(area_code: str, period: Period) -> Place:
    """The area of this code, with the population that rates of the period are of (latest vintage)."""
    area = Area.objects.filter(code=area_code).first()
    if area is None:
        return Place(area_code, area_code, (), None, ())
    vintages = Population.objects.filter(area=area, ages="0-17", mid_year__lte=period.year_start)
    latest = {one.mid_year: one for one in vintages.order_by("mid_year", "published_on")}
    districts = tuple(
        area.parts.filter(kind=Area.Kind.DISTRICT).order_by("name").values_list("name", flat=True)
    )
    return Place(area.code, area.name, districts, latest.get(period.year_start), tuple(latest.values()))
