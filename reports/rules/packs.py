"""When a board pack builds itself: so many working days before the meeting it is for."""

from datetime import date

from agencies.rules.working_days import working_days_before

#: A pack that nobody could read in time, and one that tells of too early a day, are of no use.
EARLIEST = 30


def builds_on(held_on: date, days_before: int) -> date | None:
    """The day on which the pack of a meeting is built; None where packs do not build themselves."""
    return working_days_before(held_on, days_before) if days_before else None


def is_due(held_on: date, days_before: int, today: date) -> bool:
    """Whether the pack is to be there: from its day on, until the meeting is over."""
    first = builds_on(held_on, days_before)
    return first is not None and first <= today <= held_on
