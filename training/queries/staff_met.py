"""Sessions and staff met: what was held for staff, which of it the chair introduced, and member briefings."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agencies.rules import clock
from agencies.rules.standing import Standing
from training.models import Booking, Session
from training.rules.bookings import State
from training.rules.people import COUNCILLORS, Window, six_months_to
from training.rules.staff_met import Held, Met, met


@dataclass(frozen=True, slots=True)
class StaffMet:
    """Six months up to a day: sessions for staff, those held for councillors, and what the chair's come to."""

    window: Window
    sessions: tuple[Held, ...]
    briefings: tuple[Held, ...]
    staff: Met
    #: How many councillors' places were taken at briefings, and how many different people that was.
    councillors: int
    councillor_places: int


def staff_met(standing: Standing, *, last: date | None = None) -> StaffMet:
    """What was held in the six months up to a day; two queries, however much that is.

    People are counted once a list is closed. A councillor at a session for staff is no frontline staff.
    """
    window = six_months_to(min(last or clock.today(), clock.today()))
    ended = datetime.combine(window.last + timedelta(days=1), time(), clock.LONDON)
    rows = list(
        Session.objects.filter(
            board_id=standing.board_id,
            cancelled_at__isnull=True,
            starts__gte=datetime.combine(window.first, time(), clock.LONDON),
            starts__lt=min(ended, clock.now()),
        )
        .select_related("course")
        .order_by("-starts", "-pk")
    )
    came: dict[int, list[int]] = defaultdict(list)
    closed = [one.pk for one in rows if one.closed_at is not None]
    attended = Booking.objects.filter(session__in=closed, state=State.ATTENDED).exclude(
        profession__code=COUNCILLORS, session__audience=Session.Audience.STAFF
    )
    for session, person, stays in attended.values_list("session_id", "learner_id", "learner__merged_into_id"):
        came[session].append(stays or person)
    held = {one.pk: _held(one, tuple(came[one.pk])) for one in rows}
    staff = tuple(held[one.pk] for one in rows if one.audience == Session.Audience.STAFF)
    briefings = tuple(held[one.pk] for one in rows if one.audience == Session.Audience.COUNCILLORS)
    return StaffMet(
        window=window,
        sessions=staff,
        briefings=briefings,
        staff=met(staff),
        councillors=len({person for one in briefings for person in one.came}),
        councillor_places=sum(len(one.came) for one in briefings),
    )


def _held(one: Session, came: tuple[int, ...]) -> Held:
    return Held(
        number=one.number,
        course=one.course.title,
        on=one.starts.astimezone(clock.LONDON).date(),
        where=one.venue or "Online",
        by_chair=one.chair_introduces,
        closed=one.closed_at is not None,
        came=came,
    )
