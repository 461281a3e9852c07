"""The funnel: each place or agency at its size, about a common level, between limits that narrow as size grows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from design import palette
from design.charts.scale import gridlines
from design.charts.shapes import Tone
from design.charts.text import breadth, fitted, number, opening

_LEFT, _RIGHT, _TOP, _BOTTOM = 60.0, 16.0, 14.0, 46.0
_FONT = "Helvetica Neue, Helvetica, Arial, sans-serif"
_FILLS = {"worse": palette.ORANGE, "better": palette.BLUE, "unusual": palette.VIOLET, "plain": palette.LINE}


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One place or agency: the number it is known by in the table, its size, its value, how it stands out."""

    label: str
    size: float
    value: float
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Funnel:
    """What a funnel is given. `limits` are (size, low, high) along the sizes, for the inner and the outer lines."""

    points: tuple[FunnelPoint, ...]
    centre: float
    inner: tuple[tuple[float, float, float], ...]
    outer: tuple[tuple[float, float, float], ...]
    size_words: str
    decimals: int = 1
    suffix: str = ""
    title: str = ""
    ceiling: float | None = None


Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a drawing is made for: its grid, and the size of its letters."""

    width: float
    height: float
    size: float

    @property
    def right(self) -> float:
        """Where the drawing's lines end."""
        return self.width - _RIGHT

    @property
    def foot(self) -> float:
        """Where its lowest value lies."""
        return self.height - _BOTTOM


#: One for each width of the reader's screen, as line charts have: letters come out at 13px or more on each.
_SHEETS = {
    "wide": _Sheet(1200, 400, 14),
    "medium": _Sheet(760, 360, 14),
    "phone": _Sheet(340, 280, 13),
}


def funnel(chart: Funnel) -> SafeString:
    """One drawing. Its points are named by numbers: the table beside it says whose they are."""
    return SafeString(_draw(chart, _SHEETS["medium"]))


def responsive_funnel(chart: Funnel) -> SafeString:
    """Three drawings, of which the style sheet shows the one that fits the reader's screen."""
    drawn = (
        f'<div class="board-chart__{name}">{_draw(chart, sheet)}</div>' for name, sheet in _SHEETS.items()
    )
    return SafeString("".join(drawn))


def _draw(chart: Funnel, sheet: _Sheet) -> str:
    widest = max(point.size for point in chart.points) * 1.08
    held = [one for size, *edges in chart.outer if size >= 0.05 * widest for one in edges]
    held += [point.value for point in chart.points] + [chart.centre]
    low, high = max(0.0, min(held)), max(held)
    room = 0.08 * (high - low) or 1.0
    low, high = max(0.0, low - room), high + room
    if chart.ceiling is not None:
        high = min(high, max(chart.ceiling, low + 1))

    def x(size: float) -> float:
        return _LEFT + (sheet.right - _LEFT) * min(1.0, size / widest)

    def y(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return sheet.foot - (sheet.foot - _TOP) * share

    parts = [opening("board-chart__drawing", chart.title, "", (sheet.width, sheet.height), font=_FONT)]
    parts += _across(low, high, y, chart, sheet)
    parts += _along(widest, x, chart, sheet)
    parts.append(_lines(chart.outer, x, y, palette.GREY_MARK, "5 4"))
    parts.append(_lines(chart.inner, x, y, palette.GREY_MARK, "2 3"))
    parts.append(
        f'<path d="M{_LEFT} {y(chart.centre):.1f}H{sheet.right}" stroke="{palette.INK}" fill="none"/>'
    )
    parts += [_point(point, x(point.size), y(point.value)) for point in chart.points]
    return "".join(parts) + "</svg>"


def _across(low: float, high: float, y: Place, chart: Funnel, sheet: _Sheet) -> list[str]:
    lines, decimals = gridlines(low, high, 6)
    return [
        f'<path d="M{_LEFT} {y(value):.1f}H{sheet.right}" stroke="{palette.GRID}" fill="none"/>'
        f'<text x="{_LEFT - 6}" y="{y(value) + 5:.1f}" font-size="{sheet.size:g}" text-anchor="end" '
        f'fill="{palette.QUIET}">{number(value, decimals, chart.suffix)}</text>'
        for value in lines
    ]


def _along(widest: float, x: Place, chart: Funnel, sheet: _Sheet) -> list[str]:
    sizes, _ = gridlines(0.0, widest, 3 if sheet.width < 400 else 6)
    foot = sheet.foot
    parts = [
        f'<text x="{x(size):.1f}" y="{foot + 18:.1f}" font-size="{sheet.size:g}" text-anchor="middle" '
        f'fill="{palette.QUIET}">{number(size, 0)}</text>'
        for size in sizes
    ]
    said = fitted(chart.size_words, sheet.size, sheet.width - 8)
    half = breadth(said, sheet.size) / 2
    middle = min(max(half + 4, (_LEFT + sheet.right) / 2), sheet.width - half - 4)
    parts.append(
        f'<text x="{middle:.1f}" y="{foot + 38:.1f}" font-size="{sheet.size:g}" text-anchor="middle" '
        f'fill="{palette.QUIET}">{escape(said)}</text>'
    )
    return parts


def _lines(limits: Sequence[tuple[float, float, float]], x: Place, y: Place, colour: str, dashes: str) -> str:
    lower = "".join(
        f"{'L' if place else 'M'}{x(size):.1f} {y(low):.1f}" for place, (size, low, _) in enumerate(limits)
    )
    upper = "".join(
        f"{'L' if place else 'M'}{x(size):.1f} {y(high):.1f}" for place, (size, _, high) in enumerate(limits)
    )
    return f'<path d="{lower}{upper}" stroke="{colour}" stroke-dasharray="{dashes}" fill="none"/>'


def _point(point: FunnelPoint, x: float, y: float) -> str:
    """A disc, filled where it stands out for the worse and open for the better, with its number beside it."""
    fill = palette.WHITE if point.tone == "better" else _FILLS[point.tone]
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 if point.tone != "plain" else 3.5}" fill="{fill}" '
        f'stroke="{_FILLS[point.tone]}" stroke-width="2"/>'
        f'<text x="{x + 8:.1f}" y="{y - 6:.1f}" font-size="13" fill="{palette.INK}" stroke="{palette.WHITE}" '
        f'stroke-width="3" paint-order="stroke">{escape(point.label)}</text>'
    )
