"""One indicator's agencies, or its districts, beside each other in one period, and each one's own line."""

from dataclasses import dataclass
from enum import StrEnum

from agencies.models import Agency
from agencies.rules.standing import Standing
from scorecard.models import Area, Indicator
from scorecard.permissions import agencies_seen
from scorecard.queries.overview import Assessed, assessed_line, targets_of
from scorecard.queries.series import SeriesKey, lines
from scorecard.rules.periods import Period
from scorecard.rules.series import SeriesPoint


class By(StrEnum):
    """What is compared."""

    AGENCY = "agency"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Member:
    """One agency or district: its line, and its point in the period compared, None where it has no figure there."""

    name: str
    code: str
    line: Assessed
    point: SeriesPoint | None


@dataclass(frozen=True, slots=True)
class Compared:
    """All of them by name, in the newest period that most have a figure for; and the whole they are parts of."""

    indicator: Indicator
    by: By
    ways: tuple[By, ...]
    period: Period | None
    members: tuple[Member, ...]
    whole: Member | None


def compared(standing: Standing, code: str, by: str) -> Compared | None:
    """An indicator's agencies or districts side by side; None where this person sees no such indicator.

    By agency for what every agency reports; by district where figures of districts are held.
    """
    indicator = (
        Indicator.objects.filter(board_id=standing.board_id, code=code, until__isnull=True)
        .select_related("owner", "perspective", "board")
        .first()
    )
    if indicator is None:
        return None
    seen = agencies_seen(standing)
    every = lines([indicator], agency_ids=seen)
    if seen is not None and not every:
        return None
    held = {key: line for key, line in every.items() if key.breakdown == "all"}
    targets = targets_of(standing.board_id)
    areas = {one.pk: one for one in Area.objects.filter(pk__in={key.area_id for key in held})}
    who = [key.agency_id for key in held if key.agency_id is not None]
    agencies = {one.pk: one for one in Agency.objects.filter(pk__in=who)}
    own = next((pk for pk, one in areas.items() if one.code == standing.board_area_code), None)
    judged = {key: assessed_line(indicator, line, targets) for key, line in held.items()}
    groups = {By.AGENCY: _agencies(judged, agencies, own), By.AREA: _areas(judged, areas, own, indicator)}
    ways = tuple(way for way, (members, _) in groups.items() if len(members) > 1)
    chosen = By(by) if by in ways else ways[0] if ways else By.AGENCY
    members, whole = groups[chosen] if ways else ([], None)
    period = _period([line for _, _, line in members])
    return Compared(
        indicator,
        chosen,
        ways,
        period,
        tuple(
            Member(name, key, line, _at(line, period))
            for name, key, line in sorted(members, key=lambda m: m[0])
        ),
        Member("", "", whole, _at(whole, period)) if whole else None,
    )


_Found = tuple[list[tuple[str, str, Assessed]], Assessed | None]


def _agencies(judged: dict[SeriesKey, Assessed], agencies: dict[int, Agency], own: int | None) -> _Found:
    """The agencies' lines of the board's own area, and the board's line over them."""
    here = {key: line for key, line in judged.items() if key.area_id == own}
    members = [
        (agencies[key.agency_id].name, agencies[key.agency_id].code, line)
        for key, line in here.items()
        if key.agency_id is not None
    ]
    return members, next((line for key, line in here.items() if key.agency_id is None), None)


def _areas(
    judged: dict[SeriesKey, Assessed], areas: dict[int, Area], own: int | None, indicator: Indicator
) -> _Found:
    """The districts' lines, of the owner or over every agency, and the whole area's."""
    theirs = {key: line for key, line in judged.items() if key.agency_id == indicator.owner_id}
    members = [
        (areas[key.area_id].name, areas[key.area_id].code, line)
        for key, line in theirs.items()
        if key.area_id != own
    ]
    return members, next((line for key, line in theirs.items() if key.area_id == own), None)


def _period(members: list[Assessed]) -> Period | None:
    """The newest period for which at least half of them have a figure; else the newest any has."""
    counts: dict[Period, int] = {}
    for line in members:
        for point in line.points:
            if point.value is not None:
                counts[point.period] = counts.get(point.period, 0) + 1
    most = [period for period, number in counts.items() if 2 * number >= len(members)]
    return max(most or counts, default=None)


def _at(line: Assessed, period: Period | None) -> SeriesPoint | None:
    return next((point for point in line.points if point.period == period and point.value is not None), None)
