"""Lines that are printed, as tables of the counts they rest on: one place a point, hidden as one.

A line of counts prints them. A rate is printed with its count, and its population is known to everybody. Of a
percentage neither count is printed, but each, and what is left of the one after the other, needs protecting where it
is small; of a mean, how many it is of. A median rests on no count anybody could work out.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from scorecard.rules.figures import Unit
from scorecard.rules.numbers import Number
from scorecard.rules.periods import Period
from scorecard.rules.series import SeriesFacts, SeriesPoint, shown
from scorecard.rules.suppression.primary import SuppressionRule, hides_count, publish
from scorecard.rules.suppression.relations import complement, share
from scorecard.rules.suppression.tables import Cell, Relation, Table, counted, unprinted

_ALL = 100
NUMBER, OUT_OF, REST, ADDED, YEAR = "number", "out of", "rest", "added", "year"


@dataclass(frozen=True)
class Printed:
    """A line whose points are printed.

    `family`: the lines of one indicator, told apart by their breakdown, of which `whole` is all of it. `top` and
    `bottom`: what is counted, out of what, in the definition's words. `in_ones`: whether whole things are counted.
    """

    key: Hashable
    family: Hashable
    title: str
    facts: SeriesFacts
    points: tuple[SeriesPoint, ...]
    rule: SuppressionRule
    whole: bool = True
    in_ones: bool = True
    top: str = ""
    bottom: str = ""


class Counted(NamedTuple):
    """The key of a count: whose line, which period, and what of it."""

    line: Hashable
    period: Period
    what: str


def place(line: Printed, period: Period) -> tuple[Hashable, Period]:
    """Where a point of a line is printed."""
    return line.key, period


def table_of(line: Printed) -> Table:
    """The counts a printed line rests on, each as its own rule leaves it."""
    cells: list[Cell] = []
    relations: list[Relation] = []
    for point in line.points:
        if line.in_ones and point.value is not None:
            cells += (found := tuple(_cells(line, point)))
            relations += _relations(line, point, {cell.key for cell in found})
    return Table(tuple(cells), tuple(relations))


def counts_of(line: Printed, point: SeriesPoint) -> dict[str, int]:
    """The whole numbers a point rests on, by what they are; those nobody gave, or that are no whole ones, left out."""
    unit = line.facts.unit
    top = point.value if unit is Unit.COUNT else point.numerator
    found = {NUMBER: _whole(top), OUT_OF: _whole(point.denominator)}
    if unit is Unit.MEAN or unit is Unit.MEDIAN:
        found[NUMBER] = None
    if unit in (Unit.COUNT, Unit.MEDIAN):
        found[OUT_OF] = None
    n, d = found[NUMBER], found[OUT_OF]
    if unit is Unit.PERCENT and n is not None and d is not None and n <= d:
        found[REST] = d - n
    return {what: number for what, number in found.items() if number is not None}


def _whole(number: Number | None) -> int | None:
    return int(number) if number is not None and number == int(number) and number >= 0 else None


def _cells(line: Printed, point: SeriesPoint) -> Iterable[Cell]:
    counts = counts_of(line, point)
    gone = publish(point, line.facts, line.rule).value is None
    rounds = line.rule.round_to > 1
    for what, number in counts.items():
        if line.facts.unit is Unit.RATE and what == OUT_OF:
            continue
        key = Counted(line.key, point.period, what)
        bare = line.facts.unit in (Unit.COUNT, Unit.RATE) or (rounds and not gone and what != REST)
        if bare and (not gone or hides_count(number, line.rule)):
            yield counted(key, number, line.rule, place=place(line, point.period))
        else:
            yield unprinted(key, number, line.rule)


def _relations(line: Printed, point: SeriesPoint, keys: set[Hashable]) -> Iterable[Relation]:
    """What is left of a percentage's denominator, and what the percentage printed says of both."""
    n, d, rest = (Counted(line.key, point.period, what) for what in (NUMBER, OUT_OF, REST))
    if rest not in keys:
        return
    named = f"{line.title}, {point.period.label}"
    yield complement(f"{named}: those it is true of and the rest", n, rest, d)
    published = publish(point, line.facts, line.rule)
    if published.value is not None and line.rule.round_to == 1:
        printed = shown(published.value, line.facts, point.period)
        assert printed is not None  # noqa: S101 - a value is printed as a number
        where = place(line, point.period)
        yield from share(f"{named}: {printed}%", n, d, printed, place=where)
        # It would not be printed were one of its counts small; and only of none is it 0, only of all 100.
        for key, none in ((n, printed == 0), (rest, printed == _ALL), (d, False)):
            if not none:
                least = line.rule.highest + 1
                yield Relation(f"{named}: printed, so not small", ((key, 1),), least, None, place=where)
