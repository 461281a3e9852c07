"""Sessions and the staff met at those the chair opened: how many different people, how many places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from training.rules.months import months_on
from training.rules.people import MONTHS, Window, six_months_to


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held: whether the chair introduced it, and who came, each person by a key."""

    number: int
    course: str
    on: date
    where: str
    by_chair: bool
    #: Whether its attendance list is closed: until then nobody is counted.
    closed: bool
    came: tuple[int, ...] = ()


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


def window_after(window: Window) -> Window:
    """The six months that begin where these end, or up to three days before: months end on different days."""
    begins = window.last + timedelta(days=1)
    return six_months_to(months_on(begins, MONTHS) - timedelta(days=1))
