"""Periods: a value (first day, last day), how people write them and how we say them. No tables."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    """How long a period is. A term is a school term."""

    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date
    kind: PeriodKind
