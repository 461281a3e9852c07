"""Charts as inline SVG: nothing leaves the drawing, no names collide, gaps stay gaps."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import palette
from design.charts import Chart, ChartPoint, Stretch, line_chart, responsive, sparkline
from design.charts.text import breadth

TONES = st.sampled_from(["plain", "worse", "better", "unusual"])
VALUES = st.floats(-1e6, 1e6) | st.integers(0, 100).map(float)


def quarters(*values, tones=()):
    months = ("April to June", "July to September", "October to December", "January to March")
    names = [f"{months[n % 4]} {2012 + n // 4 + (n % 4 == 3)}" for n in range(len(values))]
    plain = ["plain"] * (len(values) - len(tones))
    return tuple(ChartPoint(*each) for each in zip(names, values, [*plain, *tones], strict=True))


@st.composite
def charts(draw):
    values = draw(st.lists(st.none() | VALUES, max_size=30))
    tones = draw(st.lists(TONES, min_size=len(values), max_size=len(values)))
    some = st.none() | VALUES
    return Chart(
        points=quarters(*values, tones=tones),
        mean=draw(some), lower=draw(some), upper=draw(some), target=draw(some),
        comparators=tuple(draw(st.lists(st.tuples(st.sampled_from(["England", "Similar areas", "South East"]),
                                                  VALUES), max_size=4))),
        decimals=draw(st.integers(0, 2)), suffix=draw(st.sampled_from(["", "%"])),
        floor=draw(st.none() | st.just(0.0)), ceiling=draw(st.none() | st.just(100.0)),
        title=draw(st.text(max_size=20, alphabet="ab <&>\"'")),
    )  # fmt: skip


def boxes(svg):
    """Each text's (left, top, right, bottom, words), as wide as the drawing itself reckons."""
    found = []
    for text in ElementTree.fromstring(svg).iter("text"):
        size = float(text.get("font-size"))
        wide = breadth(text.text, size, bold=text.get("font-weight") == "700")
        start = {"middle": wide / 2, "end": wide}.get(text.get("text-anchor"), 0.0)
        left, base = float(text.get("x")) - start, float(text.get("y"))
        found.append((left, base - 0.75 * size, left + wide, base + 0.2 * size, text.text))
    return found


def overlapping(svg):
    found = boxes(svg)
    return [
        (one[4], other[4])
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 0.11 and other[1] < one[3] - 0.11
    ]


def assert_inside(svg):
    root = ElementTree.fromstring(svg)
    _, _, wide, high = map(float, root.get("viewBox").split())
    xs, ys = [], []
    for element in root.iter():
        xs += [float(element.get(name)) for name in ("cx",) if element.get(name)]
        ys += [float(element.get(name)) for name in ("cy",) if element.get(name)]
        if element.tag == "rect":
            xs += [float(element.get("x")), float(element.get("x")) + float(element.get("width"))]
            ys += [float(element.get("y")), float(element.get("y")) + float(element.get("height"))]
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", element.get("d", "")):
            xs.append(float(x))
            ys.append(float(y))
    for left, top, right, bottom, _ in boxes(svg):
        xs += [left, right]
        ys += [top, bottom]
    assert all(-0.1 <= x <= wide + 0.1 for x in xs), (min(xs), max(xs), wide)
    assert all(-0.1 <= y <= high + 0.1 for y in ys), (min(ys), max(ys), high)


@given(charts())
def test_nothing_leaves_the_drawing_and_nothing_is_not_a_number(chart):
    for svg in (
        line_chart(chart),
        line_chart(chart, phone=True),
        line_chart(chart, pdf=True),
        sparkline(chart),
    ):
        assert not re.search(r'"[^"]*(nan|inf)[^"]*"', svg.split("</title>")[1])
        assert_inside(svg)


@given(charts())
def test_names_at_the_right_and_along_the_edges_never_overlap(chart):
    for svg in (line_chart(chart), line_chart(chart, width=760), line_chart(chart, pdf=True)):
        assert overlapping(svg) == []


@given(charts())
def test_a_drawing_has_no_inline_style_and_no_script(chart):
    svg = responsive(chart) + sparkline(chart)

    assert "style=" not in svg
    assert "<style" not in svg
    assert not re.search(r"\son\w+=", svg)


def test_the_title_is_escaped_and_names_the_picture():
    svg = line_chart(Chart(points=quarters(1, 2), title="Under <5 & over"))
    root = ElementTree.fromstring(svg)

    assert root.get("role") == "img"
    assert root.find("title").text == "Under <5 & over"


def test_a_missing_figure_breaks_the_line():
    svg = sparkline(Chart(points=quarters(1, 2, None, 3, 4)))

    line = next(path.get("d") for path in ElementTree.fromstring(svg).iter("path"))
    assert line.count("M") == 2


def test_a_figure_between_two_gaps_is_still_seen():
    svg = sparkline(Chart(points=quarters(1, None, 2, None, 3)))

    assert svg.count("<circle") == 3


@pytest.mark.parametrize(
    ("tone", "drawn"),
    [
        ("worse", f'r="5" fill="{palette.ORANGE}"'),
        ("better", f'fill="{palette.WHITE}" stroke="{palette.BLUE}"'),
        ("unusual", f'Z" fill="{palette.VIOLET}"'),
    ],
)
def test_a_flagged_point_differs_in_shape_as_well_as_colour(tone, drawn):
    svg = line_chart(Chart(points=quarters(1, 2, tones=[tone])))

    assert drawn in svg


def test_only_points_with_a_tone_are_coloured():
    svg = line_chart(Chart(points=quarters(5, 6, 7, tones=["worse"])))

    assert svg.count(palette.ORANGE + '"') == 1


def test_limits_are_drawn_no_further_than_the_unit_allows():
    chart = Chart(points=quarters(97, 99, 98), mean=98, lower=93, upper=103, floor=0, ceiling=100)
    svg = line_chart(chart)

    assert chart.usual_range() == (93, 100)
    assert "Lower limit 93.0" in svg
    assert "Upper limit" not in svg


def test_a_comparator_far_away_is_printed_with_an_arrow_and_does_not_flatten_the_line():
    near = Chart(points=quarters(27, 32), comparators=(("England", 33.0),))
    far = Chart(points=quarters(27, 32), comparators=(("England", 60.0),))

    assert "England 33.0<" in line_chart(near)
    assert "England 60.0 ↑" in line_chart(far)
    assert "60<" not in line_chart(far)


def test_a_comparator_half_a_span_away_is_still_drawn_to_scale():
    assert "↑" not in line_chart(Chart(points=quarters(10, 20), comparators=(("England", 25.0),)))
    assert "↑" in line_chart(Chart(points=quarters(10, 20), comparators=(("England", 25.1),)))


def test_a_long_name_is_cut_but_its_number_stays():
    chart = Chart(points=quarters(1, 2), comparators=(("Statistical neighbours of the county " * 3, 1.5),))

    names = [box[4] for box in boxes(line_chart(chart, pdf=True))]
    assert any(name.startswith("Statistical") and name.endswith("… 1.5") for name in names)


def test_a_phone_names_only_the_target_and_the_latest():
    chart = Chart(points=quarters(70, 75), target=80, comparators=(("England", 70.0),), mean=72, decimals=0)

    svg = line_chart(chart, phone=True)
    assert "Target 80" in svg
    assert ">75<" in svg
    assert "England" not in svg


def test_a_series_without_figures_says_so():
    assert "No figures yet" in line_chart(Chart(points=quarters(None, None), title="Empty"))


def test_long_series_are_named_once_a_year_in_short_words():
    svg = line_chart(Chart(points=quarters(*range(16))))

    assert svg.count("Apr to Jun") == 4
    assert "Jul to Sep" not in svg


@pytest.mark.parametrize(
    ("value", "printed"),
    [(17.25, "17.3"), (-0.04, "0.0"), (-2.5, "−2.5"), (1234.0, "1,234.0"), (34.65, "34.7")],
)
def test_a_number_is_rounded_as_on_the_page(value, printed):
    assert f"Latest {printed}<" in line_chart(Chart(points=quarters(value)))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e13])
def test_a_number_that_cannot_be_drawn_is_refused(value):
    with pytest.raises(ValueError, match="cannot be drawn"):
        ChartPoint("Q1", value)
    with pytest.raises(ValueError, match="cannot be drawn"):
        Chart(points=(), target=value)


def test_a_series_that_began_anew_has_a_range_and_an_average_for_each_stretch_and_a_line_between():
    points = tuple(ChartPoint(f"Q{n}", float(n % 3)) for n in range(8))
    anew = Chart(
        points,
        mean=5.0,
        lower=4.0,
        upper=6.0,
        stretches=(Stretch(0, 3, 1.0, 0.0, 2.0), Stretch(4, 7, 5.0, 4.0, 6.0)),
    )
    once = Chart(points, mean=5.0, lower=4.0, upper=6.0)

    bands = re.findall(
        rf'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*fill="{palette.BAND}"', line_chart(anew)
    )
    (x, width), (beginning, _) = bands
    assert float(x) + float(width) == pytest.approx(float(beginning), abs=0.2)
    assert line_chart(once).count(f'fill="{palette.BAND}"') == 1
    assert re.search(rf"M{beginning} [\d.]+V[\d.]+M{beginning} [\d.]+H", line_chart(anew))
