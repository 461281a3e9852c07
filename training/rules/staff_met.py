"""Sessions and the staff met at them: how many, how many different people, how many places, of those the chair opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held: whether the chair introduced it, and who came, each person by a key."""

    number: int
    course: str
    on: date
    where: str
    by_chair: bool
    came: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """What a stretch of time comes to. A person who came twice is one of `people`, and two of `places`."""

    sessions: int
    introduced: int
    people: int
    places: int


def met(held: Iterable[Held]) -> Met:
    """Count the sessions, those the chair introduced, and whom the chair met at these."""
    rows = tuple(held)
    own = [one for one in rows if one.by_chair]
    return Met(
        sessions=len(rows),
        introduced=len(own),
        people=len({person for one in own for person in one.came}),
        places=sum(len(one.came) for one in own),
    )


def months_back(day: date, months: int) -> date:
    """The first day of a stretch of so many months that ends with `day`: six months to 21 May begin on 22 November."""
    after = date.fromordinal(day.toordinal() + 1)
    whole = after.year * 12 + after.month - 1 - months
    year, month = divmod(whole, 12)
    for number in range(after.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, after.day)
