"""A chart as Plotly draws it in the browser, and what a picture saved of it must say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from design.charts import Chart
from design.charts.figure import figure
from scorecard.rules.periods import Period
from scorecard.rules.words import SENSITIVE, SYNTHETIC


@dataclass(frozen=True, slots=True)
class Zoomed:
    """One chart to zoom: the name of its element, its sentence, and what the script draws it from."""

    key: str
    title: str
    figure: Mapping[str, Any]


def zoomed(
    chart: Chart,
    *,
    heading: str,
    said: str,
    name: str,
    small: bool,
    synthetic: bool,
    periods: Sequence[Period] = (),
    key: str = "figure",
    width: int = 1200,
) -> Zoomed:
    """The chart, and the words of a picture saved of it: its headline, what it is of, how it must be handled.

    `small` says that it rests on numbers too small to be published, `synthetic` that its board was made up: the picture
    and its file's `name` say so, too.
    By the days of its `periods` a chart follows one beside it that is of terms or years.
    """
    lines = [said, *([SENSITIVE] if small else []), *([SYNTHETIC] if synthetic else [])]
    marks = (" official-sensitive" if small else "", " demonstration" if synthetic else "")
    file = slugify(f"{name}{''.join(marks)}")
    return Zoomed(
        key,
        chart.title,
        figure(chart, width=width)
        | {"image": {"heading": heading, "lines": lines, "name": file}}
        | {"days": [(one.first.toordinal(), one.last.toordinal() + 1) for one in periods]},
    )
