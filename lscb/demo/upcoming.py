"""The demonstration's sessions to come: planned, shared out, filled and one called off, by the coordinator's actions.

Days are counted from the demonstration's own. Who is booked are invented people of its training history.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.working_days import is_working_day
from training.actions import bookings, sessions, settings
from training.models import Course, Learner, Session, WorkDomain
from training.queries.headcounts import staff_by_agency
from training.rules.sessions import SessionFacts, TrainerFacts
from training.rules.shares import shared_out


@dataclass(frozen=True, slots=True)
class Planned:
    """A session some days from now: of which course, where, with how many places and people after them."""

    course: str
    days: int
    capacity: int
    asking: int
    venue: str = "Demonstration Town Hall"
    hours: tuple[int, int] = (9, 16)
    for_councillors: bool = False
    chair_introduces: bool = False
    shared: bool = False
    called_off: str = ""


SESSIONS = (
    Planned("Learning from reviews", 9, 20, 0, hours=(17, 19), for_councillors=True, chair_introduces=True),
    Planned("Neglect: seeing it early", 15, 12, 17, chair_introduces=True),
    Planned("Working with fathers", 22, 20, 14, shared=True),
    Planned("Children who go missing", 29, 16, 5, called_off="The trainer cannot come. A new day follows."),
    Planned("Learning from reviews", 36, 30, 6, venue="County Hall, Room 4", hours=(13, 16)),
)


def plan(board: Board, by: Standing) -> list[Session]:
    """Plan all of them, list the agencies' work addresses, and book people; nothing is planned twice."""
    if board.sessions.filter(starts__gt=clock.now()).exists():
        return []
    _addresses(board, by)
    people = list(
        Learner.objects.filter(board=board, erased_at__isnull=True, merged_into__isnull=True)
        .exclude(profession__code="councillors")
        .order_by("pk")
    )
    return [_planned(board, one, people[number :: len(SESSIONS)], by) for number, one in enumerate(SESSIONS)]


def _planned(board: Board, told: Planned, people: list[Learner], by: Standing) -> Session:
    day = _working_day(clock.today() + timedelta(days=told.days))
    begins, ends = (datetime.combine(day, time(hour, 30), clock.LONDON) for hour in told.hours)
    facts = SessionFacts(
        starts=begins,
        ends=ends,
        capacity=told.capacity,
        venue=told.venue,
        joining="Tea and coffee from half an hour before. Bring a question from your own work.",
        for_councillors=told.for_councillors,
        chair_introduces=told.chair_introduces,
        trainers=(TrainerFacts("Demo Trainer"),),
    )
    course = Course.objects.get(board=board, title=told.course)
    session = sessions.plan(course_id=course.pk, facts=facts, by=by)
    if told.shared:
        shares = shared_out(told.capacity, staff_by_agency(board.pk))
        until = day - timedelta(days=11)
        session = sessions.share_out(
            session_id=session.pk, shares=shares, until=until, seen=session.version, by=by
        )
    for learner in people[: told.asking]:
        bookings.book(session_id=session.pk, learner=learner, by=by.actor, approved=True)
    if told.called_off:
        session = sessions.cancel(session_id=session.pk, why=told.called_off, seen=session.version, by=by)
    return session


def _addresses(board: Board, by: Standing) -> None:
    """What the addresses of each agency's people in the history end with."""
    listed = set(WorkDomain.objects.values_list("agency_id", "domain"))
    found = Learner.objects.filter(board=board).exclude(email="").values_list("agency_id", "email")
    wanted = {(agency, email.rpartition("@")[2]) for agency, email in found} - listed
    agencies = Agency.objects.filter(seats__board=board).in_bulk()
    for agency, domain in sorted(wanted):
        if agency in agencies:
            settings.list_domain(agency=agencies[agency], domain=domain, by=by)


def _working_day(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
