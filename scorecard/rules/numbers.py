"""Percentages and rates from counts, exactly, and how they are rounded for a page. No floats, no words."""

from collections.abc import Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

#: What a figure may be held as. Never a float: 0.1 is not a tenth there, and limits are compared exactly.
Number = int | Decimal | Fraction
#: A numerator and its denominator.
Ratio = tuple[int, int]

#: Moves a decimal point and keeps every digit, where Decimal's own context would keep 28.
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
#: Figures are kept to so many decimal places, and are handed out so: a page shows fewer.
KEPT = 6


class NoDenominator(ValueError):
    """There is nothing to divide by: the denominator is missing or zero."""


def exact(value: Number) -> Fraction:
    """The same number as a fraction; TypeError for a float, which has already lost what was written."""
    return value if isinstance(value, Fraction) else _fraction(value)


@lru_cache(maxsize=10_000, typed=True)  # typed: a float that equals a number held is still refused
def _fraction(value: int | Decimal) -> Fraction:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; give a whole number, a Decimal or a Fraction.")
    return Fraction(value)


def ratios(values: Sequence[Number | None]) -> list[Ratio | None]:
    """Numerator and denominator of each as `exact` has them, several times as fast; None for None."""
    if any(issubclass(kind, float) for kind in set(map(type, values))):
        raise TypeError("There is a float among the values; give whole numbers, Decimals or Fractions.")
    return [None if value is None else value.as_integer_ratio() for value in values]


def share(numerator: Number, denominator: Number | None, *, per: int) -> Fraction:
    """`numerator` over `denominator`, times `per`, unrounded; NoDenominator when that cannot be had."""
    if denominator is None:
        raise NoDenominator("There is no denominator to divide by.")
    if denominator == 0:
        raise NoDenominator("The denominator is zero, so there is nothing to take a share of.")
    return exact(numerator) / exact(denominator) * per


def percent(numerator: Number, denominator: Number | None, *, places: int = 1) -> Decimal:
    """The percentage, rounded half up from the exact fraction; NoDenominator when it is missing or zero."""
    return rounded(share(numerator, denominator, per=100), places)


def rate(
    count: Number,
    population: Number | None,
    *,
    per: int = 10_000,
    places: int = 1,
    periods_a_year: int = 1,
) -> Decimal:
    """So many per `per` people *a year*, rounded half up; NoDenominator when there is no population.

    National rates are annual, so a quarter's count is taken four times (`periods_a_year=4`): set against a
    year as it stands, a quarter flatters fourfold. The population is the mid-year estimate before the
    period's year ends.
    """
    return rounded(share(count, population, per=per) * periods_a_year, places)


def plain(value: Number | None) -> int | Decimal | None:
    """A number to hand out: whole where it is, else to KEPT decimal places without noughts at the end."""
    if value is None:
        return None
    near = rounded(value, KEPT)
    return int(near) if near == near.to_integral_value() else Decimal(f"{near:f}".rstrip("0"))


def rounded(value: Number, places: int = 0) -> Decimal:
    """To so many decimal places, a half going away from zero, as ONS and DfE tables round."""
    scaled = abs(exact(value)) * Fraction(10) ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places, _EXACT)
