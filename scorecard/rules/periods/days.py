"""Years, months and days as people write them. What stretch of time they make is `reading`'s."""

import re
from calendar import month_name
from datetime import date, timedelta

from scorecard.rules.periods import value
from scorecard.rules.periods.value import Period, PeriodKind, PeriodUnclear, quarter_ending, spanning

MONTHS = {name.lower()[:size]: n for n, name in enumerate(month_name) if n for size in (3, len(name))}
MONTHS["sept"] = 9

YEAR = r"(?:\d{4}|\d{2})"
_NAMED = "|".join(MONTHS)
MON = rf"({_NAMED})\.?"
DAY = rf"(?:\d{{4}}-\d\d?-\d\d?|\d\d?[ /.-](?:\d\d?|[a-z]{{3,9}})\.?[ /.-]{YEAR}|(?:{_NAMED})\.? \d\d?,? \d{{4}})"
#: A day or month that says no year: "31/3", "31 March".
BARE_DAY = rf"(?:\d\d?[/.]\d\d?|\d\d? (?:{_NAMED})\.?|(?:{_NAMED})\.? \d\d?)"

#: Day 0 of a spreadsheet that counts from 1900, as it counts from March of that year on: its 60 is a 29 February
#: that never was (ECMA-376 part 1, 18.17.4.1).
_SERIAL_ZERO = date(1899, 12, 30)


def year(text: str) -> int:
    """A year of four digits, or of two read as 1980 to 2079; ValueError outside those."""
    number = int(text)
    if len(text) == 2:
        number += 1900 if number >= 80 else 2000
    if not 1980 <= number < 2080:
        raise ValueError(text)
    return number


def first_of(one: str, other: str) -> int:
    """The first of two years written as a pair; PeriodUnclear unless they follow each other."""
    start = year(one)
    if year(other) != start + 1:
        raise PeriodUnclear(
            f'"{one}/{other}" is not one year. Write two years that follow each other, such as "2013/14".'
        )
    return start


def month(name: str, written: str) -> Period:
    """The month of this name, a key of MONTHS."""
    return value.month(year(written), MONTHS[name])


def months(first: str, first_year: str | None, last: str, last_year: str) -> Period:
    """From one month to another; a first month without a year takes the last one's."""
    start, end = month(first, first_year or last_year), month(last, last_year)
    if start > end:
        raise PeriodUnclear(
            f'Write the year beside both months, such as "{start.year_ago().short} - {end.short}".'
        )
    if end.last == start.shifted(23).last:
        one, other = start.shifted(12), end.shifted(-12)
        raise PeriodUnclear(
            f"{start.label} to {end.label} is two years. If one is meant, "
            f'write "{start.short} - {other.short}" or "{one.short} - {end.short}".'
        )
    return spanning(start.first, end.last)


def day(text: str) -> date:
    """One day, the day before the month; PeriodUnclear when only the American order makes it one."""
    if american := re.fullmatch(rf"({_NAMED})\.? (\d\d?),? (\d{{4}})", text):
        return date(year(american[3]), MONTHS[american[1]], int(american[2]))
    parts = [part for part in re.split(r"[ /.-]", text) if part]
    if len(parts[0]) == 4:
        parts.reverse()
    number = MONTHS[parts[1]] if parts[1] in MONTHS else int(parts[1])
    first, whole = int(parts[0]), year(parts[2])
    if number > 12 >= first:
        meant = date(whole, first, number)
        raise PeriodUnclear(
            f'"{text}" has the month first, as American dates do. If {meant:%-d %B %Y} is meant, '
            f'write "{meant:%-d %B %Y}".'
        )
    return date(whole, number, first)


def ending(length: str, end: str) -> Period:
    """A quarter or a year by its last day or its last month."""
    last = _last_day(end)
    if length in ("quarter", "qtr", "3 months", "three months"):
        return quarter_ending(last)
    first = value.month(last.year, last.month).shifted(1 - PeriodKind.YEAR.months).first
    return spanning(first, last)


def end_of(end: str) -> Period:
    """The quarter whose last day this is, or whose last month: "end of September 2013"."""
    return quarter_ending(_last_day(end))


def _last_day(end: str) -> date:
    named = re.fullmatch(rf"{MON}[ -]?({YEAR})", end)
    return month(*named.groups()).last if named else day(end)


def serial(text: str) -> Period:
    """What a lone number of five digits may be: a date whose format was lost. Never taken for one."""
    meant = _SERIAL_ZERO + timedelta(days=int(text))
    if not 1980 <= meant.year < 2080:
        raise ValueError(text)
    raise PeriodUnclear(
        f'"{text}" may be a date that lost its format: as a spreadsheet counts days it is {meant:%-d %B %Y}. '
        f'Write the period in words, such as "{value.quarter_holding(meant).short}".'
    )


def no_year(text: str) -> Period:
    """A day of no year: nobody can know which. ValueError for numbers that are no day of any: "13/14"."""
    if (numbers := re.search(r"(\d\d?)[/.](\d\d?)$", text)) and int(numbers[2]) > 12:
        raise ValueError(text)
    raise PeriodUnclear(f'"{text}" does not say of which year. Write the year too, such as "31 March 2014".')


def week(text: str) -> Period:
    """A week: none of our periods is so short."""
    raise PeriodUnclear(
        f'"{text}" names one week. Write the month, quarter or year the figure is for, such as "Q1 2013/14".'
    )
