"""Places told as numbers, of one period: what was told, what it said before, and the records kept here beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db.models import Count

from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.rules.periods import Period, spanning
from training.models import Booking, PlacesTold
from training.permissions import can_see_training, numbers_of
from training.queries.counted import days
from training.rules.bookings import State
from training.rules.people import Window


@dataclass(frozen=True, slots=True)
class Before:
    """What a number was before it was restated, and on which day it stopped being so."""

    said: str
    until: date


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Places told of one course and agency; `here` is what the records say, None where they say nothing."""

    course: str
    agency: str
    said: str
    here: int | None
    before: Before | None
    file: str
    cell: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class PlacesToldPage:
    """What was told of a period, and the periods there are, latest first; no period where nothing was told."""

    periods: tuple[Period, ...]
    period: Period | None
    lines: tuple[ToldLine, ...]


def places_told(by: Standing, asked: str = "") -> PlacesToldPage:
    """The period asked for by its key, or else the latest; an agency's lead sees the own agency's lines."""
    can_see_training(by).demand()
    rows = PlacesTold.objects.filter(board_id=by.board_id)
    only = numbers_of(by)
    if only is not None:
        rows = rows.filter(agency_id__in=only)
    spans = rows.order_by("-first", "-last").values_list("first", "last").distinct()
    periods = tuple(spanning(first, last) for first, last in spans)
    if not periods:
        return PlacesToldPage((), None, ())
    period = next((one for one in periods if one.key == asked), periods[0])
    told = rows.filter(first=period.first, last=period.last).select_related("course", "agency", "intake")
    return PlacesToldPage(periods, period, _lines(tuple(told), taken_here(by.board_id, period)))


def taken_here(board_id: int, period: Period) -> Mapping[tuple[int, int], int]:
    """Places taken in a period of sessions that were held here, by course and agency."""
    found = Booking.objects.filter(
        days("session__starts", Window(period.first, period.last)),
        session__board_id=board_id,
        session__cancelled_at__isnull=True,
        state=State.ATTENDED,
    )
    counted = found.values_list("session__course_id", "agency_id").annotate(places=Count("pk")).order_by()
    return {(course_id, agency_id): places for course_id, agency_id, places in counted}


def said(telling: str, places: int | None) -> str:
    """What a cell told, in words: a number, “not told” or “does not apply”."""
    return f"{places:,}" if places is not None else str(PlacesTold.Telling(telling).label)


def _lines(told: tuple[PlacesTold, ...], here: Mapping[tuple[int, int], int]) -> tuple[ToldLine, ...]:
    before = _before(one.pk for one in told)
    return tuple(
        ToldLine(
            course=one.course.title,
            agency=one.agency.name,
            said=said(one.telling, one.places),
            here=here.get((one.course_id, one.agency_id)),
            before=before.get(one.pk),
            file=one.intake.file_name,
            cell=one.cell,
            told_at=one.told_at,
        )
        for one in told
    )


def _before(keys: Iterable[int]) -> dict[int, Before]:
    """What each said before it was last restated; nothing of those that never were."""
    history = apps.get_model("training", "PlacesToldEvent").objects
    events: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    rows = history.filter(pgh_obj_id__in=tuple(keys)).order_by("pgh_id")
    for key, telling, places, told_at in rows.values_list("pgh_obj_id", "telling", "places", "told_at"):
        events[key].append((said(telling, places), told_at))
    return {
        key: Before(found[-2][0], found[-1][1].astimezone(clock.LONDON).date())
        for key, found in events.items()
        if len(found) > 1
    }
