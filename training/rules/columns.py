"""What a column of an attendance export means, however it is headed; what its words for outcomes and days mean."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from training.rules.bookings import State


class Column(StrEnum):
    """What stands under a heading."""

    EMAIL = "email"
    NAME = "name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    AGENCY = "agency"
    PROFESSION = "profession"
    COURSE = "course"
    SESSION = "session"
    DAY = "day"
    OUTCOME = "outcome"
    WALK_IN = "walk-in"
    BOOKED = "booked"
    CAPACITY = "capacity"
    FOLLOWED_UP = "followed up"
    CHANGED = "changed"


_SPELLINGS: dict[Column, str] = {
    Column.EMAIL: "email | e mail | email address | e mail address | work email | work email address | username | "
    "user name | login | learner email | delegate email | staff email",
    Column.NAME: "name | full name | learner | learner name | delegate | delegate name | staff name | employee | "
    "employee name | attendee | participant | participant name",
    Column.FIRST_NAME: "first name | forename | given name",
    Column.LAST_NAME: "last name | surname | family name",
    Column.AGENCY: "agency | organisation | organization | employer | company | agency name | trust | partner agency",
    Column.PROFESSION: "profession | job title | job role | role | staff group | occupation | post | position",
    Column.COURSE: "course | course title | course name | course code | training | training title | module | event | "
    "event title | activity | learning activity",
    Column.SESSION: "session | session ref | session reference | session code | class code | event ref | "
    "event reference | event code",
    Column.DAY: "date | day | session date | course date | event date | start date | date attended | "
    "attendance date | held on | date of training | start",
    Column.OUTCOME: "outcome | status | attendance | attendance status | attended | result | booking status | "
    "completion status | present",
    Column.WALK_IN: "walk in | walk ins | unscheduled | unbooked | without booking",
    Column.BOOKED: "booked | pre booked | had booked",
    Column.CAPACITY: "capacity | places | places available | maximum places | max places",
    Column.FOLLOWED_UP: "follow up sent | follow up sent on | three month follow up | 3 month follow up | "
    "follow up date",
    Column.CHANGED: "practice changed | changed practice | change in practice | follow up answer",
}
_COLUMNS = {
    spelling.strip(): column for column, spellings in _SPELLINGS.items() for spelling in spellings.split("|")
}
#: Without these nothing can be counted.
NEEDED = (Column.EMAIL, Column.COURSE, Column.DAY, Column.OUTCOME)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A label as compared with others: lower case, single spaces, no punctuation."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def column_of(heading: str) -> Column | None:
    """What the cells under a heading hold; None when it is none we know."""
    return _COLUMNS.get(plain(heading))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a booking, and whether there was one."""

    state: State
    walk_in: bool = False


_OUTCOMES: dict[str, Outcome] = {
    **dict.fromkeys(
        ("attended", "present", "completed", "complete", "passed", "yes", "y", "true", "1", "a", "came"),
        Outcome(State.ATTENDED),
    ),
    **dict.fromkeys(
        (
            "walk in",
            "attended walk in",
            "attended unbooked",
            "unscheduled",
            "attended unscheduled",
            "not booked",
        ),
        Outcome(State.ATTENDED, walk_in=True),
    ),
    **dict.fromkeys(
        (
            "no show",
            "dna",
            "did not attend",
            "did not come",
            "absent",
            "not attended",
            "no",
            "n",
            "false",
            "0",
            "failed to attend",
        ),
        Outcome(State.NO_SHOW),
    ),
    **dict.fromkeys(
        ("cancelled", "canceled", "withdrawn", "cancelled in time", "cancelled by delegate"),
        Outcome(State.CANCELLED),
    ),
    **dict.fromkeys(
        ("cancelled late", "late cancellation", "cancelled late notice", "short notice cancellation"),
        Outcome(State.CANCELLED_LATE),
    ),
}
#: Words of rows that are no places: nobody had one, or nobody came to know it.
NO_PLACE = frozenset({"waiting list", "waitlisted", "wait list", "declined", "not approved", "requested"})


def outcome_of(text: str) -> Outcome | None:
    """What an outcome's words mean; None when they mean none we know."""
    return _OUTCOMES.get(plain(text))


def yes_or_no(text: str) -> bool | None:
    """Yes or no; None where neither is said."""
    said = plain(text)
    if said in ("yes", "y", "true", "1", "changed"):
        return True
    return False if said in ("no", "n", "false", "0", "not changed") else None


_FORMATS = (
    "%d/%m/%Y",
    "%d/%m/%y",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
)


@lru_cache(maxsize=8192)
def day_of(text: str) -> date | None:
    """A day as people write it, the day before the month; a time behind it is left out. None when it is none."""
    said = text.strip()
    day = re.split(r"[T ](?=\d{1,2}:\d\d)", said)[0].strip().rstrip(",")
    for form in _FORMATS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


_EMAIL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def address_of(text: str) -> str | None:
    """A work address as it is kept; None when it cannot be one. “mailto:” and pointed brackets are taken off."""
    said = re.sub(r"^mailto:", "", text.strip().strip("<>").lower())
    return said if len(said) <= 254 and _EMAIL.fullmatch(said) else None
