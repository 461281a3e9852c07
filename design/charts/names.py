"""What is named at a chart's right end, whoever draws it: limits, average, target, comparators, the latest."""

from dataclasses import dataclass

from design import palette
from design.charts.scale import span
from design.charts.shapes import Chart
from design.charts.text import fitted, number

#: The colour of words that say what a point of each tone is.
TONE_TEXT = {
    "plain": palette.INK,
    "worse": palette.ORANGE_TEXT,
    "better": palette.BLUE_TEXT,
    "unusual": palette.VIOLET,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the right: where its line is (a value), what it says, how."""

    place: float
    text: str
    colour: str = palette.QUIET
    bold: bool = False


def names_of(chart: Chart, *, size: float, room: float) -> list[Name]:
    """What is named, from the highest value down; each at most `room` px wide in letters of `size` px."""

    def name(
        place: float, label: str, colour: str = palette.QUIET, end: str = "", *, bold: bool = False
    ) -> Name:
        """The label with its number, shortened to what there is room for."""
        text = f"{label} {number(place, chart.decimals, chart.suffix)}{end}"
        return Name(place, fitted(text, size, room), colour, bold)

    names = []
    usual = chart.usual_range()
    if usual and usual[1] == chart.upper:
        names.append(name(usual[1], "Upper limit"))
    if usual and usual[0] == chart.lower:
        names.append(name(usual[0], "Lower limit"))
    if chart.mean is not None:
        names.append(name(chart.mean, "Average"))
    if chart.target is not None:
        names.append(Name(chart.target, fitted(target_text(chart), size, room), palette.INK, bold=True))
    low, high = span(chart, comparators=True)
    for label, value in chart.comparators:
        names.append(name(value, label, end=" ↑" if value > high else " ↓" if value < low else ""))
    latest = chart.latest()
    if latest:
        tone = chart.points[latest[0]].tone
        # An older figure is not called the latest where later periods have none.
        word = "Latest" if latest[0] == len(chart.points) - 1 else "Last figure"
        names.append(name(latest[1], word, TONE_TEXT[tone], bold=True))
    return sorted(names, key=lambda one: -one.place)


def target_text(chart: Chart) -> str:
    """The target's name: the caller's words, or the plain number. The chart has a target."""
    assert chart.target is not None  # noqa: S101 - every caller has looked
    decimals = 0 if chart.target == int(chart.target) else chart.decimals
    return chart.target_label or f"Target {number(chart.target, decimals, chart.suffix)}"
