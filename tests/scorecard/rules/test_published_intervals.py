"""Intervals against published worked values."""

import math
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

import pytest

from scorecard.rules.intervals import (
    BYAR_FROM,
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
from scorecard.rules.intervals.poisson import mean_limits
from scorecard.rules.numbers import rate

#: OHID's R package PHEindicatormethods keeps these as the expected results of its own tests.
FINGERTIPS_PROPORTIONS = Fraction("80.642448") / 100
FINGERTIPS_RATES = Fraction("116.1720835") / 100_000


def printed(interval, places):
    return round(interval.low, places), round(interval.high, places)


def z_of(confidence):
    return NormalDist().inv_cdf((1 + confidence) / 2)


@pytest.mark.parametrize(
    ("numerator", "denominator", "places", "limits"),
    [
        pytest.param(81, 263, 4, (0.2553, 0.3662), id="Newcombe 1998, seven methods, table I, method 3"),
        pytest.param(15, 148, 4, (0.0624, 0.1605), id="Newcombe 1998, table I: second"),
        pytest.param(13, 16, 4, (0.5699, 0.9341), id="Fagerland, Lydersen & Laake 2017, chapter 2"),
        pytest.param(4, 8, 3, (0.215, 0.785), id="Boston University, EP713: four of eight"),
        # That one takes 1.96 for the deviate, which moves the sixth digit.
        pytest.param(10, 14, 4, (0.4535, 0.8828), id="wilson-score-interval, README: 10 of 14"),
        pytest.param(430, 474, 5, (0.87768, 0.93012), id="wilson-score-interval, README: 430 of 474"),
        pytest.param(392, 436, 5, (0.86723, 0.92396), id="wilson-score-interval, README: 392 of 436"),
    ],
)
def test_a_proportions_interval_is_the_published_one(numerator, denominator, places, limits):
    assert printed(wilson(numerator, denominator), places) == limits


@pytest.mark.parametrize(
    ("count", "confidence", "limits"),
    [
        pytest.param(0, 0.95, (0.0, 3.689), id="epitools, pois.exact: none"),
        pytest.param(25, 0.95, (16.18, 36.90), id="GraphPad, QuickCalcs: 25 at 95%"),
        pytest.param(25, 0.90, (17.38, 34.92), id="GraphPad, QuickCalcs: 25 at 90%"),
        pytest.param(25, 0.99, (14.00, 41.00), id="GraphPad, QuickCalcs: 25 at 99%"),
        pytest.param(10, 0.95, (4.80, 18.39), id="calculatorhub: 10"),
        pytest.param(14, 0.95, (400 * 0.019135, 400 * 0.058724), id="StatsDirect: 14 in 400 person-years"),
    ],
)
def test_exact_limits_of_a_count_are_the_published_ones(count, confidence, limits):
    assert mean_limits(float(count), (1 - confidence) / 2) == pytest.approx(limits, abs=6e-3, rel=2e-5)


@pytest.mark.parametrize("count", [*range(10, 30), 65, 100, 389, 1045, 10_000])
@pytest.mark.parametrize(("confidence", "error"), [(0.95, 0.002), (0.998, 0.016)])
def test_byars_method_is_near_the_exact_limits_from_ten_on(count, confidence, error):
    """At 95% within 0.2%: PHE, Technical Guide: Confidence Intervals (2018). At 99.8% within 1.6%: measured."""
    exact = mean_limits(float(count), (1 - confidence) / 2)
    limits = byars(count, confidence=confidence)

    assert (limits.low, limits.high) == pytest.approx(exact, rel=error)
    assert (limits.low, limits.high) != exact


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_byars_method_is_written_as_ohid_writes_it(confidence):
    z = z_of(confidence)
    low = 65 * (1 - 1 / (9 * 65) - z / (3 * math.sqrt(65))) ** 3
    high = 66 * (1 - 1 / (9 * 66) + z / (3 * math.sqrt(66))) ** 3

    assert byars(65, confidence=confidence) == Interval(pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_counts_below_ten_have_exact_limits_and_ten_byars(confidence):
    limits = [byars(count, confidence=confidence) for count in (0, 1, 9, 10)]
    exact = [Interval(*mean_limits(float(count), (1 - confidence) / 2)) for count in (0, 1, 9, 10)]

    assert BYAR_FROM == 10
    assert [
        one.low == pytest.approx(other.low, rel=1e-8) for one, other in zip(limits, exact, strict=True)
    ] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("one", "other", "limits"),
    [
        pytest.param((56, 70), (48, 80), (0.0524, 0.3339), id="Newcombe 1998, eleven methods, table II (a)"),
        pytest.param((9, 10), (3, 10), (0.1705, 0.8090), id="Newcombe 1998, table II (b)"),
        pytest.param((5, 56), (0, 29), (-0.0381, 0.1926), id="Newcombe 1998, table II (d)"),
        pytest.param((7, 34), (1, 34), (0.0189, 0.3404), id="Fagerland, Lydersen & Laake 2017, chapter 4"),
    ],
)
def test_a_difference_of_proportions_has_the_published_limits(one, other, limits):
    assert printed(newcombe(*one, *other), 4) == limits


@pytest.mark.parametrize(
    ("one", "other", "confidence", "limits"),
    [
        pytest.param((60, "51477.5"), (30, "54308.7"), 0.95, (1.365962, 3.259306), id="Gu 2008, statsmodels"),
    ],
)
def test_a_ratio_of_rates_has_the_published_limits(one, other, confidence, limits):
    (count, years), (other_count, other_years) = one, other
    interval = rates_ratio(count, Decimal(years), other_count, Decimal(other_years), confidence=confidence)

    assert printed(interval, 6) == limits


def test_a_difference_of_rates_is_near_the_score_interval_published_for_it():
    """statsmodels and ratesci give 0.2658 to 0.9892 a thousand; joined from exact limits it is a little wider."""
    interval = rates_difference(60, Decimal("51477.5"), 30, Decimal("54308.7")).times(1000)

    assert (interval.low, interval.high) == pytest.approx((0.265796, 0.989192), abs=0.017)
    assert interval.low < 0.265796 < 0.989192 < interval.high


@pytest.mark.parametrize(
    ("size", "drawn", "flagged"),
    [
        (1, (3.204264, 100), (0, 100)),
        (3, (35.933491, 100), (10.150815, 100)),
        (18, (62.390093, 98.894803), (51.864359, 100)),
        (41, (68.548635, 92.73626), (61.574398, 99.710497)),
        (50, (69.691035, 91.593861), (63.375595, 97.909301)),
        (102, (72.974925, 88.309971), (68.553233, 92.731663)),
        (1008, (78.203374, 83.081521), (76.796814, 84.488082)),
        (9998, (79.867989, 81.416907), (79.421375, 81.863521)),
        (110_000, (80.408963, 80.875933), (80.274317, 81.010578)),
    ],
)
def test_a_funnel_of_proportions_has_fingertips_edges(size, drawn, flagged):
    for confidence, edges in ((DRAWN, drawn), (FLAGGED, flagged)):
        interval = funnel_of_proportions(FINGERTIPS_PROPORTIONS, size, confidence=confidence).times(100)

        assert (interval.low, interval.high) == pytest.approx(edges, abs=2e-6)


@pytest.mark.parametrize(
    ("events", "drawn", "flagged"),
    [
        (1, (20.85059119, 4588.535848), (12.58170943, 116108.569)),
        (2, (32.15975314, 959.2695538), (20.69168143, 5117.48863)),
        (5, (49.78092521, 357.7858395), (35.30048174, 785.6132963)),
        (9, (61.19760093, 254.0592274), (46.14605812, 426.3325728)),
        (10, (63.17010446, 242.2579623), (48.13632908, 392.4043292)),
        (25, (78.69686435, 179.5141005), (65.06625781, 235.4148807)),
        (104, (95.87787415, 142.1808715), (86.58805154, 160.4288333)),
        (419, (105.5638147, 128.1503327), (100.1173624, 135.7458388)),
        (1360, (110.158048, 122.6021934), (106.9073359, 126.5084525)),
    ],
)
def test_a_funnel_of_rates_has_fingertips_edges(events, drawn, flagged):
    """Fingertips asks at which population so many events lie on an edge; here the edge is asked for there."""
    for confidence, (low, high) in ((DRAWN, drawn), (FLAGGED, flagged)):
        for side, edge in (("low", low), ("high", high)):
            population = events * 100_000 / Fraction(str(edge))
            interval = funnel_of_rates(FINGERTIPS_RATES, population, confidence=confidence)

            assert getattr(interval.times(100_000), side) == pytest.approx(edge, rel=6e-5)


def test_a_rate_a_year_is_as_unsure_as_the_count_of_its_quarter():
    quarter = yearly(961, 283_314, periods_a_year=4, per=10_000)
    counted = byars(961)

    assert quarter == Interval(
        pytest.approx(counted.low * 4 / 283_314 * 10_000), pytest.approx(counted.high * 4 / 283_314 * 10_000)
    )
    assert rate(961, 283_314, periods_a_year=4) in quarter
    year = yearly(961 * 4, 283_314, periods_a_year=1, per=10_000)
    assert quarter.high - quarter.low > 1.9 * (year.high - year.low)
