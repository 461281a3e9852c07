"""The one clock: every date a page shows or a rule reads comes from here.

Expiry of links, locks and schedules use the machine's clock instead: they protect, they do not tell.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_fixed: date | None = None


def fix(day: date | None) -> None:
    """Hold the clock at `day` (the demo's), or let it run when `day` is None."""
    global _fixed
    _fixed = day


@contextmanager
def at(day: date) -> Iterator[None]:
    """Hold the clock at `day` for a while; then it is as it was."""
    was = _fixed
    fix(day)
    try:
        yield
    finally:
        fix(was)


def today() -> date:
    """The day it is for the board, in London."""
    return _fixed or datetime.now(LONDON).date()


def now() -> datetime:
    """The moment it is for the board, in London: the fixed day at the machine's time of day, or the real moment.

    A fixed day has no first hour, so that it is the same day by universal time in summer, too.
    """
    machine = datetime.now(LONDON)
    if _fixed is None:
        return machine
    return datetime.combine(
        _fixed, time(machine.hour or 1, machine.minute, machine.second, machine.microsecond), LONDON
    )
