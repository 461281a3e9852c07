"""What the linear programmes say of small systems, beside trying every set of whole numbers there is."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.rules.suppression.bounds import Row, System, first_whole, last_whole
from scorecard.rules.suppression.search import FEWEST, Search, Spans

TOP = 4


@st.composite
def systems(draw):
    """Two or three unknowns from 0 to at most 4, tied by one to three rows."""
    size = draw(st.integers(2, 3))
    coefficients = st.tuples(*[st.integers(-1, 2)] * size)
    rows = []
    for terms in draw(st.lists(coefficients, min_size=1, max_size=3)):
        low = draw(st.integers(-2, 8))
        high = draw(st.one_of(st.none(), st.integers(low, 10)))
        rows.append(Row(tuple((i, one) for i, one in enumerate(terms) if one), low, high))
    upper = draw(st.tuples(*[st.integers(1, TOP)] * size))
    return System((0,) * size, upper, tuple(rows))


def solutions(system):
    """Every one, by trying all."""
    ranges = [range(low, high + 1) for low, high in zip(system.lower, system.upper, strict=True)]
    return [values for values in product(*ranges) if system.holds(values)]


def moved(one, other):
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


@settings(max_examples=60, deadline=None)
@given(systems())
def test_there_is_a_solution_where_trying_everything_finds_one(system):
    found = system.some({})

    assert (found is None) == (not solutions(system))
    assert found is None or system.holds(found)


@settings(max_examples=60, deadline=None)
@given(systems(), st.integers(0, TOP))
def test_the_next_value_an_unknown_may_hold_is_the_next_larger_one(system, value):
    larger = [one[0] for one in solutions(system) if one[0] > value]
    found = system.after(0, value)

    assert (found is None) == (not larger)
    assert found is None or found[0] == min(larger)


@settings(max_examples=60, deadline=None)
@given(systems())
def test_the_span_of_an_unknown_holds_every_value_it_may_have(system):
    low, high = system.span(0)

    for one in solutions(system):
        assert low <= one[0]
        assert high is None or one[0] <= high


@settings(max_examples=60, deadline=None)
@given(systems(), st.integers(0, TOP), st.data())
def test_the_nearest_solution_with_a_value_moves_least(system, value, data):
    known = solutions(system)
    if not known:
        return
    start = data.draw(st.sampled_from(known))
    wanted = [one for one in known if one[0] == value]

    found = system.near(list(start), 0, value)

    assert (found is None) == (not wanted)
    if found is not None:
        assert tuple(found) in wanted
        assert moved(found, start) == min(moved(one, start) for one in wanted)


def test_a_value_beyond_an_unknowns_own_ends_is_nobodys():
    system = System((0, 0), (3, 3), (Row(((0, 1), (1, 1)), 3, 3),))

    assert system.near([1, 2], 0, 4) is None
    assert system.near([1, 2], 0, -1) is None
    assert system.near([1, 2], 0, 3) == [3, 0]


def test_the_rows_that_bound_an_unknown_are_named():
    tied, loose = Row(((0, 1), (1, 1)), 3, 3), Row(((1, 1), (2, 1)), 0, 50)
    system = System((0, 0, 0), (None, None, 9), (tied, loose))

    assert system.bounding(0) == (tied,)
    assert system.span(0) == (0, 3)


def test_the_next_value_is_found_although_a_larger_one_is_nearer_at_hand():
    system = System((0, 0), (9, 9), (Row(((0, 1), (1, 1)), 9, 9),))

    assert [system.after(0, at)[0] for at in (None, *range(9))] == list(range(10))
    assert system.after(0, 9) is None


def test_an_end_that_is_a_whole_number_but_for_its_last_digits_is_that_number():
    off, more = 0.9e-6, 1.1e-6

    assert (first_whole(2 + off), first_whole(2 - off), first_whole(2 + more)) == (2, 2, 3)
    assert (last_whole(2 - off), last_whole(2 + off), last_whole(2 - more)) == (2, 2, 1)


@pytest.mark.parametrize(("most", "left"), [(3, (0, 1, 2, 3)), (4, None)])
def test_an_unknown_hidden_for_another_keeps_five_values(most, left):
    system = System((0, 0), (most, most), (Row(((0, 1), (1, 1)), most, most),))

    for how in (Spans, Search):
        assert how(system).left(0, range(0)) == left
        assert how(system, [0, most]).left(0, range(0)) == left


def test_of_wanted_values_those_that_are_left_are_told():
    system = System((1, 0), (9, 9), (Row(((0, 1), (1, 1)), 3, 3),))

    for how in (Spans, Search):
        assert how(system).left(0, range(1, 4)) is None
        assert how(system).left(0, range(1, 6)) == (1, 2, 3)
        assert how(system).left(0, range(5)) == (1, 2, 3)


def test_what_has_no_upper_end_keeps_enough():
    system = System((0,), (None,), (Row(((0, 1),), 2, None),))

    for how in (Spans, Search):
        assert how(system).left(0, range(0)) is None
        assert how(system).left(0, range(1, 4)) == (2, 3)


@settings(max_examples=60, deadline=None)
@given(systems(), st.data())
def test_a_search_finds_what_trying_everything_finds_wherever_it_sets_out(system, data):
    known = solutions(system)
    values = {one[0] for one in known}
    start = list(data.draw(st.sampled_from(known))) if known and data.draw(st.booleans()) else None

    found = Search(system, start).left(0, range(0))
    wanted = Search(system, start).left(0, range(1, 4))

    assert (found is None) == (len(values) >= FEWEST)
    assert found is None or set(found) == values
    assert (wanted is None) == (values >= {1, 2, 3})
    assert wanted is None or set(wanted) == values & {1, 2, 3}
