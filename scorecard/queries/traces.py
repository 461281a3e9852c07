"""Where the figures of one line were read, and how often each was said before."""

from dataclasses import dataclass
from datetime import datetime

from scorecard.models import Figure, Indicator, Submission
from scorecard.queries.series import SeriesKey
from scorecard.rules.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure was read: file, sheet and cell, and the submission that brought it.

    Of one that was `computed` the sheet is its rule, and the cell how many records it was worked out from.
    """

    figure_id: int
    submission_id: int
    file_name: str
    sheet: str
    cell: str
    received_at: datetime
    agency_id: int
    stage: str
    earlier: int
    computed: bool = False


def traces_of(indicator: Indicator, chosen: SeriesKey | None) -> dict[Period, Trace]:
    """Where each current figure of a line was read, under whichever version of the indicator; the board's combined
    line has no one cell."""
    if chosen is None or chosen.agency_id is None:
        return {}
    every = (
        Figure.objects.filter(
            indicator__board_id=indicator.board_id,
            indicator__code=indicator.code,
            agency_id=chosen.agency_id,
            area_id=chosen.area_id,
            breakdown=chosen.breakdown,
            basis=indicator.basis,
        )
        .select_related("submission")
        .order_by("indicator__version", "pk")
    )
    earlier: dict[Period, int] = {}
    found: dict[Period, Trace] = {}
    for figure in every:
        period = Period(figure.first, figure.last, PeriodKind(figure.period_kind))
        if figure.superseded_by_id is not None:
            earlier[period] = earlier.get(period, 0) + 1
            continue
        found[period] = Trace(
            figure.pk,
            figure.submission_id,
            figure.submission.file_name,
            figure.sheet,
            figure.cell,
            figure.submission.received_at,
            figure.agency_id,
            figure.stage,
            earlier.get(period, 0),
            figure.submission.origin == Submission.Origin.COMPUTED,
        )
    return found
