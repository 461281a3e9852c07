"""What each agency reports besides social care's published counts: levels with chance, from two data files.

Which numbers, is `levels.toml`'s and `everyone.toml`'s; social care's counts are `social_care`'s.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from lscb.demo.noise import count_near, level_at, nearest, normal, part_near, shared_out
from lscb.demo.social_care import QUARTERS, counts

#: What every agency reports of itself.
OF_EVERYONE = ("T13", "M07", "W05", "W07")
#: How far the number of people or things an agency reports on strays, as a part of chance's own spread.
_STEADY = Fraction(1, 4)
#: The same people are in date from one quarter to the next, so their share strays less than chance's own spread.
_CALM = Fraction(4, 5)

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """One figure: a number and what it is out of; a median has only a value; all None: not applicable."""

    number: Number | None = None
    out_of: Number | None = None
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One agency's figures of one indicator, at places counted in quarters from April to June 2012 as 0.

    `area` is a district's code; without one they are of the whole county.
    """

    code: str
    agency: str
    breakdown: str
    counts: tuple[Count, ...]
    area: str = ""


def _told(name: str) -> dict[str, Any]:
    with (Path(__file__).parent / name).open("rb") as file:
        return tomllib.load(file, parse_float=Fraction)


@cache
def bases() -> Mapping[str, Sequence[int]]:
    """The series a line may be out of: social care's counts and sums of them."""
    known: dict[str, Sequence[int]] = dict(counts())
    reviews = [
        count_near(open_ * Fraction(55, 100), "reviews", place)
        for place, open_ in enumerate(known["plans_open"])
    ]
    known["all_conferences"] = [
        first + later for first, later in zip(known["conferences"], reviews, strict=True)
    ]
    known["plans_and_looked_after"] = [
        plan + cared for plan, cared in zip(known["plans_open"], known["looked_after"], strict=True)
    ]
    known["booked"] = [
        nearest(people * Fraction(118, 100)) for people in _told("everyone.toml")["training"]["people"]
    ]
    return known


def lines(places: Mapping[str, Sequence[Fraction]]) -> tuple[Series, ...]:
    """Every line of `levels.toml`. `places` gives those of a code that is not quarterly: its terms or years."""
    known = dict(bases())
    made: list[Series] = []
    quarterly = [Fraction(place) for place in range(QUARTERS)]
    for spec in _told("levels.toml")["line"]:
        code, agency = spec["code"], spec["agency"]
        where = places.get(code, quarterly)
        if "parts" in spec:
            made += _parts(spec, where)
            continue
        series = tuple(_count(spec, known, place, order) for order, place in enumerate(where))
        known[code] = [nearest(Fraction(one.number or 0)) for one in series]
        known[f"{code} out of"] = [nearest(Fraction(one.out_of or 0)) for one in series]
        made.append(Series(code, agency, "all", series))
    return tuple(made)


def _count(spec: Mapping[str, Any], known: Mapping[str, Sequence[int]], place: Fraction, order: int) -> Count:
    """One figure of a line, by whichever of its words the line has."""
    code, damp = spec["code"], spec.get("damp", 1)
    if "median" in spec:
        middle = level_at(spec["median"], place) + normal(code, order) * spec["spread"]
        return Count(value=Fraction(nearest(middle * 2), 2))
    whole = _whole(spec, known, place, order)
    if "share" not in spec and "share_by_quarter" not in spec:
        return Count(_given(spec, known, place, order), whole)
    share = level_at(spec["share"], place) if "share" in spec else spec["share_by_quarter"][order % 4]
    if not whole:
        return Count()
    if spec.get("halves"):
        return Count(
            Fraction(part_near(nearest(Fraction(whole * 2)), share, code, order, damp=Fraction(1, 2)), 2),
            whole,
        )
    return Count(part_near(nearest(Fraction(whole)), share, code, order, damp=damp), whole)


def _given(spec: Mapping[str, Any], known: Mapping[str, Sequence[int]], place: Fraction, order: int) -> int:
    count = spec["count"]
    if "last" in spec and place >= QUARTERS - 1:
        return int(spec["last"])
    if isinstance(count, str):
        return known[count][order]
    return count_near(level_at(count, place), spec["code"], order, damp=spec.get("damp", 1))


def _whole(
    spec: Mapping[str, Any], known: Mapping[str, Sequence[int]], place: Fraction, order: int
) -> Number | None:
    """What a share is out of: a series or a portion of it, a level, or nothing."""
    key = (spec["code"], "out of", order)
    if "of" in spec:
        series = known[spec["of"]][order]
        return part_near(series, spec["portion"], *key) if "portion" in spec else series
    if "fixed_out_of" in spec:
        return int(spec["fixed_out_of"])
    if "out_of" not in spec:
        return None
    if spec.get("halves"):
        return Fraction(count_near(level_at(spec["out_of"], place) * 2, *key, damp=Fraction(1, 8)), 2)
    return count_near(level_at(spec["out_of"], place), *key, damp=spec.get("steady", 1))


def _parts(spec: Mapping[str, Any], where: Sequence[Fraction]) -> list[Series]:
    """A mix of counts: each part with its own chance, and their total."""
    code, agency, damp = spec["code"], spec["agency"], spec.get("damp", 1)
    made = {
        part: [
            count_near(level_at(level, place), code, part, order, damp=damp)
            for order, place in enumerate(where)
        ]
        for part, level in spec["parts"].items()
    }
    total = [sum(column) for column in zip(*made.values(), strict=True)]
    return [
        Series(code, agency, part, tuple(Count(number) for number in series))
        for part, series in (("all", total), *made.items())
    ]


def everyone() -> tuple[Series, ...]:
    """What every agency says of its own audits, reports, supervision and training."""
    made = []
    for agency, spec in _told("everyone.toml").items():
        for code in OF_EVERYONE if agency != "training" else ():
            counted = tuple(_own(spec, agency, code, place) for place in range(QUARTERS))
            made.append(Series(code, agency, "all", counted))
    return tuple(made)


def _own(spec: Mapping[str, Any], agency: str, code: str, place: int) -> Count:
    if code not in spec or place < spec.get("since", 0):
        return Count()
    line = spec[code]
    whole = (
        bases()[line["of"]][place]
        if "of" in line
        else count_near(line["out_of"], agency, code, "out of", place, damp=_STEADY)
    )
    return Count(part_near(whole, line["share"], agency, code, place, damp=_CALM), whole)


def staff() -> Mapping[str, int]:
    """How many staff of each agency need safeguarding training, by its code."""
    told = _told("everyone.toml")
    return {code: int(spec["W07"]["out_of"]) for code, spec in told.items() if "W07" in spec}


def trained(names: Mapping[str, str]) -> tuple[Series, ...]:
    """People the board trained: in all, and by the agency (its name) they work for, whose sum is that."""
    told = _told("everyone.toml")
    people = told.pop("training")["people"]
    weights = [
        [
            spec["trained"] * (1 + Fraction(1, 8) * normal("trained", agency, place))
            for agency, spec in told.items()
        ]
        for place in range(QUARTERS)
    ]
    by_quarter = [shared_out(total, each) for total, each in zip(people, weights, strict=True)]
    parts = [
        Series("W06", "brd", names[agency], tuple(Count(shares[number]) for shares in by_quarter))
        for number, agency in enumerate(told)
    ]
    return (Series("W06", "brd", "all", tuple(Count(total) for total in people)), *parts)
