"""Primary suppression: which figures are hidden because they count very few children, and which are rounded."""

from dataclasses import dataclass, replace
from math import ceil, floor

from scorecard.rules.figures import Status, Unit
from scorecard.rules.numbers import Number, exact, rounded
from scorecard.rules.series import SeriesFacts, SeriesPoint, value_of


@dataclass(frozen=True, slots=True)
class SuppressionRule:
    """Counts from `lowest` to `highest` are hidden, both included; zero is shown, and what is left is given to
    the nearest `round_to` (1: as it is).
    """

    lowest: int = 1
    highest: int = 5
    round_to: int = 1

    def rounds(self, n: Number) -> Number:
        """What is printed for a count that is not hidden. 7.5 to the nearest 5 is 10: a half goes up."""
        return n if self.round_to == 1 else int(rounded(exact(n) / self.round_to)) * self.round_to


#: The Department for Education's for children in need ("Characteristics of children in need", methodology).
STANDARD = SuppressionRule()
#: NHS England's for hospital figures: 1 to 7 are hidden, all others given to the nearest 5
#: ("Hospital Episode Statistics Analysis Guide", small numbers).
NHS = SuppressionRule(1, 7, 5)


def stricter(one: SuppressionRule, other: SuppressionRule) -> SuppressionRule:
    """The rule for a figure to which a board's rule and its source's apply: it hides what either hides, and
    rounds as coarsely as the coarser.
    """
    return SuppressionRule(
        min(one.lowest, other.lowest), max(one.highest, other.highest), max(one.round_to, other.round_to)
    )


def hides_count(n: Number | None, rule: SuppressionRule = STANDARD) -> bool:
    """Whether this count is hidden. A part count is hidden when the whole number on either side of it is."""
    return n is not None and ceil(n) >= rule.lowest and floor(n) <= rule.highest


def hides_share(
    numerator: Number | None, denominator: Number | None, rule: SuppressionRule = STANDARD
) -> bool:
    """Whether a percentage or rate of these counts is hidden.

    It is when the numerator, the denominator or what is left of the one after the other would be, and when
    either is unknown: a bare percentage may rest on three children.
    """
    if numerator is None or denominator is None:
        return True
    rest = exact(denominator) - exact(numerator)
    return any(hides_count(n, rule) for n in (numerator, denominator, rest))


def publish(point: SeriesPoint, facts: SeriesFacts, rule: SuppressionRule = STANDARD) -> SeriesPoint:
    """The point as the public may see it: as it is, rounded, or suppressed, without its value and its counts.

    A share of rounded counts is reckoned from them, or it would give them away. To assess what is published,
    assess the published points: a hidden value counts as missing.
    """
    if not _hides(point, facts.unit, rule):
        return point if rule.round_to == 1 else _rounded(point, facts, rule)
    return SeriesPoint(point.period, None, status=Status.SUPPRESSED)


def _rounded(point: SeriesPoint, facts: SeriesFacts, rule: SuppressionRule) -> SeriesPoint:
    """The point made of its counts as the rule rounds them; a median, and a mean without counts, is as it was."""
    above, below = (None if n is None else rule.rounds(n) for n in (point.numerator, point.denominator))
    value = value_of(above, below, facts)
    if value is None and point.value is not None:
        value = exact(rule.rounds(point.value)) if facts.unit is Unit.COUNT else point.value
    return replace(point, value=value, numerator=above, denominator=below)


def _hides(point: SeriesPoint, unit: Unit, rule: SuppressionRule) -> bool:
    counts = [point.numerator, point.denominator]
    if unit is Unit.COUNT:
        counts.append(point.value)
    if any(hides_count(n, rule) for n in counts):
        return True
    rests_on_counts = unit in (Unit.PERCENT, Unit.RATE) and point.value is not None
    return rests_on_counts and hides_share(point.numerator, point.denominator, rule)
