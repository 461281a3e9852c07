"""The kinds of facts a year's report tells and no other room holds, and the years they are kept of."""

from datetime import date
from enum import StrEnum

#: Facts are entered for the year that runs, and put right for so many before it.
_YEARS_BACK = 5


class Fact(StrEnum):
    """One kind, as an address says it."""

    CONTRIBUTION = "contribution"
    COST = "cost"
    SUB_GROUP = "sub-group"
    VOICE = "voice"


NOUNS = {
    Fact.CONTRIBUTION: "contribution",
    Fact.COST: "cost",
    Fact.SUB_GROUP: "sub-group",
    Fact.VOICE: "entry of what was said",
}


def years_kept(today: date) -> tuple[int, ...]:
    """The years April to March whose facts are kept, by their first calendar year; the one that runs first."""
    runs = today.year if today.month >= 4 else today.year - 1
    return tuple(runs - back for back in range(_YEARS_BACK + 1))


def year_words(year: int) -> str:
    """“2017 to 2018”."""
    return f"{year} to {year + 1}"
