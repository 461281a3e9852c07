"""The Poisson distribution exactly, with no library: chances, and the means and counts that have a given chance.

Chances run on between whole counts (the incomplete gamma function), so that a funnel's edge is a line, not steps.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from itertools import count as counting
from statistics import fmean

#: How near a limit is searched for, as a share of it: five digits more than any page prints.
NEAR = 1e-10
#: How little a step may change a continued fraction for it to be taken as done.
SETTLED = 1e-13


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
        total *= top * bottom
        if abs(top * bottom - 1) < SETTLED:
            break
    return total


@lru_cache(maxsize=4000)
def mean_limits(count: float, tail: float) -> tuple[float, float]:
    """The exact interval of a mean when `count` (zero or more) was seen, with a chance of `tail` beyond each end.

    At its low end `count` or more, at its high end `count` or fewer, would be seen with that chance
    (Garwood 1936, Biometrika 28, 437-442).
    """
    low = _where(lambda mean: 1 - at_most(count - 1, mean) > tail) if count else 0.0
    return low, _where(lambda mean: at_most(count, mean) < tail)


@lru_cache(maxsize=4000)
def count_limits(mean: float, tail: float) -> tuple[float, float]:
    """The counts whose exact interval just touches `mean` (above zero): a funnel's edges, `mean_limits` turned round.

    Where even none at all would not be too few, the low edge is zero.
    """
    low = 0.0 if math.exp(-mean) > tail else _where(lambda count: at_most(count, mean) > tail)
    return low, _where(lambda count: 1 - at_most(count - 1, mean) < tail)


def _where(beyond: Callable[[float], bool]) -> float:
    """The number above zero from which `beyond` holds, found by halving."""
    low, high = 0.0, 1.0
    while not beyond(high):
        low, high = high, high + high
    while high - low > NEAR * high:
        middle = fmean((low, high))
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return high
