"""How a few of the county's figures fall into its districts: by invented weights, so that they add up to the county's.

Which indicators and which weights, is `districts.toml`'s.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from lscb.demo.noise import normal, root, shared_out
from lscb.demo.partners import Count, Number, Series

#: How far the number of people a district's figure is out of strays, as a part of it.
_STEADY = Fraction(1, 50)

_Weights = Mapping[str, int]


@cache
def _told() -> tuple[_Weights, Mapping[str, _Weights]]:
    with (Path(__file__).parent / "districts.toml").open("rb") as file:
        told = tomllib.load(file)
    return told["children"], told["lines"]


def by_district(series: Series) -> Iterator[Series]:
    """The districts' own series, where the indicator is sent by district. Those of a mix's parts are not."""
    children, lines = _told()
    if series.code not in lines or series.breakdown != "all":
        return
    columns = [
        _shared(count, lines[series.code], (series.code, place)) for place, count in enumerate(series.counts)
    ]
    for number, area in enumerate(children):
        yield replace(series, area=area, counts=tuple(column[number] for column in columns))


def _shared(count: Count, levels: _Weights, key: tuple[str, int]) -> Sequence[Count]:
    """One figure of the county in its districts' parts."""
    children, _ = _told()
    if count.number is None:
        return [count] * len(children)
    if count.out_of is None:
        return [Count(part) for part in _parts(count.number, list(children.values()), levels, key)]
    weights = [weight * (1 + _STEADY * normal(*key, area, "out of")) for area, weight in children.items()]
    wholes = shared_out(int(count.out_of), weights)
    # The smaller side is shared out: no district's part can then come near its whole.
    rest = count.out_of - count.number
    smaller = _parts(min(count.number, rest), wholes, levels, key)
    if any(part > whole for part, whole in zip(smaller, wholes, strict=True)):
        raise ValueError(f"{key[0]}: a part is larger than its whole.")
    return [
        Count(part if count.number <= rest else whole - part, whole)
        for part, whole in zip(smaller, wholes, strict=True)
    ]


def _parts(
    number: Number, wholes: Sequence[Number], levels: _Weights, key: tuple[str, int]
) -> tuple[int, ...]:
    """The number in districts' parts: by what each is out of, its level, and chance as of rare events."""
    children, _ = _told()
    weights = []
    for area, whole in zip(children, wholes, strict=True):
        expected = Fraction(number) * whole / sum(wholes) * levels.get(area, 100) / 100
        weights.append(max(Fraction(0), expected + normal(*key, area) * root(expected)))
    return shared_out(int(number), weights)
