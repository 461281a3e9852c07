"""Refreshers: by when somebody is to take a course again, by the course and what they work as."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from training.rules.months import months_on

#: How long before it is due somebody is written to, and from when the coordinator's list shows it.
TOLD_BEFORE = timedelta(weeks=6)
#: Nobody is written to about a refresher that was due so long ago.
TOLD_UNTIL = timedelta(weeks=6)
#: A rule for whoever has no rule of their own.
EVERYBODY = None

#: Months by course and profession; `EVERYBODY` for the rest.
Rules = Mapping[tuple[int, int | None], int]


@dataclass(frozen=True, slots=True)
class Due:
    """By when, and how that stands today."""

    on: date
    overdue: bool
    soon: bool


def months_for(rules: Rules, course: int, profession: int | None) -> int | None:
    """After how many months somebody of this profession takes the course again; None where no rule says so."""
    own = rules.get((course, profession)) if profession is not None else None
    return own if own is not None else rules.get((course, EVERYBODY))


def due(last: date, months: int, today: date) -> Due:
    """By when it is due, when it was taken last on that day."""
    on = months_on(last, months)
    return Due(on=on, overdue=on < today, soon=on - TOLD_BEFORE <= today <= on)


def is_told(on: date, today: date) -> bool:
    """Whether somebody is written to about it now: from some weeks before, and not about what is long past."""
    return on - TOLD_BEFORE <= today < on + TOLD_UNTIL
