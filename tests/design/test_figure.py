"""The chart for Plotly: the same points, lines, colours and shapes as the SVG; gaps stay gaps."""

import json
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from design import palette
from design.charts import Chart, ChartPoint, Stretch, line_chart
from design.charts.figure import figure
from tests.design.test_charts import charts, quarters

CHART = Chart(
    points=quarters(30.0, None, 20.0, 10.0, 25.0, tones=("worse", "plain", "better", "unusual", "plain")),
    mean=21.0,
    lower=8.0,
    upper=34.0,
    target=15.0,
    target_label="Target 15",
    comparators=(("England", 22.0), ("South East", 900.0)),
    suffix="%",
    floor=0.0,
    ceiling=100.0,
    title="Repeat plans, between 10 and 30%, latest 25%.",
)


def trace(chart):
    (only,) = figure(chart)["data"]
    return only


def shapes(chart, name):
    return [one for one in figure(chart)["layout"].get("shapes", ()) if one["name"] == name]


def named(chart):
    return [one["text"] for one in figure(chart)["layout"]["annotations"]]


def test_a_missing_figure_is_a_gap_and_never_a_nought():
    drawn = trace(CHART)

    assert drawn["y"] == [30.0, None, 20.0, 10.0, 25.0]
    assert drawn["connectgaps"] is False
    assert drawn["hovertext"][1] == ""
    assert "null" in json.dumps(figure(CHART))


def test_each_pattern_has_the_colour_and_the_shape_it_has_in_the_svg():
    marker = trace(CHART)["marker"]

    assert marker["symbol"] == ["circle", "circle", "circle", "diamond", "circle"]
    assert marker["color"] == [palette.ORANGE, palette.LINE, palette.WHITE, palette.VIOLET, palette.LINE]
    assert marker["line"]["color"][2] == palette.BLUE
    assert marker["line"]["width"] == [0, 0, 1.8, 0, 0]
    svg = line_chart(CHART)
    assert f'fill="{palette.ORANGE}"' in svg
    assert f'stroke="{palette.BLUE}"' in svg
    assert f'fill="{palette.VIOLET}"' in svg


def test_usual_range_average_and_target_are_drawn_as_in_the_svg():
    (usual,), (average,), (target,) = (shapes(CHART, name) for name in ("usual", "average", "target"))

    assert (usual["y0"], usual["y1"], usual["fillcolor"]) == (8.0, 34.0, palette.BAND)
    assert (average["y0"], average["y1"]) == (21.0, 21.0)
    assert (target["y0"], target["y1"], target["line"]["color"]) == (15.0, 15.0, palette.INK)
    assert target["line"]["dash"] == "7px,5px"
    assert usual["layer"] == "below"


def test_the_range_goes_no_further_than_the_unit_allows():
    wide = Chart(points=CHART.points, mean=50.0, lower=-20.0, upper=120.0, floor=0.0, ceiling=100.0)

    (usual,) = shapes(wide, "usual")

    assert (usual["y0"], usual["y1"]) == (0.0, 100.0)


def test_a_line_that_began_anew_has_a_range_a_stretch_and_a_line_between():
    parts = (Stretch(0, 2, 21.0, 8.0, 34.0), Stretch(3, 4, 12.0, 6.0, 18.0))
    anew = Chart(points=CHART.points, mean=12.0, lower=6.0, upper=18.0, stretches=parts)

    assert [(one["x0"], one["x1"]) for one in shapes(anew, "usual")] == [(-0.5, 2.5), (2.5, 4.5)]
    assert [one["x0"] for one in shapes(anew, "begins")] == [2.5]


def test_a_line_without_limits_has_no_range_and_one_without_a_target_no_target():
    plain = Chart(points=CHART.points)

    assert [one for name in ("usual", "average", "target") for one in shapes(plain, name)] == []
    assert named(plain) == ["Latest 25.0"]


def test_the_names_are_those_of_the_svg_from_the_top_down():
    svg = [one.text for one in ElementTree.fromstring(line_chart(CHART)).iter("text")]

    assert named(CHART) == [text for text in svg if text in named(CHART)]
    assert "South East 900.0% ↑" in named(CHART)


def test_what_a_point_says_is_its_period_its_value_and_its_pattern():
    assert trace(CHART)["hovertext"][0] == "April to June 2012: 30.0%, worse than usual"
    assert trace(CHART)["hovertext"][4] == "April to June 2013: 25.0%"


def test_words_are_words_to_plotly_and_not_tags():
    sly = Chart(points=quarters(1.0, 2.0), comparators=(("<a href='http://x'>", 1.5),))

    assert not re.search("<", json.dumps(figure(sly)))


def test_nothing_offers_to_send_the_figures_anywhere():
    config = figure(CHART)["config"]

    assert config["displayModeBar"] is False
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert "plot.ly" not in json.dumps(figure(CHART))
    assert "template" not in figure(CHART)["layout"]


def test_a_line_without_any_figure_says_so():
    assert named(Chart(points=quarters(None, None), target=3.0)) == ["No figures yet"]


def test_a_phone_has_the_target_and_the_latest_alone():
    narrow = figure(CHART)["narrow"]

    assert [one["text"] for one in narrow["annotations"]] == ["Target 15", "25.0%"]
    assert narrow["margin.r"] < 20


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e13])
def test_what_cannot_be_drawn_is_refused_before_it_gets_here(value):
    with pytest.raises(ValueError, match="cannot be drawn"):
        ChartPoint("April to June 2012", value)


@settings(max_examples=60, deadline=None)
@given(charts())
def test_any_chart_can_be_told_as_json_with_every_value_in_sight_and_no_names_over_each_other(chart):
    drawn = figure(chart)

    assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn
    low, high = drawn["layout"]["yaxis"]["range"]
    assert all(low <= value <= high for value in drawn["data"][0]["y"] if value is not None)
    rate = (drawn["layout"]["height"] - 56) / (high - low)
    places = [(high - one["y"]) * rate + one.get("ay", 0) for one in drawn["layout"]["annotations"]]
    assert all(b - a > 16.5 for a, b in pairwise(places))
