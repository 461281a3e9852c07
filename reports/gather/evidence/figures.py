"""The figures that lie under an evidence pack, as they are: a row each, with what each was worked out from."""

from collections.abc import Iterator

from scorecard.presenters.overview import unit_of
from scorecard.queries.overview import Overview
from scorecard.rules.numbers import plain
from scorecard.rules.words import STATUS_WORDS

HEADINGS = (
    "indicator_code",
    "indicator",
    "whose",
    "part",
    "period",
    "period_first",
    "period_last",
    "numerator",
    "denominator",
    "value",
    "unit",
    "status",
)


def true_figures(seen: Overview) -> tuple[tuple[str, ...], ...]:
    """Every point of the board's lines, the headings first. A value is the period's own, not made a rate a year."""
    return (HEADINGS, *_rows(seen))


def _rows(seen: Overview) -> Iterator[tuple[str, ...]]:
    for row in seen.rows:
        for line in filter(None, (row.line, *row.parts)):
            for point in line.points:
                numbers = (point.numerator, point.denominator, point.value)
                yield (
                    row.indicator.code,
                    row.indicator.title,
                    row.agency_name or "All agencies",
                    line.key.breakdown,
                    point.period.short,
                    point.period.first.isoformat(),
                    point.period.last.isoformat(),
                    *("" if one is None else str(plain(one)) for one in numbers),
                    unit_of(row.indicator),
                    STATUS_WORDS[point.status],
                )
