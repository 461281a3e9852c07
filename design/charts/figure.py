"""The same chart for Plotly: what the line chart draws, in the same colours and shapes, to be zoomed in a browser.

Built here and not in the browser, so that there is one place that says what is drawn, and tests can read it.
Plotly's own template is left out: every colour is ours.
"""

from dataclasses import dataclass
from typing import Any

from plotly import graph_objects

from design import palette
from design.charts.names import TONE_TEXT, Name, names_of, target_text
from design.charts.scale import Plot, apart, gridlines, span
from design.charts.shapes import Chart, ChartPoint, Stretch, Tone
from design.charts.text import SCREEN_FONT, breadth, number, short

#: Nothing of Plotly's own: no toolbar, no button that sends the figures to its makers, no address of theirs.
CONFIG = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "sendData": False,
    "showLink": False,
    "displaylogo": False,
    "showTips": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "responsive": True,
}
_SAID: dict[Tone, str] = {
    "plain": "",
    "worse": ", worse than usual",
    "better": ", better than usual",
    "unusual": ", unusual",
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A point's shape: Plotly's name for it, its breadth in px, inside and rim."""

    symbol: str
    size: float
    fill: str
    rim: str
    thickness: float


_MARKS: dict[Tone, _Mark] = {
    "plain": _Mark("circle", 5.5, palette.LINE, palette.LINE, 0),
    "worse": _Mark("circle", 10, palette.ORANGE, palette.ORANGE, 0),
    "better": _Mark("circle", 8.4, palette.WHITE, palette.BLUE, 1.8),
    "unusual": _Mark("diamond", 12, palette.VIOLET, palette.VIOLET, 0),
}
_SIZE, _WIDE, _NARROW = 14.0, 330.0, 260.0
#: How wide a phone's chart is, about.
_PHONE = 330
_TOP, _FOOT = 16.0, 40.0


def figure(chart: Chart, *, width: int = 1200) -> dict[str, Any]:
    """`data`, `layout` and `config` for Plotly; `narrow` is what of the layout differs on a phone.

    It fills whatever it is put into, which is about `width` px wide. Raises ValueError where Plotly knows no such
    property or value.
    """
    low, high = span(chart, comparators=True)
    built = graph_objects.Figure(
        data=[_trace(chart)], layout={"template": {}, **_layout(chart, low, high, width)}
    )
    drawn = built.to_plotly_json()
    layout = {key: value for key, value in drawn["layout"].items() if key != "template"}
    return {
        "data": [dict(one) for one in drawn["data"]],
        "layout": layout,
        "narrow": _narrow(chart, low, high),
        "config": dict(CONFIG),
        "title": chart.title,
        "periods": [point.label for point in chart.points],
    }


def _trace(chart: Chart) -> dict[str, Any]:
    """The line and its points. A missing figure is null, and the line is broken there."""
    marks = [_MARKS[point.tone] for point in chart.points]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [short(point.label) for point in chart.points],
        "y": [point.value for point in chart.points],
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": palette.LINE, "width": 1.8},
        "marker": {
            "symbol": [one.symbol for one in marks],
            "size": [one.size for one in marks],
            "color": [one.fill for one in marks],
            "opacity": 1,
            "line": {"color": [one.rim for one in marks], "width": [one.thickness for one in marks]},
        },
        "hovertext": [_said(chart, point) for point in chart.points],
        "hoverinfo": "text",
    }


def _said(chart: Chart, point: ChartPoint) -> str:
    """What a point says when it is pointed at."""
    if point.value is None:
        return ""
    return f"{point.label}: {number(point.value, chart.decimals, chart.suffix)}{_SAID[point.tone]}"


def _layout(chart: Chart, low: float, high: float, width: int) -> dict[str, Any]:
    lines, decimals = gridlines(low, high, int((_WIDE - 3 * _SIZE) / (3.2 * _SIZE)))
    texts = [number(value, decimals) for value in lines]
    names = names_of(chart, size=_SIZE, room=min(320, 0.42 * width))
    right = max((breadth(one.text, _SIZE, bold=one.bold) for one in names), default=0.0) + 26
    left = _left(chart, texts, width - right)
    last = len(chart.points) - 0.5
    return {
        "autosize": True,
        "height": _WIDE,
        "margin": {"l": left, "r": right, "t": _TOP, "b": _FOOT, "pad": 0},
        "font": {"family": SCREEN_FONT, "size": _SIZE, "color": palette.QUIET},
        "paper_bgcolor": palette.WHITE,
        "plot_bgcolor": palette.WHITE,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": "zoom",
        "hoverlabel": {
            "bgcolor": palette.WHITE,
            "bordercolor": palette.INK,
            "font": {"family": SCREEN_FONT, "size": _SIZE, "color": palette.INK},
        },
        "xaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [short(point.label) for point in chart.points],
            "range": [-0.5, last],
            "minallowed": -0.5,
            "maxallowed": last,
            "nticks": max(2, width // 200),
            "ticks": "outside",
            "tickcolor": palette.GREY_MARK,
            "tickangle": 0,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {
            "range": [low, high],
            "fixedrange": True,
            "tickmode": "array",
            "tickvals": lines,
            "ticktext": texts,
            "ticks": "outside",
            "ticklen": 5,
            "tickcolor": palette.WHITE,
            "gridcolor": palette.GRID,
            "zeroline": False,
        },
        "shapes": _shapes(chart, low, high),
        "annotations": _annotations(chart, names, low, high),
    }


def _left(chart: Chart, texts: list[str], room: float) -> float:
    """How far in the drawing begins: past the numerals, and so that the first period's name is whole."""
    numerals = max((breadth(text, _SIZE) for text in texts), default=0.0) + 12
    if not chart.points:
        return numerals
    half = (room - numerals) / len(chart.points) / 2
    return max(numerals, breadth(short(chart.points[0].label), _SIZE) / 2 - half)


def _shapes(chart: Chart, low: float, high: float) -> list[dict[str, Any]]:
    """Usual ranges behind everything, then averages, where a stretch begins, and the target.

    Places are told in the axes' own values: what is placed on the paper lies under the gridlines.
    """
    shapes: list[dict[str, Any]] = []
    for part in chart.parts():
        across = {"x0": part.first - 0.5, "x1": part.last + 0.5, "xref": "x", "yref": "y"}
        usual = chart.allowed(part.lower, part.upper)
        if usual is not None:
            shapes.append(
                {
                    "type": "rect", "name": "usual", "layer": "below", **across, "y0": usual[0], "y1": usual[1],
                    "fillcolor": palette.BAND, "line": {"width": 0},
                }
            )  # fmt: skip
        shapes += _lines(part, across, low, high)
    if chart.target is not None:
        shapes.append(
            {
                "type": "line", "name": "target", "layer": "between",
                "xref": "x", "x0": -0.5, "x1": len(chart.points) - 0.5,
                "yref": "y", "y0": chart.target, "y1": chart.target,
                "line": {"color": palette.INK, "width": 1.4, "dash": "7px,5px"},
            }
        )  # fmt: skip
    return shapes


def _lines(part: Stretch, across: dict[str, Any], low: float, high: float) -> list[dict[str, Any]]:
    """The average of a stretch, and an upright line where it begins anew."""
    pen = {"color": palette.GREY_MARK, "width": 1}
    found: list[dict[str, Any]] = []
    if part.mean is not None:
        found.append(
            {
                "type": "line", "name": "average", "layer": "between", **across, "y0": part.mean, "y1": part.mean,
                "line": pen,
            }
        )  # fmt: skip
    if part.first:
        found.append(
            {
                "type": "line", "name": "begins", "layer": "between", "xref": "x", "yref": "y",
                "x0": part.first - 0.5, "x1": part.first - 0.5, "y0": low, "y1": high, "line": pen,
            }
        )  # fmt: skip
    return found


def _annotations(chart: Chart, names: list[Name], low: float, high: float) -> list[dict[str, Any]]:
    """The names at the right, kept apart, each joined to its line where it had to move."""
    if chart.latest() is None:
        return [_word("No figures yet", 0.5, 0.5, palette.QUIET, xanchor="center", yref="paper")]
    bottom = _WIDE - _FOOT
    plot = Plot(0, 1, _TOP, bottom, low, high, len(chart.points))
    wanted = [plot.y(one.place) for one in names]
    places = apart(wanted, _SIZE * 1.22, _TOP, bottom)
    found = []
    for one, line, place in zip(names, wanted, places, strict=True):
        value = min(max(one.place, low), high)
        found.append(
            _word(one.text, 1, value, one.colour, bold=one.bold)
            | {
                "showarrow": True, "arrowhead": 0, "arrowwidth": 0.7, "arrowcolor": palette.GREY_MARK,
                "ax": 14, "ay": round(place - line, 1), "standoff": 0,
            }
        )  # fmt: skip
    return found


def _word(
    text: str, x: float, y: float, colour: str, *, bold: bool = False, xanchor: str = "left", yref: str = "y"
) -> dict[str, Any]:
    """Words on the drawing. Weight is given as a number: Plotly's own way to make letters bold is refused."""
    return {
        "text": _plain(text), "xref": "paper", "x": x, "xanchor": xanchor, "yref": yref, "y": y,
        "yanchor": "middle", "showarrow": False, "borderpad": 0,
        "font": {"family": SCREEN_FONT, "size": _SIZE, "color": colour, "weight": 700 if bold else 400},
    }  # fmt: skip


def _plain(text: str) -> str:
    """Words that Plotly takes as they are: it would read a tag in them, and a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _narrow(chart: Chart, low: float, high: float) -> dict[str, Any]:
    """A phone's layout: two names only, inside: the target at the left, the latest beside its point."""
    latest = chart.latest()
    if latest is None:
        return {"height": _NARROW}
    words = []
    if chart.target is not None:
        # On whichever side of its line fewer of the first figures are.
        first = [
            point.value for point in chart.points[: len(chart.points) // 2 + 1] if point.value is not None
        ]
        over = sum(value >= chart.target for value in first)
        side = "top" if 2 * over >= len(first) and chart.target > low else "bottom"
        words.append(_word(target_text(chart), 0, chart.target, palette.INK, bold=True) | {"yanchor": side})
    tone = chart.points[latest[0]].tone
    text = number(latest[1], chart.decimals, chart.suffix)
    words.append(
        _word(text, 1, latest[1], TONE_TEXT[tone], bold=True, xanchor="right")
        | {"yshift": 14 if latest[1] <= (low + high) / 2 else -14, "bgcolor": "rgba(255,255,255,0.8)"}
    )
    lines, decimals = gridlines(low, high, int((_WIDE - 3 * _SIZE) / (3.2 * _SIZE)))
    left = _left(chart, [number(value, decimals) for value in lines], _PHONE)
    return {"height": _NARROW, "margin.l": left, "margin.r": 12, "xaxis.nticks": 2, "annotations": words}
