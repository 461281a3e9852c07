"""How long a file stopped for its words is held: three working days at most, to the minute."""

from datetime import datetime

from agencies.rules.clock import LONDON
from agencies.rules.working_days import working_days_after

#: In working days; the issue allows no more.
HELD_FOR = 3


def held_until(stopped_at: datetime, *, days: int = HELD_FOR) -> datetime:
    """When a file stopped at this moment is deleted: the same time of day, so many working days on, in London."""
    moment = stopped_at.astimezone(LONDON)
    return datetime.combine(working_days_after(moment.date(), days), moment.time(), LONDON)


def reminded_at(stopped_at: datetime) -> datetime:
    """When its sender is reminded: a working day before."""
    return held_until(stopped_at, days=HELD_FOR - 1)
