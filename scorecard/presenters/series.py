"""Chosen lines as the object `GET /api/v1/series` answers: numbers as numbers, nothing as null with the reason."""

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scorecard.queries.explored import Beside, Drawn, DrawnPoint
from scorecard.rules import words
from scorecard.rules.numbers import plain
from scorecard.rules.patterns import SPECIAL_WORDS
from scorecard.rules.periods import Period


def of_drawn(board_code: str, drawn: Collection[Drawn], *, synthetic: bool = False) -> dict[str, Any]:
    """The whole answer. `marking` is what must stand on whatever is made of it; null where all may be published.

    `notice` says that the board was made up; null for a real one.
    """
    return {
        "board": board_code,
        "marking": words.SENSITIVE if any(line.small for line in drawn) else None,
        "notice": words.SYNTHETIC if synthetic else None,
        "series": [_line(line) for line in drawn],
    }


def _line(line: Drawn) -> dict[str, Any]:
    one, said = line.indicator, line.line.assessment
    return {
        "indicator": {
            "code": one.code,
            "version": one.version,
            "title": one.title,
            "perspective": one.perspective.title,
            "unit": one.unit,
            "unit_words": one.counted_in,
            "per": one.per,
            "kind": one.kind,
            "basis": one.basis,
            "polarity": one.polarity,
            "band": None if one.band_low is None else [_number(one.band_low), _number(one.band_high)],
            "decimals": one.decimals,
        },
        "agency": {"code": line.agency_code, "name": line.agency_name},
        "area": {"code": line.area.code, "name": line.area.name},
        "breakdown": line.breakdown,
        "pattern": {
            "word": said.pattern.word.value,
            "words": words.PATTERN_WORDS[said.pattern.word],
            "side": None if said.pattern.side is None else said.pattern.side.value,
            "detail": said.pattern.detail,
        },
        "against_target": {
            "word": said.against.value,
            "words": words.against_words(said.against, differs=said.target_differs),
        },
        "notes": list(said.notes),
        "begins_anew": [line.line.points[index].period.first.isoformat() for index in line.line.starts],
        "contains_small_numbers": line.small,
        "points": [_point(point) for point in line.points],
        "published": [_beside(one) for one in line.beside],
    }


def _point(point: DrawnPoint) -> dict[str, Any]:
    return {
        "period": _period(point.period),
        "value": _number(point.value),
        "numerator": _number(point.numerator),
        "denominator": _number(point.denominator),
        "status": point.status.value,
        "status_words": words.STATUS_WORDS[point.status],
        "tested": _number(point.tested),
        "mean": _number(point.mean),
        "lower": _number(point.lower),
        "upper": _number(point.upper),
        "special": point.special.value,
        "special_words": SPECIAL_WORDS.get(point.special),
        "target": _number(point.target),
        "agencies_in": list(point.agencies_in) if point.agencies_in else None,
    }


def _period(period: Period) -> dict[str, str]:
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "label": period.label,
        "short": period.short,
    }


def _beside(beside: Beside) -> dict[str, Any]:
    one = beside.published
    return {
        "area": {"code": one.area_code, "name": one.area_name},
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "value": _number(one.value),
        "status": one.status,
        "unit": one.unit,
        "basis": one.basis,
        "comparable": beside.comparable,
        "note": "" if beside.comparable else words.DIFFERENT,
        "published_on": one.published_on.isoformat(),
        "source": one.source,
        "sheet": one.sheet,
        "cell": one.cell,
    }


def _number(value: int | Decimal | Fraction | None) -> int | float | None:
    """A number of JSON: whole where it is, else the nearest double."""
    near = plain(value)
    return float(near) if isinstance(near, Decimal) else near
