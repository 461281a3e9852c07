"""What an agency has on file, as the check holds a file against it: two queries, however long the file."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from scorecard.imports.pasts import MOST_HELD, TOO_MANY
from scorecard.imports.rows import LineKey, OnFile
from scorecard.models import Figure
from scorecard.rules.figures import Stage, Status
from scorecard.rules.periods import Period, PeriodKind

_CELLS = ("period_kind", "first", "last", "numerator", "denominator", "value", "status", "stage")


def history_of(board_id: int, agency_id: int) -> tuple[Mapping[LineKey, tuple[OnFile, ...]], str]:
    """The agency's own current figures of each line, oldest first; or none, and why not."""
    current = Figure.objects.current().filter(
        agency_id=agency_id, indicator__board_id=board_id, indicator__until__isnull=True
    )
    if current.order_by()[: MOST_HELD + 1].count() > MOST_HELD:
        return {}, TOO_MANY
    found: dict[LineKey, list[OnFile]] = defaultdict(list)
    rows = current.order_by("first", "last").values_list(
        "indicator__code", "area__code", "breakdown", *_CELLS
    )
    for code, area, breakdown, kind, first, last, top, bottom, value, status, stage in rows.iterator(5000):
        period = _period(kind, first, last)
        one = OnFile(period, top, bottom, value, Status(status), Stage(stage))
        found[code, area, breakdown].append(one)
    return {key: tuple(line) for key, line in found.items()}, ""


@lru_cache(maxsize=2000)
def _period(kind: str, first: date, last: date) -> Period:
    """A period checks its days when it is made, and thousands of figures are of a few dozen periods."""
    return Period(first, last, PeriodKind(kind))
