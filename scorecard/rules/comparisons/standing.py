"""How a figure stands beside a level, beside another place's, and in a funnel; and whether that is good."""

from fractions import Fraction

from scorecard.rules.comparisons.value import Comparison, Held, Judged, Level, Measure, Standing
from scorecard.rules.figures import Basis, Polarity, Unit
from scorecard.rules.intervals import (
    DRAWN,
    FLAGGED,
    Interval,
    funnel_of_proportions,
    funnel_of_rates,
    newcombe,
    rates_difference,
    wilson,
    yearly,
)
from scorecard.rules.numbers import Number, exact, share
from scorecard.rules.targets import Band

#: No claim where fewer than this were counted, or were not: one family would decide it (the board's own rule).
FEWEST = 5


def against_level(
    ours: Held, level: Level, *, polarity: Polarity, band: Band | None = None, confidence: float = DRAWN
) -> Comparison:
    """Against England: its value outside our own interval makes ours higher or lower. `band` is as printed."""
    unlike = _unlike(ours.measure, level.measure)
    known = _known(ours)
    if unlike or known is None:
        return Comparison(unlike or Standing.TOO_SMALL)
    top, bottom = known
    if ours.measure.unit is Unit.PERCENT:
        limits = wilson(top, bottom, confidence=confidence).times(ours.measure.times)
    else:
        limits = yearly(top, bottom, periods_a_year=1, per=ours.measure.times, confidence=confidence)
    value, theirs = share(top, bottom, per=ours.measure.times), exact(level.value)
    standing = _beside(value, theirs, theirs in limits)
    return Comparison(standing, _judged(standing, value, theirs, polarity, band), value, theirs, limits)


def against_another(
    ours: Held, other: Held, *, polarity: Polarity, band: Band | None = None, confidence: float = DRAWN
) -> Comparison:
    """Against another place or agency: the interval of the difference leaves out nought."""
    unlike = _unlike(ours.measure, other.measure)
    known, also = _known(ours), _known(other)
    if unlike or known is None or also is None:
        return Comparison(unlike or Standing.TOO_SMALL)
    difference = newcombe if ours.measure.unit is Unit.PERCENT else rates_difference
    scale, other_scale = ours.measure.times, other.measure.times
    value, theirs = share(*known, per=scale), share(*also, per=other_scale)
    # A year's count stands for a quarter's as four quarters of people: so its rate is on our own scale.
    counted, over = also[0], also[1] * Fraction(scale, other_scale)
    limits = difference(*known, counted, over, confidence=confidence).times(scale)
    standing = _beside(value, theirs, 0 in limits)
    return Comparison(standing, _judged(standing, value, theirs, polarity, band), value, theirs, limits)


def in_funnel(ours: Held, centre: Level, *, polarity: Polarity, band: Band | None = None) -> Comparison:
    """Among places or agencies: flagged only beyond the 99.8% limits about the centre."""
    unlike = _unlike(ours.measure, centre.measure)
    known = _known(ours)
    if unlike or known is None:
        return Comparison(unlike or Standing.TOO_SMALL)
    top, bottom = known
    limits = edges(ours.measure, centre, bottom)
    value, theirs = share(top, bottom, per=ours.measure.times), exact(centre.value)
    standing = _beside(value, theirs, value in limits)
    return Comparison(standing, _judged(standing, value, theirs, polarity, band), value, theirs, limits)


def edges(measure: Measure, centre: Level, denominator: Number, *, confidence: float = FLAGGED) -> Interval:
    """A funnel's limits for a figure of this measure at this denominator, as printed: 95% and 99.8% are drawn."""
    funnel = funnel_of_proportions if measure.unit is Unit.PERCENT else funnel_of_rates
    share_a_head = exact(centre.value) / measure.times
    return funnel(share_a_head, denominator, confidence=confidence).times(measure.times)


def _unlike(one: Measure, other: Measure) -> Standing | None:
    """Why two figures are not compared at all; counts, means and medians never are."""
    same = one.unit is other.unit and one.basis is other.basis
    if not same or one.unit not in (Unit.PERCENT, Unit.RATE):
        return Standing.DIFFERENT_BASIS
    if one.unit is Unit.RATE and one.per != other.per:
        return Standing.DIFFERENT_BASIS
    return None if _one_period(one, other) else Standing.DIFFERENT_PERIOD


def _one_period(one: Measure, other: Measure) -> bool:
    """Flows: one stretch lies within the other, a quarter in England's year. The rest: they end on one day."""
    ours, theirs = one.period, other.period
    if one.basis is not Basis.IN_PERIOD:
        return ours.last == theirs.last
    starts, ends = max(ours.first, theirs.first), min(ours.last, theirs.last)
    return (starts, ends) in ((ours.first, ours.last), (theirs.first, theirs.last))


def _known(held: Held) -> tuple[Fraction, Fraction] | None:
    """The counts, where both are there and enough were counted, and (of a percentage) were not."""
    if held.numerator is None or held.denominator is None:
        return None
    top, bottom = exact(held.numerator), exact(held.denominator)
    left = bottom - top if held.measure.unit is Unit.PERCENT else top
    return (top, bottom) if min(top, left) >= FEWEST else None


def _beside(value: Fraction, theirs: Fraction, alike: bool) -> Standing:
    if alike:
        return Standing.NO_DIFFERENCE
    return Standing.HIGHER if value > theirs else Standing.LOWER


def _judged(
    standing: Standing, value: Fraction, theirs: Fraction, polarity: Polarity, band: Band | None
) -> Judged:
    """By polarity; for a band, the nearer to it is the better, and two inside it are as good."""
    if standing is Standing.NO_DIFFERENCE or polarity is Polarity.CONTEXT:
        return Judged.NEITHER
    gain = value - theirs
    if polarity is Polarity.BAND:
        band = band or Band()
        gain = abs(band.distance(theirs)) - abs(band.distance(value))
    elif polarity is Polarity.LOWER:
        gain = -gain
    if gain > 0:
        return Judged.BETTER
    return Judged.WORSE if gain < 0 else Judged.NEITHER
