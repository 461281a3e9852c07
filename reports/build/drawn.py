"""Charts of a document, drawn. A chart that cannot be drawn is an error with its name, not a hole."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils.safestring import SafeString

from design import charts
from design.pdf import PdfFailed
from reports.rules.blocks import BarChart, LineChart


def on_paper(chart: LineChart | BarChart, called: str, small: bool = False) -> SafeString:
    """A chart for paper, or a small one of several. PdfFailed with what it is `called` when it cannot be drawn."""
    if isinstance(chart, BarChart):
        return _drawn(called, lambda: charts.bar_chart(_bars(chart), pdf=True))
    return _drawn(called, lambda: charts.line_chart(_line(chart), pdf=True, phone=small))


def on_screen(chart: LineChart | BarChart, called: str, small: bool = False) -> SafeString:
    """A chart for a page of text: a drawing for its column and one for a phone; a small one is a phone's alone."""
    if isinstance(chart, BarChart):
        return _drawn(called, lambda: charts.responsive_bars(_bars(chart)))
    if small:
        return _drawn(called, lambda: charts.line_chart(_line(chart), phone=True))
    return _drawn(called, lambda: charts.responsive(_line(chart), wide=False))


def _drawn(called: str, draw: Callable[[], SafeString]) -> SafeString:
    try:
        return draw()
    except (ArithmeticError, LookupError, TypeError, ValueError) as trouble:
        raise PdfFailed(f"The figure “{called}” could not be drawn: {trouble}") from trouble


def _line(chart: LineChart) -> charts.Chart:
    given: dict[str, Any] = asdict(chart)
    given["points"] = tuple(charts.ChartPoint(**point) for point in given["points"])
    given["comparators"] = tuple((label, value) for label, value in given["comparators"])
    return charts.Chart(**given, description="")


def _bars(chart: BarChart) -> charts.Bars:
    return charts.Bars(
        tuple(charts.Bar(one.label, one.value, one.words) for one in chart.bars), title=chart.title
    )
