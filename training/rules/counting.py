"""Counting places: what became of them, and three figures that each name what they are out of.

A place is one booking of one session. People are counted in `people`: one person may take many places.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from scorecard.rules.numbers import percent
from training.rules.bookings import State


class Standing(StrEnum):
    """Whether a session's numbers stand, and if not, why not."""

    COUNTED = "counted"
    OPEN = "open"
    CANCELLED = "cancelled"
    TO_COME = "to come"


def standing(*, cancelled: bool, closed: bool, begun: bool) -> Standing:
    """A session counts once it was held and its attendance list is closed; a cancelled one never does."""
    if cancelled:
        return Standing.CANCELLED
    if closed:
        return Standing.COUNTED
    return Standing.OPEN if begun else Standing.TO_COME


@dataclass(frozen=True, slots=True)
class Place:
    """A booking of a session that counts: whose staff it was for, and how it ended.

    `given`: a place was theirs at some time. Who cancelled while still waiting never had one. `substitute`: they
    came in for a colleague, whose own booking ended as `SUBSTITUTED`.
    """

    session: str
    agency: str
    state: State
    walk_in: bool = False
    substitute: bool = False
    given: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """Places by what became of them. `attended` are those who had booked; those who came without are `walk_ins`."""

    attended: int = 0
    walk_ins: int = 0
    no_shows: int = 0
    cancelled: int = 0
    cancelled_late: int = 0
    substitutes: int = 0

    @property
    def came(self) -> int:
        """Everybody who was in the room."""
        return self.attended + self.walk_ins

    @property
    def booked(self) -> int:
        """Places that were booked, those cancelled among them. One passed on to a substitute is one place."""
        return self.attended + self.no_shows + self.cancelled + self.cancelled_late

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, each with its name: no percentage is said without what it is out of."""

    of: str
    part: int
    out_of: str
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """To one decimal place; None where there is nothing to be a part of."""
        return percent(self.part, self.whole) if self.whole else None


def booked_who_attended(tally: Tally) -> Share:
    """Booked and attended, of booked: how far a booking is kept. Walk-ins had none and are left out."""
    return Share("booked and attended", tally.attended, "booked", tally.booked)


def attended_of_booked(tally: Tally) -> Share:
    """Everybody who came, of booked: often printed as “attendance”, and flattered by walk-ins."""
    return Share("attended, walk-ins included", tally.came, "booked", tally.booked)


def attended_of_capacity(tally: Tally, capacity: int) -> Share:
    """Everybody who came, of the places there were: how full the rooms were."""
    return Share("attended, walk-ins included", tally.came, "places there were", capacity)


def did_not_come(tally: Tally) -> Share:
    """Booked and neither came nor cancelled, of booked. A late cancellation is no no-show."""
    return Share("did not come and had not cancelled", tally.no_shows, "booked", tally.booked)


_AS = {
    State.NO_SHOW: Tally(no_shows=1),
    State.CANCELLED: Tally(cancelled=1),
    State.CANCELLED_LATE: Tally(cancelled_late=1),
}


def told(place: Place) -> Tally:
    """What one place adds. Nothing where it never was one, was passed on, or nobody has said what became of it."""
    if place.state is State.ATTENDED:
        if place.walk_in:
            return Tally(walk_ins=1)
        return Tally(attended=1, substitutes=int(place.substitute))
    return _AS.get(place.state, Tally()) if place.given else Tally()


def tally(places: Iterable[Place]) -> Tally:
    """The places of sessions that count, put together."""
    total = Tally()
    for one in places:
        total += told(one)
    return total


def by_agency(places: Iterable[Place]) -> Mapping[str, Tally]:
    """The same for each agency. Capacity is the sessions', and no agency's own."""
    found: dict[str, Tally] = defaultdict(Tally)
    for one in places:
        found[one.agency] += told(one)
    return {agency: found[agency] for agency in sorted(found) if found[agency] != Tally()}
