"""Sessions: the list, one with its numbers for everybody who may see training, and its names for who keeps the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from agencies.models import Agency
from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from training.models import Course, Session, Trainer
from training.permissions import can_keep_training
from training.rules.bookings import PLACES, State

A_PAGE = 50


class Show(StrEnum):
    """Which sessions a list shows."""

    TO_COME = "to-come"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in a list. `taken`: places booked, or given and used; `came`: with those who walked in."""

    number: int
    reference: str
    course: str
    starts: datetime
    ends: datetime
    where: str
    capacity: int
    taken: int
    waiting: int
    came: int
    for_councillors: bool
    introduced: str
    held: bool
    cancelled: bool

    @property
    def free(self) -> int:
        """Places nobody has."""
        return max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the bookings of a session stand, or of one agency in it."""

    name: str
    kept: int
    booked: int
    waiting: int
    asked: int
    came: int
    walked_in: int
    no_show: int
    cancelled: int
    cancelled_late: int


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session, its numbers in all and by agency, who teaches, and what was done to it."""

    session: Session
    row: SessionRow
    trainers: tuple[Trainer, ...]
    in_all: Numbers
    by_agency: tuple[Numbers, ...]
    shares_kept: bool
    may_keep: bool
    record: tuple[Line, ...]


def sessions_of(
    standing: Standing, show: Show, *, page: str | int | None = 1
) -> "tuple[Page[Any], tuple[SessionRow, ...]]":
    """The board's sessions: those to come with the next first, the others with the latest first. Two queries."""
    order = ("starts", "pk") if show is Show.TO_COME else ("-starts", "-pk")
    found = Paginator(_counted(_shown(standing, show)).order_by(*order), A_PAGE).get_page(page)
    return found, tuple(_row(one) for one in found)


def how_many(standing: Standing) -> dict[Show, int]:
    """How many sessions each list holds."""
    return {show: _shown(standing, show).count() for show in Show}


def sessions_of_course(standing: Standing, course: Course) -> tuple[SessionRow, ...]:
    """Every session of a course, the latest first."""
    rows = _counted(_sessions(standing).filter(course=course)).order_by("-starts", "-pk")
    return tuple(_row(one) for one in rows)


def session_seen(standing: Standing, number: int) -> Session | None:
    """The board's session of this number."""
    return _sessions(standing).select_related("course", "board").filter(number=number).first()


def session_page(standing: Standing, session: Session) -> SessionPage:
    """The page of a session. Its record tells what was done to the session; who was booked is its list's."""
    row = _row(_counted(_sessions(standing).filter(pk=session.pk)).get())
    shared = session.shared_until is not None and session.shares_released_on is None
    by_agency = numbers_by_agency(session)
    return SessionPage(
        session=session,
        row=row,
        trainers=tuple(session.trainers.select_related("agency").order_by("pk")),
        in_all=_summed("In all", by_agency),
        by_agency=by_agency,
        shares_kept=shared,
        may_keep=bool(can_keep_training(standing)),
        record=lines_of(standing, session),
    )


def numbers_by_agency(session: Session) -> tuple[Numbers, ...]:
    """How bookings stand for each agency that has any, or places kept for it; by name."""
    counts: dict[tuple[int, str, bool], int] = {
        (agency, state, walk_in): number
        for agency, state, walk_in, number in session.bookings.order_by()
        .values_list("agency_id", "state", "walk_in")
        .annotate(number=Count("pk"))
    }
    kept = dict(session.shares.values_list("agency_id", "places"))
    named = Agency.objects.filter(pk__in={*kept, *(agency for agency, _, _ in counts)}).order_by("name")
    return tuple(_numbers(one, kept.get(one.pk, 0), counts) for one in named)


def lines_of(standing: Standing, session: Session) -> tuple[Line, ...]:
    """What was done to a session itself."""
    lines = lines_about(standing, "session", session.pk)
    return tuple(one for one in lines if not one.verb.startswith("bookings."))


def changed_since(standing: Standing, session: Session, seen: int) -> tuple[Line, ...]:
    """What others did to it since the version somebody has looked at."""
    return tuple(one for one in lines_of(standing, session) if one.details.get("version", 0) > seen)


def trainers_of(session: Session) -> tuple[Trainer, ...]:
    """Who teaches, in the order they were entered."""
    return tuple(session.trainers.order_by("pk"))


def shares_of(session: Session) -> dict[int, int]:
    """How many places are kept for each agency."""
    return dict(session.shares.values_list("agency_id", "places"))


def _numbers(agency: Agency, kept: int, counts: dict[tuple[int, str, bool], int]) -> Numbers:
    def of(state: State, *, walk_in: bool = False) -> int:
        return counts.get((agency.pk, state, walk_in), 0)

    walked_in = of(State.ATTENDED, walk_in=True)
    return Numbers(
        name=agency.name,
        kept=kept,
        booked=of(State.BOOKED),
        waiting=of(State.WAITING),
        asked=of(State.ASKED),
        came=of(State.ATTENDED) + walked_in,
        walked_in=walked_in,
        no_show=of(State.NO_SHOW),
        cancelled=of(State.CANCELLED),
        cancelled_late=of(State.CANCELLED_LATE),
    )


def _summed(name: str, rows: Iterable[Numbers]) -> Numbers:
    found = tuple(rows)
    names = [one for one in Numbers.__slots__ if one != "name"]
    return Numbers(name, **{one: sum(getattr(row, one) for row in found) for one in names})


def _shown(standing: Standing, show: Show) -> QuerySet[Session]:
    rows, now = _sessions(standing), clock.now()
    if show is Show.CANCELLED:
        return rows.filter(cancelled_at__isnull=False)
    standing_still = rows.filter(cancelled_at__isnull=True)
    return (
        standing_still.filter(starts__gt=now)
        if show is Show.TO_COME
        else standing_still.filter(starts__lte=now)
    )


def _counted(rows: QuerySet[Session]) -> QuerySet[Any]:
    return rows.select_related("course").annotate(
        taken=Count("bookings", filter=Q(bookings__state__in=PLACES, bookings__walk_in=False)),
        waits=Count("bookings", filter=Q(bookings__state=State.WAITING)),
        there=Count("bookings", filter=Q(bookings__state=State.ATTENDED)),
    )


def _row(one: Any) -> SessionRow:
    return SessionRow(
        number=one.number,
        reference=one.reference,
        course=one.course.title,
        starts=one.starts.astimezone(clock.LONDON),
        ends=one.ends.astimezone(clock.LONDON),
        where=one.venue or "Online",
        capacity=one.capacity,
        taken=one.taken,
        waiting=one.waits,
        came=one.there,
        for_councillors=one.audience == Session.Audience.COUNCILLORS,
        introduced=one.introduced,
        held=one.starts <= clock.now(),
        cancelled=one.cancelled_at is not None,
    )


def _sessions(standing: Standing) -> QuerySet[Session]:
    return Session.objects.filter(board_id=standing.board_id)
