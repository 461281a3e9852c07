"""Reading a period from what people write in a heading or a cell. What a period is, is `value`'s."""

import re
import unicodedata
from calendar import month_name
from collections.abc import Callable

from scorecard.rules.periods import days, value
from scorecard.rules.periods.days import BARE_DAY, DAY, MON, YEAR, first_of
from scorecard.rules.periods.value import Period, PeriodUnclear, quarter_ending, spanning

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_APOSTROPHE = re.compile(r"(?<![0-9])['\u2018\u2019](?=\d\d\b)")
_MIDNIGHT = re.compile(r"(?<=\d)[ t]00:00(?::00(?:\.0+)?)?$")
_COUNTED = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_COUNTED_QUARTER = re.compile(rf"\b({'|'.join(_COUNTED)})(?= (?:q|qtr|quarter)\b)")

_PAIR = rf"(?:fy ?)?({YEAR}) ?(?:[/-]| to ) ?({YEAR})"
_Q = r"(?:(?:q|qtr|quarter) ?|(?=\d ?(?:q|qtr|quarter)))(\d)(?: ?(?:q|qtr|quarter)\b)?"
_TERM = r"(autumn|spring|summer)(?: term)?"
_GAP = r"[ ,:-]*"
_TO = r" ?(?:-|to) ?"
_AT = r"(?:as at|as of|at|on|snapshot(?: at)?)?"
_SNAPSHOT = r"(?:as at |at |snapshot(?: at)? )?(?:the )?end(?: of)?|as at|snapshot(?: at)?|at"
_ENDS = r"(?:to|ending|ended|end)(?: at)?"
_LENGTH = r"(quarter|qtr|(?:3|three) months|(?:rolling )?year|(?:rolling )?(?:12|twelve) months(?: rolling)?)"
_MONTHS = rf"{MON}(?:[ -]?({YEAR}))?{_TO}{MON}(?:[ -]?({YEAR}))?"
_SCHOOL = r"(?:academic|school) (?:year )?|ay ?"


def parse(text: str, *, years_end: int | None = None) -> Period:
    """The period this text names, in any of the ways our agencies write one.

    Two-digit years are read as 1980 to 2079 and dates as day, month, year. PeriodUnclear (its text says what
    to write instead) when the words could mean two periods, or none: "Q1 2013" may start in January or April.
    A lone year is read only where its table says in which month its years end (`years_end`).
    """
    words = _ORDINAL.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)).lower())
    words = " ".join(_APOSTROPHE.sub(" ", _MIDNIGHT.sub("", words)).split()).strip(" .,;:")
    words = _COUNTED_QUARTER.sub(lambda found: _COUNTED[found.group()], words)
    if years_end is not None and re.fullmatch(r"\d{4}", words):
        words = f"year to {month_name[years_end].lower()} {words}"
    for form, build in _FORMS:
        if found := form.fullmatch(words):
            try:
                return build(*found.groups())
            except PeriodUnclear:
                raise
            except (ValueError, OverflowError):
                break
    raise _unclear(text)


def years_end_in(text: str) -> int | None:
    """The month a line above a table says its years end in: 3 for "Year ending 31 March"; None for any other."""
    words = " ".join(_ORDINAL.sub("", unicodedata.normalize("NFKC", text)).lower().split())
    found = re.search(rf"\b(?:y/?e|years? (?:to|ending|ended|end)) (?:\d\d? )?{MON}(?![a-z.]| ?\d)", words)
    return days.MONTHS[found[1]] if found else None


def _unclear(text: str) -> PeriodUnclear:
    written = " ".join(text.split())[:60]
    if not written:
        return PeriodUnclear('The period is empty. Write one, such as "Q1 2013/14".')
    return PeriodUnclear(
        f'"{written}" does not say which period is meant. '
        'Write it like "Q1 2013/14", "April to June 2013" or "2013/14".'
    )


def _quarter(n: str, one: str, other: str) -> Period:
    return value.quarter(first_of(one, other), int(n))


def _half_named_quarter(n: str, year: str) -> Period:
    start = days.year(year)
    calendar, financial = (
        value.quarter_holding(value.month(start, 3 * int(n)).last),
        value.quarter(start, int(n)),
    )
    raise PeriodUnclear(
        f'"Q{n} {year}" could mean {calendar.label} or {financial.label}. '
        f'Write "{calendar.short}" or "{financial.short}".'
    )


def _quarter_of_months(n: str, first: str, one: str | None, last: str, other: str | None) -> Period:
    """ "Q1 (Apr-Jun 2013)": the months say which, and must be those of our quarter of that number."""
    if other is None:
        raise ValueError(n)
    found = days.months(first, one, last, other)
    if found.quarter_number != int(n):
        own = f", which is {found.short}" if found.quarter_number else ""
        raise PeriodUnclear(f'"Q{n}" stands beside {found.label}{own}. Write one of the two.')
    return found


def _named_quarter_of_months(n: str, *rest: str | None) -> Period:
    """ "Q1 2013/14 (Apr-Jun)", with the years before or after: both must say the same."""
    pair = [part for part in (*rest[:2], *rest[6:]) if part]
    found = value.quarter(first_of(*pair), int(n))
    first, one, last, other = rest[2:6]
    named = days.months(
        first or "", one or other or str(found.first.year), last or "", other or str(found.last.year)
    )
    if named != found:
        raise PeriodUnclear(f'"Q{n}" of that year is {found.label}, not {named.label}. Write one of the two.')
    return found


def _lone_year(year: str) -> Period:
    end = value.financial_year(days.year(year))
    raise PeriodUnclear(
        f'"{year}" could be a year that starts or ends then. Write "{end.previous().short}" or "{end.short}".'
    )


def _term(name: str, one: str, other: str | None = None) -> Period:
    """A term by its school year, or by the year it lies in."""
    if other is None:
        return value.term(days.year(one) - (name != "autumn"), name)
    return value.term(first_of(one, other), name)


def _months(first: str, one: str | None, last: str, other: str | None) -> Period:
    if other is None:
        raise ValueError(first)
    return days.months(first, one, last, other)


_Build = Callable[..., Period]
_FORMS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(form), build)
    for form, build in (
        (rf"({DAY})/({DAY})", lambda a, b: spanning(days.day(a), days.day(b))),
        (rf"({DAY}){_TO}({DAY})", lambda a, b: spanning(days.day(a), days.day(b))),
        (rf"{_Q}{_GAP}{_PAIR}", _quarter),
        (rf"{_PAIR}{_GAP}{_Q}", lambda one, other, n: _quarter(n, one, other)),
        (rf"{_Q}{_GAP}\(?{_MONTHS}\)?", _quarter_of_months),
        (rf"{_Q}{_GAP}(?:{_PAIR}{_GAP})?\({_MONTHS}\)(?:{_GAP}{_PAIR})?", _named_quarter_of_months),
        (rf"{_Q}{_GAP}(?:fy ?)?({YEAR})", _half_named_quarter),
        (rf"({YEAR}){_GAP}{_Q}", lambda year, n: _half_named_quarter(n, year)),
        (rf"{_TERM}{_GAP}{_PAIR}", _term),
        (rf"{_PAIR}{_GAP}{_TERM}", lambda one, other, name: _term(name, one, other)),
        (rf"{_TERM}{_GAP}({YEAR})", _term),
        (rf"{_LENGTH} {_ENDS} ({DAY}|{MON}[ -]?{YEAR})", lambda size, end, _: days.ending(size, end)),
        (rf"(?:f?y/?e) ({DAY}|{MON}[ -]?{YEAR})", lambda end, _: days.ending("year", end)),
        (_MONTHS, _months),
        (rf"{MON}[ -]?({YEAR})", days.month),
        (rf"{_AT} ?({DAY})", lambda day: quarter_ending(days.day(day))),
        (rf"(?:{_SNAPSHOT}) {MON}[ -]?({YEAR})", lambda *end: days.end_of(" ".join(end))),
        (rf"{MON}[ -]?({YEAR}) snapshot", lambda *end: days.end_of(" ".join(end))),
        (rf"{MON} snapshot ({YEAR})", lambda *end: days.end_of(" ".join(end))),
        (rf"(?:fy|(?:financial |fiscal )?year) ?{_PAIR}", lambda *pair: value.financial_year(first_of(*pair))),
        (rf"(?:{_SCHOOL}){_PAIR}", lambda *pair: value.financial_year(first_of(*pair)).shifted(5)),
        (r"(?:calendar year|cy) ?(\d{4})", lambda year: value.financial_year(days.year(year)).shifted(-3)),
        (r"(\d{4}) ?(?:[/-]| to ) ?(\d{4}|\d{2})", lambda *pair: value.financial_year(first_of(*pair))),
        (rf"(?:fy ?|(?:financial |reporting )?year )({YEAR})|(\d{{4}})", lambda *year: _lone_year(*filter(None, year))),
        (rf"((?:{_AT}|year {_ENDS}) ?{BARE_DAY})", days.no_year),
        (r"((?:w/?[ec]|week (?:ending|beginning|commencing)).*)", days.week),
        (r"(\d{5})", days.serial),
    )
)  # fmt: skip
