"""What agencies wrote about their figures, as far as it may stand where the figures stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from agencies.rules.standing import Standing
from scorecard.models import Commentary, Indicator
from scorecard.permissions import agencies_seen
from scorecard.queries.series import SeenAs, SeriesKey, lines
from scorecard.rules.figures import Status
from scorecard.rules.periods import Period, spanning


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: what is said, by which agency, of which period, and when it was written."""

    text: str
    agency: str
    period: Period
    written_at: datetime


def publishable_of_year(board_id: int, year: int, *, seen_as: SeenAs) -> dict[str, tuple[Remark, ...]]:
    """By indicator code, every remark on a period of the year (2017: April 2017 to March 2018), oldest first.

    A remark is left out when the figure it is about is suppressed as `seen_as` shows it: the agency's own, the owner's
    or the board's, any part of it, for any period that shares a day with the remark's. The words themselves
    are not looked at. A period is of the year its last day lies in. What an agency said twice stands once.
    """
    rows = _written(board_id, date(year, 4, 1), date(year + 1, 3, 31))
    hidden = _hidden({row.indicator for row in rows}, seen_as)
    return _told(row for row in rows if not _is_hidden(row, hidden))


def remarks_on(board_id: int, period: Period) -> dict[str, tuple[Remark, ...]]:
    """By indicator code, every remark on a period that ends in this one, oldest first: for a board's own members."""
    return _told(_written(board_id, period.first, period.last))


def _written(board_id: int, first: date, last: date) -> "QuerySet[Commentary]":
    rows = Commentary.objects.filter(indicator__board_id=board_id, last__range=(first, last))
    return rows.select_related("indicator", "agency").order_by("last", "first", "agency__name", "pk")


def _told(rows: Iterable[Commentary]) -> dict[str, tuple[Remark, ...]]:
    """What an agency said twice stands once."""
    found: dict[str, list[Remark]] = defaultdict(list)
    said: set[tuple[str, int, date, date, str]] = set()
    for row in rows:
        same = (row.indicator.code, row.agency_id, row.first, row.last, row.text)
        if same in said:
            continue
        said.add(same)
        period = spanning(row.first, row.last)
        found[row.indicator.code].append(Remark(row.text, row.agency.name, period, row.written_at))
    return {code: tuple(remarks) for code, remarks in found.items()}


_Hidden = dict[tuple[int, int | None], list[Period]]


def _hidden(indicators: set[Indicator], seen_as: SeenAs) -> _Hidden:
    """By (indicator id, agency id; None: the board's own line), every period with a suppressed figure."""
    found: _Hidden = defaultdict(list)
    key: SeriesKey
    for key, line in lines(indicators, seen_as=seen_as).items():
        found[key.indicator_id, key.agency_id].extend(
            point.period for point in line.points if point.status is Status.SUPPRESSED
        )
    return found


def _is_hidden(row: Commentary, hidden: _Hidden) -> bool:
    whose = {row.agency_id, row.indicator.owner_id, None}
    return any(
        period.first <= row.last and row.first <= period.last
        for agency_id in whose
        for period in hidden.get((row.indicator_id, agency_id), ())
    )


def commentary_seen(standing: Standing, code: str, commentary_id: int) -> bool:
    """Whether there is this commentary on the board's indicator, and this person may read it."""
    found = Commentary.objects.filter(
        pk=commentary_id, indicator__board_id=standing.board_id, indicator__code=code
    )
    seen = agencies_seen(standing)
    return (found if seen is None else found.filter(agency_id__in=seen)).exists()
