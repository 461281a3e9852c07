"""What was taught because of a lesson: courses that pass it on, their sessions held, and the people who came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Min, Q
from django.urls import reverse

from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.thread import Step
from training.models import Course, CourseLesson
from training.permissions import can_see_training
from training.rules.bookings import State


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
    opens = bool(can_see_training(standing))
    found = {}
    for one in rows:
        many = one.sessions_held
        state = f"{many} session{'' if many == 1 else 's'}, {one.people} different people came"
        url = reverse("training:course-impact", args=[standing.board_code, one.number]) if opens else ""
        on = one.first.astimezone(LONDON).date()
        found[one.pk] = Step("training", one.reference, one.title, on, "", None, state, url)
    return found
