"""The year's facts as tables: a heading, columns, and a row each with what it is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reports.models import Contribution, Cost, SubGroup, Voice
from reports.queries.facts import YearOfFacts
from reports.rules.facts import Fact
from reports.rules.money import pounds


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: its key, what it is called, what is quiet below that, and its other cells."""

    pk: int
    name: str
    quiet: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactTable:
    """One kind of fact of one year."""

    fact: Fact
    title: str
    about: str
    add: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[Row, ...]
    #: The sum below the table; empty where there is none.
    total: str = ""
    #: What is copied of the year before, where that is offered.
    copies: str = ""
    #: How many lines have the amount of the year before; empty where none has.
    unchanged: str = ""

    @property
    def lines(self) -> tuple[tuple[Row, tuple[tuple[str, str, bool], ...]], ...]:
        """Each row with its cells, each with its column's heading and whether it is a number."""
        beside = self.columns[1:]
        return tuple(
            (
                row,
                tuple((label, text, number) for text, (label, number) in zip(row.cells, beside, strict=True)),
            )
            for row in self.rows
        )


def tables_of(facts: YearOfFacts) -> tuple[FactTable, ...]:
    """The four kinds, in the order of the report."""
    return (
        _voices(facts.voices),
        _contributions(facts.contributions),
        _costs(facts.costs),
        _groups(facts.sub_groups),
    )


def _contributions(facts: Iterable[Contribution]) -> FactTable:
    every = tuple(facts)
    return FactTable(
        Fact.CONTRIBUTION,
        "Contributions",
        "What each partner gave, in money or in kind.",
        "Add a contribution",
        (("Partner", False), ("Amount", True), ("In kind", False)),
        tuple(
            Row(one.pk, str(one.agency or one.source), "", (_money(one.amount), one.in_kind or "–"))
            for one in every
        ),
        _sum(one.amount for one in every),
    )


def _costs(facts: Iterable[Cost]) -> FactTable:
    every = tuple(facts)
    return FactTable(
        Fact.COST,
        "Costs",
        "What was spent, line by line. Reviews, child deaths and training are reported by themselves.",
        "Add a cost",
        (("What for", False), ("Kind", False), ("Spent", True)),
        tuple(Row(one.pk, one.line, "", (one.get_about_display(), _money(one.amount))) for one in every),
        _sum(one.amount for one in every),
    )


def _groups(facts: Iterable[SubGroup]) -> FactTable:
    return FactTable(
        Fact.SUB_GROUP,
        "Sub-groups",
        "Who led each group, how often it met, and what it did.",
        "Add a sub-group",
        (("Group", False), ("What it did", False), ("Met", True)),
        tuple(
            Row(
                one.pk,
                one.name,
                f"Led by {one.chair}" if one.chair else "",
                (one.did or "Not said yet", "–" if one.meetings is None else str(one.meetings)),
            )
            for one in facts
        ),
    )


def _voices(facts: Iterable[Voice]) -> FactTable:
    return FactTable(
        Fact.VOICE,
        "What children and families said",
        "Anonymous, with where and when, and what was done about it.",
        "Add what was said",
        (("Who", False), ("What they said", False), ("What was done", False)),
        tuple(
            Row(
                one.pk,
                one.who,
                f"{one.source}, {one.said_on:%-d %B %Y}",
                (one.said, one.did or "Nothing yet"),
            )
            for one in facts
        ),
    )


def _money(amount: Decimal | None) -> str:
    return "–" if amount is None else pounds(amount)


def _sum(amounts: Iterable[Decimal | None]) -> str:
    known = [one for one in amounts if one is not None]
    return pounds(sum(known, Decimal())) if known else ""
