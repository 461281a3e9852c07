"""Percentages and rates: values boards and DfE printed, rounding, and what cannot be divided."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.numbers import NoDenominator, exact, percent, plain, rate, rounded, share

COUNTS = st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        pytest.param(354, 1536, "23.0", id="DfE 2017-18, D3 Hampshire: repeat plans"),
        pytest.param(160, 234, "68.4", id="conferences within 15 working days, as drawn for this portal"),
        pytest.param(269, 318, "84.6", id="Leicestershire Q1 2016-17: booked and attended"),
        pytest.param(304, 393, "77.4", id="Leicestershire Q1 2016-17: places filled"),
        pytest.param(0, 12, "0.0", id="a true zero"),
        pytest.param(12, 12, "100.0", id="all"),
        pytest.param(1, 8, "12.5", id="no rounding needed"),
        pytest.param(1, 2000, "0.1", id="a half goes up"),
        pytest.param(Decimal("4.5"), Decimal("36.0"), "12.5", id="full-time equivalents"),
    ],
)
def test_percentages_come_out_as_printed(numerator, denominator, printed):
    assert str(percent(numerator, denominator)) == printed


@pytest.mark.parametrize(
    ("count", "population", "options", "printed"),
    [
        pytest.param(1294, 283_314, {}, "45.7", id="DfE 2017-18, D5 Hampshire: plans at 31 March"),
        pytest.param(3844, 283_314, {}, "135.7", id="DfE 2017-18, C3 Hampshire: section 47 enquiries"),
        pytest.param(961, 283_314, {"periods_a_year": 4}, "135.7", id="a quarter of them, as a rate a year"),
        pytest.param(961, 283_314, {"periods_a_year": 4, "places": 2}, "135.68", id="two places"),
        pytest.param(7, 100_000, {"per": 100_000, "places": 0}, "7", id="per 100,000"),
    ],
)
def test_rates_come_out_as_printed(count, population, options, printed):
    assert str(rate(count, population, **options)) == printed


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(-1, 21), 1, "0.0"),
        (Decimal("2.675"), 2, "2.68"),
        (7, 1, "7.0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value, places, printed):
    assert str(rounded(value, places)) == printed


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Decimal("12345678901234567890123456789012345.678"), 2, "12345678901234567890123456789012345.68"),
        (10**40 + 1, 1, "10000000000000000000000000000000000000001.0"),
        (Fraction(2, 3), 35, "0.66666666666666666666666666666666667"),
    ],
)
def test_rounding_keeps_every_digit_asked_for(value, places, printed):
    assert str(rounded(value, places)) == printed
    assert (
        str(rounded(-value if not isinstance(value, Decimal) else value.copy_negate(), places))
        == f"-{printed}"
    )


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, None),
        (Decimal("3.000"), 3),
        (Fraction(1, 3), Decimal("0.333333")),
        (Decimal("12345678901234567890123456789012345.50"), Decimal("12345678901234567890123456789012345.5")),
        (-(10**40), -(10**40)),
    ],
)
def test_a_number_is_handed_out_whole_where_it_is_whole_and_else_without_noughts(value, printed):
    found = plain(value)

    assert (found, type(found), str(found)) == (printed, type(printed), str(printed))


@pytest.mark.parametrize("denominator", [0, None, Decimal(0), Fraction(0)])
def test_nothing_is_divided_by_nothing(denominator):
    for ask in (percent, rate):
        with pytest.raises(NoDenominator, match=r"denominator .*\."):
            ask(3, denominator)
    assert issubclass(NoDenominator, ValueError)


@pytest.mark.parametrize("ask", [lambda: exact(0.1), lambda: percent(0.5, 3), lambda: rate(1, 2.0)])
def test_floats_are_refused(ask):
    with pytest.raises(TypeError, match="float"):
        ask()


@given(COUNTS, st.integers(1, 10**6), st.integers(0, 4))
def test_rounding_moves_a_value_by_half_a_place_at_most(numerator, denominator, places):
    value = share(numerator, denominator, per=100)

    printed = percent(numerator, denominator, places=places)

    assert abs(Fraction(printed) - value) <= Fraction(1, 2 * 10**places)
    assert -printed.as_tuple().exponent == places


@given(COUNTS, COUNTS, st.integers(1, 10**6))
def test_more_of_the_same_is_never_a_smaller_percentage(one, other, denominator):
    low, high = sorted((one, other))

    assert percent(low, denominator) <= percent(high, denominator)


@given(COUNTS, st.integers(1, 10**6), st.integers(1, 50))
def test_a_percentage_does_not_depend_on_the_scale_of_its_counts(numerator, denominator, factor):
    assert percent(numerator, denominator) == percent(numerator * factor, denominator * factor)


@given(st.fractions(max_denominator=10**30), st.integers(0, 40), st.integers(-5, 5))
def test_rounding_is_its_mirror_and_moves_with_whole_numbers(value, places, whole):
    near = rounded(value, places)

    assert Fraction(rounded(-value, places)) == -Fraction(near)
    assert abs(Fraction(near) - value) <= Fraction(1, 2 * 10**places)
    if value >= 0 and whole >= 0:
        assert Fraction(rounded(value + whole, places)) == Fraction(near) + whole
