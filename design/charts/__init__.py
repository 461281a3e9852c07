"""Charts as inline SVG, the same drawing on a page and in a PDF. Pure Python: no queries, no script.

Print a chart's headline above it and its figures as a table near it; the drawing carries only a one-line
title for those who cannot see it.
"""

from design.charts.bars import Bar, Bars, bar_chart, responsive_bars
from design.charts.line import line_chart, responsive
from design.charts.shapes import Chart, ChartPoint, ChartStep, Stretch, Tone
from design.charts.spark import sparkline

__all__ = [
    "Bar",
    "Bars",
    "Chart",
    "ChartPoint",
    "ChartStep",
    "Stretch",
    "Tone",
    "bar_chart",
    "line_chart",
    "responsive",
    "responsive_bars",
    "sparkline",
]
