"""What was taught because of a lesson, or for a priority: courses, their sessions held, and the people who came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q
from django.urls import reverse

from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.thread import Step
from training.models import Booking, Course, CourseLesson
from training.permissions import can_see_training
from training.rules.bookings import State

#: A priority, and the day from which what was taught for it is told.
Since = tuple[int, date]


def taught(standing: Standing, lessons: Iterable[int]) -> Mapping[int, list[Step]]:
    """For each lesson a step for each course that passes it on and was held: two queries for any number."""
    found: dict[int, list[Step]] = defaultdict(list)
    ids = list(lessons)
    if not ids:
        return found
    links = list(
        CourseLesson.objects.filter(lesson_id__in=ids, course__board_id=standing.board_id).values_list(
            "lesson_id", "course_id"
        )
    )
    if not links:
        return found
    steps = _steps(standing, {course for _, course in links})
    for lesson, course in links:
        if course in steps:
            found[lesson].append(steps[course])
    return found


def serving(standing: Standing, wanted: Iterable[Since]) -> Mapping[Since, tuple[Step, ...]]:
    """For each a step for each course that serves the priority and to which somebody came on that day or later.

    One query for any number; the priorities are this board's own.
    """
    asked = list(wanted)
    if not asked:
        return {}
    came = Booking.objects.filter(
        session__course__board_id=standing.board_id,
        session__course__priority_links__priority_id__in={priority for priority, _ in asked},
        state=State.ATTENDED.value,
    ).values_list(
        "session__course__priority_links__priority_id",
        "session__course__number",
        "session__course__title",
        "session_id",
        "session__starts",
        "learner_id",
    )
    held: dict[int, dict[tuple[int, str], list[_Came]]] = defaultdict(lambda: defaultdict(list))
    for priority, number, title, session, starts, learner in came:
        held[priority][number, title].append(_Came(starts.astimezone(LONDON).date(), session, learner))
    return {(priority, since): _served(standing, held[priority], since) for priority, since in asked}


@dataclass(frozen=True, slots=True)
class _Came:
    """One person at one session."""

    on: date
    session: int
    learner: int


def _served(standing: Standing, held: Mapping[tuple[int, str], list[_Came]], since: date) -> tuple[Step, ...]:
    found = []
    for (number, title), everybody in sorted(held.items()):
        came = [one for one in everybody if one.on >= since]
        if came:
            sessions, people = {one.session for one in came}, {one.learner for one in came}
            on = min(one.on for one in came)
            found.append(_step(standing, number, title, on, len(sessions), len(people)))
    return tuple(found)


def _steps(standing: Standing, courses: Iterable[int]) -> dict[int, Step]:
    held = Q(sessions__ends__lte=clock.now(), sessions__cancelled_at__isnull=True)
    came = held & Q(sessions__bookings__state=State.ATTENDED.value)
    rows = (
        Course.objects.filter(pk__in=list(courses))
        .annotate(
            first=Min("sessions__starts", filter=held),
            sessions_held=Count("sessions", filter=held, distinct=True),
            people=Count(F("sessions__bookings__learner_id"), filter=came, distinct=True),
        )
        .filter(first__isnull=False)
    )
    return {
        one.pk: _step(
            standing,
            one.number,
            one.title,
            one.first.astimezone(LONDON).date(),
            one.sessions_held,
            one.people,
        )
        for one in rows
    }


def _step(standing: Standing, number: int, title: str, on: date, sessions: int, people: int) -> Step:
    who = f"{people} different {'person' if people == 1 else 'people'} came"
    state = f"{sessions} session{'' if sessions == 1 else 's'}, {who}"
    opens = bool(can_see_training(standing))
    url = reverse("training:course-impact", args=[standing.board_code, number]) if opens else ""
    return Step("training", f"C-{number}", title, on, "", None, state, url)
