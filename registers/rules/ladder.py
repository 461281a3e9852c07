"""When somebody is reminded, and when a late obligation climbs. In working days; who is told is the actions'."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, IntEnum

from agencies.rules.working_days import is_working_day, working_days_after, working_days_between

#: Working days before a date on which it is first mentioned.
BEFORE = 5


class Rung(IntEnum):
    """How far a late obligation has been taken up."""

    NONE = 0
    LEAD = 1
    MEMBER = 2
    CHIEF_OFFICER = 3
    BOARD_PAPER = 4


RUNG_WORDS = {
    Rung.NONE: "not taken up",
    Rung.LEAD: "the agency’s lead was told",
    Rung.MEMBER: "the agency’s board member was told",
    Rung.CHIEF_OFFICER: "the chair writes to the chief officer",
    Rung.BOARD_PAPER: "named in a board paper",
}


@dataclass(frozen=True, slots=True)
class Ladder:
    """Working days overdue at which each rung is reached, at one board. The lead is told on the first."""

    member: int = 5
    letter: int = 10
    paper: int = 20

    def rung(self, days_overdue: int) -> Rung:
        """The highest rung that so many working days overdue reach."""
        if days_overdue >= self.paper:
            return Rung.BOARD_PAPER
        if days_overdue >= self.letter:
            return Rung.CHIEF_OFFICER
        if days_overdue >= self.member:
            return Rung.MEMBER
        return Rung.LEAD if days_overdue >= 1 else Rung.NONE

    def reached_on(self, due: date, rung: Rung) -> date:
        """The day a rung is reached by what was due then. ValueError for no rung at all."""
        days = {
            Rung.LEAD: 1,
            Rung.MEMBER: self.member,
            Rung.CHIEF_OFFICER: self.letter,
            Rung.BOARD_PAPER: self.paper,
        }
        if rung not in days:
            raise ValueError("Nothing is reached by staying below the ladder.")
        return working_days_after(due, days[rung])


def days_overdue(due: date, today: date) -> int:
    """Working days since it was due; 0 on the day itself and before."""
    return working_days_between(due, today)


class Mention(Enum):
    """Why something stands in a digest."""

    NOT_YET = "not_yet"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


def mention(due: date, today: date) -> Mention:
    """Whether something due then is to be mentioned today: from five working days before it, until it is done."""
    if today >= due:
        return Mention.OVERDUE if days_overdue(due, today) else Mention.TODAY
    return Mention.SOON if working_days_between(today, due) <= BEFORE else Mention.NOT_YET


def offset(due: date, today: date) -> int:
    """Working days from a date to today: below zero before it, 0 on it, above when it is late."""
    return days_overdue(due, today) - working_days_between(today, due)


def speaks_on(due: date, today: date) -> bool:
    """Whether something due then is a reason to write today: five working days before, on the day, on the first day
    after, and from then on every fifth."""
    days = offset(due, today)
    return days == 1 or (days >= -BEFORE and days % BEFORE == 0)


def speaks_since(due: date, *, told: date | None, today: date) -> bool:
    """Whether there has been a reason to write since the day on which a digest surely went.

    So a day on which the server was down is made up for. Nobody told yet: whatever is worth a mention is a reason.
    """
    if mention(due, today) is Mention.NOT_YET:
        return False
    if told is None:
        return True
    since = (today - timedelta(days=n) for n in range((today - told).days))
    return any(is_working_day(day) and speaks_on(due, day) for day in since)
