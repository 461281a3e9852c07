"""The records that training is counted from: sessions held, places, and who came. What they add up to is for rules."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from agencies.models import Agency
from agencies.rules import clock
from training.models import Booking, Evaluation, Headcount, Profession, Session
from training.rules.bookings import State
from training.rules.counting import Place, Standing, standing
from training.rules.people import COUNCILLORS, Came, Window


@dataclass(frozen=True, slots=True)
class Held:
    """A session of a stretch of time: how many places it had, and whether its numbers stand."""

    pk: int
    number: int
    reference: str
    course: str
    on: date
    capacity: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which records are asked for: of these agencies, of a profession (its code), of a course (its number)."""

    agencies: frozenset[int] | None = None
    profession: str = ""
    course: int | None = None


EVERYTHING = Narrowed()


def sessions_of(board_id: int, window: Window) -> tuple[Held, ...]:
    """The board's sessions of those days for frontline staff, by day; those for councillors are none."""
    rows = Session.objects.filter(days("starts", window), board_id=board_id, audience=Session.Audience.STAFF)
    now = clock.now()
    return tuple(
        Held(
            pk=one.pk,
            number=one.number,
            reference=one.reference,
            course=one.course.title,
            on=one.starts.astimezone(clock.LONDON).date(),
            capacity=one.capacity,
            standing=standing(
                cancelled=one.cancelled_at is not None,
                closed=one.closed_at is not None,
                begun=one.starts <= now,
            ),
        )
        for one in rows.select_related("course").order_by("starts", "pk")
    )


def places_of(sessions: Iterable[Held], narrowed: Narrowed = EVERYTHING) -> tuple[Place, ...]:
    """Every booking of the sessions that count, in their order. Of somebody entered twice, one a session."""
    counted = [one.pk for one in sessions if one.standing is Standing.COUNTED]
    rows = _narrowed(Booking.objects.filter(session__in=counted), narrowed)
    seen: set[tuple[int, int]] = set()
    found = []
    for row in (
        rows.annotate(given=_had_a_place())
        .select_related("session", "agency", "learner")
        .order_by("session__starts", "session_id", "pk")
    ):
        if row.state in (State.ATTENDED, State.NO_SHOW):
            who = (row.session_id, row.learner.merged_into_id or row.learner_id)
            if who in seen:
                continue
            seen.add(who)
        found.append(
            Place(
                session=row.session.reference,
                agency=row.agency.name,
                state=State(row.state),
                walk_in=row.walk_in,
                substitute=row.substitute_for_id is not None,
                given=row.given,
            )
        )
    return tuple(found)


def _had_a_place() -> Case:
    """Whether a booking that was cancelled had been given a place before: its history tells.

    Of one that came from an agency's own system the file tells: there everything is a booking.
    """
    history = apps.get_model("training", "BookingEvent").objects
    once = Exists(history.filter(pgh_obj_id=OuterRef("pk"), state=State.BOOKED))
    asked = Q(state=State.CANCELLED, imported="")
    return Case(When(asked, then=once), default=Value(True), output_field=BooleanField())


def came_in(board_id: int, window: Window, narrowed: Narrowed = EVERYTHING) -> tuple[Came, ...]:
    """Everybody who came to a session of those days whose list is closed, once a session."""
    rows = _narrowed(
        Booking.objects.filter(
            days("session__starts", window),
            session__board_id=board_id,
            session__cancelled_at__isnull=True,
            session__closed_at__isnull=False,
            state=State.ATTENDED,
        ),
        narrowed,
    )
    values = rows.order_by("pk").values_list(
        "learner_id",
        "learner__merged_into_id",
        "session__starts",
        "agency__name",
        "profession__name",
        "profession__code",
        "session__audience",
    )
    return tuple(
        Came(
            person=merged_into or learner,
            on=starts.astimezone(clock.LONDON).date(),
            agency=agency,
            profession=name or "",
            councillor=code == COUNCILLORS,
            for_councillors=audience == Session.Audience.COUNCILLORS,
        )
        for learner, merged_into, starts, agency, name, code, audience in values
    )


def follow_ups(board_id: int, window: Window) -> tuple[tuple[str, date, bool | None], ...]:
    """Three-month follow-ups sent in those days: of which session, when, and whether practice changed; None unsaid."""
    rows = Evaluation.objects.filter(
        days("asked_at", window),
        stage=Evaluation.Stage.THREE_MONTHS,
        booking__session__board_id=board_id,
        booking__session__audience=Session.Audience.STAFF,
    ).order_by("asked_at", "pk")
    return tuple(
        (f"S-{number}", asked_at.astimezone(clock.LONDON).date(), changed if answered_at else None)
        for number, asked_at, answered_at, changed in rows.values_list(
            "booking__session__number", "asked_at", "answered_at", "changed"
        )
    )


def seated(board_id: int, on: date, only: Collection[int] | None = None) -> tuple[str, ...]:
    """The names of agencies with a seat at the board on a day."""
    rows = Agency.objects.filter(
        Q(seats__until__isnull=True) | Q(seats__until__gte=on),
        Q(seats__since__isnull=True) | Q(seats__since__lte=on),
        seats__board_id=board_id,
    )
    if only is not None:
        rows = rows.filter(pk__in=only)
    return tuple(rows.distinct().order_by("name").values_list("name", flat=True))


def professions_of(board_id: int) -> tuple[Profession, ...]:
    """What staff work as, in the board's order."""
    return tuple(Profession.objects.filter(board_id=board_id))


def staff_numbers(board_id: int, on: date) -> tuple[Mapping[str, int], Mapping[tuple[str, str], int]]:
    """How many staff each agency had by then, in all, and by profession: the latest number each told."""
    rows = (
        Headcount.objects.filter(board_id=board_id, as_of__lte=on)
        .select_related("agency", "profession")
        .order_by("as_of", "pk")
    )
    in_all = {one.agency.name: one.number for one in rows if one.profession is None}
    parts = {(one.agency.name, one.profession.name): one.number for one in rows if one.profession}
    return in_all, parts


def _narrowed(rows: "QuerySet[Booking]", narrowed: Narrowed) -> "QuerySet[Booking]":
    if narrowed.agencies is not None:
        rows = rows.filter(agency__in=narrowed.agencies)
    if narrowed.profession:
        rows = rows.filter(profession__code=narrowed.profession)
    if narrowed.course is not None:
        rows = rows.filter(session__course__number=narrowed.course)
    return rows


def days(field: str, window: Window) -> Q:
    """Moments within those days, in London."""
    first = datetime.combine(window.first, time(), clock.LONDON)
    after = datetime.combine(window.last + timedelta(days=1), time(), clock.LONDON)
    return Q(**{f"{field}__gte": first, f"{field}__lt": after})
