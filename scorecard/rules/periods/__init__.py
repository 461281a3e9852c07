"""Periods: a value (first day, last day, kind), how people write them and how we say them. No tables."""

from scorecard.rules.periods.reading import parse, years_end_in
from scorecard.rules.periods.value import (
    Period,
    PeriodKind,
    PeriodUnclear,
    between,
    financial_year,
    month,
    quarter,
    quarter_ending,
    quarter_holding,
    spanning,
    term,
)

__all__ = [
    "Period",
    "PeriodKind",
    "PeriodUnclear",
    "between",
    "financial_year",
    "month",
    "parse",
    "quarter",
    "quarter_ending",
    "quarter_holding",
    "spanning",
    "term",
    "years_end_in",
]
