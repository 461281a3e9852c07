"""Charts of a document, drawn. A chart that cannot be drawn is an error with its name, not a hole."""

from dataclasses import asdict
from typing import Any

from django.utils.safestring import SafeString

from design import charts
from design.pdf import PdfFailed
from reports.rules.blocks import LineChart


def line(chart: LineChart, called: str, *, small: bool = False) -> SafeString:
    """A line chart for paper, or a small one of several. PdfFailed with what it is `called` when it cannot be drawn."""
    given: dict[str, Any] = asdict(chart)
    given["points"] = tuple(charts.ChartPoint(**point) for point in given["points"])
    given["comparators"] = tuple((label, value) for label, value in given["comparators"])
    try:
        return charts.line_chart(charts.Chart(**given, description=""), pdf=True, phone=small)
    except (ArithmeticError, LookupError, TypeError, ValueError) as trouble:
        raise PdfFailed(f"The figure “{called}” could not be drawn: {trouble}") from trouble
