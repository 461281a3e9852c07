"""Reads the starting catalogue and refuses one that contradicts itself. Copying it to a board is `actions`'.

The measures are those of the indicator table English safeguarding boards report by. A row of that table that
holds several measures is one indicator for each (D07a, D07b); a mix row is one indicator with a breakdown.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from scorecard.rules.figures import Basis, Kind, Polarity, Unit

_HERE = Path(__file__).parent

#: Agency codes an indicator may name as its owner; `all` means that every agency reports its own.
OWNERS = frozenset({"csc", "eh", "pol", "hlt", "acu", "cam", "edu", "yot", "dap", "lado", "brd", "all"})
FREQUENCIES = frozenset({"quarter", "term", "year"})


class CatalogueWrong(ValueError):
    """The catalogue's files contradict themselves; the text names the indicator and what is wrong."""


@dataclass(frozen=True, slots=True)
class CataloguePerspective:
    """One of the ways of looking that a board starts with: a tile of its scorecard."""

    code: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class CatalogueIndicator:
    """One measure. `ages` are those of the population a rate is per; `tolerance` is in the indicator's unit.

    `whole` is false where what is counted comes in parts, such as full-time equivalents and days.
    `breakdown` names the dimension it is split by; no `breakdown_values` beside it means that the values are
    the board's agencies. An indicator with a breakdown and the unit count also has a total.
    """

    code: str
    title: str
    unit: Unit
    kind: Kind
    basis: Basis
    polarity: Polarity
    owner: str
    perspective: str
    numerator: str
    denominator: str
    frequency: str
    decimals: int
    tolerance: Decimal
    why: str
    questions: tuple[str, ...]
    comparator: str
    varies_because: str
    per: int | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    ages: str = ""
    breakdown: str = ""
    breakdown_values: tuple[str, ...] = ()
    whole: bool = True


@cache
def perspectives() -> tuple[CataloguePerspective, ...]:
    """The perspectives a board starts with, in order."""
    return tuple(CataloguePerspective(**row) for row in _read(_HERE / "perspectives.toml")["perspective"])


@cache
def load() -> tuple[CatalogueIndicator, ...]:
    """Every indicator, in order. CatalogueWrong when a file is not as it should be."""
    rows = [row for path in sorted((_HERE / "indicators").glob("*.toml")) for row in _read(path)["indicator"]]
    indicators = tuple(indicator_from(row) for row in rows)
    repeated = [code for code, times in Counter(one.code for one in indicators).items() if times > 1]
    if repeated:
        raise CatalogueWrong(f"Given twice: {', '.join(repeated)}.")
    return indicators


def by_code(code: str) -> CatalogueIndicator:
    """The indicator of this code; KeyError when the catalogue has none."""
    for one in load():
        if one.code == code:
            return one
    raise KeyError(code)


def indicator_from(row: Mapping[str, Any]) -> CatalogueIndicator:
    """One indicator from its table in a file. CatalogueWrong, naming it, when a word is unknown or missing.

    Left out, `basis` follows from the kind, `frequency` is a quarter, `tolerance` none and `decimals` none
    for a count, otherwise one.
    """
    code = str(row.get("code", "an indicator without a code"))
    try:
        one = _built(row)
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueWrong(f"{code}: {error}.") from error
    wrong = _contradictions(one)
    if wrong:
        raise CatalogueWrong(f"{code}: {wrong[0]}.")
    return one


def _built(row: Mapping[str, Any]) -> CatalogueIndicator:
    given = dict(row)
    unit, kind = Unit(given.pop("unit")), Kind(given.pop("kind"))
    usual_basis = Basis.SNAPSHOT if kind is Kind.SNAPSHOT else Basis.IN_PERIOD
    low, high = (Decimal(given.pop(name)) if name in given else None for name in ("band_low", "band_high"))
    return CatalogueIndicator(
        unit=unit,
        kind=kind,
        basis=Basis(given.pop("basis", usual_basis)),
        polarity=Polarity(given.pop("polarity")),
        denominator=given.pop("denominator", ""),
        frequency=given.pop("frequency", "quarter"),
        decimals=given.pop("decimals", 0 if unit is Unit.COUNT else 1),
        tolerance=Decimal(given.pop("tolerance", 0)),
        questions=tuple(given.pop("questions")),
        breakdown_values=tuple(given.pop("breakdown_values", ())),
        band_low=low,
        band_high=high,
        **given,
    )


def _contradictions(one: CatalogueIndicator) -> list[str]:
    known = {each.code for each in perspectives()}
    checks = {
        f"no perspective is called {one.perspective}": one.perspective in known,
        f"no owner is called {one.owner}": one.owner in OWNERS,
        f"no frequency is called {one.frequency}": one.frequency in FREQUENCIES,
        "a rate needs `per` and `ages`, and nothing else has them": (one.unit is Unit.RATE)
        == (one.per is not None and bool(one.ages)),
        "a snapshot's basis is a snapshot, a flow's is not": (one.kind is Kind.SNAPSHOT)
        == (one.basis is Basis.SNAPSHOT),
        "a percentage, rate or mean needs a denominator, a count or median has none": bool(one.denominator)
        == (one.unit in {Unit.PERCENT, Unit.RATE, Unit.MEAN}),
        "a band needs both its ends, the lower first, and nothing else has them": _band_holds(one),
        "breakdown values need the breakdown's name": bool(one.breakdown) or not one.breakdown_values,
        "between one and three questions are asked": 1 <= len(one.questions) <= 3,
    }
    return [words for words, holds in checks.items() if not holds]


def _band_holds(one: CatalogueIndicator) -> bool:
    if one.polarity is not Polarity.BAND:
        return one.band_low is None and one.band_high is None
    return one.band_low is not None and one.band_high is not None and one.band_low < one.band_high


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)
