"""Figures laid out as agencies lay them out: a row each, or a column a period. Bytes are `workbooks`'."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lscb.demo.reference import areas
from lscb.demo.story import StoryFigure
from lscb.demo.words import COMMENTARY
from lscb.demo.workbooks import Grouped, Percent, Row, Value
from scorecard.catalogue.catalogue import by_code
from scorecard.rules.figures import Status, Unit
from scorecard.rules.numbers import rounded
from scorecard.rules.periods import Period

NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Style:
    """How one agency writes: its words for a period, whether thousands have commas, whether it adds results.

    One that sends figures of districts has a last column for the area, under this heading.
    """

    period: Callable[[Period], str] = lambda period: period.short
    commas: bool = False
    results: bool = True
    headings: tuple[str, ...] = (
        "Ref", "Indicator", "Period", "Breakdown", "Number", "Out of", "Result", "Reason if blank", "Commentary"
    )  # fmt: skip
    area: str = ""


def label(period: Period) -> str:
    """'April to June 2017'; terms and years go by their short names."""
    return period.label if period.quarter_number else period.short


def months(period: Period) -> str:
    """'Apr-Jun 17'."""
    if not period.quarter_number:
        return period.short
    return f"{period.first:%b}-{period.last:%b %y}"


def dashed_months(period: Period) -> str:
    """The same with the dash a word processor makes of it: 'Apr–Jun 17'."""
    return months(period).replace("-", "–")


def short_years(period: Period) -> str:
    """'Q1 17/18'."""
    if not period.quarter_number:
        return period.short
    return f"Q{period.quarter_number} {period.year_start % 100:02}/{(period.year_start + 1) % 100:02}"


def parts(figure: StoryFigure, style: Style) -> tuple[Value, Value, Value]:
    """Number, out of and result as they would be typed."""
    return (
        _number(figure.numerator, style),
        _number(figure.denominator, style),
        _result(figure) if style.results or figure.value is not None else None,
    )


def _number(number: Decimal | None, style: Style) -> Value:
    if number is None:
        return None
    if number != number.to_integral_value():
        return number
    return Grouped(int(number)) if style.commas and number >= 1000 else int(number)


def _result(figure: StoryFigure) -> Value:
    indicator = by_code(figure.code)
    if figure.value is not None:
        return int(figure.value) if figure.value == figure.value.to_integral_value() else figure.value
    if figure.numerator is None or not figure.denominator:
        return None
    if indicator.unit is Unit.PERCENT:
        share = rounded(figure.numerator * 100 / figure.denominator, indicator.decimals)
        return Percent(share, indicator.decimals)
    if indicator.unit is Unit.MEAN:
        return rounded(figure.numerator / figure.denominator, indicator.decimals)
    return None


def row_per_figure(figures: Iterable[StoryFigure], style: Style, *, with_period: bool = True) -> list[Row]:
    """Headings, and one row for each figure. Without the period it is to be said above the table."""
    headings = [one for one in style.headings if with_period or one != style.headings[2]]
    headings += [style.area] if style.area else []
    names = {area.code: area.name for area in areas()}
    rows: list[Row] = [headings]
    for figure in figures:
        reason = NOT_APPLICABLE if figure.status is Status.NOT_APPLICABLE else None
        rows.append(
            [
                figure.code,
                by_code(figure.code).title,
                *([style.period(figure.period)] if with_period else []),
                figure.breakdown,
                *parts(figure, style),
                reason,
                _remark(figure),
                *([names.get(figure.area)] if style.area else []),
            ]
        )
    return rows


def _remark(figure: StoryFigure) -> str | None:
    """What its agency says of a figure; of one that is broken down or sent by district, beside the total only."""
    said = COMMENTARY.get((figure.code, figure.agency, figure.period.short))
    return said if figure.breakdown == "all" and not figure.area else None


_Key = tuple[str, str]


def _by_period(figures: Iterable[StoryFigure]) -> Mapping[_Key, Mapping[Period, StoryFigure]]:
    found: dict[_Key, dict[Period, StoryFigure]] = {}
    for figure in figures:
        found.setdefault((figure.code, figure.breakdown), {})[figure.period] = figure
    return found


def measure_rows(figures: Iterable[StoryFigure], periods: Sequence[Period], style: Style) -> list[Row]:
    """A column a period; of each indicator a row for the number, what it is out of and the result, if any."""
    rows: list[Row] = [["Ref", "Indicator", "Breakdown", "Measure", *map(style.period, periods)]]
    for (code, breakdown), known in _by_period(figures).items():
        columns = [_told(known.get(period), style) for period in periods]
        for place, measure in enumerate(("Number", "Out of", "Result")):
            cells = [column[place] for column in columns]
            if any(cell is not None for cell in cells):
                rows.append([code, by_code(code).title, breakdown, measure, *cells])
    return rows


def period_blocks(
    figures: Iterable[StoryFigure],
    periods: Sequence[Period],
    style: Style,
    *,
    remarks_on: Period | None = None,
) -> tuple[list[Row], list[tuple[int, int, int]]]:
    """A block of three columns a period under one merged heading; the merges as (row, first, last column).

    With `remarks_on` a last column holds what the agency says of that period's figures.
    """
    heads: list[Value] = ["Indicator ref", "Indicator"]
    under: list[Value] = [None, None]
    merged = []
    for period in periods:
        merged.append((1, len(heads) + 1, len(heads) + 3))
        heads += [style.period(period), None, None]
        under += ["Number", "Out of", "%"]
    heads += ["Commentary"] if remarks_on else []
    rows: list[Row] = [heads, under]
    for (code, _), known in _by_period(figures).items():
        cells = [cell for period in periods for cell in _told(known.get(period), style)]
        last = known.get(remarks_on) if remarks_on else None
        rows.append([code, by_code(code).title, *cells, _remark(last) if last else None])
    return rows, merged


def _told(figure: StoryFigure | None, style: Style) -> tuple[Value, Value, Value]:
    if figure is None:
        return (None, None, None)
    if figure.status is Status.NOT_APPLICABLE:
        return (NOT_APPLICABLE, None, None)
    return parts(figure, style)
