"""The rules held against published charts, and against the published cases of what is a run, a trend, two of three.

Data, limits and marks are in `published/`, each with its source and with where that goes another way than we do.
"""

from fractions import Fraction

import pytest

from scorecard.rules.variation import Special, analyse
from scorecard.rules.variation.causes import mark
from tests.scorecard.rules.published_charts import TEXTS, charts

CHARTS = list(charts())
OUTSIDE = (Special.ABOVE_LIMIT, Special.BELOW_LIMIT)
MARKED = tuple(one for one in Special if one is not Special.NONE)


def readings_of(chart):
    return analyse(chart.points, screening=chart.screening, minimum=2, baseline=chart.baseline)


def places(readings, wanted):
    return [place for place, one in enumerate(readings, 1) if one.special in wanted]


@pytest.mark.parametrize("chart", [one for one in CHARTS if one.printed], ids=str)
def test_mean_and_limits_are_those_printed(chart):
    reading = readings_of(chart)[0]
    average_range = (reading.upper - reading.mean) / Fraction("2.66")
    ours = {
        "mean": reading.mean,
        "average_range": average_range,
        "lower": reading.mean - average_range * chart.factor,
        "upper": reading.mean + average_range * chart.factor,
        "width": average_range * chart.factor,
    }

    wrong = {what: float(ours[what]) for what, text in chart.printed if not chart.agrees(ours[what], text)}

    assert wrong == {}, chart.printed


@pytest.mark.parametrize("chart", [one for one in CHARTS if one.outside is not None], ids=str)
def test_the_points_outside_are_those_of_the_source(chart):
    assert places(readings_of(chart), OUTSIDE) == chart.outside


@pytest.mark.parametrize("chart", [one for one in CHARTS if one.special is not None], ids=str)
def test_the_points_marked_are_those_of_the_source_but_for_what_is_said(chart):
    theirs, ours_too, theirs_too = map(set, (chart.special, chart.ours_too, chart.theirs_too))

    assert set(places(readings_of(chart), MARKED)) == theirs - theirs_too | ours_too
    assert not ours_too & theirs
    assert theirs_too <= theirs


def test_a_chart_that_is_compared_differently_says_why():
    unsaid = [
        one.name for one in CHARTS if one.because is None and (one.ours_too or one.theirs_too or one.within)
    ]

    assert unsaid == []


def test_at_least_twenty_sets_of_data_are_from_texts_guides_and_manuals():
    assert len({tuple(chart.points) for chart in CHARTS if chart.file in TEXTS}) >= 20
    assert len({chart.name for chart in CHARTS}) == len(CHARTS)


#: Where the portal's own way, which leaves wide ranges out, marks points that the source's way does not.
SCREENING_ADDS = {
    "data for verifying software": [1],
    "peak flow rates, days 1 to 18": [11],
    "two hundred and four resistances": [46, 198, 199, 203, 204],
    "24 numbers, ranges not screened": [15],
    "yield over three years": [1, 2],
}


@pytest.mark.parametrize(
    "chart", [one for one in CHARTS if not one.screening and len(one.points) >= 13], ids=str
)
def test_screening_changes_the_marks_of_few_charts(chart):
    theirs = places(readings_of(chart), MARKED)

    ours = places(analyse(chart.points, baseline=chart.baseline), MARKED)

    assert ours == sorted({*theirs, *SCREENING_ADDS.get(chart.name, ())})


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


HIGH, LOW = "two_of_three_above", "two_of_three_below"


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
    assert found == [HIGH if one else (RA if run else N) for one in marked]


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([6, 7, 8, 9], [N] * 4),
        ([6, 11, 11, 6, 6, 6], [N, HIGH, HIGH, N, N, N]),
        ([4, -1, -1, 4, 4, 4], [N, LOW, LOW, N, N, N]),
        ([11, 6, 11, 6, 6], [HIGH, N, HIGH, N, N]),
        ([11, 6, 6, 6, 6], [N] * 5),
        ([6, 11, 11, 11, 6, 6], [N, HIGH, HIGH, HIGH, N, N]),
        ([6, 11, 11, -1, 6, 6], [N, HIGH, HIGH, N, N, N]),
        ([11], [N]),
        ([6, 11, 11, 6], [N, HIGH, HIGH, N]),
        ([10, 10, 6, 6, 6], [N] * 5),
    ],
)  # fmt: skip
def test_two_of_three_are_those_of_the_power_bi_tests(values, marked):
    """AUS-DOH-Safety-and-Quality/PowerBI-SPC, test/Outlier Flagging/twoInThree.test.ts, without highlight_series.

    Their lines at 0 and 10 lie two thirds of the way to a limit. Their points at 5, the mean, stand here at 6 or
    4: their rule does not ask for the side of the third point, ours does.
    """
    assert [one.value for one in mark([4 * (one - 5) for one in values], 30)] == marked


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([5, 6, 5, 6, 5, 6, 5], [N] * 7),
        ([5, 5, 5, 5, 5], [N] * 5),
        ([1, 3, 2, 4, 3, 5], [N] * 6),
        ([1, 2, 3, 4, 5, 6, 7, 6], [TU] * 7 + [N]),
    ],
)  # fmt: skip
def test_trends_are_those_of_the_power_bi_tests(values, marked):
    """The same project's trend.test.ts, for trends of seven and longer. Runs it tests elsewhere."""
    found = mark([2 * one - 7 for one in values], FAR)

    assert [one.value if one.value in (TU, TD) else N for one in found] == marked
