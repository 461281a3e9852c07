"""Whether 0.43 where a percentage is due means 43% or 0.43%: what the sender said, else the line's own past.

The cell's number format and the numbers beside it come first (`written`, `values`); what nothing decides is asked
(`soundness`).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from scorecard.imports.findings import Fault
from scorecard.imports.rows import IndicatorFacts
from scorecard.imports.soundness import Parts, Wrong
from scorecard.imports.values import note
from scorecard.imports.written import Written
from scorecard.rules.figures import Unit
from scorecard.rules.numbers import Number, exact
from scorecard.rules.variation import MINIMUM

PERCENT, FRACTION = "percent", "fraction"
#: A reading is impossible when it is this many times beyond everything on file. The two readings of one number are a
#: hundred times apart, so never both of them are.
_BEYOND = 10


def told_by_history(value: Number, history: Sequence[Number]) -> str | None:
    """Which reading the figures on file leave: "percent", "fraction", or None when they do not settle it.

    They do only when there are as many of them as any claim on a series needs (13), one reading lies between the
    lowest and the highest of them, and the other is less than a tenth of the lowest or more than ten times the
    highest. A series that was ever at nought settles nothing.
    """
    if len(history) < MINIMUM:
        return None
    low, high = min(map(exact, history)), max(map(exact, history))
    readings = {PERCENT: exact(value), FRACTION: exact(value) * 100}
    inside = [name for name, one in readings.items() if low <= one <= high]
    outside = [name for name, one in readings.items() if one * _BEYOND < low or one > high * _BEYOND]
    return inside[0] if len(inside) == 1 and len(outside) == 1 else None


def settle_percent(
    parts: Parts, facts: IndicatorFacts, answer: str | None, history: Sequence[Number]
) -> tuple[Parts, list[Wrong]]:
    """The parts with a lone percentage read as the sender said, or as its past says, and what to tell of that."""
    value = parts.value
    if facts.unit is not Unit.PERCENT or value.number is None or value.cell is None or value.percent:
        return parts, []
    if None not in (parts.numerator.number, parts.denominator.number):
        return parts, []
    if answer == FRACTION and value.number > 1:
        says = "you said that this indicator comes as a share of one, and no share is over 1"
        remedy = f"Type the percent sign if {value.number:f}% is meant, or correct the number."
        return parts, [(value.cell, Fault("percent-or-fraction", says, remedy))]
    told = answer if answer in (PERCENT, FRACTION) else None
    if told is None and 0 < value.number <= 1:
        told = told_by_history(value.number, history)
    if told is None or not 0 < value.number <= 1:
        return parts, []
    settled = _as_percent(value, told)
    if answer == told:
        return replace(parts, value=settled), []
    says = f"by the {len(history)} figures on file that is {settled.number:f}%"
    code = "fraction-read-as-percent" if told == FRACTION else "percent-read-as-written"
    return replace(parts, value=settled), [(value.cell, note(code, says))]


def without_share(parts: Parts, shares: Collection[int]) -> tuple[Parts, list[Wrong]]:
    """The parts of a count without what stands under a heading that says percentage or rate: that counts nothing.

    Beside the number it is left out; alone it is no count, whatever it says.
    """
    value = parts.value
    if value.cell is None or value.number is None or value.cell.column not in shares:
        return parts, []
    if parts.numerator.number is not None:
        told = note("part-not-used", "a count does not need it, so it is not kept")
        return replace(parts, value=Written(None)), [(value.cell, told)]
    says = "it stands under a percentage or a rate, where a number is due"
    wrong = Fault("percent-for-number", says, "Give the number, in a column headed “Number”.")
    return replace(parts, value=Written(value.cell, wrong=wrong)), []


def _as_percent(value: Written, told: str) -> Written:
    number = value.number or Decimal(0)
    if told == FRACTION:
        return replace(value, number=number.scaleb(2), percent=True, places=max(0, value.places - 2))
    return replace(value, percent=True)
