"""Numbered marks over a chart's line, each with a dotted line down to it: what was done about it when."""

from collections.abc import Sequence

from design import palette
from design.charts.scale import Plot, apart
from design.charts.shapes import Chart, ChartStep


def room_for(steps: Sequence[ChartStep], size: float, edge: tuple[float, float]) -> float:
    """How much height the marks need above the plot; none when there are none, or more than stand side by side."""
    return 1.9 * size if steps and _gap(size) * len(steps) <= edge[1] - edge[0] else 0.0


def step_marks(chart: Chart, plot: Plot, size: float, edge: tuple[float, float]) -> list[str]:
    """The marks, kept apart, and their lines down to the series; nothing where there is no room for all."""
    steps = chart.steps
    if not room_for(steps, size, edge):
        return []
    wanted = [_across(one.place, plot) for one in steps]
    half = _gap(size) / 2
    middles = apart(wanted, _gap(size), edge[0] + half, edge[1] - half)
    y, radius = plot.top - 1.2 * size, 0.66 * size
    parts = []
    for one, line, middle in zip(steps, wanted, middles, strict=True):
        foot = _height(chart, one.place, plot)
        parts.append(
            f'<path d="M{middle:.1f} {y + radius:.1f}L{line:.1f} {plot.top:.1f}V{foot:.1f}" fill="none" '
            f'stroke="{palette.NAVY}" stroke-dasharray="3 3"/>'
        )
    for one, middle in zip(steps, middles, strict=True):
        fill, ink = (palette.WHITE, palette.NAVY) if one.open else (palette.NAVY, palette.WHITE)
        parts.append(
            f'<circle cx="{middle:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{palette.NAVY}" '
            f'stroke-width="1.6"/><text x="{middle:.1f}" y="{y + 0.3 * size:.1f}" font-size="{0.85 * size:.3g}" '
            f'font-weight="700" text-anchor="middle" fill="{ink}">{one.number}</text>'
        )
    return parts


def _gap(size: float) -> float:
    """Room for one mark, with a little air."""
    return 1.5 * size


def _across(place: float, plot: Plot) -> float:
    """Where a place lies, within the drawing: before the first point and after the last there is nothing."""
    place = min(max(place, 0.0), plot.count - 1.0)
    low = int(place)
    high = min(low + 1, plot.count - 1)
    return plot.x(low) + (plot.x(high) - plot.x(low)) * (place - low)


def _height(chart: Chart, place: float, plot: Plot) -> float:
    """How far down a mark's line goes: to the series there, or to the foot where the series has a gap."""
    place = min(max(place, 0.0), plot.count - 1.0)
    low = int(place)
    high = min(low + 1, plot.count - 1)
    before, after = chart.points[low].value, chart.points[high].value
    if place == low and before is not None:
        return plot.y(before)
    if before is None or after is None:
        return plot.bottom
    return plot.y(before) + (plot.y(after) - plot.y(before)) * (place - low)
