"""A series and its facts: exact values, filled gaps, values as shown. What is said is `assessment`'s."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from scorecard.rules.figures import Basis, Kind, Polarity, Status, Unit
from scorecard.rules.numbers import Number, exact, rounded, share
from scorecard.rules.periods import Period, between


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """What must be known of an indicator to judge its series.

    `band_low`, `band_high`, `target` and `tolerance` are in the unit a page shows: for a flow rate, a rate
    a year. `per` is the rate's base (10,000 or 100,000). A missing band edge means no edge on that side.
    """

    unit: Unit
    kind: Kind = Kind.FLOW
    polarity: Polarity = Polarity.CONTEXT
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    basis: Basis = Basis.IN_PERIOD
    per: int = 10_000
    target: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One period of a series. `value` is the period's own (never annualised), unrounded; None is a gap."""

    period: Period
    value: Fraction | None
    numerator: Number | None = None
    denominator: Number | None = None
    status: Status = Status.REPORTED


def value_of(numerator: Number | None, denominator: Number | None, facts: SeriesFacts) -> Fraction | None:
    """The period's own value from its counts, exactly; None when they do not give one.

    A count is itself; a percentage is out of 100, a rate per `facts.per`, a mean out of one. A median
    cannot be had from counts. A zero denominator gives None: nothing happened that a share could be of.
    """
    if numerator is None or facts.unit is Unit.MEDIAN:
        return None
    if facts.unit is Unit.COUNT:
        return exact(numerator)
    if not denominator:
        return None
    per = {Unit.PERCENT: 100, Unit.RATE: facts.per, Unit.MEAN: 1}[facts.unit]
    return share(numerator, denominator, per=per)


def filled(points: Iterable[SeriesPoint]) -> tuple[SeriesPoint, ...]:
    """The points in order of period, with a point without a value for every period between that has none.

    Windows that overlap, as rolling years do, are only put in order. ValueError when two points claim one
    period, or the periods are not all of one kind.
    """
    given = sorted(points, key=lambda point: point.period)
    if len({point.period.kind for point in given}) > 1:
        raise ValueError("A series holds periods of one kind only.")
    if any(one.period == other.period for one, other in pairwise(given)):
        raise ValueError("Two points of one series are for the same period.")
    if not given or any(other.period.first <= one.period.last for one, other in pairwise(given)):
        return tuple(given)
    known = {point.period: point for point in given}
    return tuple(
        known.get(period) or SeriesPoint(period, None, status=Status.NOT_SUPPLIED)
        for period in between(given[0].period, given[-1].period)
    )


def shown_factor(facts: SeriesFacts, period: Period) -> int:
    """What a period's own value is multiplied by for a page: a flow rate is shown as a rate *a year*."""
    yearly = facts.unit is Unit.RATE and facts.kind is Kind.FLOW and facts.basis is Basis.IN_PERIOD
    return period.kind.a_year if yearly else 1


def shown(value: Fraction | None, facts: SeriesFacts, period: Period) -> Decimal | None:
    """The period's own value (mean, limit) as a page prints it: a year's rate, rounded. None stays None."""
    return None if value is None else rounded(value * shown_factor(facts, period), facts.decimals)
