"""Slow and obvious second answers to `intervals`: chances summed one by one, and tests turned round by search."""

import math
from fractions import Fraction


def poisson_at_most(count, mean):
    """The chance of a whole `count` or fewer, each chance in logarithms and then summed."""
    return math.fsum(
        math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(max(count + 1, 0))
    )


def binomial_chances(size, chance):
    """The chance of each number of events out of `size`."""
    return [
        float(math.comb(size, k) * Fraction(chance) ** k * (1 - Fraction(chance)) ** (size - k))
        for k in range(size + 1)
    ]


def score_test_passes(part, size, chance, z):
    """Whether a proportion is within `z` standard errors of `chance`, the errors being those under `chance`."""
    return abs(part - chance) <= z * math.sqrt(chance * (1 - chance) / size)


def turned(passes, inside, outside):
    """Where `passes` stops holding between a value inside an interval and one outside, by halving."""
    for _ in range(200):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if passes(middle) else (inside, middle)
    return inside


def wilson(numerator, size, z):
    """The chances that a score test does not reject."""
    part = numerator / size
    return tuple(
        turned(lambda chance: score_test_passes(part, size, chance, z), part, end) for end in (0.0, 1.0)
    )


def poisson_limits(count, tail):
    """The means under which the count, or anything further out, is as rare as `tail`."""
    far = 10 * count + 100.0
    low = turned(lambda mean: 1 - poisson_at_most(count - 1, mean) >= tail, max(count, 1.0), 1e-12)
    high = turned(lambda mean: poisson_at_most(count, mean) >= tail, count + 1e-12, far)
    return (low if count else 0.0), high


def rates_ratio(count, population, other, other_population, z):
    """The ratios that a score test of two Poisson rates does not reject (Miettinen and Nurminen 1985)."""

    def passes(logarithm):
        ratio = math.exp(logarithm)
        both = (count + other) / (ratio * population + other_population)
        error = math.sqrt(both * ratio / population + both * ratio * ratio / other_population)
        return abs(count / population - ratio * other / other_population) <= z * error

    seen = math.log(count / population / (other / other_population))
    return tuple(math.exp(turned(passes, seen, seen + way)) for way in (-20, 20))
