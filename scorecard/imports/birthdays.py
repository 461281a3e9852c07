"""Dates as lists of children write them, and whether a column of dates could be dates of birth."""

import re
from collections.abc import Sequence
from datetime import date

from files.sheets import Cell

_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T]0?0:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})[/.-]?(\d{2})[/.-]?(\d{2})(?:[ T]00:00(?::00)?)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([a-z]{3})[a-z]*[ -,]+(\d{4}|\d{2})", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: In days: nobody the board's figures are of is older than 25.
_OLDEST = 26 * 365
#: In days: children on one list are years apart, dates of one year's work are not.
_APART = 4 * 365


def as_date(cell: Cell) -> date | None:
    """The day a cell names, as a date or in words; None when it names none. Two-digit years begin in 1950."""
    if isinstance(cell.value, date):
        return cell.value
    # The length and first sign come first: a long file has millions of cells, and few of them are dates.
    if not isinstance(cell.value, str) or len(cell.value) < 6 or not cell.value.lstrip()[:1].isdigit():
        return None
    text = cell.value.strip()
    if match := _NUMERIC.fullmatch(text):
        day, month, year = (int(one) for one in match.groups())
        return _day(year, month, day) or _day(year, day, month)
    if match := _ISO.fullmatch(text):
        return _day(*(int(one) for one in match.groups()))
    if (match := _NAMED.fullmatch(text)) and match[2].lower() in _MONTHS:
        return _day(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if year < 100:
        year += 1900 if year >= 50 else 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None


def are_births(column: Sequence[date | None], today: date) -> bool:
    """Whether most of a column are days on which people up to 25 could be born: years apart, few alike, no pattern.

    Ends of periods fall on few days of the month; dates of work of a year or two lie close together.
    """
    days = [one for one in column if one is not None]
    born = [one for one in days if 0 <= (today - one).days <= _OLDEST]
    if len(born) < 5 or len(born) * 10 < len(column) * 7:
        return False
    different = len(set(born)) * 10 >= len(born) * 7
    scattered = len({one.day for one in born}) >= min(5, len(born) - 1)
    return different and scattered and (max(born) - min(born)).days >= _APART
