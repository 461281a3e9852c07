"""Working days in England: Monday to Friday, without bank holidays. How late something is, is said in these."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether offices in England are open."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first`, up to and with `last`; 0 when `last` is not later."""
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, days + 1))


def working_days_after(day: date, number: int) -> date:
    """The day on which so many working days have passed since `day`."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_before(day: date, number: int) -> date:
    """The last working day from which so many working days pass until `day`."""
    while number > 0 or not is_working_day(day):
        number -= is_working_day(day)
        day -= timedelta(days=1)
    return day
