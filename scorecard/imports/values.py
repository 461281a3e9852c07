"""The arithmetic of one figure: what its parts make, and whether its value says so. Rates are `rates`'."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.imports.findings import Fault
from scorecard.imports.rows import IndicatorFacts, Severity
from scorecard.imports.soundness import Parts, Wrong, of_a_part_year
from scorecard.imports.written import Written
from scorecard.rules.figures import Unit
from scorecard.rules.numbers import KEPT, exact, rounded, share

#: Decimal places up to which a written result is held against its parts: a spreadsheet divides in binary, and
#: the last of the 15 digits it shows may be out by one.
_TRUSTED_PLACES = 9


@dataclass(frozen=True, slots=True)
class Sound:
    """A figure's numbers as they are kept. All None only when there is nothing."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


def worked_out(parts: Parts, facts: IndicatorFacts) -> Fraction | None:
    """The exact value of a figure whose two parts stand in the file; None when they do not."""
    n, d = parts.numerator.number, parts.denominator.number
    return None if n is None or not d else share(n, d, per=100 if facts.unit is Unit.PERCENT else 1)


def _written_as(value: Written, result: Fraction) -> bool:
    """Whether a written value is the result worked out, as far as its decimals go."""
    if value.number is None:
        return False
    half_a_place = Fraction(1, 2 * 10 ** min(value.places, _TRUSTED_PLACES))
    return abs(exact(value.number) - result) <= half_a_place


def _written_as_fraction(value: Written, result: Fraction) -> bool:
    """Whether 0.23 stands where 23% is meant. With fewer decimals nought or one would pass for many a share."""
    if value.percent or value.number is None:
        return False
    return exact(value.number) == result or (value.places >= 2 and _written_as(value, result))


def kept(number: Decimal | None) -> Decimal | None:
    """A number as it is kept: whole, or to six decimal places."""
    if number is None:
        return None
    return Decimal(int(number)) if number == number.to_integral_value() else rounded(number, KEPT)


def differs(parts: Parts, facts: IndicatorFacts, result: Fraction) -> Iterator[Wrong]:
    """What the written value says beside the result worked out from its parts, when it is not the same."""
    value = parts.value
    if value.number is None or value.cell is None or _written_as(value, result):
        return
    shown = f"{rounded(result, max(1, value.places)):f}"
    if of_a_part_year(parts, facts) and _written_as(value, result * parts.periods_a_year):
        yield value.cell, note("rate-made-annual", f"that is a rate a year; the period's own is {shown}")
    elif facts.unit is Unit.PERCENT and _written_as_fraction(value, result / 100):
        yield value.cell, note("fraction-read-as-percent", f"by the numbers beside it that is {shown}%")
    else:
        n, d = parts.numerator.number, parts.denominator.number or Decimal(parts.population or 0)
        remedy = "Correct the number or the result, whichever is wrong."
        yield value.cell, Fault("value-differs", f"{n:,f} out of {d:,f} makes {shown}", remedy)


def note(code: str, says: str) -> Fault:
    """A fault that is none: the sender is told how something was taken."""
    return Fault(code, says, "Nothing, if that is right.", Severity.NOTE)


def notes_on(parts: Parts, facts: IndicatorFacts) -> Iterator[Wrong]:
    """What was done to the numbers of a sound figure, or not done with them, for its sender to know."""
    for part in (parts.numerator, parts.denominator, parts.value):
        if part.cell is not None and part.trimmed:
            yield part.cell, note("spaces-trimmed", "the spaces around the number were left out")
        kept_as_written = part is not parts.value or parts.numerator.number is None
        if part.cell is not None and part.places > KEPT and kept_as_written:
            yield part.cell, note("decimals-rounded", f"it is kept to {KEPT} decimal places")
    unused = {Unit.COUNT: parts.denominator, Unit.MEDIAN: parts.numerator}.get(facts.unit)
    if unused is not None and unused.cell is not None and unused.number is not None:
        yield unused.cell, note("part-not-used", f"a {facts.unit.value} does not need it, so it is not kept")
