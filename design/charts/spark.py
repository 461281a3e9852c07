"""The small chart in a table's row: shape, usual range, target, and the points that stand out. No words."""

from django.utils.safestring import SafeString

from design import palette
from design.charts.points import path, point_mark
from design.charts.scale import Plot, span
from design.charts.shapes import Chart, ChartPoint
from design.charts.text import opening

_WIDTH, _HEIGHT, _EDGE = 148.0, 38.0, 4.0


def sparkline(chart: Chart) -> SafeString:
    """The series on its own scale, its target included. Only coloured points and the latest are marked."""
    low, high = span(chart, comparators=False)
    plot = Plot(_EDGE, _WIDTH - _EDGE - 2, _EDGE, _HEIGHT - _EDGE, low, high, len(chart.points))
    parts = [opening("board-spark", chart.title, "", (_WIDTH, _HEIGHT))]
    usual = chart.usual_range()
    if usual:
        top, bottom = plot.y(usual[1]), plot.y(usual[0])
        parts.append(
            f'<rect x="1" y="{top:.1f}" width="{_WIDTH - 6:g}" height="{bottom - top:.1f}" '
            f'fill="{palette.BAND}"/>'
        )
    if chart.target is not None:
        parts.append(
            f'<path d="M1 {plot.y(chart.target):.1f}H{_WIDTH - 1:g}" stroke="{palette.INK}" '
            'stroke-dasharray="2 2" fill="none"/>'
        )
    parts.append(path(chart.points, plot, palette.LINE, 1.3))
    latest = chart.latest()
    last = latest[0] if latest else -1
    for index, point in enumerate(chart.points):
        if point.tone != "plain":
            parts.append(point_mark(point, plot, index, 2.6))
        elif index == last or _alone(chart.points, index):
            parts.append(point_mark(point, plot, index, 4.2 if index == last else 2.6))
    return SafeString("".join(parts) + "</svg>")


def _alone(points: tuple[ChartPoint, ...], index: int) -> bool:
    """Whether a figure has no neighbour, so that no line would show it."""
    if points[index].value is None:
        return False
    before = points[index - 1].value if index else None
    after = points[index + 1].value if index + 1 < len(points) else None
    return before is None and after is None
