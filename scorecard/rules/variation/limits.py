"""An XmR chart's mean and limits for every segment of a series, exactly. Special causes are `causes`'."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from scorecard.rules.numbers import Number, exact
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


class _Scaled(NamedTuple):
    """A segment in whole numbers of one unit, so that every comparison is exact and fast.

    `points` are deviations from the mean, `limit` the distance from the mean to either limit, `unit` how many
    of this unit make one of the figure's.
    """

    points: tuple[int | None, ...]
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
    return tuple(
        reading
        for first, end in segments(len(values), breaks)
        for reading in _segment(values[first:end], screening, minimum, baseline)
    )


def run_line(values: Sequence[Number | None], *, breaks: Collection[int] = ()) -> tuple[Reading, ...]:
    """The readings of a series that must not be tested: each segment's mean, no limits, nothing special."""
    readings = analyse(values, breaks=breaks, minimum=len(values) + 1)
    return tuple(replace(reading, stage=Footing.NOT_TESTED) for reading in readings)


def segments(length: int, breaks: Collection[int]) -> Iterator[tuple[int, int]]:
    """The first index and the end (not included) of each segment; a break outside the series is none."""
    starts = sorted({0, length, *(index for index in breaks if 0 < index < length)})
    return pairwise(starts)


def _segment(
    values: Sequence[Number | None], screening: bool, minimum: int, baseline: int | None
) -> list[Reading]:
    held = [None if value is None else exact(value) for value in values]
    count = sum(value is not None for value in held)
    scaled = _scale(held, _baseline_end(held, baseline), screening=screening)
    if scaled is None or count < minimum or not scaled.limit:
        stage = Footing.NO_VARIATION if scaled and count >= minimum else Footing.TOO_FEW
        mean = scaled.mean if scaled else None
        return [Reading(value, mean, None, None, Special.NONE, stage) for value in held]
    stage = Footing.TRIAL if count < SETTLED else Footing.LIMITS
    width = Fraction(scaled.limit, scaled.unit)
    mean, lower, upper = scaled.mean, scaled.mean - width, scaled.mean + width
    marks = mark(scaled.points, scaled.limit)
    return [Reading(value, mean, lower, upper, mark, stage) for value, mark in zip(held, marks, strict=True)]


def _baseline_end(values: Sequence[Fraction | None], baseline: int | None) -> int:
    """The end (not included) of the values that set the limits."""
    if baseline is None:
        return len(values)
    places = [place for place, value in enumerate(values) if value is not None]
    return places[baseline - 1] + 1 if len(places) >= baseline else len(values)


def _scale(values: Sequence[Fraction | None], end: int, *, screening: bool) -> _Scaled | None:
    """The segment in whole numbers; None when it holds no value. No two neighbours: a limit of zero.

    The values before `end` set the mean and the limit.
    """
    present = [value for value in values if value is not None]
    if not present:
        return None
    common = lcm(*(value.denominator for value in present))
    whole = [None if value is None else value.numerator * (common // value.denominator) for value in values]
    setting = [point for point in whole[:end] if point is not None]
    total = sum(setting)
    ranges = [abs(b - a) for a, b in pairwise(whole[:end]) if a is not None and b is not None]
    if screening:
        ranges = _screened(ranges)
    count, pairs = len(setting), max(len(ranges), 1)
    factor = 100 * count * pairs  # what makes the mean and 2.66 average ranges whole
    deviations = tuple(None if point is None else point * factor - total * 100 * pairs for point in whole)
    limit = LIMIT_HUNDREDTHS * sum(ranges) * count
    return _Scaled(deviations, Fraction(total, count * common), limit, factor * common)


def _screened(ranges: list[int]) -> list[int]:
    """The ranges that count towards the average. All, where leaving the wide ones out would leave only zeros.

    A series that stands still but for one step would otherwise have limits of no width, and every one of its
    points outside them.
    """
    total, pairs = sum(ranges), len(ranges)
    kept = [width for width in ranges if width * 1000 * pairs < SCREEN_THOUSANDTHS * total]
    return kept if any(kept) else ranges
