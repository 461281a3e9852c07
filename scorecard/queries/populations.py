"""How many people a rate is of."""

from collections.abc import Callable

from scorecard.models import Population
from scorecard.rules.periods import Period


def population_for() -> Callable[[str, str, Period], int | None]:
    """A look-up (area code, ages, period) -> people, from one query.

    The population is the mid-year estimate before the period's year end: for any quarter of April 2017 to
    March 2018 that of mid-2017. Of several vintages the latest published wins. None when none is held.
    """
    held: dict[tuple[str, str, int], int] = {}
    for code, ages, mid_year, people in Population.objects.order_by("published_on").values_list(
        "area__code", "ages", "mid_year", "people"
    ):
        held[code, ages, mid_year] = people

    def look_up(area_code: str, ages: str, period: Period) -> int | None:
        return held.get((area_code, ages, period.year_start))

    return look_up
