"""Bars: as long as their numbers say, hidden ones without a length, names that fit, and what cannot be drawn."""

import re

import pytest

from design.charts import Bar, Bars, bar_chart, responsive_bars

BARS = Bars(
    (Bar("Teachers", 700.0, "700"), Bar("Nurses", 350.0, "350"), Bar("Police & fire", None, "hidden")),
    "Who was trained.",
)


def lengths(svg: str) -> list[float]:
    return [float(one) for one in re.findall(r'<rect[^>]* width="([\d.]+)"', svg)]


@pytest.mark.parametrize("how", [{}, {"phone": True}, {"pdf": True}])
def test_bars_are_as_long_as_their_numbers_and_a_hidden_one_has_no_length(how: dict[str, bool]) -> None:
    svg = bar_chart(BARS, **how)

    long, short = lengths(svg)
    assert long == pytest.approx(2 * short, rel=0.01)
    assert re.findall(r">([^<]+)</text>", svg).count("hidden") == 1
    assert "Police &amp; fire" in svg


def test_a_drawing_says_in_one_sentence_what_it_shows() -> None:
    assert "<title>Who was trained.</title>" in bar_chart(BARS)
    assert 'role="img"' in bar_chart(BARS)


def test_nothing_is_drawn_outside_the_drawing() -> None:
    long = Bars((Bar("A profession with a name much longer than there is room for in any column", 9.0, "9"),))
    for svg in (bar_chart(long, phone=True), bar_chart(long, pdf=True), bar_chart(BARS, phone=True)):
        wide, high = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())  # type: ignore[union-attr]
        assert all(0 <= float(x) <= wide for x in re.findall(r'<text x="([-\d.]+)"', svg))
        assert all(0 <= float(y) <= high for y in re.findall(r'<text x="[-\d.]+" y="([-\d.]+)"', svg))
        assert max(lengths(svg)) <= wide


def test_a_nought_has_its_number_and_no_bar() -> None:
    assert lengths(bar_chart(Bars((Bar("A", 0.0, "0"), Bar("B", None, "hidden"))))) == []


def test_a_page_gets_a_drawing_for_its_column_and_one_for_a_phone() -> None:
    drawn = responsive_bars(BARS)

    assert drawn.count("<svg") == 2
    assert "board-chart__medium" in drawn
    assert "board-chart__phone" in drawn


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_a_length_that_cannot_be_drawn_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        Bar("A", value, "?")
