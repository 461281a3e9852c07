"""Courses: added, changed, retired and brought back by who plans training."""

from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Board, Priority
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.words import PAGE, line, said
from training.models import Course, CourseLesson, CoursePriority, Lesson
from training.permissions import can_keep_training
from training.rules.courses import CourseFacts, fits


@transaction.atomic
def add(*, board: Board, facts: CourseFacts, by: Standing) -> Course:
    """Add a course, and which lessons and priorities it serves."""
    can_keep_training(by).demand()
    if board.pk != by.board_id:
        raise Refused("A course is added at one’s own board.")
    course = Course(board=board, added_at=clock.now(), added_by=by.actor.words)
    _fill(course, facts)
    course.number = next_number(Course, board.pk)
    course.save()
    _serve(course, facts)
    _enter(course, "add", f"Added {course}: {course.title}.", by)
    return course


@transaction.atomic
def amend(*, course_id: int, facts: CourseFacts, seen: int, by: Standing) -> Course:
    """Change a course. Sessions held keep what was counted; those to come follow it.

    `seen` is the version looked at.
    """
    course = _taken(course_id, by, seen)
    was = _told(course)
    _fill(course, facts)
    course.lesson_links.all().delete()
    course.priority_links.all().delete()
    _serve(course, facts)
    now = _told(course)
    changes = [f"{name} was “{was[name]}”, and is “{now[name]}”." for name in now if was[name] != now[name]]
    if not changes:
        raise Refused("Nothing has changed.")
    _save(course, "amend", f"Changed {course}. {' '.join(changes)}", by)
    return course


@transaction.atomic
def retire(*, course_id: int, on: date, seen: int, by: Standing) -> Course:
    """Offer it no longer from a day on. Refused while a session of it is to come: cancel or move that first."""
    course = _taken(course_id, by, seen)
    if course.retired_on is not None:
        raise Refused("It is retired already.")
    later = (
        course.sessions.filter(cancelled_at__isnull=True, starts__gt=clock.now()).order_by("starts").first()
    )
    if later is not None:
        raise Refused(f"{later} is still to come. Cancel it first, or wait until it was held.")
    course.retired_on = on
    _save(course, "retire", f"Retired {course}: {course.title}.", by)
    return course


@transaction.atomic
def bring_back(*, course_id: int, seen: int, by: Standing) -> Course:
    """Offer it again."""
    course = _taken(course_id, by, seen)
    if course.retired_on is None:
        raise Refused("It is offered: nothing is to be brought back.")
    course.retired_on = None
    _save(course, "bring_back", f"Brought {course} back: {course.title}.", by)
    return course


def _taken(course_id: int, by: Standing, seen: int) -> Course:
    can_keep_training(by).demand()
    rows = Course.objects.select_for_update(of=("self",)).filter(pk=course_id, board_id=by.board_id)
    course = rows.first()
    if course is None:
        raise Refused("No such course at this board.")
    demand_newest(seen=seen, version=course.version)
    return course


def _fill(course: Course, facts: CourseFacts) -> None:
    fits(facts).demand()
    course.title = line(facts.title, empty="Enter what the course is called.")
    course.about = said(facts.about, longest=PAGE)
    course.audience = line(facts.audience)
    course.level, course.hours = facts.level, facts.hours
    course.needs_approval, course.notice_days = facts.needs_approval, facts.notice_days
    course.price, course.charges = facts.price, said(facts.charges)


def _serve(course: Course, facts: CourseFacts) -> None:
    lessons = Lesson.objects.filter(pk__in=facts.lessons, review__board_id=course.board_id)
    priorities = Priority.objects.filter(pk__in=facts.priorities, board_id=course.board_id)
    if len(lessons) != len(facts.lessons) or len(priorities) != len(facts.priorities):
        raise Refused("A course serves lessons and priorities of its own board.")
    CourseLesson.objects.bulk_create(CourseLesson(course=course, lesson=one) for one in lessons)
    CoursePriority.objects.bulk_create(CoursePriority(course=course, priority=one) for one in priorities)


def _told(course: Course) -> dict[str, str]:
    """What the course is, in words, to tell what was changed."""
    lessons = course.lesson_links.select_related("lesson__review").order_by("lesson_id")
    priorities = course.priority_links.select_related("priority").order_by("priority_id")
    return {
        "The title": course.title,
        "What it is about": course.about or "nothing",
        "The level": str(course.level),
        "Whom it is for": course.audience or "nobody in particular",
        "The hours": f"{course.hours:g}",
        "A manager’s yes": "needed" if course.needs_approval else "not needed",
        "The price": f"£{course.price:.2f}",
        "Who pays": course.charges or "nobody",
        "The notice": f"{course.notice_days} working days",
        "Lessons": "; ".join(str(one.lesson) for one in lessons) or "none",
        "Priorities": "; ".join(one.priority.title for one in priorities) or "none",
    }


def _save(course: Course, verb: str, words: str, by: Standing) -> None:
    course.version += 1
    course.save()
    _enter(course, verb, words, by)


def _enter(course: Course, verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"courses.{verb}",
        kind="course",
        reference=course.pk,
        board_code=by.board_code,
        words=words,
        details={"version": course.version},
    )
