"""Courses: what they serve, what is changed of them and kept, and when they are retired."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agencies.models import Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from tests.conftest import TODAY
from tests.factories import LessonFactory, PriorityFactory, SessionFactory
from tests.training.conftest import StandingOf
from training.actions import courses
from training.models import Course
from training.rules.courses import CourseFacts

pytestmark = pytest.mark.django_db
FATHERS = CourseFacts(title="Working with fathers", level=2, hours=Decimal("6.5"))


def add(board: Board, by: Standing, **more: Any) -> Course:
    return courses.add(board=board, facts=replace(FATHERS, **more), by=by)


def test_a_course_says_which_lessons_and_priorities_it_serves(board: Board, coordinator: Standing) -> None:
    lesson, priority = LessonFactory(review__board=board), PriorityFactory(board=board)

    course = add(board, coordinator, lessons=frozenset({lesson.pk}), priorities=frozenset({priority.pk}))

    assert course.reference == "C-1"
    assert (list(course.lessons.all()), list(course.priorities.all())) == ([lesson], [priority])


def test_it_serves_nothing_of_another_boards(board: Board, other_board: Board, coordinator: Standing) -> None:
    theirs = LessonFactory(review__board=other_board)

    with pytest.raises(Refused, match="own board"):
        add(board, coordinator, lessons=frozenset({theirs.pk}))
    with pytest.raises(Refused, match="own board"):
        courses.add(board=other_board, facts=FATHERS, by=coordinator)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": " "}, "what the course is called"),
        ({"level": 5}, "from 1 to 4"),
        ({"hours": Decimal(0)}, "hours are taught"),
        ({"price": Decimal(-1)}, "price"),
        ({"notice_days": 61}, "from 0 to 60"),
        ({"about": "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"}, "identify"),
    ],
)
def test_what_no_course_can_be_is_refused(
    board: Board, coordinator: Standing, wrong: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        add(board, coordinator, **wrong)


def test_what_is_changed_is_said_in_the_record(board: Board, coordinator: Standing) -> None:
    course = add(board, coordinator)
    changed = replace(FATHERS, notice_days=10, needs_approval=True)

    courses.amend(course_id=course.pk, facts=changed, seen=1, by=coordinator)

    assert Entry.objects.get(verb="courses.amend").words == (
        "Changed C-1. A manager’s yes was “not needed”, and is “needed”. "
        "The notice was “5 working days”, and is “10 working days”."
    )
    with pytest.raises(Overtaken):
        courses.amend(course_id=course.pk, facts=FATHERS, seen=1, by=coordinator)
    with pytest.raises(Refused, match="Nothing has changed"):
        courses.amend(course_id=course.pk, facts=changed, seen=2, by=coordinator)


def test_a_course_with_a_session_to_come_is_not_retired(board: Board, coordinator: Standing) -> None:
    course = add(board, coordinator)
    session = SessionFactory(course=course)

    with pytest.raises(Refused, match=f"{session} is still to come"):
        courses.retire(course_id=course.pk, on=TODAY, seen=1, by=coordinator)
    session.starts, session.ends = session.starts.replace(month=4), session.ends.replace(month=4)
    session.save()
    assert courses.retire(course_id=course.pk, on=TODAY, seen=1, by=coordinator).retired_on == date(
        2018, 5, 21
    )
    assert courses.bring_back(course_id=course.pk, seen=2, by=coordinator).retired_on is None


def test_only_who_plans_training_keeps_courses(
    board: Board, business_manager: Person, standing_of: StandingOf
) -> None:
    with pytest.raises(Refused, match="Only the training coordinator"):
        add(board, standing_of(business_manager))
