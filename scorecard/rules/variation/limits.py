"""An XmR chart's mean and limits for every segment of a series, exactly. Special causes are `causes`'."""

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from scorecard.rules.numbers import Number, Ratio, exact, ratios
from scorecard.rules.variation.causes import Special, mark

#: Limits are the mean plus and minus 2.66 average moving ranges: 3 / d2, where d2 = 1.128 for ranges of two
#: (Shewhart's individuals chart; Wheeler, "Understanding Variation"; Making Data Count).
LIMIT_HUNDREDTHS = 266
#: A moving range this many averages wide, or wider, is left out of the average: D4 for ranges of two (Nelson
#: 1982, "Control charts for individual measurements"; NHSRplotthedots does the same).
SCREEN_THOUSANDTHS = 3267
#: Fewer points than this in a segment: a run line and no claim.
MINIMUM = 13
#: Fewer points than this: the limits still move with each new point and are called trial limits.
SETTLED = 20


class Footing(StrEnum):
    """What the points of a segment allow to be said."""

    TOO_FEW = "too_few"
    TRIAL = "trial"
    LIMITS = "limits"
    NO_VARIATION = "no_variation"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True)
class Reading:
    """One point with the mean and limits of its segment, in the point's own unit.

    Limits are None unless `stage` is trial or limits, and may lie below zero or above 100 per cent: only a
    drawing clips them. `value` None is a gap; it carries its segment's mean and limits and no special cause.
    """

    value: Fraction | None
    mean: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    special: Special
    stage: Footing


class Segment(NamedTuple):
    """A stretch between breaks, `first` to `end` (not included): what its points share, and each one's special cause.

    Mean and limits are as in `Reading`.
    """

    first: int
    end: int
    mean: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    specials: Sequence[Special]
    stage: Footing


class _Scaled(NamedTuple):
    """A segment in whole numbers of one unit, so that every comparison is exact and fast.

    `points` are deviations from the mean, `limit` the distance from the mean to either limit, `unit` how many
    of this unit make one of the figure's.
    """

    points: Sequence[int | None]
    mean: Fraction
    limit: int
    unit: int


def analyse(
    values: Sequence[Number | None],
    *,
    breaks: Collection[int] = (),
    screening: bool = True,
    minimum: int = MINIMUM,
    baseline: int | None = None,
) -> tuple[Reading, ...]:
    """A reading for every value, gaps (None) included, in the order given.

    `breaks` are the indices of the first point of each new segment; nothing crosses one. Every point of a
    segment sets its limits. With fewer than `minimum` points, or no difference between any two successive
    ones, there are no limits and nothing is special. `screening` leaves out of the average range, once, those
    that are too wide. With a `baseline` only the first so many values of each segment set its mean and limits,
    by which those after them are judged. TypeError for a float.
    """
    judged = segments_of(values, breaks=breaks, screening=screening, minimum=minimum, baseline=baseline)
    return tuple(
        Reading(None if value is None else exact(value), one.mean, one.lower, one.upper, special, one.stage)
        for one in judged
        for value, special in zip(values[one.first : one.end], one.specials, strict=True)
    )


def segments_of(
    values: Sequence[Number | None],
    *,
    breaks: Collection[int] = (),
    screening: bool = True,
    minimum: int = MINIMUM,
    baseline: int | None = None,
) -> Iterator[Segment]:
    """What `analyse` says, segment by segment: several times as fast, for who has many series to go through."""
    scaled = ratios(values)
    for first, end in segments(len(values), breaks):
        yield _segment(first, scaled[first:end], screening, minimum, baseline)


def run_line(values: Sequence[Number | None], *, breaks: Collection[int] = ()) -> tuple[Reading, ...]:
    """The readings of a series that must not be tested: each segment's mean, no limits, nothing special."""
    readings = analyse(values, breaks=breaks, minimum=sys.maxsize)
    return tuple(replace(reading, stage=Footing.NOT_TESTED) for reading in readings)


def segments(length: int, breaks: Collection[int]) -> Iterator[tuple[int, int]]:
    """The first index and the end (not included) of each segment; a break outside the series is none."""
    stretches = pairwise(sorted({0, length, *breaks}))
    return ((first, end) for first, end in stretches if first >= 0 and end <= length)


def _segment(
    first: int, values: Sequence[Ratio | None], screening: bool, minimum: int, baseline: int | None
) -> Segment:
    end = first + len(values)
    count = len(values) - values.count(None)
    scaled = _scale(values, baseline, screening=screening)
    if scaled is None or count < minimum or not scaled.limit:
        stage = Footing.NO_VARIATION if scaled and count >= minimum else Footing.TOO_FEW
        mean = scaled.mean if scaled else None
        return Segment(first, end, mean, None, None, [Special.NONE] * len(values), stage)
    stage = Footing.TRIAL if count < SETTLED else Footing.LIMITS
    width = Fraction(scaled.limit, scaled.unit)
    marks = mark(scaled.points, scaled.limit)
    return Segment(first, end, scaled.mean, scaled.mean - width, scaled.mean + width, marks, stage)


def _scale(values: Sequence[Ratio | None], baseline: int | None, *, screening: bool) -> _Scaled | None:
    """The segment in whole numbers; None when it holds no value. No two neighbours: a limit of zero.

    The first `baseline` values (None: all) set the mean and the limit.
    """
    places = [place for place, value in enumerate(values) if value is not None]
    if not places:
        return None
    end = places[:baseline][-1] + 1
    common = lcm(*{value[1] for value in values if value is not None})
    whole = [None if value is None else value[0] * (common // value[1]) for value in values]
    setting = [point for point in whole[:end] if point is not None]
    total = sum(setting)
    ranges = [abs(b - a) for a, b in pairwise(whole[:end]) if a is not None and b is not None]
    if screening:
        ranges = _screened(ranges)
    count, pairs = len(setting), len(ranges)
    factor = 100 * count * pairs  # what makes the mean and 2.66 average ranges whole
    middle = total * 100 * pairs
    deviations = [None if point is None else point * factor - middle for point in whole]
    limit = LIMIT_HUNDREDTHS * sum(ranges) * count
    return _Scaled(deviations, Fraction(total, count * common), limit, factor * common)


def _screened(ranges: list[int]) -> list[int]:
    """The ranges that count towards the average. All, where leaving the wide ones out would leave only zeros.

    A series that stands still but for one step would otherwise have limits of no width, and every one of its
    points outside them.
    """
    thousandth, too_wide = 1000 * len(ranges), SCREEN_THOUSANDTHS * sum(ranges)
    kept = [width for width in ranges if width * thousandth < too_wide]
    return kept if any(kept) else ranges
