"""Refreshers: who is due to take which course again, and when. By name for the coordinator, and for oneself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from training.models import Booking, Course, Learner, Profession, RefresherRule
from training.queries.holders import Holder
from training.rules import refreshers
from training.rules.bookings import OPEN, State
from training.rules.refreshers import Rules


@dataclass(frozen=True, slots=True)
class Refresher:
    """Somebody, a course they took, and by when they take it again."""

    learner: Learner
    course: Course
    #: The booking by which they came last.
    booking_id: int
    last_on: date
    due_on: date
    overdue: bool
    soon: bool
    #: Whether they have a place, or wait for one, in a session of the course to come.
    booked: bool


def rules_of(board_id: int) -> tuple[RefresherRule, ...]:
    """The board's rules, by course and profession."""
    return tuple(RefresherRule.objects.filter(board_id=board_id).select_related("course", "profession"))


def own_refreshers(holder: Holder) -> tuple[Refresher, ...]:
    """What somebody is to take again, the soonest first."""
    if holder.learner is None:
        return ()
    return _refreshers(holder.board.pk, [holder.learner.pk])


def refreshers_due(standing: Standing) -> tuple[Refresher, ...]:
    """Everybody at the board who is due, or will be within weeks, the longest overdue first."""
    return tuple(one for one in _refreshers(standing.board_id) if one.overdue or one.soon)


def refreshers_to_tell(board: Board) -> tuple[Refresher, ...]:
    """Whose refresher is due in some weeks or was just missed, with nothing booked and an address to write to."""
    today = clock.today()
    return tuple(
        one
        for one in _refreshers(board.pk)
        if refreshers.is_told(one.due_on, today) and not one.booked and one.learner.email
    )


def courses_at(board_id: int) -> tuple[Course, ...]:
    """The courses of the board that are taught, by title."""
    return tuple(Course.objects.filter(board_id=board_id, retired_on__isnull=True).order_by("title"))


def professions_of(board_id: int) -> tuple[Profession, ...]:
    """What staff work as, in the board's order."""
    return tuple(Profession.objects.filter(board_id=board_id))


def _refreshers(board_id: int, learners: Iterable[int] | None = None) -> tuple[Refresher, ...]:
    rules: Rules = {(one.course_id, one.profession_id): one.months for one in rules_of(board_id)}
    courses = {course for course, _ in rules}
    came = Booking.objects.filter(
        session__board_id=board_id,
        session__course_id__in=courses,
        learner__erased_at__isnull=True,
        learner__merged_into__isnull=True,
    ).select_related("session__course", "learner__agency", "learner__profession")
    if learners is not None:
        came = came.filter(learner_id__in=list(learners))
    now = clock.now()
    ahead = set(
        came.filter(state__in=OPEN, session__starts__gt=now, session__cancelled_at__isnull=True).values_list(
            "learner_id", "session__course_id"
        )
    )
    latest: dict[tuple[int, int], Booking] = {}
    for booking in came.filter(state=State.ATTENDED).order_by("session__starts", "pk"):
        latest[booking.learner_id, booking.session.course_id] = booking
    found = [_refresher(booking, rules, ahead) for booking in latest.values()]
    return tuple(sorted(filter(None, found), key=lambda one: (one.due_on, one.learner.name, one.booking_id)))


def _refresher(booking: Booking, rules: Rules, ahead: set[tuple[int, int]]) -> Refresher | None:
    """By when it is due by today's rules, for what they work as today."""
    learner, course = booking.learner, booking.session.course
    months = refreshers.months_for(rules, course.pk, learner.profession_id)
    if months is None:
        return None
    last = booking.session.starts.astimezone(clock.LONDON).date()
    due = refreshers.due(last, months, clock.today())
    return Refresher(
        learner=learner,
        course=course,
        booking_id=booking.pk,
        last_on=last,
        due_on=due.on,
        overdue=due.overdue,
        soon=due.soon,
        booked=(learner.pk, course.pk) in ahead,
    )
