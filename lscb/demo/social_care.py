"""Social care's counts, quarter by quarter, so that parts, flows and stocks agree and the last year is DfE's.

What the numbers are is `totals.toml`'s; which indicator they make is `story`'s.
"""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lscb.demo.noise import level_at, nearest, normal, part_near, root, shared_out

QUARTERS = 24
_YEARS = QUARTERS // 4
_LAST = QUARTERS - 4
#: How far a quarter's share of its year strays from a quarter of it, as a part of it.
_UNEVEN = Fraction(3, 100)

Series = tuple[int, ...]


@cache
def counts() -> Mapping[str, Series]:
    """Every count by name, 24 quarters each. A mix's parts go by `mix/part`."""
    told = _told()
    made: dict[str, Series] = {}
    for name, spec in told["flows"].items():
        made[name] = _by_year(name, spec, [Fraction(1)] * QUARTERS, _UNEVEN)
    for name, spec in told["stocks"].items():
        made[name] = _stock(name, spec)
    made["plans_ended"] = _ended(
        made["plans_open"], made["plans_started"], told["stocks"]["plans_open"]["march"][0]
    )
    for name, spec in told["parts"].items():
        made[name] = _part(name, spec, made[spec["of"]])
    for name, spec in told["standing"].items():
        made[name] = _standing(name, spec, made[spec["of"]])
    for name, spec in told["mixes"].items():
        made |= _mix(name, spec, made[spec["of"]])
    return made


def _told() -> dict[str, Any]:
    with (Path(__file__).parent / "totals.toml").open("rb") as file:
        return tomllib.load(file, parse_float=Fraction)


def _by_year(
    name: str, spec: Mapping[str, Any], weights: list[Fraction], uneven: Fraction, most: Series | None = None
) -> Series:
    """A year's total in its four quarters, by weight and a little chance; the last year's as given."""
    quarters: list[int] = []
    for year, total in enumerate(spec["years"]):
        places = range(4 * year, 4 * year + 4)
        uneven_weights = [weights[place] * (1 + uneven * normal(name, place)) for place in places]
        quarters += (
            spec["last"] if year == _YEARS - 1 and "last" in spec else shared_out(total, uneven_weights)
        )
    if most is not None and any(part > whole for part, whole in zip(quarters, most, strict=True)):
        raise ValueError(f"{name}: a part is larger than its whole.")
    return tuple(quarters)


def _part(name: str, spec: Mapping[str, Any], whole: Series) -> Series:
    """A part of a flow: by share with chance where the story gives one, else a year's total shared out."""
    if "share" in spec:
        early = (
            part_near(whole[place], level_at(spec["share"], place), name, place, damp=spec["damp"])
            for place in range(_LAST)
        )
        return (*early, *spec["last"])
    chance = Fraction(sum(spec["years"]), sum(whole))
    uneven = root((1 - chance) / (chance * sum(whole) / QUARTERS)) * spec.get("damp", 1)
    return _by_year(name, spec, [Fraction(each) for each in whole], uneven, whole)


def _stock(name: str, spec: Mapping[str, Any]) -> Series:
    """What stands at each quarter's end: on the way from March to March, with chance in between."""
    made: list[int] = []
    for year, (before, after) in enumerate(pairwise(spec["march"])):
        for step in range(1, 5):
            way = before + Fraction(step, 4) * (after - before)
            made.append(nearest(way + normal(name, year, step) * spec["spread"]) if step < 4 else after)
    return tuple(made)


def _ended(stock: Series, started: Series, before: int) -> Series:
    """What must have ended for the stock to move as it did."""
    return tuple(
        earlier + new - now for earlier, now, new in zip((before, *stock), stock, started, strict=False)
    )


def _standing(name: str, spec: Mapping[str, Any], whole: Series) -> Series:
    early = (part_near(whole[place], spec["share"], name, place) for place in range(QUARTERS - 1))
    return (*early, spec["last"])


def _mix(name: str, spec: Mapping[str, Any], whole: Series) -> dict[str, Series]:
    """A whole in its parts by the last year's shares; the last year (of a stock, the last March) as given."""
    shares = {part: count for part, count in spec.items() if part != "of"}
    parts: dict[str, list[int]] = {part: [] for part in shares}
    flows = sum(shares.values()) == sum(whole[_LAST:])
    given = _LAST if flows else QUARTERS - 1
    for place in range(given):
        weights = [
            count * (1 + normal(name, part, place) * root(Fraction(1, 4 * count))) if count else Fraction(0)
            for part, count in shares.items()
        ]
        for part, count in zip(shares, shared_out(whole[place], weights), strict=True):
            parts[part].append(count)
    left = dict(shares)
    for place in range(given, QUARTERS):
        remaining = sum(left.values())
        now = shared_out(whole[place], [Fraction(count) for count in left.values()]) if remaining else ()
        for part, count in zip(shares, now, strict=True):
            parts[part].append(count)
            left[part] -= count
    return {f"{name}/{part}": tuple(series) for part, series in parts.items()}
