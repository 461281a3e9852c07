"""The line chart: usual range, average, target and comparators, each named at the line's right end.

A phone gets a simpler drawing, a PDF the same as a page in the PDF's own letters and size.
"""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from design import palette
from design.charts.names import TONE_TEXT, Name, names_of, target_text
from design.charts.points import path, point_mark
from design.charts.scale import Plot, apart, gridlines, span
from design.charts.shapes import Chart, Stretch
from design.charts.steps import room_for, step_marks
from design.charts.text import SCREEN_FONT, breadth, number, opening, short


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a drawing is made for: its grid, its letters, whether names stand at the right."""

    width: float
    height: float
    size: float
    font: str
    mark: float
    named: bool


#: More periods than this are named once a year.
_FEW = 8
_WIDE = _Sheet(1200, 330, 14, SCREEN_FONT, 5, named=True)
_MEDIUM = _Sheet(760, 320, 14, SCREEN_FONT, 5, named=True)
_PHONE = _Sheet(340, 230, 13, SCREEN_FONT, 4.5, named=False)
_PDF = _Sheet(680, 160, 11, "Liberation Sans, Arial, sans-serif", 4.5, named=True)
_PDF_SMALL = _Sheet(330, 150, 11, "Liberation Sans, Arial, sans-serif", 3.5, named=False)


def line_chart(
    chart: Chart, *, width: int | None = None, phone: bool = False, pdf: bool = False
) -> SafeString:
    """The chart as an SVG. A page shows it as wide as its column, a PDF at `width` px; each has a default.

    A `phone`'s drawing is a simpler one; in a PDF it is one of several beside each other.
    """
    if pdf:
        sheet = _PDF_SMALL if phone else _PDF
    else:
        sheet = _PHONE if phone else _WIDE if width is None or width > 900 else _MEDIUM
    if width is not None:
        sheet = _Sheet(width, sheet.height, sheet.size, sheet.font, sheet.mark, sheet.named)
    return SafeString(_draw(chart, sheet))


def responsive(chart: Chart, *, wide: bool = True) -> SafeString:
    """Three drawings of one chart, of which the style sheet shows the one that fits the reader's screen.

    Without the `wide` one for a column of text, which is never so wide: its block says so to the style sheet.
    """
    drawings = [("wide", _WIDE), ("medium", _MEDIUM), ("phone", _PHONE)][0 if wide else 1 :]
    parts = (f'<div class="board-chart__{name}">{_draw(chart, sheet)}</div>' for name, sheet in drawings)
    return SafeString("".join(parts))


def _draw(chart: Chart, sheet: _Sheet) -> str:
    """The whole drawing for one sheet."""
    low, high = span(chart, comparators=sheet.named)
    size, gap = sheet.size, sheet.size * 1.22
    names = names_of(chart, size=size, room=0.42 * sheet.width) if sheet.named else []
    height = max(sheet.height, (len(names) + 3) * gap)
    view = (sheet.width, height)
    drawing = opening("board-chart__drawing", chart.title, chart.description, view, font=sheet.font)
    if chart.latest() is None:
        return drawing + _nothing(sheet, height) + "</svg>"
    lines, decimals = gridlines(low, high, int((height - 3 * size) / (3.2 * size)))
    grid = [(value, number(value, decimals)) for value in lines]
    left = max((breadth(text, size) for _, text in grid), default=0.0) + 8
    right = max((breadth(name.text, size, bold=name.bold) for name in names), default=0.0) + 22
    edge = (left, sheet.width - (right if names else sheet.mark + 3))
    inset = 2.2 * size if sheet.named else sheet.mark + 3
    top, bottom = size * 1.1 + room_for(chart.steps, size, edge), height - 2.6 * size
    plot = Plot(edge[0] + inset, edge[1] - inset, top, bottom, low, high, len(chart.points))
    parts = [drawing, *_background(chart, plot, edge, grid, size), *_periods(chart, plot, sheet)]
    parts.append(path(chart.points, plot, palette.LINE, 1.8))
    parts += step_marks(chart, plot, size, edge)
    parts += [point_mark(point, plot, index, sheet.mark) for index, point in enumerate(chart.points)]
    parts += _named(names, plot, edge[1], gap, size) if sheet.named else _inside(chart, plot, size)
    return "".join(parts) + "</svg>"


def _nothing(sheet: _Sheet, height: float) -> str:
    """What stands in place of a line when there is no figure at all."""
    return (
        f'<text x="{sheet.width / 2:g}" y="{height / 2:g}" font-size="{sheet.size:g}" text-anchor="middle" '
        f'fill="{palette.QUIET}">No figures yet</text>'
    )


def _background(
    chart: Chart, plot: Plot, edge: tuple[float, float], lines: list[tuple[float, str]], size: float
) -> list[str]:
    """Usual range, gridlines with their numerals, average and target."""
    left, right = edge
    parts = [_band(chart, part, plot, edge) for part in chart.parts()]
    across = f"M{left:.1f} %.1fH{right:.1f}"
    grid = "".join(across % plot.y(value) for value, _ in lines)
    parts.append(f'<path d="{grid}" stroke="{palette.GRID}" fill="none"/>' if grid else "")
    for value, text in lines:
        parts.append(
            f'<text x="{left - 6:.1f}" y="{plot.y(value) + size * 0.35:.1f}" font-size="{size:g}" '
            f'text-anchor="end" fill="{palette.QUIET}">{text}</text>'
        )
    parts += [_average(chart, part, plot, edge) for part in chart.parts()]
    if chart.target is not None:
        parts.append(
            f'<path d="{across % plot.y(chart.target)}" stroke="{palette.INK}" stroke-width="1.4" '
            'stroke-dasharray="7 5" fill="none"/>'
        )
    return parts


def _sides(chart: Chart, part: Stretch, plot: Plot, edge: tuple[float, float]) -> tuple[float, float]:
    """Where a stretch begins and ends: halfway to its neighbours, or at the drawing's edge."""
    half = (plot.x(1) - plot.x(0)) / 2 if plot.count > 1 else 0.0
    left = edge[0] if part.first == 0 else plot.x(part.first) - half
    return left, edge[1] if part.last >= len(chart.points) - 1 else plot.x(part.last) + half


def _band(chart: Chart, part: Stretch, plot: Plot, edge: tuple[float, float]) -> str:
    """The usual range of a stretch."""
    usual = chart.allowed(part.lower, part.upper)
    if usual is None:
        return ""
    (left, right), top, bottom = _sides(chart, part, plot, edge), plot.y(usual[1]), plot.y(usual[0])
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'fill="{palette.BAND}"/>'
    )


def _average(chart: Chart, part: Stretch, plot: Plot, edge: tuple[float, float]) -> str:
    """The average of a stretch, and a line where it begins anew."""
    left, right = _sides(chart, part, plot, edge)
    begins = f"M{left:.1f} {plot.top:.1f}V{plot.bottom:.1f}" if part.first else ""
    average = "" if part.mean is None else f"M{left:.1f} {plot.y(part.mean):.1f}H{right:.1f}"
    return (
        f'<path d="{begins}{average}" stroke="{palette.GREY_MARK}" fill="none"/>' if begins + average else ""
    )


def _periods(chart: Chart, plot: Plot, sheet: _Sheet) -> list[str]:
    """The periods' names along the foot: every one, or each year's first, as room allows."""
    texts = [short(point.label) for point in chart.points]
    if not texts:
        return []
    size, room = sheet.size, max(breadth(text, sheet.size) for text in texts) + sheet.size
    apart_by = (plot.right - plot.left) / max(1, len(texts) - 1)
    steps = (1, 2, 4, 8) if len(texts) <= _FEW else (4, 8, 12, 16, 24, 48)
    step = next((n for n in steps if n * apart_by >= room), len(texts))
    first = next((n for n, text in enumerate(texts[:step]) if text.startswith("Apr")), 0)
    foot = plot.bottom + 0.75 * size
    parts = []
    for index in range(first, len(texts), step):
        x, half = plot.x(index), breadth(texts[index], size) / 2
        middle = min(max(x, half), sheet.width - half)
        parts.append(
            f'<path d="M{x:.1f} {foot:.1f}v5" stroke="{palette.GREY_MARK}" fill="none"/>'
            f'<text x="{middle:.1f}" y="{foot + 5 + size:.1f}" font-size="{size:g}" text-anchor="middle" '
            f'fill="{palette.QUIET}">{escape(texts[index])}</text>'
        )
    return parts


def _named(names: list[Name], plot: Plot, edge: float, gap: float, size: float) -> list[str]:
    """The names beside their lines, kept apart; one that had to move is joined to its line."""
    wanted = [plot.y(name.place) for name in names]
    places = apart(wanted, gap, size * 0.7, plot.bottom + size * 0.3)
    parts = []
    for name, line, place in zip(names, wanted, places, strict=True):
        moved = abs(line - place) > size * 0.3
        if moved:
            parts.append(
                f'<path d="M{edge + 2:.1f} {line:.1f}L{edge + 14:.1f} {place:.1f}" fill="none" '
                f'stroke="{palette.GREY_MARK}" stroke-width="0.7"/>'
            )
        weight = ' font-weight="700"' if name.bold else ""
        parts.append(
            f'<text x="{edge + 18:.1f}" y="{place + size * 0.35:.1f}" font-size="{size:g}"{weight} '
            f'fill="{name.colour}">{escape(name.text)}</text>'
        )
    return parts


def _inside(chart: Chart, plot: Plot, size: float) -> list[str]:
    """On a phone two names only, inside the drawing: the target at the left, the latest at the right."""
    latest = chart.latest()
    assert latest is not None  # noqa: S101 - an empty chart is not drawn
    index, value = latest
    text = number(value, chart.decimals, chart.suffix)
    x = min(max(plot.x(index) + 4, plot.left + breadth(text, size, bold=True)), plot.right + 4)
    earlier = [point.value for point in chart.points[:index] if point.value is not None]
    falling = bool(earlier) and earlier[-1] > value
    parts = [
        _halo(text, x, _beside(plot, value, size, below=falling), size, TONE_TEXT[chart.points[index].tone])
    ]
    if chart.target is not None:
        words = target_text(chart)
        if breadth(words, size, bold=True) + size <= x - breadth(text, size, bold=True) - plot.left:
            y = _beside(plot, chart.target, size, below=False)
            parts.append(_halo(words, plot.left, y, size, palette.INK, anchor="start"))
    return parts


def _beside(plot: Plot, value: float, size: float, *, below: bool) -> float:
    """The baseline of a word above or below `value`; on the other side where the drawing ends."""
    above, under = plot.y(value) - size * 0.6, plot.y(value) + size * 1.5
    if below:
        return under if under < plot.bottom + size else above
    return above if above - size > 0 else under


def _halo(text: str, x: float, y: float, size: float, colour: str, *, anchor: str = "end") -> str:
    """A bold word that stays legible where it crosses a line."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="700" text-anchor="{anchor}" '
        f'fill="{colour}" stroke="{palette.WHITE}" stroke-width="3" paint-order="stroke">'
        f"{escape(text)}</text>"
    )
