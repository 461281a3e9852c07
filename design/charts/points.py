"""A series' line and its points: filled for worse, open for better, a diamond for unusual."""

from collections.abc import Iterable

from design import palette
from design.charts.scale import Plot
from design.charts.shapes import ChartPoint


def path(points: Iterable[ChartPoint], plot: Plot, colour: str, thickness: float) -> str:
    """The line through the points, broken where a figure is missing; nothing when no two stand together."""
    steps, pen = [], "M"
    for index, point in enumerate(points):
        if point.value is None:
            pen = "M"
            continue
        steps.append(f"{pen}{plot.x(index):.1f} {plot.y(point.value):.1f}")
        pen = "L"
    if not any(step[0] == "L" for step in steps):
        return ""
    return (
        f'<path d="{"".join(steps)}" fill="none" stroke="{colour}" stroke-width="{thickness:g}" '
        'stroke-linejoin="round"/>'
    )


def point_mark(point: ChartPoint, plot: Plot, index: int, size: float) -> str:
    """One point's mark, `size` its radius when it stands out; nothing when there is no figure."""
    if point.value is None:
        return ""
    x, y = plot.x(index), plot.y(point.value)
    if point.tone == "worse":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" fill="{palette.ORANGE}"/>'
    if point.tone == "better":
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size - 0.8:g}" fill="{palette.WHITE}" '
            f'stroke="{palette.BLUE}" stroke-width="{size * 0.36:.2g}"/>'
        )
    if point.tone == "unusual":
        reach = f"{size * 1.2:.1f}"
        corners = f"M{x:.1f} {y - size * 1.2:.1f}l{reach} {reach}-{reach} {reach}-{reach}-{reach}Z"
        return f'<path d="{corners}" fill="{palette.VIOLET}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.55:.2g}" fill="{palette.LINE}"/>'
