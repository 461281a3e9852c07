"""Courses: the list, one with what it serves and its sessions, and what a form about one offers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q, QuerySet

from agencies.models import Priority
from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.queries.priorities import priorities_now
from training.models import Course, Lesson
from training.permissions import can_keep_training, can_see_review
from training.queries.sessions import SessionRow, sessions_of_course

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course in a list: how often it was held, and when it is held next."""

    number: int
    reference: str
    title: str
    level: int
    hours: str
    audience: str
    needs_approval: bool
    held: int
    next_on: date | None
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course, the lessons of it that this person may read, its priorities, its sessions and its record."""

    course: Course
    lessons: tuple[Lesson, ...]
    priorities: tuple[Priority, ...]
    sessions: tuple[SessionRow, ...]
    may_keep: bool
    record: tuple[Line, ...]


def courses_of(
    standing: Standing, *, retired: bool = False, page: str | int | None = 1
) -> "tuple[Page[Any], tuple[CourseRow, ...]]":
    """The board's courses by title, those offered or those retired: a page of them, in two queries."""
    now = clock.now()
    stands = Q(sessions__cancelled_at__isnull=True)
    rows = (
        _courses(standing)
        .filter(retired_on__isnull=not retired)
        .annotate(
            held=Count("sessions", filter=stands & Q(sessions__starts__lte=now)),
            next=Min("sessions__starts", filter=stands & Q(sessions__starts__gt=now)),
        )
    )
    found = Paginator(rows.order_by("title", "number"), A_PAGE).get_page(page)
    return found, tuple(_row(one) for one in found)


def course_seen(standing: Standing, number: int) -> Course | None:
    """The board's course of this number."""
    return _courses(standing).select_related("board").filter(number=number).first()


def course_page(standing: Standing, course: Course) -> CoursePage:
    """The page of a course. A lesson of a review that is not published stands there for those who may read it."""
    lessons = course.lessons.select_related("review").order_by("review__number", "number")
    return CoursePage(
        course=course,
        lessons=tuple(one for one in lessons if can_see_review(standing, one.review)),
        priorities=tuple(course.priorities.order_by("pk")),
        sessions=sessions_of_course(standing, course),
        may_keep=bool(can_keep_training(standing)),
        record=lines_about(standing, "course", course.pk),
    )


def changed_since(standing: Standing, course: Course, seen: int) -> tuple[Line, ...]:
    """What others did to it since the version somebody has looked at."""
    lines = lines_about(standing, "course", course.pk)
    return tuple(one for one in lines if one.details.get("version", 0) > seen)


def served(course: Course) -> tuple[list[int], list[int]]:
    """The keys of the lessons and of the priorities it serves."""
    lessons = course.lesson_links.values_list("lesson_id", flat=True)
    return list(lessons), list(course.priority_links.values_list("priority_id", flat=True))


def lessons_to_choose(standing: Standing) -> tuple[Lesson, ...]:
    """The lessons a course may be said to serve, those of the latest review first."""
    rows = Lesson.objects.filter(review__board_id=standing.board_id).select_related("review")
    ordered = rows.order_by("-review__number", "number")
    return tuple(one for one in ordered if can_see_review(standing, one.review))


def priorities_to_choose(standing: Standing, course: Course | None = None) -> tuple[Priority, ...]:
    """The priorities of now, and those a course serves already."""
    had = course.priorities.all() if course else ()
    return tuple({one.pk: one for one in (*had, *priorities_now(standing))}.values())


def _row(one: Any) -> CourseRow:
    return CourseRow(
        number=one.number,
        reference=one.reference,
        title=one.title,
        level=one.level,
        hours=f"{one.hours:g}",
        audience=one.audience,
        needs_approval=one.needs_approval,
        held=one.held,
        next_on=one.next.astimezone(clock.LONDON).date() if one.next else None,
        retired_on=one.retired_on,
    )


def _courses(standing: Standing) -> QuerySet[Course]:
    return Course.objects.filter(board_id=standing.board_id)
