"""Numbers that may be right and yet want a word: what raises a doubt, and what looks like it and must not."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.doubts import (
    builds_up,
    looks_summed,
    looks_year_so_far,
    never_nought,
    parts_miss,
    too_alike,
)

QUARTERS = st.lists(st.integers(80, 120), min_size=4, max_size=12)


@given(before=QUARTERS, year=st.lists(st.integers(90, 110), min_size=2, max_size=3), own=st.integers(0, 10))
def test_a_running_total_of_ordinary_quarters_is_always_noticed(before, year, own):
    usual = [*before, *year]
    quarter = min(usual) + own * (max(usual) - min(usual)) // 10
    total = sum(year) + quarter

    assert looks_year_so_far(total, year, usual) == quarter or total < max(usual) * 1.5


@given(before=QUARTERS, count=st.integers(80, 120))
def test_a_quarter_like_the_others_is_never_taken_for_a_total(before, count):
    assert looks_year_so_far(count, before[-3:], before) is None


@pytest.mark.parametrize(
    ("count", "of_year", "before"),
    [
        (300, (), (100, 100, 100, 100)),
        (300, (100, 100), (100, 100, 100)),
        (290, (100, 100), (100, 100, 100, 100)),
        (6, (2, 2), (2, 2, 2, 2)),
    ],
    ids=["a first quarter", "too little on file", "what is left is no quarter", "too few counted"],
)
def test_what_is_near_a_running_total_raises_no_doubt(count, of_year, before):
    assert looks_year_so_far(count, of_year, before) is None


@pytest.mark.parametrize(
    ("count", "of_year", "before", "left"),
    [
        (10, (5,), (5, 5, 5, 5), 5),  # ten are enough, and so are four figures on file
        (9, (5,), (4, 4, 4, 5), None),
        (150, (60,), (60, 90, 100, 100), 90),  # half as high again as the highest
        (149, (60,), (60, 90, 100, 100), None),
        (160, (100,), (60, 90, 100, 100), 60),  # what is left is as high as the lowest, or as the highest
        (200, (100,), (60, 90, 100, 100), 100),
        (159, (100,), (60, 90, 100, 100), None),
        (201, (100,), (60, 90, 100, 100), None),
    ],
)
def test_a_running_total_is_suspected_from_here_on(count, of_year, before, left):
    assert looks_year_so_far(count, of_year, before) == left


@given(st.lists(st.integers(70, 100), min_size=3, max_size=4))
def test_running_totals_from_the_first_quarter_build_up(year):
    assert builds_up(list(accumulate(year)))


@given(st.lists(st.integers(50, 74), min_size=3, max_size=4))
def test_quarters_that_merely_vary_or_grow_do_not_build_up(year):
    assert not builds_up(sorted(year))


@pytest.mark.parametrize("counts", [(10, 20, 30), (100, 150, 350)])
def test_from_ten_on_and_by_half_to_twice_the_first_quarter_they_build_up(counts):
    assert builds_up(counts)


@pytest.mark.parametrize(
    "counts", [(100, 200), (9, 18, 27), (100, 200, 190), (100, 149, 249), (100, 301, 401), (100, 400, 700)]
)
def test_what_is_near_building_up_raises_no_doubt(counts):
    assert not builds_up(counts)


@given(st.lists(st.integers(290, 310), min_size=2, max_size=3), st.booleans())
def test_snapshots_added_up_are_noticed_with_and_without_their_own(year, with_own):
    assert looks_summed(sum(year) + (year[-1] if with_own else 0), year)


@pytest.mark.parametrize(
    ("count", "of_year", "summed"),
    [
        (10, (5, 5), True),  # ten are enough
        (9, (5, 5), False),
        (150, (100,), True),  # half as high again as the highest
        (149, (100,), False),
        (180, (100, 100), True),  # a tenth under their sum
        (179, (100, 100), False),
        (330, (100, 100), True),  # a tenth over it and one more
        (331, (100, 100), False),
    ],
)
def test_a_sum_is_suspected_from_here_on(count, of_year, summed):
    assert looks_summed(count, of_year) is summed


@given(st.lists(st.integers(290, 310), min_size=1, max_size=3), st.integers(280, 400))
def test_a_snapshot_like_the_others_is_never_taken_for_a_sum(year, count):
    assert not looks_summed(count, year)


def test_nought_surprises_only_after_four_figures_none_of_them_small():
    assert never_nought((5, 6, 7, 8))
    assert not never_nought((5, 6, 7))
    assert not never_nought((4, 60, 70, 80))
    assert not never_nought((0, 60, 70, 80))


def test_two_large_counts_the_same_twice_are_too_alike():
    assert too_alike((100, 480), (100, 480))
    assert not too_alike((99, 480), (99, 480))
    assert not too_alike((120, 480), (120, 481))
    assert not too_alike((120, None), (120, None))


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=8))
def test_parts_with_their_own_sum_never_miss_it_however_it_is_rounded(parts):
    total = sum(parts)

    assert not parts_miss(total, parts)
    assert not parts_miss((total + 5) // 10 * 10, parts)
    for step in (5, 10):
        rounded = [(2 * part + step) // (2 * step) * step for part in parts]
        assert not parts_miss((2 * total + step) // (2 * step) * step, rounded)


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=8), st.integers(6, 1000))
def test_parts_beyond_any_rounding_miss_their_total(parts, gap):
    ragged = [*parts, 1 - sum(parts) % 2]

    assert parts_miss(sum(ragged) + gap, ragged) or all(number % 5 == 0 for number in ragged)


def test_a_total_that_happens_to_end_in_five_is_not_taken_for_rounded():
    assert parts_miss(1445, (993, 453))


@pytest.mark.parametrize(
    ("total", "parts", "missed"),
    [
        (100, (52, 53), False),  # DfE: the total to ten, its parts exact: five away at most
        (100, (53, 53), True),
        # All to ten: half of ten for each part and for the total. 30 + 30 may be 25 + 25, of 45 or less.
        (50, (30, 30), False),
        (40, (30, 30), True),
        (60, (40, 30, 10), False),
        (50, (40, 30, 10), True),
        # All to five: two and a half each.
        (105, (50, 50), False),
        (105, (50, 45), True),
        (115, (50, 45, 10), False),
        (115, (50, 45, 5), True),
    ],
)
def test_what_rounding_explains_depends_on_how_many_numbers_were_rounded(total, parts, missed):
    assert parts_miss(total, parts) is missed


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=8),
    st.integers(0, 2000),
    st.randoms(use_true_random=False),
)
def test_no_doubt_depends_on_the_order_of_what_is_on_file(counts, count, dice):
    shuffled = list(counts)
    dice.shuffle(shuffled)

    assert parts_miss(count, shuffled) == parts_miss(count, counts)
    assert never_nought(shuffled) == never_nought(counts)
    assert looks_summed(count, shuffled) == looks_summed(count, counts)
    assert looks_year_so_far(count, shuffled[:2], shuffled) == looks_year_so_far(count, shuffled[:2], counts)


@given(st.integers(100, 10**6), st.one_of(st.none(), st.integers(100, 10**6)))
def test_a_gap_is_like_nothing_and_never_a_nought(top, bottom):
    assert too_alike((top, bottom), (top, bottom)) == (bottom is not None)
    assert not too_alike((None, bottom), (None, bottom))
    assert not too_alike((0, bottom), (None, bottom))
