"""The rules held against published examples: data and limits as printed, and which points are said to be special.

Each was seen in the source named with it. Where a source uses three sigma from d2 = 1.128 instead of 2.66 average
moving ranges, or rounds on the way, the tolerance says so. Sources that do not leave wide ranges out of the average
are held against the rules without screening (ADR 3).
"""

from decimal import Decimal
from typing import NamedTuple

import pytest

from scorecard.rules.variation import analyse
from scorecard.rules.variation.causes import mark

MAKING_SENSE = "D. J. Wheeler, Making Sense of Data, as quoted in statprocon's tests/test_xmr.py"


class Example(NamedTuple):
    """One published chart. `baseline` points set the limits; `special` are the places of points outside them."""

    name: str
    source: str
    values: str
    mean: str
    lower: str
    upper: str
    within: str = "0.005"
    baseline: int | None = None
    outside: tuple[int, ...] | None = None


EXAMPLES = [
    Example(
        "data for verifying software", f"{MAKING_SENSE}, p. 382",
        "5045 4350 4350 3975 4290 4430 4485 4285 3980 3925 3645 3760 3300 3685 3463 5200",
        "4135.50", "3188.72", "5082.28",
    ),
    Example(
        "peak flow rates, days 1 to 18", f"{MAKING_SENSE}, p. 130, figure 9.9; the book rounds before it multiplies",
        "120 140 100 150 260 150 100 120 300 300 275 300 140 170 150 150 190 180",
        "183.1", "43.7", "322.5", within="0.3",
    ),
    Example(
        "accident rates, group A", f"{MAKING_SENSE}, table 9.1",
        "43 40 37 33 30 33 34 35 29 33 31 39", "34.75", "25.6", "43.9", within="0.05",
    ),
    Example(
        "accident rates, group B", f"{MAKING_SENSE}, table 9.1",
        "35 37 33 32 27 29 31 22 25 30 24 19", "28.67", "18.0", "39.3", within="0.05",
    ),
    Example(
        "flow rate of ten batches", "NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2; three sigma over 1.128",
        "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1", "50.81", "45.8159", "55.8041", within="0.0012",
    ),
    Example(
        "viscosity", "D. C. Montgomery, Introduction to Statistical Quality Control, p. 242, as in R's qcc; 3 / 1.128",
        "33.75 33.05 34 33.81 33.46 34.02 33.68 33.27 33.49 33.20 33.62 33.00 33.54 33.12 33.84",
        "33.52333", "32.24484", "34.80183", within="0.0003",
    ),
    Example(
        "water content of antifreeze", "Wetherill and Brown 1991, p. 120, as in the tests of mistat's qcc; 3 / 1.128",
        "2.23 2.53 2.62 2.63 2.58 2.44 2.49 2.34 2.95 2.54 2.60 2.45 2.17 2.58 2.57 2.44 2.38 "
        "2.23 2.23 2.54 2.66 2.84 2.81 2.39 2.56 2.70 3.00 2.81 2.77 2.89 2.54 2.98 2.35 2.53",
        "2.569706", "2.031344", "3.108068", within="0.0002", outside=(),
    ),
    Example(
        "cost of mortgage loans, the first twenty weeks setting the limits",
        "D. C. Montgomery, Introduction to Statistical Quality Control, example 6.5, as in spc-kit's specs",
        "310 288 297 298 307 303 294 297 308 306 294 299 297 299 314 295 293 306 301 304 "
        "305 282 305 296 314 295 287 301 298 311 310 292 305 299 304 310 304 305 333 328",
        "300.5", "279.78", "321.22", within="0.01", baseline=20, outside=(38, 39),
    ),
    Example(
        "counts that rise by one", "control chart tests of the Thai hospital indicator programme's dashboard",
        "11 12 13 14 15 16", "13.5", "10.84", "16.16",
    ),
    Example(
        "four counts", "statprocon's tests/test_xmr.py",
        "1 10 100 50", "40.25", "-91.864", "172.364",
    ),
    Example(
        "three counts", "statprocon's tests/test_xmr.py", "3 4 5", "4", "1.340", "6.660",
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_mean_and_limits_are_those_printed(example):
    readings = analyse(
        [Decimal(one) for one in example.values.split()],
        screening=False,
        minimum=2,
        baseline=example.baseline,
    )
    within = float(example.within)

    assert float(readings[0].mean) == pytest.approx(float(example.mean), abs=max(within, 0.005))
    assert float(readings[0].lower) == pytest.approx(float(example.lower), abs=within)
    assert float(readings[0].upper) == pytest.approx(float(example.upper), abs=within)
    if example.outside is not None:
        found = [place for place, one in enumerate(readings) if one.special.value.endswith("_limit")]
        assert tuple(found) == example.outside


def test_the_average_moving_range_is_that_printed():
    """F. Alemi, Introduction to Control Charts: XmR Chart: eight observations, mean 87.50, average range 13.86."""
    reading = analyse([90, 85, 92, 67, 98, 83, 94, 91], screening=False, minimum=2)[0]

    assert float(reading.mean) == 87.5
    assert float(reading.upper - reading.mean) / 2.66 == pytest.approx(13.86, abs=0.005)


def test_a_run_below_the_average_is_the_one_printed():
    """Wheeler, Making Sense of Data, table 8.1: of 14 yearly percentages the last eight run below the average."""
    told = "21.3 20.2 20.9 21.0 18.8 19.6 18.7 18.6 18.1 18.9 19.2 18.2 17.3 19.0"
    found = [one.special.value for one in analyse([Decimal(one) for one in told.split()], screening=False)]

    assert [place for place, one in enumerate(found) if one in ("run_below", "below_limit")] == list(
        range(6, 14)
    )


def test_points_near_opposite_limits_are_no_special_cause():
    """NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R: 16 points, the last two near opposite limits."""
    values = [Decimal(one) for one in ("1 -1 " * 7 + "5.5 -5.5").split()]

    assert [one.special.value for one in analyse(values)[-2:]] == ["none", "none"]


N, RA, RB, TU, TD = "none", "run_above", "run_below", "trend_up", "trend_down"
FAR = 10**6


@pytest.mark.parametrize(
    ("deviations", "expected"),
    [
        ([1] * 6, [N] * 6),
        ([1] * 6 + [-1], [N] * 7),
        ([1] * 8 + [-1], [RA] * 8 + [N]),
        ([-1] * 8 + [1], [RB] * 8 + [N]),
        ([-1] + [1] * 8 + [-1], [N] + [RA] * 8 + [N]),
        ([1] + [-1] * 8 + [1], [N] + [RB] * 8 + [N]),
        ([-3, -2, -1, 1, 2, 3], [N] * 6),
        ([-3, -2, -1, -1, 1, 2, 3], [N] * 7),
        ([-3, -2, -1, 0, 1, 2, 3], [TU] * 7),
        ([-2, -3, -2, -1, 0, 1, 2, 3, -1], [N] + [TU] * 7 + [N]),
        ([3, 2, 1, 0, -1, -2, -3], [TD] * 7),
        ([-2, 3, 2, 1, 0, -1, -2, -3, -1], [N] + [TD] * 7 + [N]),
    ],
)  # fmt: skip
def test_runs_and_trends_are_those_of_the_plot_the_dots_tests(deviations, expected):
    """NHSRplotthedots, tests/testthat/test-ptd_calculate_point_type.R: runs, and trends centred on the mean."""
    assert [one.value for one in mark(deviations, FAR)] == expected


TWO, NONE = "two_of_three_above", "none"


@pytest.mark.parametrize(
    ("close", "marked"),
    [
        ([1, 0, 1], [1, 0, 1]),
        ([0, 1, 1], [0, 1, 1]),
        ([1, 1, 0], [1, 1, 0]),
        ([0, 0, 1, 0, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0, 0]),
        ([1, 0, 0, 1], [0, 0, 0, 0]),
        ([1, 0, 0, 1, 1], [0, 0, 0, 1, 1]),
    ],
)  # fmt: skip
def test_two_of_three_are_those_of_the_plot_the_dots_tests(close, marked):
    """NHSRplotthedots, the same file: 1 is a point in the outer third of its side, and only those are marked."""
    deviations = [25 if one else 1 for one in close]

    found = [one.value for one in mark(deviations, 30)]

    run = len(close) >= 7  # a run of seven above the average is marked beneath it
    assert found == [TWO if one else ("run_above" if run else NONE) for one in marked]
