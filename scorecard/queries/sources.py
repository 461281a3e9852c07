"""Where figures were read: the file, sheet and cell of each, for many lines at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.timezone import localtime

from scorecard.models import Figure, Indicator
from scorecard.queries.series import SeriesKey
from scorecard.queries.stretches import with_earlier
from scorecard.rules.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Source:
    """Where one current figure was read, when it was received, and how settled it is."""

    file_name: str
    sheet: str
    cell: str
    received_on: date
    stage: str


Sources = Mapping[tuple[SeriesKey, Period], Source]


def sources_of(indicators: Iterable[Indicator], agency_ids: Iterable[int]) -> Sources:
    """The sources of these agencies' current figures, by line and period, in two queries at most.

    Figures of an indicator's earlier versions are told under the newest, as the lines are. The board's own line over
    every agency has no one cell.
    """
    wanted = {one.pk: one for one in indicators}
    earlier = with_earlier(wanted)
    newest = {(one.board_id, one.code): pk for pk, one in wanted.items()}
    rows = (
        Figure.objects.current()
        .filter(
            indicator_id__in=[*wanted, *earlier],
            agency_id__in=list(agency_ids),
            basis=F("indicator__basis"),
        )
        .order_by("indicator__version")
        .values_list(
            "indicator_id",
            "agency_id",
            "area_id",
            "breakdown",
            "first",
            "last",
            "period_kind",
            "submission__file_name",
            "sheet",
            "cell",
            "submission__received_at",
            "stage",
        )
    )
    found: dict[tuple[SeriesKey, Period], Source] = {}
    for indicator_id, agency_id, area_id, breakdown, first, last, kind, name, sheet, cell, at, stage in rows:
        old = earlier.get(indicator_id)
        pk = newest[old.board_id, old.code] if old else indicator_id
        key = SeriesKey(pk, agency_id, area_id, breakdown)
        place = (key, Period(first, last, PeriodKind(kind)))
        found[place] = Source(name, sheet, cell, localtime(at).date(), stage)
    return found
