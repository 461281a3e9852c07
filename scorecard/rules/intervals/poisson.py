"""The Poisson distribution exactly, with no library: chances, and the means and counts that have a given chance.

Chances run on between whole counts (the incomplete gamma function), so that a funnel's edge is a line, not steps.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from itertools import count as counting
from statistics import fmean


def at_most(count: float, mean: float) -> float:
    """The chance of `count` events or fewer where `mean` (above zero) are expected; zero for a count of -1.

    It is the regularised upper incomplete gamma function Q(count + 1, mean) (Abramowitz & Stegun 1964, 6.5.13),
    to seven digits up to a mean of ten million.
    """
    shape = count + 1
    if shape == 0:
        return 0.0
    front = math.exp(shape * math.log(mean) - mean - math.lgamma(shape))
    return front * _upper(shape, mean) if mean > shape else 1 - front * _lower(shape, mean)


def _lower(shape: float, mean: float) -> float:
    """The series of the lower incomplete gamma function without its front (Abramowitz & Stegun 6.5.29)."""
    total = term = 1 / shape
    for step in counting(1):
        term *= mean / (shape + step)
        if total + term == total:
            break
        total += term
    return total


def _upper(shape: float, mean: float) -> float:
    """The continued fraction of the upper one without its front (6.5.31, even part), by Lentz's method."""
    whole = mean + 1 - shape
    top, bottom = math.inf, 1 / whole
    total = bottom
    for step in counting(1):
        part = step * (shape - step)
        whole += 2
        bottom = 1 / (part * bottom + whole)
        top = whole + part / top
        before = total
        total *= top * bottom
        if total == before:
            break
    return total


@lru_cache(maxsize=4000)
def mean_limits(count: float, tail: float) -> tuple[float, float]:
    """The exact interval of a mean when `count` (zero or more) was seen, with a chance of `tail` beyond each end.

    At its low end `count` or more, at its high end `count` or fewer, would be seen with that chance
    (Garwood 1936, Biometrika 28, 437-442).
    """
    low = _where(lambda mean: at_most(count - 1, mean), 1 - tail) if count else 0.0
    return low, _where(lambda mean: at_most(count, mean), tail)


@lru_cache(maxsize=4000)
def count_limits(mean: float, tail: float) -> tuple[float, float]:
    """The counts whose exact interval just touches `mean` (above zero): a funnel's edges, `mean_limits` turned round.

    Where even none at all would not be too few, the low edge is zero.
    """
    low = _where(lambda shape: 1 - at_most(shape - 1, mean), 1 - tail) - 1
    return max(low, 0.0), _where(lambda count: 1 - at_most(count - 1, mean), tail)


def _where(chance: Callable[[float], float], least: float) -> float:
    """The number above zero from which a chance that falls is no more than the `least`, to the last digit there is."""

    def more(number: float) -> bool:
        return chance(number) > least

    low, high = 0.0, least
    while more(high):
        low, high = high, high + high
    while low < (middle := fmean((low, high))) < high:
        low, high = (middle, high) if more(middle) else (low, middle)
    return high
