"""What is asked of the solver, on programmes small enough to be solved by looking at them."""

import warnings
from math import inf

import pytest

from scorecard.rules.suppression.programme import binding, least, matrix, short_step

#: x + y, from 3 on; x and y from nought to four.
SUM = matrix([(0, 0, 1), (0, 1, 1)], 1, 2)
FREE = ([0, 0], [4, 4])
NONE = matrix([], 0, 2)


def from_on(*lows):
    return list(lows), [inf] * len(lows)


def test_a_matrix_has_its_coefficients_where_they_were_put_and_nothing_else():
    found = matrix([(0, 1, 2), (1, 0, -1)], 2, 3)

    assert found.toarray().tolist() == [[0, 2, 0], [-1, 0, 0]]
    assert NONE.shape == (0, 2)


@pytest.mark.parametrize("whole", [False, True])
def test_the_unknowns_are_as_small_as_rows_and_ends_let_them_be(whole):
    assert least([1, 2], FREE, SUM, from_on(3), whole=whole) == ([3, 0], 3)
    assert least([2, 1], FREE, SUM, from_on(3), whole=whole) == ([0, 3], 3)
    assert least([2, 1], FREE, SUM, from_on(6), whole=whole) == ([2, 4], 8)
    assert least([-1, -2], FREE, SUM, ([-inf], [6]), whole=whole) == ([2, 4], -10)


def test_what_is_nearly_the_least_is_not_enough():
    """7 of the third and 2 of the second are 191, for 77; 8 and 1 come to 199, for 79. The solver is asked plainly."""
    rows = matrix([(0, i, one) for i, one in enumerate([4, 15, 23, 4])], 1, 4)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = least([7, 7, 9, 7], ([0] * 4, [inf] * 4), rows, from_on(189), whole=True)

    assert found == ([0, 2, 7, 0], 77)


@pytest.mark.parametrize("whole", [False, True])
def test_no_solution_and_no_least_one_are_none(whole):
    assert least([1, 1], FREE, SUM, from_on(9), whole=whole) is None
    assert least([-1, 0], ([0, 0], [inf, inf]), SUM, from_on(3), whole=whole) is None


def test_without_rows_each_unknown_is_at_its_own_end():
    assert least([1, -1], ([1, 2], [3, 4]), NONE, ([], []), whole=False) == ([1, 4], -3)


def test_half_a_child_is_a_solution_only_where_fractions_are_let_stand():
    twice = matrix([(0, 0, 2)], 1, 1)

    assert least([1], ([0], [4]), twice, from_on(1), whole=False) == ([0.5], 0.5)
    assert least([1], ([0], [4]), twice, from_on(1), whole=True) == ([1], 1)


def test_the_rows_that_keep_an_unknown_from_being_smaller_are_named_and_no_others():
    """x + y from 3 on, y at most 1: x is 2 or more. That x is at most 9 has no part in it."""
    rows = matrix([(0, 0, 1), (0, 1, 1), (1, 0, 1), (2, 1, 1)], 3, 2)
    between = ([3, -inf, -inf], [inf, 9, 1])
    ends = ([0, 0], [inf, inf])

    assert binding([1, 0], ends, rows, between) == {0, 2}
    assert binding([-1, 0], ends, rows, between) == {1}
    assert binding([0, 1], ends, rows, between) == set()  # its own end does
    assert binding([0, -1], ends, rows, between) == {2}


def test_an_equal_row_binds_from_both_sides():
    equal = ([3], [3])
    beyond = ([0, 0], [inf, inf])

    assert binding([-1, 0], beyond, SUM, equal) == {0}
    assert binding([1, 0], ([0, 0], [inf, 1]), SUM, equal) == {0}


def test_nothing_binds_where_there_are_no_rows_no_solution_or_no_least_one():
    assert binding([1, 1], FREE, NONE, ([], [])) == set()
    assert binding([1, 1], FREE, SUM, from_on(9)) == set()
    assert binding([-1, 0], ([0, 0], [inf, inf]), SUM, from_on(3)) == set()


def test_the_short_step_moves_each_unknown_no_more_than_it_must():
    """The first goes up by two, and the second down by one or two, so that the sum goes up by one at the most."""
    ends = ([2, -4], [2, 4])

    assert short_step(ends, SUM, ([-inf], [1]), whole=False) == [2, -1]
    assert short_step(ends, SUM, ([-inf], [0]), whole=True) == [2, -2]
    assert short_step(ends, SUM, ([4], [inf]), whole=True) == [2, 2]
    assert short_step(([0, 0], [4, 4]), SUM, ([0], [0]), whole=True) == [0, 0]


def test_a_step_of_a_half_is_one_only_where_fractions_are_let_stand():
    twice = matrix([(0, 0, 2)], 1, 1)

    assert short_step(([-4], [4]), twice, from_on(1), whole=False) == [0.5]
    assert short_step(([-4], [4]), twice, from_on(1), whole=True) == [1]


def test_without_rows_a_step_keeps_to_the_ends_and_without_a_way_there_is_none():
    assert short_step(([1, -4], [4, -2]), NONE, ([], []), whole=True) == [1, -2]
    assert short_step(([1], [0]), matrix([], 0, 1), ([], []), whole=True) is None
    assert short_step(([0, 0], [1, 1]), SUM, from_on(3), whole=True) is None
