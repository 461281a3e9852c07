"""What a session may be: when and where, how many places, and who opens it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agencies.rules.clock import LONDON
from agencies.rules.verdict import ALLOWED, Verdict, refused

#: No session is planned, or entered after it was held, further off than this.
_FURTHEST = timedelta(days=5 * 366)
MOST_PLACES = 2_000
MOST_TRAINERS = 12


@dataclass(frozen=True, slots=True)
class TrainerFacts:
    """Who teaches: a name, a work address for the attendance list, an agency's key."""

    name: str
    email: str = ""
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a session is, as it is planned. `introduced` names who opens it where that is not the chair."""

    starts: datetime
    ends: datetime
    capacity: int
    venue: str = ""
    online: str = ""
    joining: str = ""
    for_councillors: bool = False
    chair_introduces: bool = False
    introduced: str = ""
    trainers: tuple[TrainerFacts, ...] = ()


def fits(facts: SessionFacts, today: date) -> Verdict:
    """Whether a session can be so: to come, or held and still to be entered."""
    starts, ends = facts.starts.astimezone(LONDON), facts.ends.astimezone(LONDON)
    if ends <= starts:
        return refused("A session ends after it starts.")
    if starts.date() != ends.date():
        return refused("A session is held on one day. Plan one for each day.")
    if abs(starts.date() - today) > _FURTHEST:
        return refused("That is more than five years away. Check the year.")
    if not (facts.venue.strip() or facts.online.strip()):
        return refused("Say where it is: a venue, or the link for joining online.")
    if not 1 <= facts.capacity <= MOST_PLACES:
        return refused(f"Enter the number of places, from 1 to {MOST_PLACES:,}.")
    if len(facts.trainers) > MOST_TRAINERS:
        return refused(f"Name {MOST_TRAINERS} trainers at the most.")
    return ALLOWED


def shares_fit(shares: Mapping[int, int], capacity: int) -> Verdict:
    """Whether so many places can be kept."""
    kept = sum(shares.values())
    if any(number < 0 for number in shares.values()):
        return refused("Enter a number of places, or leave it empty.")
    if kept > capacity:
        return refused(f"{kept} places are kept, and there are {capacity}.")
    return ALLOWED


def release_fits(until: date, *, today: date, held_on: date) -> Verdict:
    """Whether places can be kept until this day."""
    if until < today:
        return refused("Places are kept until a day that is still to come.")
    if until >= held_on:
        return refused("Unused places are released before the day of the session.")
    return ALLOWED


def capacity_fits(capacity: int, *, taken: int, kept: int) -> Verdict:
    """Whether there can be so many places, with those that are taken and kept."""
    if capacity < taken:
        return refused(f"{taken} places are taken already: there cannot be {capacity}.")
    if capacity < kept:
        return refused(
            f"{kept} places are kept for agencies: there cannot be {capacity}. Change the shares first."
        )
    return ALLOWED
