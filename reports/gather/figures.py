"""The open data of a published report: every figure it rests on, as the public may have it, a row each."""

from collections.abc import Iterable, Iterator

from scorecard.presenters.overview import unit_of
from scorecard.queries.overview import Assessed, Overview, Row
from scorecard.rules.figures import Status, Unit
from scorecard.rules.series import SeriesPoint, shown
from scorecard.rules.words import STATUS_WORDS

#: The headings, and what stands under each: `build.open_data` tells it to programs.
COLUMNS = (
    ("Heading", "The part of the scorecard the indicator belongs to."),
    ("Code", "The indicator’s code."),
    ("Indicator", "What the indicator is called."),
    ("From", "Whose figure it is: an agency, or all agencies together."),
    ("Unit", "What the value is in. Rates of what happened in a quarter are given as a rate a year."),
    ("Counted", "What is counted."),
    ("Out of", "What it is a share of; empty for a plain count."),
    ("Part", "Which part of the indicator; “all” for the whole."),
    ("Period", "The period in words."),
    ("First day", "The first day of the period."),
    ("Last day", "The last day of the period."),
    ("Value", "The figure as it is printed; empty where there is none."),
    ("Count", "The number counted, of plain counts and rates; of percentages none is published."),
    ("Status", "“shown”, or why there is no value."),
)
_SHOWN = "shown"
_EVERYONE = "All agencies"
_TOLD = {Status.REPORTED: _SHOWN, Status.TRUE_ZERO: _SHOWN}


def open_figures(seen: Overview) -> tuple[tuple[str, ...], ...]:
    """Every point of every line, headings first. `seen` is what may be published: nothing is hidden here."""
    return (tuple(name for name, _ in COLUMNS), *_rows(seen))


def _rows(seen: Overview) -> Iterator[tuple[str, ...]]:
    for tile in seen.tiles:
        for row in tile.rows:
            for line in _lines(row):
                yield from _points(tile.perspective.title, row, line)


def _lines(row: Row) -> Iterable[Assessed]:
    return row.parts if row.line is None else (row.line, *row.parts)


def _points(heading: str, row: Row, line: Assessed) -> Iterator[tuple[str, ...]]:
    indicator = row.indicator
    for point in line.points:
        value = shown(point.value, line.facts, point.period)
        yield (
            heading,
            indicator.code,
            indicator.title,
            row.agency_name or _EVERYONE,
            unit_of(indicator),
            indicator.numerator,
            indicator.denominator,
            line.key.breakdown,
            point.period.label,
            point.period.first.isoformat(),
            point.period.last.isoformat(),
            "" if value is None else f"{value:f}",
            _count(line, point),
            _status(point),
        )


def _count(line: Assessed, point: SeriesPoint) -> str:
    """The count of a plain count or a rate. Of a percentage none: a share of few would tell more than it says."""
    if point.value is None:
        return ""
    if line.facts.unit is Unit.COUNT:
        return f"{shown(point.value, line.facts, point.period):f}"
    if line.facts.unit is Unit.RATE and point.numerator is not None:
        return str(point.numerator)
    return ""


def _status(point: SeriesPoint) -> str:
    if point.value is None:
        return STATUS_WORDS[point.status]
    return _TOLD.get(point.status, f"{_SHOWN}; {STATUS_WORDS[point.status]}")
