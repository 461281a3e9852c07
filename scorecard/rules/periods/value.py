"""The period as a value: its days, its names and its neighbours. Reading what people wrote is `reading`'s."""

from calendar import month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class PeriodUnclear(ValueError):
    """What was written does not say which period is meant; the text is a sentence telling what to write."""


class PeriodKind(StrEnum):
    """How long a period is. A term is a school term."""

    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Whole calendar months in one such period."""
        return _MONTHS[self]

    @property
    def a_year(self) -> int:
        """How many such periods make a year: what turns a quarter's count into a count a year."""
        return 12 // self.months


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.TERM: 4, PeriodKind.YEAR: 12}

#: The month each kind may start in. Terms are the whole-month thirds of the school year that the Burgundy
#: Book (teachers' conditions of service) uses, since the days differ by council and Easter moves.
_QUARTER_STARTS = (4, 7, 10, 1)
_TERM_STARTS = {"autumn": 9, "spring": 1, "summer": 5}
_ANY_MONTH = tuple(number for number, name in enumerate(month_name) if name)
_STARTS = {
    PeriodKind.MONTH: _ANY_MONTH,
    PeriodKind.QUARTER: _QUARTER_STARTS,
    PeriodKind.TERM: tuple(_TERM_STARTS.values()),
    PeriodKind.YEAR: _ANY_MONTH,
}


def _month_end(year: int, number: int) -> date:
    return date(year, number, monthrange(year, number)[1])


@lru_cache(maxsize=4000)
def _starting(year: int, number: int, kind: PeriodKind) -> "Period":
    last_month = year * 12 + number - 1 + kind.months - 1
    return Period(date(year, number, 1), _month_end(last_month // 12, last_month % 12 + 1), kind)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """The days from `first` to `last`, both included: whole months, as many as `kind` has.

    Quarters start in April, July, October or January; a year may start in any month (a rolling one).
    Anything else raises ValueError.
    """

    first: date
    last: date
    kind: PeriodKind

    def __post_init__(self) -> None:
        """Refuse days that are no period of this kind, so that neighbours can be worked out in months."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        whole = self.first.day == 1 and self.last == _month_end(self.last.year, self.last.month)
        if not whole or months != self.kind.months or self.first.month not in _STARTS[self.kind]:
            raise ValueError(f"{self.first} to {self.last} is not a {self.kind}.")

    @property
    def key(self) -> str:
        """The two days as ISO writes them, '2013-04-01/2013-06-30': unique, and `parse` reads it back."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def label(self) -> str:
        """How a page says it in full: 'April to June 2013', '2013 to 2014', 'Autumn term 2013 to 2014'."""
        if self.kind is PeriodKind.MONTH:
            return f"{month_name[self.first.month]} {self.first.year}"
        if self.kind is PeriodKind.TERM:
            return f"{self._term_name} term {self._school_year} to {self._school_year + 1}"
        if self._is_financial_year:
            return f"{self.first.year} to {self.last.year}"
        start = month_name[self.first.month]
        if self.first.year != self.last.year:
            start = f"{start} {self.first.year}"
        return f"{start} to {month_name[self.last.month]} {self.last.year}"

    @property
    def short(self) -> str:
        """How a table heading says it: 'Q1 2013/14', '2013/14', 'Apr 2013', 'Autumn 2013/14'."""
        if self.kind is PeriodKind.MONTH:
            return f"{month_name[self.first.month][:3]} {self.first.year}"
        if self.kind is PeriodKind.TERM:
            return f"{self._term_name} {_pair(self._school_year)}"
        if self.kind is PeriodKind.QUARTER:
            return f"Q{self.quarter_number} {_pair(self.year_start)}"
        if self._is_financial_year:
            return _pair(self.first.year)
        return f"Year to {month_name[self.last.month][:3]} {self.last.year}"

    @property
    def quarter_number(self) -> int | None:
        """1 for April to June, 4 for January to March; None for what is no quarter."""
        return _QUARTER_STARTS.index(self.first.month) + 1 if self.kind is PeriodKind.QUARTER else None

    @property
    def year_start(self) -> int:
        """The April year the last day lies in: 2012 for anything ending by 31 March 2013.

        Also the year of the mid-year population estimate a rate for this period uses: the one of the
        30 June before that April year ends.
        """
        return self.last.year - (self.last.month < 4)

    def shifted(self, months: int) -> "Period":
        """The same kind of period so many months later (earlier when negative)."""
        start = self.first.year * 12 + self.first.month - 1 + months
        return _starting(start // 12, start % 12 + 1, self.kind)

    def next(self) -> "Period":
        """The period of this kind that begins the day after."""
        return self.shifted(self.kind.months)

    def previous(self) -> "Period":
        """The period of this kind that ends the day before."""
        return self.shifted(-self.kind.months)

    def year_ago(self) -> "Period":
        """The same months a year before."""
        return self.shifted(-12)

    @property
    def _is_financial_year(self) -> bool:
        return self.kind is PeriodKind.YEAR and self.first.month == 4

    @property
    def _school_year(self) -> int:
        return self.first.year - (self._term_name != "Autumn")

    @property
    def _term_name(self) -> str:
        return next(name for name, start in _TERM_STARTS.items() if start == self.first.month).capitalize()


def _pair(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


def month(year: int, number: int) -> Period:
    """One calendar month; ValueError when `number` is not 1 to 12."""
    return _starting(year, number, PeriodKind.MONTH)


def quarter(year_start: int, n: int) -> Period:
    """Quarter `n` (1 to 4) of the financial year that starts in April `year_start`."""
    if n not in (1, 2, 3, 4):
        raise ValueError(f"Quarter {n} does not exist: write 1, 2, 3 or 4.")
    return _starting(year_start + (n == 4), _QUARTER_STARTS[n - 1], PeriodKind.QUARTER)


def financial_year(start: int) -> Period:
    """1 April `start` to 31 March the year after."""
    return _starting(start, 4, PeriodKind.YEAR)


def term(start_year: int, name: str) -> Period:
    """The autumn, spring or summer term of the school year that starts in September `start_year`."""
    called = name.strip().lower()
    if called not in _TERM_STARTS:
        raise ValueError(f"{name!r} is not a term: write autumn, spring or summer.")
    return _starting(start_year + (called != "autumn"), _TERM_STARTS[called], PeriodKind.TERM)


def spanning(first: date, last: date) -> Period:
    """The month, quarter, term or year of exactly these days; PeriodUnclear when there is none."""
    for kind in PeriodKind:
        try:
            return Period(first, last, kind)
        except ValueError:
            continue
    raise PeriodUnclear(
        f"{first:%-d %B %Y} to {last:%-d %B %Y} is not one month, quarter, school term or year. "
        'Write one of those, such as "April to June 2013".'
    )


def quarter_ending(day: date) -> Period:
    """The quarter whose last day this is (a snapshot's date); PeriodUnclear for any other day."""
    held = quarter_holding(day)
    if held.last != day:
        raise PeriodUnclear(
            f"{day:%-d %B %Y} is not the last day of a quarter. "
            f'Write the quarter, such as "{held.short}", or its last day, {held.last:%-d %B %Y}.'
        )
    return held


def quarter_holding(day: date) -> Period:
    """The quarter this day lies in."""
    return _starting(day.year, (day.month - 1) // 3 * 3 + 1, PeriodKind.QUARTER)


def between(first: Period, last: Period) -> Iterator[Period]:
    """Every period of one kind from `first` to `last`, both included; none when `last` is earlier."""
    if first.kind is not last.kind:
        raise ValueError(f"A {first.kind} and a {last.kind} are not in one series.")
    while first <= last:
        yield first
        first = first.next()
