"""Points held against limits that were fixed before them: none of them moves a limit, and edges are exact."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.variation import Special, mark_against

FROZEN = {"mean": 50, "lower": 40, "upper": 60}


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([60], ["none"]),  # on the limit is inside it
        ([Decimal("60.1")], ["above_limit"]),
        ([40], ["none"]),
        ([Decimal("39.9")], ["below_limit"]),
        ([None, 61], ["none", "above_limit"]),
        ([51] * 6, ["none"] * 6),
        ([51] * 7, ["run_above"] * 7),
        ([49] * 7, ["run_below"] * 7),
        ([51, 51, 51, None, 51, 51, 51], ["none"] * 7),
        ([45, 46, 47, 48, 49, 51, 52], ["trend_up"] * 7),
        ([57, 51, 57], ["two_of_three_above", "none", "two_of_three_above"]),
        ([57, 49, 57], ["none"] * 3),  # the third lies on the other side
    ],
)
def test_each_point_is_marked_by_the_limits_it_was_given(values: list[object], marks: list[str]) -> None:
    assert [one.value for one in mark_against(values, **FROZEN)] == marks  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lower", "upper", "sound"),
    [
        (40, 60, True),
        (40, Decimal("60.01"), True),  # a thousandth of the width, as rounding leaves it
        (40, Decimal("60.02"), False),
        (Decimal("39.98"), 60, False),
        (50, 50, False),
        (60, 40, False),
    ],
)
def test_limits_that_do_not_lie_evenly_are_no_limits(lower: object, upper: object, sound: bool) -> None:
    if sound:
        assert mark_against([50], mean=50, lower=lower, upper=upper) == (Special.NONE,)  # type: ignore[arg-type]
    else:
        with pytest.raises(ValueError, match="evenly"):
            mark_against([50], mean=50, lower=lower, upper=upper)  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "mark"), [(Decimal("60.005"), "none"), (Decimal("60.02"), "above_limit")])
def test_of_limits_a_little_off_the_wider_side_counts(value: Decimal, mark: str) -> None:
    assert mark_against([value], mean=50, lower=40, upper=Decimal("60.01"))[0].value == mark


@given(
    st.lists(st.none() | st.integers(0, 100), max_size=15),
    st.fractions(min_value=-5, max_value=5, max_denominator=7),
    st.integers(1, 9),
)
def test_shift_and_scale_change_no_mark(values: list[int | None], shift: Fraction, scale: int) -> None:
    moved = [None if one is None else one * scale + shift for one in values]
    limits = {name: one * scale + shift for name, one in FROZEN.items()}

    assert mark_against(moved, **limits) == mark_against(values, **FROZEN)


@pytest.mark.parametrize(
    ("lower", "upper", "sound"),
    [
        (-999, 1000, True),  # off by a thousandth of the wider side, exactly
        (Decimal("-998.9995"), 1000, False),
        (-1000, 999, True),
        (Decimal("-0.5"), Decimal("0.5"), True),
        (0, 0, False),
    ],
)
def test_limits_lie_evenly_to_a_thousandth_of_their_width_however_narrow(
    lower: object, upper: object, sound: bool
) -> None:
    if sound:
        assert mark_against([0], mean=0, lower=lower, upper=upper) == (Special.NONE,)  # type: ignore[arg-type]
    else:
        with pytest.raises(ValueError, match="evenly"):
            mark_against([0], mean=0, lower=lower, upper=upper)  # type: ignore[arg-type]
