"""Chance in the demonstration is the same everywhere, and whole numbers are shared out without loss."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lscb.demo.noise import count_near, level_at, nearest, normal, part_near, root, shared_out


def test_a_draw_belongs_to_its_key_and_never_changes():
    assert normal("T05", 3) == normal("T05", 3)
    assert normal("T05", 3) != normal("T05", 4)
    assert normal("T05", 3) == Fraction(-7957, 4096)


def test_draws_have_mean_nought_and_spread_one():
    draws = [normal("many", number) for number in range(2000)]
    mean = sum(draws) / len(draws)
    variance = sum((draw - mean) ** 2 for draw in draws) / len(draws)

    assert abs(mean) < Fraction(1, 10)
    assert abs(variance - 1) < Fraction(1, 10)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=1, max_size=14).filter(any))
def test_a_total_is_shared_out_whole(total, weights):
    parts = shared_out(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


@given(st.integers(0, 5000), st.integers(0, 100), st.integers())
def test_a_part_is_never_above_its_whole_nor_below_nought(whole, percent, key):
    assert 0 <= part_near(whole, percent, key, damp=3) <= whole


@given(st.integers(0, 500), st.integers())
def test_a_count_is_never_below_nought(mean, key):
    assert count_near(mean, key, damp=4) >= 0


@pytest.mark.parametrize(
    ("quarter", "level"), [(-2, 10), (0, 10), (2, 15), (4, 20), (6, 20), (8, 20), (9, 10), (30, 10)]
)
def test_a_level_goes_in_straight_lines_between_its_points(quarter, level):
    assert level_at([[0, 10], [4, 20], [8, 20], [9, 10]], quarter) == level


def test_a_level_may_be_one_number():
    assert level_at(Fraction(7, 2), 11) == Fraction(7, 2)


def test_a_half_goes_up_and_roots_are_to_three_places():
    assert [nearest(Fraction(each, 2)) for each in (1, 3, 4)] == [1, 2, 2]
    assert root(Fraction(2)) == Fraction(1414, 1000)
