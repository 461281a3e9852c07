"""Chance that is the same on every machine: noise from a hash, totals shared out. No floats, no state."""

from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256
from math import floor, isqrt

#: A level: one number, or points (quarter counted from April to June 2012 as 0, number) joined by lines.
Level = int | Fraction | Sequence[Sequence[int | Fraction]]

_DRAWS = 12
_SCALE = 10**6


def normal(*key: object) -> Fraction:
    """A draw of mean 0 and spread 1 that is this key's alone: the sum of twelve even draws, less six."""
    digest = sha256("/".join(map(str, key)).encode()).digest()
    draws = (int.from_bytes(digest[2 * draw : 2 * draw + 2], "big") for draw in range(_DRAWS))
    return Fraction(sum(draws), 65_536) - Fraction(_DRAWS, 2)


def root(value: Fraction) -> Fraction:
    """The square root, to three decimal places."""
    return Fraction(isqrt(int(value * _SCALE)), 1000)


def nearest(value: Fraction) -> int:
    """The nearest whole number, a half going up."""
    return floor(value + Fraction(1, 2))


def level_at(level: Level, quarter: Fraction | int) -> Fraction:
    """The level at a quarter; before the first point and after the last it stays as it is there."""
    if not isinstance(level, Sequence):
        return Fraction(level)
    before, *rest = level
    if quarter <= before[0]:
        return Fraction(before[1])
    for after in rest:
        if quarter <= after[0]:
            way = Fraction(quarter - before[0]) / Fraction(after[0] - before[0])
            return Fraction(before[1]) + way * (Fraction(after[1]) - Fraction(before[1]))
        before = after
    return Fraction(before[1])


def count_near(mean: Fraction | int, *key: object, damp: Fraction | int = 1) -> int:
    """A count about the mean, spread as counts of rare events are (by the root of the mean), times `damp`."""
    return max(0, nearest(mean + normal(*key) * root(Fraction(mean)) * damp))


def part_near(whole: int, percent: Fraction | int, *key: object, damp: Fraction | int = 1) -> int:
    """How many of the whole when about so many per cent are: spread as a share of that many is."""
    chance = Fraction(percent) / 100
    spread = root(whole * chance * (1 - chance)) if 0 < chance < 1 else Fraction(0)
    return min(whole, max(0, nearest(whole * chance + normal(*key) * spread * damp)))


def shared_out(total: int, weights: Sequence[Fraction | int]) -> tuple[int, ...]:
    """The total in whole parts, by weight, that add up to it exactly (largest remainders get the rest)."""
    whole = sum(weights, Fraction(0))
    exact = [total * Fraction(weight) / whole for weight in weights]
    parts = [floor(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return tuple(parts)
