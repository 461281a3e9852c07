"""What the board's own records say of its partners: seats filled; returns, self-assessments, answers in time.

These are the measures W10a to W10d of the catalogue; docs/adr/0021 says why they count as they do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Seats:
    """A board meeting that counts: how many seats were invited and came, and whether that is settled."""

    reference: str
    invited: int
    came: int
    settled: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A day something was due that became another, and the day on which that was said."""

    was_on: date
    becomes_on: date
    said_on: date


@dataclass(frozen=True, slots=True)
class Promise:
    """Something owed by a day. `done_on` is None while it is still to come."""

    reference: str
    due_on: date
    done_on: date | None

    @property
    def kept(self) -> bool:
        """Whether it came by its day."""
        return self.done_on is not None and self.done_on <= self.due_on


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and how many records that was counted from; `due` 0: nothing was due."""

    met: int
    due: int
    records: int


def seats_filled(meetings: Iterable[Seats]) -> Share | None:
    """Seats filled of those invited; None while a meeting's attendance is not settled. Substitutes count."""
    held = tuple(meetings)
    if not all(one.settled for one in held):
        return None
    return Share(sum(one.came for one in held), sum(one.invited for one in held), len(held))


def promises_kept(promises: Iterable[Promise]) -> Share:
    """How many of what was due came by its day."""
    due = tuple(promises)
    return Share(sum(one.kept for one in due), len(due), len(due))


def promised_day(stands: date, moves: Sequence[Moved]) -> date:
    """The day something was promised for: a date moved before it passed counts as moved; once it passed, it stays.

    `stands` is the date it has in the end, `moves` every change of it, oldest first.
    """
    promised, day = stands, stands
    for one in reversed(moves):
        if one.becomes_on != day:
            continue
        day = one.was_on
        if one.said_on > one.was_on:
            promised = one.was_on
    return promised
