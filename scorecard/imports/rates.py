"""Rates per so many people: from the file's own population or the one on record, and what a rate implies."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from scorecard.imports.findings import Fault
from scorecard.imports.rows import IndicatorFacts, Severity
from scorecard.imports.soundness import Parts, Wrong, of_a_part_year
from scorecard.imports.values import Sound, differs, kept, note
from scorecard.rules.numbers import KEPT, exact, rounded, share

#: A rate whose population is out by a digit was worked out on the wrong base: one council printed 9,645
#: contacts as 232.9 per 10,000, which takes ten times the children it has. Between 8 and 12 times is that;
#: less is another year's estimate, a district, or a rate made annual (4 times).
_TENFOLD = (Fraction(8), Fraction(12))
#: Mid-year estimates of one area differ by a few per cent between years and vintages.
_NEAR = Fraction(1, 10)


def settle_rate(parts: Parts, facts: IndicatorFacts) -> tuple[Sound, list[Wrong]]:
    """A rate's numbers, worked out wherever they can be; else the rate as the file gives it.

    Only a rate that can be nothing but the period's own comes alone: `soundness` sees to that.

    Beside a population in the file a rate must agree with it. Without one, the sender may have used another
    year's estimate: within a tenth of ours that is noted, beyond it the two do not belong together.
    """
    n, d, value = parts.numerator.number, parts.denominator.number, parts.value.number
    given = d is not None
    if n is not None and d is None and parts.population:
        d = Decimal(parts.population)
    if n is None or not d:
        return Sound(kept(n), kept(d), kept(value)), []
    worked_out = share(n, d, per=facts.per)
    wrong = list(_tenfold(parts, facts))
    if given:
        wrong.extend(differs(parts, facts, worked_out))
    elif not wrong:
        wrong.extend(_another_estimate(parts, facts, worked_out))
    return Sound(kept(n), kept(d), rounded(worked_out, KEPT)), wrong


def _another_estimate(parts: Parts, facts: IndicatorFacts, worked_out: Fraction) -> Iterator[Wrong]:
    near = _near(parts, facts, worked_out)
    for cell, fault in differs(parts, facts, worked_out):
        if near and fault.code == "value-differs":
            ours = f"{rounded(worked_out, max(1, parts.value.places)):f}"
            yield (
                cell,
                note("rate-worked-out-anew", f"with the {parts.population:,} people on record it is {ours}"),
            )
        else:
            yield cell, fault


def _near(parts: Parts, facts: IndicatorFacts, worked_out: Fraction) -> bool:
    """Whether the rate given is ours, as it is or made annual, but for another estimate of the people."""
    if parts.value.number is None:
        return False
    value = exact(parts.value.number)
    ways = (1, parts.periods_a_year) if of_a_part_year(parts, facts) else (1,)
    return any(abs(value - worked_out * times) <= worked_out * times * _NEAR for times in ways)


def _tenfold(parts: Parts, facts: IndicatorFacts) -> Iterator[Wrong]:
    """Said where a population, or else a rate, implies about ten times or a tenth of the people there are."""
    n, d, value = parts.numerator, parts.denominator, parts.value
    implied = []
    if d.cell is not None and d.number:
        implied.append((d.cell, exact(d.number)))
    if value.cell is not None and value.number and n.number:
        implied.append((value.cell, exact(n.number) * facts.per / exact(value.number)))
    for cell, people in implied:
        times = people / parts.population if parts.population else Fraction(1)
        low, high = _TENFOLD
        if low <= times <= high or low <= 1 / times <= high:
            yield (
                cell,
                Fault(
                    "implied-population",
                    f"it implies a population of {rounded(people):,f} where {parts.population:,} is on "
                    f"record, about {'ten times as many' if times > 1 else 'a tenth of that'}",
                    "Explain which population was used, or correct the figures.",
                    Severity.EXPLAIN,
                ),
            )
            return
