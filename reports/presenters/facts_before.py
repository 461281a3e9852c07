"""A year's facts beside those of the year before: what can be copied from it, and what is the same as it was."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from reports.presenters.facts import FactTable, tables_of
from reports.queries.facts import YearOfFacts
from reports.rules.facts import Fact, year_words

_MONEY = (
    "The lines of {} are copied with their amounts, as if each were the same again. Put right every one that is not: "
    "what stands here is printed."
)
#: What the button says that it copies.
_COPIES = {
    Fact.CONTRIBUTION: _MONEY,
    Fact.COST: _MONEY,
    Fact.SUB_GROUP: (
        "The groups of {} are copied with who leads them and what they are for. How often they met and what they did "
        "stays empty."
    ),
}


def tables_beside(facts: YearOfFacts, before: YearOfFacts, year: int) -> tuple[FactTable, ...]:
    """The four kinds, each empty one with what can be copied into it, each with money with what is unchanged."""
    last = year_words(year - 1)
    earlier = {table.fact: bool(table.rows) for table in tables_of(before)}
    same = {
        Fact.CONTRIBUTION: _same(facts.contributions, before.contributions, _gift),
        Fact.COST: _same(facts.costs, before.costs, _spent),
    }
    return tuple(
        replace(
            table,
            copies=_COPIES[table.fact].format(last)
            if table.fact in _COPIES and earlier[table.fact] and not table.rows
            else "",
            unchanged=f"With the same amount as in {last}: {same[table.fact]} of {len(table.rows)}."
            if same.get(table.fact)
            else "",
        )
        for table in tables_of(facts)
    )


def _same(now: Iterable[Any], before: Iterable[Any], told: Callable[[Any], object]) -> int:
    known = {told(one) for one in before}
    return sum(one.amount is not None and told(one) in known for one in now)


def _gift(one: Any) -> object:
    return (one.agency_id, one.source, one.amount)


def _spent(one: Any) -> object:
    return (one.line, one.about, one.amount)
