"""The budget: what came in, what was spent, and on what; reviews, child deaths and training by themselves."""

from collections.abc import Iterator
from decimal import Decimal

from reports.gather.annual.words import section
from reports.models import Contribution, Cost
from reports.queries.reports import Text
from reports.rules.blocks import BigNumber, BigNumbers, Block, Cell, Column, Paragraph, Section, Table
from reports.rules.money import pounds

_COLUMNS = (Column("What for"), Column("Spent", number=True))


def budget_section(
    contributions: tuple[Contribution, ...], costs: tuple[Cost, ...], text: Text
) -> Section | None:
    """What came in beside what was spent, then every line of it."""
    return section("budget", text, _blocks(contributions, costs) if costs else ())


def _blocks(contributions: tuple[Contribution, ...], costs: tuple[Cost, ...]) -> Iterator[Block]:
    given = sum((one.amount for one in contributions if one.amount is not None), Decimal())
    spent = sum((one.amount for one in costs), Decimal())
    yield BigNumbers(
        (
            BigNumber(pounds(given), "came in"),
            BigNumber(pounds(spent), "was spent"),
            BigNumber(
                pounds(abs(given - spent)), "left at the end" if given >= spent else "more spent than came in"
            ),
        )
    )
    yield Paragraph(_apart(costs))
    yield Table("costs", "What was spent, line by line", _COLUMNS, tuple(_rows(costs)))


def _apart(costs: tuple[Cost, ...]) -> str:
    """What guidance wants shown by itself; an honest “no line” where nothing was entered."""
    said = []
    for about in (Cost.About.REVIEWS, Cost.About.CHILD_DEATHS, Cost.About.TRAINING):
        lines = [one.amount for one in costs if one.about == about]
        label = str(about.label).lower()
        said.append(
            f"{pounds(sum(lines, Decimal()))} on {label}" if lines else f"no line of its own for {label}"
        )
    return f"Spent: {said[0]}, {said[1]} and {said[2]}."


def _rows(costs: tuple[Cost, ...]) -> Iterator[tuple[Cell, ...]]:
    """The lines of each kind together, in the order of the kinds; the sum below."""
    for about in Cost.About:
        for one in costs:
            if one.about == about:
                yield (Cell(one.line, quiet=str(about.label)), Cell(pounds(one.amount)))
    yield (Cell("All costs"), Cell(pounds(sum((one.amount for one in costs), Decimal())), bold=True))
