"""Reading a period from what people write in a heading or a cell. What a period is, is `value`'s."""

import re
import unicodedata
from calendar import month_name
from collections.abc import Callable
from datetime import date

from scorecard.rules.periods import value
from scorecard.rules.periods.value import Period, PeriodKind, PeriodUnclear, quarter_ending, spanning

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_MONTHS = {name.lower()[:size]: n for n, name in enumerate(month_name) if n for size in (3, len(name))}
_MONTHS["sept"] = 9

_YEAR = r"(?:\d{4}|\d{2})"
_PAIR = rf"({_YEAR}) ?(?:[/-]| to ) ?({_YEAR})"
_Q = r"(?:q|qtr|quarter) ?(\d)"
_TERM = r"(autumn|spring|summer)(?: term)?"
_GAP = r"[ ,:-]*"
_MON = r"([a-z]{3,9})\.?"
_TO = r" ?(?:-|to) ?"
_DAY = rf"(?:\d{{4}}-\d\d?-\d\d?|\d\d?[ /.-](?:\d\d?|[a-z]{{3,9}})[ /.-]{_YEAR})"
_AT = r"(?:as at|as of|at|on|snapshot(?: at)?)?"
_ENDS = r"(?:to|ending|ended)(?: at)?"


def parse(text: str) -> Period:
    """The period this text names, in any of the ways our agencies write one.

    Two-digit years are read as 1980 to 2079 and dates as day, month, year. PeriodUnclear (its text says what
    to write instead) when the words could mean two periods, or none: "Q1 2013" may start in January or April.
    """
    words = _ORDINAL.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)).lower())
    words = " ".join(words.split()).strip(" .,;:")
    for form, build in _FORMS:
        if found := form.fullmatch(words):
            try:
                return build(*found.groups())
            except PeriodUnclear:
                raise
            except ValueError:
                break
    raise _unclear(text)


def _unclear(text: str) -> PeriodUnclear:
    written = " ".join(text.split())[:60]
    if not written:
        return PeriodUnclear('The period is empty. Write one, such as "Q1 2013/14".')
    return PeriodUnclear(
        f'"{written}" does not say which period is meant. '
        'Write it like "Q1 2013/14", "April to June 2013" or "2013/14".'
    )


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        year += 1900 if year >= 80 else 2000
    if not 1980 <= year < 2080:
        raise ValueError(text)
    return year


def _first_of(one: str, other: str) -> int:
    """The first of two years written as a pair, which must follow each other."""
    start = _year(one)
    if _year(other) != start + 1:
        raise PeriodUnclear(
            f'"{one}/{other}" is not one year. Write two years that follow each other, such as "2013/14".'
        )
    return start


def _bare_pair(one: str, other: str) -> Period:
    return value.financial_year(_first_of(one, other))


def _quarter(n: str, one: str, other: str) -> Period:
    return value.quarter(_first_of(one, other), int(n))


def _half_named_quarter(n: str, year: str) -> Period:
    start = _year(year)
    calendar, financial = value.quarter_holding(date(start, 3 * int(n), 1)), value.quarter(start, int(n))
    raise PeriodUnclear(
        f'"Q{n} {year}" could mean {calendar.label} or {financial.label}. '
        f'Write "{calendar.short}" or "{financial.short}".'
    )


def _lone_year(year: str) -> Period:
    end = value.financial_year(_year(year))
    raise PeriodUnclear(
        f'"{year}" could be a year that starts or ends then. Write "{end.previous().short}" or "{end.short}".'
    )


def _term(name: str, one: str, other: str) -> Period:
    return value.term(_first_of(one, other), name)


def _month(name: str, year: str) -> Period:
    if name not in _MONTHS:
        raise ValueError(name)
    return value.month(_year(year), _MONTHS[name])


def _months(first: str, first_year: str | None, last: str, last_year: str) -> Period:
    start, end = _month(first, first_year or last_year), _month(last, last_year)
    if start > end:
        raise PeriodUnclear(
            f'Write the year beside both months, such as "{start.year_ago().short} - {end.short}".'
        )
    return spanning(start.first, end.last)


def _day(text: str) -> date:
    parts = re.split(r"[ /.-]", text)
    if len(parts[0]) == 4:
        parts.reverse()
    number = _MONTHS[parts[1]] if parts[1] in _MONTHS else int(parts[1])
    return date(_year(parts[2]), number, int(parts[0]))


def _ending(length: str, end: str) -> Period:
    """A quarter or a year by its last day or its last month."""
    month_named = re.fullmatch(rf"{_MON}[ -]({_YEAR})", end)
    last = _month(*month_named.groups()).last if month_named else _day(end)
    if length in ("quarter", "qtr", "3 months", "three months"):
        return quarter_ending(last)
    first = value.month(last.year, last.month).shifted(1 - PeriodKind.YEAR.months).first
    return spanning(first, last)


_Build = Callable[..., Period]
_FORMS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(form), build)
    for form, build in (
        (rf"({_DAY})/({_DAY})", lambda a, b: spanning(_day(a), _day(b))),
        (rf"({_DAY}){_TO}({_DAY})", lambda a, b: spanning(_day(a), _day(b))),
        (rf"{_Q}{_GAP}{_PAIR}", _quarter),
        (rf"{_PAIR}{_GAP}{_Q}", lambda one, other, n: _quarter(n, one, other)),
        (rf"q([1-4]){_GAP}({_YEAR})", _half_named_quarter),
        (rf"{_TERM}{_GAP}{_PAIR}", _term),
        (rf"{_PAIR}{_GAP}{_TERM}", lambda one, other, name: _term(name, one, other)),
        (
            rf"(quarter|qtr|(?:3|three) months|year|(?:12|twelve) months) {_ENDS} ({_DAY}|{_MON}[ -]{_YEAR})",
            lambda length, end, _name: _ending(length, end),
        ),
        (rf"{_MON}(?:[ -]({_YEAR}))?{_TO}{_MON}[ -]({_YEAR})", _months),
        (rf"{_MON}[ -]({_YEAR})", _month),
        (rf"{_AT} ?({_DAY})", lambda day: quarter_ending(_day(day))),
        (rf"(?:fy|(?:financial )?year) ?{_PAIR}", _bare_pair),
        (r"(\d{4}) ?(?:[/-]| to ) ?(\d{4}|\d{2})", _bare_pair),
        (r"(\d{4})", _lone_year),
    )
)
