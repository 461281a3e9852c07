"""The scorecard as it stands at a year's end: no older figure, and no verdict on one, in the closing period's place."""

from dataclasses import replace
from decimal import Decimal

from scorecard.models import Indicator
from scorecard.queries.overview import Assessed, Overview, Row, assessed_line, board_overview, targets_of
from scorecard.queries.series import Line, SeenAs
from scorecard.rules.figures import Basis, Status
from scorecard.rules.patterns import Pattern, PatternWord
from scorecard.rules.periods import Period
from scorecard.rules.series import SeriesPoint
from scorecard.rules.targets import Against

_Targets = dict[tuple[int, int], Decimal]
#: Rolling figures are of twelve months, and come every quarter.
_ROLLING_STEP = 3


def at_close(board_id: int, until: Period, *, seen_as: SeenAs | None) -> Overview:
    """A board's scorecard at the end of the quarter `until`: of what may be published (`seen_as`), or as it is (None).

    Each line runs to its closing period: the last of its kind that ends by then (the quarter itself, the last
    term, the last year), with points without value where nothing was sent. Where the closing period has no
    value, the line is given neither a verdict on its target nor one on its pattern: both would be of a figure
    that is not shown. Its assessment's `latest` is then an older figure, for whoever prints it with its period.
    """
    seen = board_overview(board_id, until=until, seen_as=seen_as)
    targets = targets_of(board_id)
    return replace(
        seen,
        tiles=tuple(
            replace(tile, rows=tuple(_closed_row(row, until, targets) for row in tile.rows))
            for tile in seen.tiles
        ),
    )


def has_closed(line: Assessed) -> bool:
    """Whether there is a figure for the closing period."""
    return line.points[-1].value is not None


def _closed_row(row: Row, until: Period, targets: _Targets) -> Row:
    line = None if row.line is None else _closed(row.indicator, row.line, until, targets)
    return replace(
        row, line=line, parts=tuple(_closed(row.indicator, part, until, targets) for part in row.parts)
    )


def _closed(indicator: Indicator, line: Assessed, until: Period, targets: _Targets) -> Assessed:
    points = _to_close(line, until)
    if points != line.points:
        line = assessed_line(indicator, Line(line.key, points, line.agencies_in, line.breaks), targets)
    if has_closed(line):
        return line
    target = targets.get((indicator.pk, points[-1].period.year_start))
    silent = replace(
        line.assessment,
        against=Against.NONE,
        pattern=Pattern(PatternWord.NOT_TESTED),
        target_differs=False,
    )
    return replace(line, facts=replace(line.facts, target=target), assessment=silent)


def _to_close(line: Assessed, until: Period) -> tuple[SeriesPoint, ...]:
    """The line's points, and one without value for every period after them that has ended."""
    points = list(line.points)
    while True:
        period = points[-1].period
        step = _ROLLING_STEP if line.facts.basis is Basis.ROLLING else period.kind.months
        following = period.shifted(step)
        if following.last > until.last:
            return tuple(points)
        points.append(SeriesPoint(following, None, status=Status.NOT_SUPPLIED))
