"""Against target: on, near or off by the indicator's own tolerance; nothing where there is no question."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Polarity
from scorecard.rules.targets import Against, Band, against_target

VALUES = st.fractions(min_value=-100, max_value=200, max_denominator=50)
TOLERANCES = st.fractions(min_value=0, max_value=20, max_denominator=10)
FACTORS = st.fractions(min_value=Fraction(1, 20), max_value=20, max_denominator=20)
H, L, C, B = Polarity.HIGHER, Polarity.LOWER, Polarity.CONTEXT, Polarity.BAND
BAND = Band(10, 15)


@pytest.mark.parametrize(
    ("value", "target", "tolerance", "polarity", "band", "against"),
    [
        pytest.param(80, 80, 3, H, None, "on", id="at the target"),
        pytest.param(81, 80, 3, H, None, "on", id="above it, higher is better"),
        pytest.param(Fraction(7999, 100), 80, 3, H, None, "near", id="the unrounded value decides"),
        pytest.param(77, 80, 3, H, None, "near", id="short by the whole tolerance"),
        pytest.param(Fraction(7699, 100), 80, 3, H, None, "off", id="short by more"),
        pytest.param(79, 80, 0, H, None, "off", id="no tolerance"),
        pytest.param(15, 15, 2, L, None, "on", id="at the target, lower is better"),
        pytest.param(14, 15, 2, L, None, "on", id="below it, lower is better"),
        pytest.param(17, 15, 2, L, None, "near", id="over by the whole tolerance"),
        pytest.param(Decimal("17.8"), Decimal(15), Decimal(2), L, None, "off", id="over by more"),
        pytest.param(10, None, 1, B, BAND, "on", id="on the band's lower edge"),
        pytest.param(15, None, 1, B, BAND, "on", id="on the band's upper edge"),
        pytest.param(9, None, 1, B, BAND, "near", id="just below the band"),
        pytest.param(16, None, 1, B, BAND, "near", id="just above the band"),
        pytest.param(8, None, 1, B, BAND, "off", id="well below the band"),
        pytest.param(17, None, 1, B, BAND, "off", id="well above the band"),
        pytest.param(1, None, 1, B, Band(None, 15), "on", id="a band open below"),
        pytest.param(99, None, 1, B, Band(10, None), "on", id="a band open above"),
        pytest.param(12, 12, 1, B, Band(), "none", id="a band without edges"),
        pytest.param(12, 12, 1, B, None, "none", id="no band"),
        pytest.param(12, 12, 1, C, None, "none", id="no good direction"),
        pytest.param(12, None, 1, H, None, "none", id="no target"),
        pytest.param(None, 80, 1, H, None, "none", id="no value"),
        pytest.param(None, None, 1, B, BAND, "none", id="no value in a band"),
        pytest.param(0, 5, 1, H, None, "off", id="zero is a value"),
        pytest.param(0, 0, 0, L, None, "on", id="a target of zero is a target"),
    ],
)
def test_a_value_stands_against_its_target(value, target, tolerance, polarity, band, against):
    found = against_target(value, target, tolerance=tolerance, polarity=polarity, band=band)

    assert found == against


def test_without_a_tolerance_nothing_is_near():
    assert against_target(Fraction(159, 2), 80, polarity=H) == "off"


def test_a_tolerance_below_zero_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        against_target(1, 1, tolerance=-1, polarity=H)


@given(VALUES, VALUES, TOLERANCES)
def test_lower_is_better_mirrors_higher_is_better(value, target, tolerance):
    higher = against_target(value, target, tolerance=tolerance, polarity=H)

    assert against_target(-value, -target, tolerance=tolerance, polarity=L) is higher


@given(VALUES, VALUES, VALUES, TOLERANCES)
def test_a_better_value_never_stands_worse(one, other, target, tolerance):
    rank = [Against.OFF, Against.NEAR, Against.ON]
    low, high = sorted((one, other))

    worse, better = (against_target(v, target, tolerance=tolerance, polarity=H) for v in (low, high))

    assert rank.index(worse) <= rank.index(better)


@given(VALUES, VALUES, TOLERANCES, st.sampled_from([H, L]), VALUES, FACTORS)
def test_neither_level_nor_unit_changes_how_a_value_stands(value, target, tolerance, polarity, shift, factor):
    moved = against_target(
        value * factor + shift, target * factor + shift, tolerance=tolerance * factor, polarity=polarity
    )

    assert moved is against_target(value, target, tolerance=tolerance, polarity=polarity)


@given(VALUES, VALUES, VALUES, TOLERANCES, VALUES, FACTORS)
def test_neither_level_nor_unit_changes_how_a_value_stands_to_its_band(
    value, one, other, tolerance, shift, factor
):
    low, high = sorted((one, other))
    band, moved = Band(low, high), Band(low * factor + shift, high * factor + shift)

    told = against_target(value, None, tolerance=tolerance, polarity=B, band=band)

    assert moved.distance(value * factor + shift) == band.distance(value) * factor
    assert told is against_target(
        value * factor + shift, None, tolerance=tolerance * factor, polarity=B, band=moved
    )


@given(VALUES, TOLERANCES, st.sampled_from(list(Polarity)))
def test_a_gap_is_never_a_zero(target, tolerance, polarity):
    band = Band(target, target + 1)

    assert against_target(None, target, tolerance=tolerance, polarity=polarity, band=band) is Against.NONE


def test_a_years_band_is_a_quarter_of_it_for_a_quarters_own_values():
    assert BAND.per(4) == Band(Fraction(5, 2), Fraction(15, 4))
    assert Band(None, 8).per(4) == Band(None, 2)
