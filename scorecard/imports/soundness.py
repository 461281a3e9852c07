"""Whether the cells of one figure can be right: each by itself, and beside the others. No results."""

from collections.abc import Iterator
from dataclasses import dataclass

from files.sheets import Cell
from scorecard.imports.findings import Fault
from scorecard.imports.rows import IndicatorFacts
from scorecard.imports.written import LARGEST, Written
from scorecard.rules.figures import Basis, Kind, Unit

Wrong = tuple[Cell, Fault]


@dataclass(frozen=True, slots=True)
class Parts:
    """The three cells of a figure, understood, and what a rate's population should be (None if unknown)."""

    numerator: Written
    denominator: Written
    value: Written
    population: int | None = None
    periods_a_year: int = 1

    @property
    def numbers(self) -> bool:
        """Whether a count or a value is given as a number."""
        return self.numerator.number is not None or self.value.number is not None


def of_a_part_year(parts: Parts, facts: IndicatorFacts) -> bool:
    """Whether this is a rate of what happened in part of a year, which people also write as a rate a year."""
    flow = facts.unit is Unit.RATE and facts.kind is Kind.FLOW and facts.basis is Basis.IN_PERIOD
    return flow and parts.periods_a_year > 1


def faults_of(parts: Parts, facts: IndicatorFacts) -> Iterator[Wrong]:
    """What is wrong with each cell by itself."""
    whole = facts.whole and facts.unit in (Unit.COUNT, Unit.PERCENT, Unit.RATE)
    for part in (parts.numerator, parts.denominator):
        yield from _cell_faults(part, whole=whole, percent=False)
    yield from _cell_faults(
        parts.value, whole=facts.whole and facts.unit is Unit.COUNT, percent=facts.unit is Unit.PERCENT
    )


def _cell_faults(part: Written, *, whole: bool, percent: bool) -> Iterator[Wrong]:
    if part.cell is None:
        return
    if part.wrong is not None:
        yield part.cell, part.wrong
    if part.number is None:
        return
    if part.percent and not percent:
        yield (
            part.cell,
            Fault("percent-for-number", "it is a percentage where a number is due", "Type the number."),
        )
    if part.number < 0:
        yield (
            part.cell,
            Fault("negative", "it is below zero", "Type the number itself; a difference is no figure."),
        )
    if whole and part.number != part.number.to_integral_value():
        yield (
            part.cell,
            Fault("not-whole", "it has decimals where a whole number is due", "Type the whole number."),
        )
    if abs(part.number) >= LARGEST:
        yield part.cell, Fault("too-large-a-number", "no figure is that large", "Check for digits too many.")


def disagreements(parts: Parts, facts: IndicatorFacts) -> Iterator[Wrong]:
    """What is wrong between the cells of a figure, each of which is sound by itself."""
    if facts.unit is Unit.COUNT:
        yield from _count_differs(parts)
        return
    yield from _parts_wrong(parts, facts)
    if facts.unit is Unit.PERCENT:
        yield from _percent_alone(parts)


def _count_differs(parts: Parts) -> Iterator[Wrong]:
    count, value = parts.numerator.number, parts.value.number
    if count is not None and value is not None and count != value and parts.value.cell is not None:
        yield (
            parts.value.cell,
            Fault(
                "value-differs", f"the number beside it is {count:,f}", "Correct the wrong one of the two."
            ),
        )


def _parts_wrong(parts: Parts, facts: IndicatorFacts) -> Iterator[Wrong]:
    n, d = parts.numerator, parts.denominator
    if facts.unit is Unit.MEDIAN:
        if parts.value.number is None and (cell := parts.value.cell or n.cell or d.cell) is not None:
            yield (
                cell,
                Fault("part-missing", "a median cannot be had from counts", "Give the median as the result."),
            )
        return
    if d.cell is not None and d.number == 0:
        yield (
            d.cell,
            Fault(
                "zero-denominator",
                "a share of nothing cannot be worked out",
                "If there were none in the period, leave the numbers blank and write: not applicable.",
            ),
        )
    elif n.cell is not None and facts.unit is not Unit.MEAN and _above(n, d):
        says = f"the part is larger than the {d.number:,f} it is out of"
        remedy = "Check both numbers; they may stand in each other's place."
        yield n.cell, Fault("numerator-above-denominator", says, remedy)
    if parts.value.number is None:
        yield from _part_missing(parts, facts)
    elif of_a_part_year(parts, facts):
        yield from _rate_unclear(parts)


def _above(one: Written, other: Written) -> bool:
    return one.number is not None and other.number is not None and one.number > other.number


def _part_missing(parts: Parts, facts: IndicatorFacts) -> Iterator[Wrong]:
    n, d = parts.numerator, parts.denominator
    if n.number is None:
        cell = n.cell or parts.value.cell or d.cell
        says = f"only what it is out of is given, {d.number:,f}"
    elif d.number is None and not (facts.unit is Unit.RATE and parts.population):
        cell = d.cell or parts.value.cell or n.cell
        says = f"only the number is given, {n.number:,f}, and not what it is out of"
    else:
        return
    if cell is not None:
        remedy = "Give both numbers." if facts.unit is Unit.RATE else "Give both numbers, or the result."
        yield cell, Fault("part-missing", says, remedy)


def _rate_unclear(parts: Parts) -> Iterator[Wrong]:
    """A rate is held against its count and population: by itself, it may be four times what it is taken for."""
    n, d, value = parts.numerator, parts.denominator, parts.value
    people = bool(d.number or parts.population)
    if n.number is None and value.cell is not None:
        yield (
            value.cell,
            Fault(
                "rate-without-count",
                "a rate without its number may be the period's own or a rate a year",
                "Send the number; we work out the rate from the population."
                if people
                else "Send the number, and the population it is out of.",
            ),
        )
    elif not people and (cell := d.cell or value.cell) is not None:
        yield cell, Fault("part-missing", "the population of the rate is not given", "Give both numbers.")


def _percent_alone(parts: Parts) -> Iterator[Wrong]:
    n, d, value = parts.numerator, parts.denominator, parts.value
    if value.number is None or value.cell is None or None not in (n.number, d.number):
        return
    if value.number > 100:
        yield value.cell, Fault("percent-over-100", "no percentage is over 100", "Check the figure.")
    elif 0 < value.number <= 1 and not value.percent:
        hundredfold = f"{(value.number * 100).normalize():f}"
        yield (
            value.cell,
            Fault(
                "percent-or-fraction",
                f"it may mean {value.number:f}% or {hundredfold}%",
                f"Type the percent sign: {value.number:f}% or {hundredfold}%.",
            ),
        )
