"""Primary suppression: which figures are hidden because they count very few children.

Secondary suppression (totals, complements, differences) and the proof that nothing leaks are not here yet, so
what this lets through is still a draft.
"""

from dataclasses import dataclass
from math import ceil, floor

from scorecard.rules.figures import Status, Unit
from scorecard.rules.numbers import Number, exact
from scorecard.rules.series import SeriesFacts, SeriesPoint


@dataclass(frozen=True, slots=True)
class SuppressionRule:
    """Counts from `lowest` to `highest` are hidden, both included; zero is shown.

    1 to 5 is the Department for Education's rule for children in need; NHS Digital's is 1 to 7.
    """

    lowest: int = 1
    highest: int = 5


STANDARD = SuppressionRule()


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
    """The point as the public may see it: as it is, or suppressed, without its value and without its counts.

    To assess what is published, assess the published points: a hidden value counts as missing.
    """
    if not _hides(point, facts.unit, rule):
        return point
    return SeriesPoint(point.period, None, status=Status.SUPPRESSED)


def _hides(point: SeriesPoint, unit: Unit, rule: SuppressionRule) -> bool:
    counts = [point.numerator, point.denominator]
    if unit is Unit.COUNT:
        counts.append(point.value)
    if any(hides_count(n, rule) for n in counts):
        return True
    rests_on_counts = unit in (Unit.PERCENT, Unit.RATE) and point.value is not None
    return rests_on_counts and hides_share(point.numerator, point.denominator, rule)
