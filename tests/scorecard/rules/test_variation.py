"""The XmR limits and special causes: one table a rule, and laws no series may break.

Charts as published are in test_published_examples.py.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.variation import Footing, Side, Special, analyse, run_line, segments, segments_of
from scorecard.rules.variation.causes import mark
from tests.scorecard.rules.variation_oracle import expected

# Small whole numbers make ties, points on the mean and equal ranges common; the rest make ugly fractions.
NUMBERS = st.one_of(
    st.integers(-6, 6),
    st.integers(0, 40),
    st.fractions(min_value=-50, max_value=50, max_denominator=400),
    st.decimals(min_value=0, max_value=100, places=1),
)
SERIES = st.lists(st.one_of(st.none(), NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=40)
# A path of small steps makes the runs and trends that independent numbers hardly ever do.
PATHS = st.lists(st.sampled_from([-3, -1, 0, 1, 1, 1, 2]), min_size=13, max_size=40).map(
    lambda steps: [sum(steps[: i + 1]) for i in range(len(steps))]
)
ANY_SERIES = st.one_of(SERIES, PATHS)


def test_limits_are_exact_fractions():
    values = [10, 12] * 7

    reading = analyse(values)[0]

    assert (reading.mean, reading.lower, reading.upper) == (11, Fraction(568, 100), Fraction(1632, 100))


def test_screening_is_done_once_and_can_be_left_out():
    # Ranges: 22 of 1, then 9 (to the outlier) and 4, 4: after 9 is gone 4 would be too wide, but stays.
    values = [0, 1] * 12 + [10, 6, 2]

    screened, whole = analyse(values)[0], analyse(values, screening=False)[0]

    ranges = [1] * 23 + [4, 4]
    assert screened.upper - screened.mean == Fraction("2.66") * Fraction(sum(ranges), len(ranges))
    assert whole.upper - whole.mean == Fraction("2.66") * Fraction(sum(ranges) + 9, len(ranges) + 1)


@pytest.mark.parametrize(("widest", "counted"), [(9_801, False), (9_800, True)])
def test_a_range_of_exactly_3267_thousandths_of_the_average_is_left_out(widest, counted):
    # The average range is 3,000 (or just less), so that 9,801 is exactly 3.267 times as wide.
    values = [0, 733, 0, 733, 733 + widest]

    reading = analyse(values, minimum=5)[0]

    average = Fraction(3 * 733 + widest, 4) if counted else 733
    assert reading.upper - reading.mean == Fraction("2.66") * average


def test_limits_are_never_clipped():
    percentages = [99, 100] * 7
    counts = [0, 1, 0, 3] * 4

    assert analyse(percentages)[0].upper > 100
    assert analyse(counts)[0].lower < 0


@pytest.mark.parametrize(
    ("count", "stage"),
    [(1, "too_few"), (12, "too_few"), (13, "trial"), (19, "trial"), (20, "limits"), (48, "limits")],
)
def test_the_number_of_points_decides_what_may_be_said(count, stage):
    readings = analyse([n % 3 for n in range(count)])

    assert {reading.stage for reading in readings} == {stage}
    assert all((reading.lower is None) == (stage == "too_few") for reading in readings)
    assert all(reading.mean is not None for reading in readings)


def test_short_series_get_limits_when_the_minimum_is_lowered():
    readings = analyse([1, 2, 50], minimum=2)

    assert readings[0].stage is Footing.TRIAL
    assert readings[0].upper is not None


def test_thirteen_is_counted_in_points_not_in_periods():
    readings = analyse([1, 2, 3, None] * 4)

    assert readings[0].stage is Footing.TOO_FEW


@pytest.mark.parametrize(("value", "count"), [(0, 24), (100, 24), (Fraction(1, 3), 13)])
def test_no_variation_means_no_limits_and_no_flag(value, count):
    readings = analyse([value] * count)

    assert {(r.mean, r.lower, r.upper, r.special, r.stage) for r in readings} == {
        (value, None, None, Special.NONE, Footing.NO_VARIATION)
    }


def test_points_that_never_follow_each_other_have_no_limits():
    readings = analyse([1, None, 2, None] * 8)

    assert {reading.stage for reading in readings} == {Footing.NO_VARIATION}


def test_one_dip_in_a_still_series_is_seen():
    # Screening would leave only ranges of zero, limits of no width, and twenty false alarms.
    readings = analyse([100] * 10 + [92] + [100] * 10)

    assert readings[10].special is Special.BELOW_LIMIT
    assert Special.ABOVE_LIMIT not in {reading.special for reading in readings}


A, B = "two_of_three_above", "two_of_three_below"
#: deviations from the mean, with limits 90 away: beyond 60 is far out
MARKS = {
    "a point on the limit is inside": ([90, -90, 91, -91], ["none", "none", "above_limit", "below_limit"]),
    "seven rising, NHSRplotthedots 1:7": ([-7, -5, -3, -1, 1, 3, 5], ["trend_up"] * 7),
    "seven falling, NHSRplotthedots 7:1": ([5, 3, 1, -1, -3, -5, -7], ["trend_down"] * 7),
    "a tie ends a trend, NHSRplotthedots c(1:3, 3:6)": ([-3, -2, -1, -1, 1, 2, 3], ["none"] * 7),
    "a tie ends a fall too": ([3, 2, 1, 1, -1, -2, -3], ["none"] * 7),
    "six are not a trend, NHSRplotthedots 1:6": ([-5, -3, -1, 1, 3, 5], ["none"] * 6),
    "trend after a step, NHSRplotthedots c(2, 1:7, 3)": (
        [2, -7, -5, -3, -1, 1, 3, 5, 3],
        ["none"] + ["trend_up"] * 7 + ["none"],
    ),
    "a gap ends a trend": ([-7, -5, -3, None, -1, 1, 3, 5], ["none"] * 8),
    "a turning point belongs to the trend that leaves it, NHSRplotthedots": (
        [-6, -4, -2, 0, 2, 4, 6, 5, 3, 1, -1, -3, -5],
        ["trend_up"] * 6 + ["trend_down"] * 7,
    ),
    "far, near, far": ([70, 10, 70], [A, "none", A]),
    "near, far, far": ([10, 70, 70], ["none", A, A]),
    "far, far, near": ([70, 70, 10], [A, A, "none"]),
    "low too": ([-70, -10, -70], [B, "none", B]),
    "exactly two thirds is not beyond": ([60, 70, 60], ["none"] * 3),
    "the third on the other side, NHSRplotthedots issue 143": ([70, -1, 70], ["none"] * 3),
    "the third on the mean": ([70, 0, 70], ["none"] * 3),
    "opposite sides": ([70, -70, 70], ["none"] * 3),
    "the third not with them though far out": ([70, 70, 10, -70, -10], [A, A] + ["none"] * 3),
    "two alone are not two of three": ([70, 70], ["none"] * 2),
    "a gap between": ([70, None, 70, 70], ["none"] * 4),
    "outside counts towards it, Making Data Count since 2023": ([95, 70, 10], ["above_limit", A, "none"]),
    "three apart, NHSRplotthedots c(1,0,0,1,1)": ([70, 10, 10, 70, 70], ["none"] * 3 + [A, A]),
    "seven above": ([1, 9, 1, 9, 1, 9, 1], ["run_above"] * 7),
    "seven below": ([-1, -9, -1, -9, -1, -9, -1], ["run_below"] * 7),
    "six above": ([1, 9, 1, 9, 1, 9], ["none"] * 6),
    "a point on the mean ends a run": ([1, 9, 1, 0, 9, 1, 9, 1], ["none"] * 8),
    "a point on the mean ends a low run": ([-1, -9, -1, 0, -9, -1, -9, -1], ["none"] * 8),
    "a gap ends a run": ([1, 9, 1, None, 9, 1, 9, 1], ["none"] * 8),
    "a run and two of three": (
        [1, 9, 70, 9, 70, 9, 1],
        ["run_above", "run_above", A, "run_above", A, "run_above", "run_above"],
    ),
    "outside before trend before two of three before run": (
        [1, 2, 3, 4, 65, 70, 95, 70, 10],
        ["trend_up"] * 6 + ["above_limit", A, "run_above"],
    ),
}


@pytest.mark.parametrize(("deviations", "marks"), MARKS.values(), ids=MARKS)
def test_special_causes_are_marked(deviations, marks):
    assert mark(deviations, 90) == marks


def test_every_code_but_none_has_its_side():
    sides = {special: special.side for special in Special}

    assert sides.pop(Special.NONE) is None
    for special, side in sides.items():
        high = str(special).endswith(("above", "up")) or special is Special.ABOVE_LIMIT
        assert side is (Side.HIGH if high else Side.LOW)


def test_nothing_crosses_a_break():
    low, high = [1, 2] * 7, [11, 12] * 7

    readings = analyse(low + high, breaks={14})

    assert (readings[13].mean, readings[14].mean) == (Fraction(3, 2), Fraction(23, 2))
    assert {reading.special for reading in readings} == {Special.NONE}


def test_breaks_outside_the_series_are_no_breaks():
    assert list(segments(4, {-1, 0, 4, 9})) == [(0, 4)]
    assert list(segments(0, {0})) == []


def test_a_run_line_claims_nothing():
    readings = run_line([1, 2, 90] * 8, breaks={12})

    assert {(r.lower, r.upper, r.special, r.stage) for r in readings} == {
        (None, None, Special.NONE, Footing.NOT_TESTED)
    }
    assert {reading.mean for reading in readings} == {31}


def test_floats_are_refused():
    with pytest.raises(TypeError):
        analyse([1, 2.5])


@given(
    ANY_SERIES,
    st.sets(st.integers(0, 40), max_size=3),
    st.booleans(),
    st.sampled_from([2, 7, 13]),
    st.one_of(st.none(), st.integers(2, 16)),
)
def test_readings_agree_with_the_slow_oracle(values, breaks, screening, minimum, baseline):
    readings = analyse(values, breaks=breaks, screening=screening, minimum=minimum, baseline=baseline)

    found = [(r.mean, r.lower, r.upper, r.special) for r in readings]
    assert found == expected(values, breaks, screening, minimum, baseline)


@given(ANY_SERIES, st.integers(2, 16), st.lists(NUMBERS, max_size=8))
def test_what_comes_after_the_baseline_moves_no_limit(values, baseline, later):
    known = sum(value is not None for value in values)
    told = analyse(values, minimum=2, baseline=baseline)

    more = analyse([*values, *later], minimum=2, baseline=baseline)

    if known >= baseline:
        assert [(r.mean, r.lower, r.upper) for r in more[: len(told)]] == [
            (r.mean, r.lower, r.upper) for r in told
        ]


@given(ANY_SERIES, st.fractions(min_value=-99, max_value=99, max_denominator=60))
def test_adding_the_same_to_every_point_moves_limits_and_changes_no_mark(values, shift):
    readings = analyse(values, minimum=2)

    moved = analyse([None if v is None else Fraction(v) + shift for v in values], minimum=2)

    assert [r.special for r in moved] == [r.special for r in readings]
    assert [r.upper for r in moved] == [None if r.upper is None else r.upper + shift for r in readings]


@given(ANY_SERIES, st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=60))
def test_a_change_of_unit_scales_limits_and_changes_no_mark(values, factor):
    readings = analyse(values, minimum=2)

    scaled = analyse([None if v is None else Fraction(v) * factor for v in values], minimum=2)

    assert [r.special for r in scaled] == [r.special for r in readings]
    assert [r.lower for r in scaled] == [None if r.lower is None else r.lower * factor for r in readings]


@given(ANY_SERIES)
def test_turning_the_series_upside_down_mirrors_every_mark(values):
    mirror = {Side.HIGH: Side.LOW, Side.LOW: Side.HIGH, None: None}

    readings = analyse(values, minimum=2)
    flipped = analyse([None if v is None else -v for v in values], minimum=2)

    assert [r.special.side for r in flipped] == [mirror[r.special.side] for r in readings]


@given(ANY_SERIES)
def test_reading_the_series_backwards_changes_only_the_way_of_trends(values):
    def name(reading):
        return "trend" if str(reading.special).startswith("trend") else reading.special

    forwards, backwards = analyse(values, minimum=2), analyse(values[::-1], minimum=2)

    assert [(r.lower, r.upper, name(r)) for r in forwards] == [
        (r.lower, r.upper, name(r)) for r in reversed(backwards)
    ]


@given(ANY_SERIES, st.integers(0, 40))
def test_a_gap_is_never_a_zero(values, place):
    gapped = [*values[:place], None, *values[place:]]

    readings = analyse(gapped, minimum=2)

    gap = readings[min(place, len(values))]
    known = [Fraction(v) for v in values if v is not None]
    assert (gap.value, gap.special) == (None, Special.NONE)
    assert gap.mean == (sum(known) / len(known) if known else None)


@given(ANY_SERIES, ANY_SERIES)
def test_a_break_is_as_good_as_two_series(first, second):
    together = analyse(first + second, breaks={len(first)})

    assert together == analyse(first) + analyse(second)


@given(ANY_SERIES)
def test_a_limit_is_crossed_by_exactly_the_points_marked_so(values):
    for reading in analyse(values, minimum=2):
        if reading.value is not None and reading.upper is not None:
            assert (reading.value > reading.upper) == (reading.special is Special.ABOVE_LIMIT)
            assert (reading.value < reading.lower) == (reading.special is Special.BELOW_LIMIT)


def test_segments_leave_a_range_that_is_too_wide_out_as_readings_do_unless_told_not_to():
    values = [10, 11] * 7 + [90]

    (segment,), (bare,) = segments_of(values), segments_of(values, screening=False)

    assert segment.upper == analyse(values)[0].upper
    assert segment.upper < bare.upper
