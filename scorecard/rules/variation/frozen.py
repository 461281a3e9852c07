"""The special causes of points held against limits that were fixed before them."""

from collections.abc import Sequence
from math import lcm

from scorecard.rules.numbers import Number, exact
from scorecard.rules.variation.causes import Special, mark


def mark_against(
    values: Sequence[Number | None], *, mean: Number, lower: Number, upper: Number
) -> tuple[Special, ...]:
    """The special cause of each value, gaps (None) included, by a mean and limits that none of the values set.

    ValueError when the limits do not lie evenly round the mean; rounded ones may be a little off (a thousandth of their
    width), and the wider side counts.
    """
    middle, low, high = exact(mean), exact(lower), exact(upper)
    width = max(high - middle, middle - low)
    if width <= 0 or abs((high - middle) - (middle - low)) * 1000 > width:
        raise ValueError(f"Limits of {lower} and {upper} do not lie evenly round {mean}.")
    held = [None if value is None else exact(value) - middle for value in values]
    common = lcm(width.denominator, *(one.denominator for one in held if one is not None))
    points = [None if one is None else int(one * common) for one in held]
    return tuple(mark(points, int(width * common)))
