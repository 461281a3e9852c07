"""Counting people: different frontline staff who came, by agency and profession, against how many there are.

A person counts once in a stretch of time, however often they came, under the agency and profession of the last time:
so the parts add up to the whole. Places are `counting`'s.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from scorecard.rules.numbers import percent
from training.rules.months import months_on

#: Months a headline looks back, and of a half-year.
MONTHS = 6
_APRIL = 4
#: The profession, by its code, whose people are no frontline staff.
COUNCILLORS = "councillors"


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came to a session that counts. `person` is the one they were merged into, if they were.

    Who was erased keeps agency, profession and a random name: they count as before.
    """

    person: int
    on: date
    agency: str
    #: Empty where nobody said.
    profession: str
    #: Whether they are one, and whether the session was for them.
    councillor: bool = False
    for_councillors: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How many different people of an agency or profession came, and of how many; None where nobody told."""

    name: str
    people: int
    staff: int | None = None
    #: Of `people`, those who work where the number of staff is known.
    within: int | None = None

    @property
    def percent(self) -> Decimal | None:
        """The share reached; None where it is not known."""
        if not self.staff:
            return None
        return percent(self.people if self.within is None else self.within, self.staff)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends in it."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def six_months_to(last: date) -> Window:
    """The six months that end on a day: those to 21 May begin on 22 November."""
    return Window(months_on(last + timedelta(days=1), -MONTHS), last)


def half_years(first: date, today: date) -> tuple[Window, ...]:
    """April to September and October to March, those that have ended since a day, latest first."""
    start = months_on(first.replace(day=1), -((first.month - _APRIL) % MONTHS))
    found = []
    while (end := half_end(start)) < today:
        found.append(Window(start, end))
        start = end + timedelta(days=1)
    return tuple(reversed(found))


def half_end(first: date) -> date:
    """The last day of the half-year that begins on this day."""
    return months_on(first, MONTHS) - timedelta(days=1)


def is_frontline(one: Came) -> bool:
    """Councillors, and whoever came to a briefing for them, are no frontline staff."""
    return not one.for_councillors and not one.councillor


def people(came: Iterable[Came], window: Window) -> Mapping[int, Came]:
    """Different frontline staff who came in a window, each with the last time they did."""
    return _last_times(one for one in came if is_frontline(one) and window.holds(one.on))


def councillors(came: Iterable[Came], window: Window) -> Mapping[int, Came]:
    """Different people who came to briefings for councillors, or are some."""
    return _last_times(one for one in came if not is_frontline(one) and window.holds(one.on))


def _last_times(came: Iterable[Came]) -> Mapping[int, Came]:
    found: dict[int, Came] = {}
    for one in came:
        found[one.person] = max(found.get(one.person, one), one, key=_last)
    return found


def _last(one: Came) -> tuple[date, str, str]:
    """The order of times; names settle it where somebody came twice on one day."""
    return one.on, one.agency, one.profession


def reach_by_agency(
    found: Iterable[Came], agencies: Iterable[str], staff: Mapping[str, int]
) -> tuple[Reach, ...]:
    """Each agency that has a seat or sent somebody, those reaching nobody too; `staff` is how many it has in all."""
    numbers = Counter(one.agency for one in found)
    names = sorted(set(agencies) | set(numbers))
    return tuple(Reach(name, numbers[name], staff.get(name)) for name in names)


def reach_by_profession(
    found: Iterable[Came], professions: Iterable[str], staff: Mapping[tuple[str, str], int]
) -> tuple[Reach, ...]:
    """Each profession in the board's own order; `staff` is by agency and profession, where an agency told.

    The share is of those agencies that told: people of others are no part of it.
    """
    everyone = tuple(found)
    listed = tuple(professions)
    numbers = Counter(one.profession for one in everyone)
    rest = sorted(set(numbers) - set(listed))
    return tuple(_of_profession(name, numbers[name], everyone, staff) for name in (*listed, *rest))


def _of_profession(
    name: str, number: int, everyone: Iterable[Came], staff: Mapping[tuple[str, str], int]
) -> Reach:
    known = {agency: count for (agency, profession), count in staff.items() if profession == name}
    if not known:
        return Reach(name, number)
    within = sum(one.profession == name and one.agency in known for one in everyone)
    return Reach(name, number, sum(known.values()), within)


def not_reached(reached: Iterable[Reach]) -> tuple[str, ...]:
    """The names of those from whom nobody came."""
    return tuple(one.name for one in reached if not one.people)
