"""The special causes of a segment: which of its points are beyond chance, and why. Limits are `limits`'."""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

#: Points on one side of the mean, or rising or falling, that are no longer chance (Making Data Count; ADR 3).
RUN = 7
#: A point's side of the mean, or the way from one to the next, is a letter of a text in which long runs are found.
_UP, _DOWN = "ud"
_LONG = re.compile(f"{_UP}{{{RUN},}}|{_DOWN}{{{RUN},}}")
_LONG_WAY = re.compile(f"{_UP}{{{RUN - 1},}}|{_DOWN}{{{RUN - 1},}}")


class Special(StrEnum):
    """The special cause a point takes part in, each point the first that applies in the order of `mark`."""

    NONE = "none"
    ABOVE_LIMIT = "above_limit"
    BELOW_LIMIT = "below_limit"
    RUN_ABOVE = "run_above"
    RUN_BELOW = "run_below"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    TWO_OF_THREE_ABOVE = "two_of_three_above"
    TWO_OF_THREE_BELOW = "two_of_three_below"

    @property
    def side(self) -> "Side | None":
        """High or low; None where nothing is special."""
        return _SIDES.get(self)


class Side(StrEnum):
    """Which way a point is out of the ordinary. Whether that is good is not said here."""

    HIGH = "high"
    LOW = "low"


_HIGH = (Special.ABOVE_LIMIT, Special.RUN_ABOVE, Special.TREND_UP, Special.TWO_OF_THREE_ABOVE)
_LOW = (Special.BELOW_LIMIT, Special.RUN_BELOW, Special.TREND_DOWN, Special.TWO_OF_THREE_BELOW)
_SIDES = {**dict.fromkeys(_HIGH, Side.HIGH), **dict.fromkeys(_LOW, Side.LOW)}
#: Three successive points on one side, of which two may be far out.
_THREE = {_UP * 3: Special.TWO_OF_THREE_ABOVE, _DOWN * 3: Special.TWO_OF_THREE_BELOW}


def mark(points: Sequence[int | None], limit: int) -> list[Special]:
    """The special cause of every point of a segment, by deviation from the mean.

    In order of precedence: outside the limits, a trend, two of three near a limit, a run on one side. Marked
    from the least to the first, so that the first has the last word.
    """
    marks = [Special.NONE] * len(points)
    # A point on the mean is on no side, as a gap is.
    sides = "".join(
        ["." if point is None else _UP if point > 0 else _DOWN if point < 0 else "." for point in points]
    )
    _mark_runs(sides, marks)
    _mark_two_of_three(points, sides, limit, marks)
    _mark_trends(points, marks)
    for index, point in enumerate(points):
        if point is not None and point > limit:
            marks[index] = Special.ABOVE_LIMIT
        elif point is not None and point < -limit:
            marks[index] = Special.BELOW_LIMIT
    return marks


def _mark_runs(sides: str, marks: list[Special]) -> None:
    """Seven or more points on one side of the mean; one exactly on it ends the run, as a gap does."""
    for run in _LONG.finditer(sides):
        special = Special.RUN_ABOVE if run[0].startswith(_UP) else Special.RUN_BELOW
        marks[run.start() : run.end()] = [special] * len(run[0])


def _mark_two_of_three(points: Sequence[int | None], sides: str, limit: int, marks: list[Special]) -> None:
    """Two of three successive points beyond two thirds of the way to a limit, all three on that side.

    Points outside the limit count; only the points that far out are marked (Making Data Count's rule since
    2023).
    """
    outer = [point is not None and 3 * abs(point) > 2 * limit for point in points]
    if not any(outer):
        return
    for start in range(len(points)):
        special = _THREE.get(sides[start : start + 3])
        if special and sum(outer[start : start + 3]) >= 2:
            for index in range(start, start + 3):
                if outer[index]:
                    marks[index] = special


def _mark_trends(points: Sequence[int | None], marks: list[Special]) -> None:
    """Seven or more points each higher (or each lower) than the one before; a tie ends the trend.

    A turning point belongs to the trend that leaves it, as in NHSRplotthedots.
    """
    ways = "".join(
        [
            "." if a is None or b is None else _UP if b > a else _DOWN if b < a else "."
            for a, b in pairwise(points)
        ]
    )
    for trend in _LONG_WAY.finditer(ways):
        special = Special.TREND_UP if trend[0].startswith(_UP) else Special.TREND_DOWN
        marks[trend.start() : trend.end() + 1] = [special] * (len(trend[0]) + 1)
