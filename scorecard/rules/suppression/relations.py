"""What ties published counts together, as linear relations in whole numbers: totals, differences, percentages."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil

from scorecard.rules.suppression.tables import Key, Relation


def total(name: str, parts: Iterable[Key], whole: Key) -> Relation:
    """The parts add up to the whole."""
    return Relation(name, (*((part, 1) for part in parts), (whole, -1)), whole=whole)


def complement(name: str, numerator: Key, rest: Key, denominator: Key) -> Relation:
    """Those it is true of and the rest are all of them."""
    return total(name, (numerator, rest), denominator)


def difference(name: str, later: Key, earlier: Key, between: Key) -> Relation:
    """The year to date less what it was before is what happened in between: Q2 less Q1 is the quarter's own."""
    return total(name, (earlier, between), later)


def same(name: str, one: Key, other: Key) -> Relation:
    """Two cells hold one count, as in two editions."""
    return Relation(name, ((one, 1), (other, -1)))


def share(
    name: str, numerator: Key, denominator: Key | int, printed: Decimal, *, per: int = 100, place: Key | None
) -> tuple[Relation, ...]:
    """What a printed percentage or rate says of its counts: per × n / d, rounded half up, is `printed`.

    The last printed place decides how much: 33.3 is 33.25 or more and less than 33.35. `per` has the quarters
    of a year in it where a rate is given a year. The denominator is a cell, or a number everybody knows.
    """
    half = Fraction(1, 2 * 10 ** max(0, -int(printed.as_tuple().exponent)))
    low, above = Fraction(printed) - half, Fraction(printed) + half
    if isinstance(denominator, int):
        least = max(0, ceil(low * denominator / per))
        most = ceil(above * denominator / per) - 1
        return (Relation(name, ((numerator, 1),), least, most, place=place),)
    scale = half.denominator
    return (
        Relation(name, ((numerator, per * scale), (denominator, -int(low * scale))), 0, None, place=place),
        Relation(name, ((numerator, per * scale), (denominator, -int(above * scale))), None, -1, place=place),
    )
