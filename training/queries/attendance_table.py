"""The attendance table of a quarter: places by agency, and three figures that say what they are out of."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, Min

from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.rules.periods import Period, quarter_holding
from training.models import Session
from training.permissions import can_see_training, numbers_of
from training.queries.counted import Held, Narrowed, places_of, sessions_of
from training.rules import counting
from training.rules.counting import Place, Tally, by_agency, tally
from training.rules.people import Window


@dataclass(frozen=True, slots=True)
class Line:
    """One session of the quarter with what became of its places."""

    held: Held
    tally: Tally


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """A quarter's places. `capacity` is of the sessions that count; an agency's lead sees no whole."""

    period: Period
    whole: Tally
    capacity: int | None
    agencies: Mapping[str, Tally]
    sessions: tuple[Line, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Sessions held whose attendance lists are still open: not counted yet."""
        return tuple(
            one.held.reference for one in self.sessions if one.held.standing is counting.Standing.OPEN
        )

    @property
    def cancelled(self) -> tuple[str, ...]:
        """Sessions that were not held: neither their places nor their bookings count."""
        return tuple(
            one.held.reference for one in self.sessions if one.held.standing is counting.Standing.CANCELLED
        )


def quarters_held(by: Standing) -> tuple[Period, ...]:
    """The quarters in which the board has had sessions, latest first."""
    can_see_training(by).demand()
    ends = Session.objects.filter(board_id=by.board_id, starts__lte=clock.now()).aggregate(
        first=Min("starts"), last=Max("starts")
    )
    if ends["first"] is None:
        return ()
    first = quarter_holding(ends["first"].astimezone(clock.LONDON).date())
    period, found = quarter_holding(ends["last"].astimezone(clock.LONDON).date()), []
    while period >= first:
        found.append(period)
        period = period.previous()
    return tuple(found)


def attendance_table(by: Standing, period: Period) -> AttendanceTable:
    """The table as this person may see it: an agency's lead its own line."""
    can_see_training(by).demand()
    only = numbers_of(by)
    window = Window(period.first, period.last)
    held = sessions_of(by.board_id, window)
    places = places_of(held, Narrowed(agencies=only))
    return AttendanceTable(
        period=period,
        whole=tally(places),
        capacity=None if only is not None else capacity_of(held),
        agencies=by_agency(places),
        sessions=_lines(held, places),
    )


def capacity_of(held: tuple[Held, ...]) -> int:
    """The places there were in sessions that count."""
    return sum(one.capacity for one in held if one.standing is counting.Standing.COUNTED)


def _lines(held: tuple[Held, ...], places: tuple[Place, ...]) -> tuple[Line, ...]:
    by_session: dict[str, list[Place]] = {}
    for one in places:
        by_session.setdefault(one.session, []).append(one)
    return tuple(Line(one, tally(by_session.get(one.reference, ()))) for one in held)
