"""Intervals: slow second answers, laws, and how often they hold the truth."""

import math
import random
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.intervals import (
    DRAWN,
    FLAGGED,
    Interval,
    byars,
    funnel_of_proportions,
    funnel_of_rates,
    newcombe,
    rates_difference,
    rates_ratio,
    wilson,
    yearly,
)
from scorecard.rules.intervals.poisson import at_most, count_limits, mean_limits
from scorecard.rules.numbers import NoDenominator
from tests.scorecard.rules import intervals_oracle as oracle

CONFIDENCES = st.sampled_from([0.8, 0.9, DRAWN, 0.99, FLAGGED])
SIZES = st.integers(1, 3000)
PARTS = SIZES.flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))
COUNTS = st.integers(0, 400)


def z_of(confidence):
    return NormalDist().inv_cdf((1 + confidence) / 2)


@given(PARTS, CONFIDENCES)
def test_wilson_is_what_a_score_test_does_not_reject(part, confidence):
    numerator, size = part

    interval = wilson(numerator, size, confidence=confidence)

    assert (interval.low, interval.high) == pytest.approx(
        oracle.wilson(numerator, size, z_of(confidence)), rel=1e-7, abs=1e-12
    )


@given(st.integers(0, 150), CONFIDENCES)
def test_exact_limits_are_the_means_under_which_the_count_is_rare(count, confidence):
    tail = (1 - confidence) / 2

    limits = mean_limits(float(count), tail)

    assert limits == pytest.approx(oracle.poisson_limits(count, tail), rel=1e-8)
    assert oracle.poisson_at_most(count, limits[1]) == pytest.approx(tail, rel=1e-7)


@given(st.integers(-1, 300), st.floats(0.01, 300))
def test_chances_at_whole_counts_are_the_sum_of_theirs(count, mean):
    assert at_most(count, mean) == pytest.approx(oracle.poisson_at_most(count, mean), abs=1e-11, rel=1e-9)


@given(st.floats(0, 300), st.floats(0.01, 300))
def test_chances_between_whole_counts_follow_from_one_another(count, mean):
    """Q(a + 1, x) = Q(a, x) + x^a e^-x / Gamma(a + 1): Abramowitz & Stegun 6.5.22."""
    step = math.exp((count + 1) * math.log(mean) - mean - math.lgamma(count + 2))

    assert at_most(count + 1, mean) == pytest.approx(at_most(count, mean) + step, abs=1e-11)
    assert at_most(count, mean) <= at_most(count + 0.25, mean) + 1e-12


def test_chances_far_out_and_of_many_people_are_found_too():
    assert at_most(0, 1000.0) == 0
    assert at_most(100_000, 1.0) == 1
    assert at_most(1e6, 1e6) == pytest.approx(0.5, abs=1e-3)
    low, high = count_limits(1e6, 0.025)
    assert (low, high) == pytest.approx((1e6 - 1960, 1e6 + 1960), abs=3)


def test_limits_are_found_to_the_digits_they_are_said_to_have():
    assert mean_limits(0.0, 0.025)[1] == pytest.approx(-math.log(0.025), rel=1e-14)
    assert mean_limits(1.0, 0.001)[0] == pytest.approx(-math.log(0.999), rel=1e-12)


@given(st.floats(0.05, 300), CONFIDENCES)
def test_a_funnels_edges_are_the_counts_whose_interval_touches_its_centre(mean, confidence):
    tail = (1 - confidence) / 2

    low, high = count_limits(mean, tail)

    assert mean_limits(high, tail)[0] == pytest.approx(mean, rel=1e-7)
    if low:
        assert mean_limits(low, tail)[1] == pytest.approx(mean, rel=1e-7)
    else:
        assert oracle.poisson_at_most(0, mean) >= tail * (1 - 1e-9)


@given(COUNTS, st.floats(0.05, 300), CONFIDENCES)
def test_a_whole_count_is_beyond_a_funnel_when_one_so_far_out_is_rarer_than_its_tail(count, mean, confidence):
    tail = (1 - confidence) / 2
    below, above = oracle.poisson_at_most(count, mean), 1 - oracle.poisson_at_most(count - 1, mean)
    edges = funnel_of_rates(Fraction(mean), 1, confidence=confidence)

    if abs(below - tail) > 1e-9 and abs(above - tail) > 1e-9:
        assert (count < edges.low) == (below < tail)
        assert (count > edges.high) == (above < tail)


@given(PARTS, st.fractions(0, 1, max_denominator=500), CONFIDENCES)
def test_a_proportion_is_beyond_a_funnel_when_its_interval_leaves_out_the_centre(part, centre, confidence):
    numerator, size = part
    value = Fraction(numerator, size)
    edges = funnel_of_proportions(centre, size, confidence=confidence)
    own = wilson(numerator, size, confidence=confidence)

    if min(abs(float(centre) - end) for end in (own.low, own.high)) > 1e-9:
        assert (value in edges) == (centre in own)


@given(st.integers(1, 300), st.integers(1, 10**6), st.integers(1, 300), st.integers(1, 10**6), CONFIDENCES)
def test_a_ratio_is_what_a_score_test_of_two_rates_does_not_reject(one, people, other, others, confidence):
    interval = rates_ratio(one, people, other, others, confidence=confidence)

    assert (interval.low, interval.high) == pytest.approx(
        oracle.rates_ratio(one, people, other, others, z_of(confidence)), rel=1e-6
    )


@given(PARTS, CONFIDENCES)
def test_an_interval_holds_its_proportion_and_stays_a_proportion(part, confidence):
    numerator, size = part
    interval = wilson(numerator, size, confidence=confidence)

    assert 0 <= interval.low <= interval.high <= 1
    assert interval.low - 1e-15 <= numerator / size <= interval.high + 1e-15
    assert (interval.low == 0) == (numerator == 0)
    assert (interval.high == 1) == (numerator == size)


@given(PARTS, CONFIDENCES)
def test_the_interval_of_what_is_left_over_is_the_mirror_image(part, confidence):
    numerator, size = part
    one, other = (wilson(top, size, confidence=confidence) for top in (numerator, size - numerator))

    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-14)


@given(PARTS, st.integers(2, 20))
def test_more_people_make_a_proportion_surer(part, factor):
    numerator, size = part
    few, many = wilson(numerator, size), wilson(numerator * factor, size * factor)

    assert many.high - many.low < few.high - few.low
    assert few.low <= many.low
    assert many.high <= few.high


@given(PARTS, COUNTS, PARTS)
def test_to_be_surer_is_to_say_less(part, count, other):
    asks = [
        lambda confidence: wilson(*part, confidence=confidence),
        lambda confidence: byars(count, confidence=confidence),
        lambda confidence: newcombe(*part, *other, confidence=confidence),
        lambda confidence: rates_difference(count, 500, part[0], 900, confidence=confidence),
        lambda confidence: funnel_of_rates(Fraction(1, 50), part[1], confidence=confidence),
        lambda confidence: funnel_of_proportions(Fraction(1, 5), part[1], confidence=confidence),
    ]
    for ask in asks:
        narrow, wide = ask(DRAWN), ask(FLAGGED)

        assert wide.low <= narrow.low
        assert narrow.high <= wide.high
        assert wide.high - wide.low > narrow.high - narrow.low


@given(COUNTS, CONFIDENCES)
def test_a_counts_interval_holds_it_and_moves_up_with_it(count, confidence):
    one, more = byars(count, confidence=confidence), byars(count + 1, confidence=confidence)

    assert 0 <= one.low <= count < one.high
    assert count in one
    assert one.low < more.low
    assert one.high < more.high


@given(PARTS, PARTS, CONFIDENCES)
def test_a_difference_turned_round_is_its_mirror_image(one, other, confidence):
    here = newcombe(*one, *other, confidence=confidence)
    there = newcombe(*other, *one, confidence=confidence)

    assert (here.low, here.high) == pytest.approx((-there.high, -there.low), abs=1e-12)
    assert -1 - 1e-12 <= here.low <= Fraction(*one) - Fraction(*other) + Fraction(1, 10**12)
    assert here.high <= 1 + 1e-12


@given(COUNTS, st.integers(1, 10**6), COUNTS, st.integers(1, 10**6))
def test_rates_turned_round_are_mirror_images_and_inverses(one, people, other, others):
    here, there = rates_difference(one, people, other, others), rates_difference(other, others, one, people)

    assert (here.low, here.high) == pytest.approx((-there.high, -there.low), rel=1e-9, abs=1e-12)
    if one and other:
        ratio, inverse = rates_ratio(one, people, other, others), rates_ratio(other, others, one, people)
        assert (ratio.low, ratio.high) == pytest.approx((1 / inverse.high, 1 / inverse.low), rel=1e-9)


@given(COUNTS, st.integers(1, 10**6), COUNTS, st.integers(1, 10**6))
def test_a_difference_of_rates_joins_each_ones_own_limits(one, people, other, others):
    mine, theirs = byars(one), byars(other)
    value = one / people - other / others
    down = math.sqrt(((one - mine.low) / people) ** 2 + ((theirs.high - other) / others) ** 2)
    up = math.sqrt(((mine.high - one) / people) ** 2 + ((other - theirs.low) / others) ** 2)

    interval = rates_difference(one, people, other, others)

    assert (interval.low, interval.high) == pytest.approx((value - down, value + up), rel=1e-9, abs=1e-12)


@given(st.fractions("0.001", "0.05", max_denominator=10**4), st.integers(100, 10**5))
def test_a_funnel_narrows_towards_its_centre(centre, people):
    for funnel in (funnel_of_rates, funnel_of_proportions):
        wide, narrow = funnel(centre, people), funnel(centre, 4 * people)

        assert wide.low <= narrow.low < centre < narrow.high < wide.high


def test_without_events_elsewhere_a_ratio_has_no_upper_end():
    assert rates_ratio(6, 100, 0, 100).high == math.inf
    assert rates_ratio(0, 100, 6, 100).low == 0


def test_wilson_holds_the_truth_about_as_often_as_it_says():
    """Over true proportions from 5% to 95% of 60 children: 95% on average, 92% at the worst."""
    held = []
    for hundredths in range(5, 96, 5):
        truth = Fraction(hundredths, 100)
        chances = oracle.binomial_chances(60, truth)
        held.append(sum(chance for top, chance in enumerate(chances) if truth in wilson(top, 60)))

    assert sum(held) / len(held) == pytest.approx(0.95, abs=0.006)
    assert min(held) > 0.92


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_a_counts_limits_hold_the_truth_at_least_as_often_as_they_say(confidence):
    for truth in (1, 3, 7, 12, 30):
        chances = [
            oracle.poisson_at_most(count, truth) - oracle.poisson_at_most(count - 1, truth)
            for count in range(120)
        ]
        intervals = [byars(count, confidence=confidence) for count in range(120)]
        held = sum(chance for chance, one in zip(chances, intervals, strict=True) if truth in one)

        assert confidence - 0.001 <= held < 1


def test_differences_hold_the_truth_about_as_often_as_they_say():
    dice = random.Random(20_131)
    held = {"newcombe": 0, "rates": 0}
    for _ in range(1500):
        one, other = (sum(dice.random() < chance for _ in range(80)) for chance in (0.3, 0.2))
        held["newcombe"] += Fraction(1, 10) in newcombe(one, 80, other, 80)
        here, there = (sum(dice.random() < 0.02 for _ in range(size)) for size in (600, 400))
        held["rates"] += 0 in rates_difference(here, 600, there, 400)

    assert held["newcombe"] / 1500 == pytest.approx(0.95, abs=0.017)
    assert 0.95 < held["rates"] / 1500 < 0.99


@pytest.mark.parametrize("denominator", [0, None, Decimal(0)])
def test_nothing_is_said_of_nobody(denominator):
    asks = [
        lambda: wilson(0, denominator),
        lambda: newcombe(3, 9, 0, denominator),
        lambda: newcombe(0, denominator, 3, 9),
        lambda: yearly(3, denominator, periods_a_year=4, per=10_000),
        lambda: funnel_of_proportions(Fraction(1, 2), denominator),
        lambda: funnel_of_rates(Fraction(1, 2), denominator),
        lambda: rates_difference(3, 9, 3, denominator),
        lambda: rates_ratio(3, denominator, 3, 9),
        lambda: rates_ratio(3, 9, 3, denominator),
    ]
    for ask in asks:
        with pytest.raises(NoDenominator, match=r"denominator .*\."):
            ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: wilson(5, 4),
        lambda: wilson(-1, 4),
        lambda: wilson(-1, -4),
        lambda: wilson(0, -4),
        lambda: wilson(0, Decimal("-0.5")),
        lambda: byars(Decimal("-0.5")),
        lambda: funnel_of_rates(Decimal("-0.05"), 10),
        lambda: byars(-1),
        lambda: yearly(3, -9, periods_a_year=4, per=10_000),
        lambda: newcombe(1, 4, 5, 4),
        lambda: rates_difference(-1, 4, 5, 4),
        lambda: rates_ratio(-1, 4, 5, 4),
        lambda: funnel_of_proportions(Fraction(3, 2), 10),
        lambda: funnel_of_proportions(Fraction(-1, 2), 10),
        lambda: funnel_of_rates(1, -10),
        lambda: funnel_of_rates(-1, 10),
        lambda: wilson(1, 4, confidence=95),
        lambda: wilson(1, 4, confidence=0),
        lambda: byars(1, confidence=1),
    ],
)
def test_what_cannot_be_is_refused(ask):
    with pytest.raises(ValueError, match=r".\.$"):
        ask()


@pytest.mark.parametrize(
    "ask",
    [lambda: wilson(0.5, 4), lambda: wilson(1, 4.0), lambda: byars(3.0), lambda: funnel_of_rates(0.1, 9)],
)
def test_counts_are_never_floats(ask):
    with pytest.raises(TypeError, match="float"):
        ask()


def test_centres_at_the_ends_of_the_scale_have_no_width():
    assert funnel_of_proportions(0, 10) == Interval(0, 0)
    assert funnel_of_proportions(1, 10) == Interval(1, 1)
    assert funnel_of_rates(0, 10) == Interval(0, 0)


def test_to_be_all_but_certain_is_to_say_next_to_nothing():
    almost = math.nextafter(1, 0)

    assert funnel_of_rates(Fraction(1, 10), 100, confidence=almost).high > 0.4
    assert byars(3, confidence=almost).high > 40


def test_the_limits_themselves_are_inside():
    assert 0 in Interval(0, 1)
    assert 1 in Interval(0, 1)
    assert Fraction(-1, 10**9) not in Interval(0, 1)
    assert Decimal("1.000000001") not in Interval(0, 1)
    assert Interval(0.25, 0.5).times(100) == Interval(25, 50)


def test_the_levels_are_those_the_pages_name():
    assert (DRAWN, FLAGGED) == (0.95, 0.998)
    assert wilson(5, 9) == wilson(5, 9, confidence=0.95)
    assert byars(9) == byars(9, confidence=0.95)
    assert funnel_of_proportions(Fraction(1, 2), 9) == funnel_of_proportions(
        Fraction(1, 2), 9, confidence=0.998
    )
    assert funnel_of_rates(Fraction(1, 2), 9) == funnel_of_rates(Fraction(1, 2), 9, confidence=0.998)
