"""Bars lying down from nought, each with its name before it and its number in words at its end.

On a narrow drawing the name stands above its bar. A bar without a length has its words alone: nothing shows how
long it would be.
"""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from design import palette
from design.charts.shapes import LARGEST
from design.charts.text import SCREEN_FONT, breadth, opening


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length (None: not shown) and the words at its end."""

    label: str
    value: float | None
    words: str

    def __post_init__(self) -> None:
        """Refuse a length that cannot be drawn."""
        if self.value is not None and not 0 <= self.value <= LARGEST:
            raise ValueError(f"{self.label}: a bar of {self.value} cannot be drawn.")


@dataclass(frozen=True, slots=True)
class Bars:
    """What a drawing of bars is given, in the order it is read; `title` is the drawing in one sentence."""

    bars: tuple[Bar, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a drawing is made for: its width, its letters, how thick a bar is, whether names stand above."""

    width: float
    size: float
    font: str
    thick: float
    above: bool = False


_PAGE = _Sheet(760, 14, SCREEN_FONT, 22)
_PHONE = _Sheet(340, 14, SCREEN_FONT, 18, above=True)
_PDF = _Sheet(680, 12, "Liberation Sans, Arial, sans-serif", 18)
_GAP = 10.0
#: So much of the width the names may take at the most.
_NAMES = 0.4


def bar_chart(chart: Bars, *, width: int | None = None, phone: bool = False, pdf: bool = False) -> SafeString:
    """The bars as an SVG; a PDF's may be given a `width` in px of the drawing."""
    sheet = _PHONE if phone else _PDF if pdf else _PAGE
    if width is not None:
        sheet = _Sheet(width, sheet.size, sheet.font, sheet.thick, above=width < 500)
    return SafeString(_draw(chart, sheet))


def responsive_bars(chart: Bars) -> SafeString:
    """Two drawings, of which the style sheet shows the one that fits the reader's screen."""
    drawn = (("medium", _PAGE), ("phone", _PHONE))
    return SafeString(
        "".join(f'<div class="board-chart__{name}">{_draw(chart, sheet)}</div>' for name, sheet in drawn)
    )


def _draw(chart: Bars, sheet: _Sheet) -> str:
    names = [_lines(bar.label, sheet) for bar in chart.bars]
    left = 0.0 if sheet.above else _room(names, sheet)
    ends = max((breadth(bar.words, sheet.size, bold=True) for bar in chart.bars), default=0.0) + 12
    longest = max((bar.value or 0.0 for bar in chart.bars), default=0.0) or 1.0
    scale = max(sheet.width - left - ends, 1.0) / longest
    parts, top = [], 2.0
    for bar, lines in zip(chart.bars, names, strict=True):
        drawn, top = _bar(bar, lines, left, scale, top, sheet)
        parts += drawn
    axis = f'<path d="M{left:.1f} 0V{top - _GAP + 2:.1f}" stroke="{palette.GREY_MARK}" fill="none"/>'
    grid = (sheet.width, top)
    opened = opening("board-chart__drawing", chart.title, "", grid, font=sheet.font)
    return f"{opened}{''.join(parts)}{axis}</svg>"


def _bar(
    bar: Bar, lines: list[str], left: float, scale: float, top: float, sheet: _Sheet
) -> tuple[list[str], float]:
    """One bar with its words, from `top` on, and where the next begins."""
    size, leading = sheet.size, sheet.size * 1.2
    named = len(lines) * leading
    tall = sheet.thick if sheet.above else max(sheet.thick, named)
    y = top + (named + 4 if sheet.above else 0)
    middle = y + tall / 2
    first = top + size if sheet.above else middle - (len(lines) - 1) * leading / 2 + size * 0.35
    parts = [
        _text(line, 0 if sheet.above else left - 8, first + n * leading, size, sheet.above)
        for n, line in enumerate(lines)
    ]
    length = 0.0
    if bar.value:
        length = max(bar.value * scale, 1.5)
        parts.append(
            f'<rect x="{left:.1f}" y="{middle - sheet.thick / 2:.1f}" width="{length:.1f}" '
            f'height="{sheet.thick:g}" fill="{palette.NAVY}"/>'
        )
    weight = ' font-weight="700"' if bar.value is not None else ""
    colour = palette.INK if bar.value is not None else palette.QUIET
    parts.append(
        f'<text x="{left + length + 6:.1f}" y="{middle + size * 0.35:.1f}" font-size="{size:g}"{weight} '
        f'fill="{colour}">{escape(bar.words)}</text>'
    )
    return parts, y + tall + _GAP


def _text(line: str, x: float, y: float, size: float, above: bool) -> str:
    anchor = "start" if above else "end"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{palette.INK}">'
        f"{escape(line)}</text>"
    )


def _room(names: list[list[str]], sheet: _Sheet) -> float:
    return max((breadth(line, sheet.size) for lines in names for line in lines), default=0.0) + 10


def _lines(label: str, sheet: _Sheet) -> list[str]:
    """A name in lines no longer than there is room."""
    room = sheet.width * (0.98 if sheet.above else _NAMES)
    found = [""]
    for word in label.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and breadth(longer, sheet.size) > room:
            found.append(word)
        else:
            found[-1] = longer
    return found
