"""What came of a review and of a course: people and places, answers with their denominators, and no cause claimed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from tests.factories import (
    THE_DAY,
    AuditGradeFactory,
    BookingFactory,
    CaseAuditFactory,
    ChallengeFactory,
    CourseFactory,
    CourseLessonFactory,
    CoursePriorityFactory,
    EmbeddedTestFactory,
    EvaluationFactory,
    LearnerFactory,
    PriorityFactory,
    ProfessionFactory,
    SessionFactory,
    WatchFactory,
)
from tests.training.reviewing import FOUND, agreed, finished, published, written
from training.models import Booking, Course, Session
from training.queries.impact import Group, impact_of_course, impact_of_review

StandingOf = Callable[[Person], Standing]
ClientOf = Callable[[Person], Client]


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def course(board: Board) -> Course:
    made: Course = CourseFactory(board=board, number=7)
    return made


def held(course: Course, day: int) -> Session:
    """A session of the course in March 2018."""
    made: Session = SessionFactory(
        course=course,
        starts=datetime(2018, 3, day, 9, tzinfo=UTC),
        ends=datetime(2018, 3, day, 15, tzinfo=UTC),
    )
    return made


def came(session: Session, agency: Agency, many: int, profession: object = None) -> list[Booking]:
    """So many different people who came."""
    board = session.course.board
    people = [LearnerFactory(board=board, agency=agency, profession=profession) for _ in range(many)]
    return [BookingFactory(session=session, learner=one, state="attended") for one in people]


def asked(bookings: list[Booking], stage: str, *answers: dict[str, object]) -> None:
    """All of them asked at a stage; the first ones answered so."""
    for place, booking in enumerate(bookings):
        told = {"answered_at": THE_DAY, **answers[place]} if place < len(answers) else {}
        EvaluationFactory(booking=booking, stage=stage, **told)


def page(client: Client, name: str, number: int) -> str:
    answer = client.get(reverse(f"training:{name}", args=["wessex", number]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_people_and_places_are_two_numbers_and_only_those_who_came_count(
    board: Board, health: Agency, police: Agency, course: Course, manager: Standing
) -> None:
    visitors = ProfessionFactory(board=board, name="Health visitors")
    first, second = held(course, 6), held(course, 20)
    bookings = came(first, health, 3, visitors)
    BookingFactory(session=second, learner=bookings[0].learner, state="attended")
    came(second, police, 2)
    BookingFactory(session=second, learner=LearnerFactory(board=board, agency=police), state="no_show")
    cancelled = held(course, 27)
    Session.objects.filter(pk=cancelled.pk).update(
        cancelled_at=THE_DAY, cancelled_by="Tara", cancelled_why="Snow."
    )

    found = impact_of_course(manager, course).trained

    assert (found.sessions, found.places, found.people) == (2, 6, 5)
    assert (found.first, found.last) == (date(2018, 3, 6), date(2018, 3, 20))
    assert found.agencies == (Group("County Health", 3), Group("County Police", 2))
    assert found.professions == (Group("Health visitors", 3), Group("Not known", 2))


def test_what_was_said_has_its_denominators_and_few_answers_are_called_too_few(
    board: Board, health: Agency, course: Course, manager: Standing, chair: Person, client_of: ClientOf
) -> None:
    bookings = came(held(course, 6), health, 14)
    asked(bookings, "before", *[{"knowledge": 2, "confidence": 3}] * 12)
    asked(
        bookings,
        "three_months",
        *[{"knowledge": 3, "confidence": 3, "changed": True}] * 9,
        {"knowledge": 4, "confidence": 3, "changed": False},
        {"changed": False},
    )
    asked(bookings[:6], "manager", {"changed": True}, {"changed": False})

    shown = page(client_of(chair), "course-impact", 7)

    assert "14 different people took 14 places in 1 session, on 6 March 2018." in shown
    assert "9 of 11 who answered (82%), of 14 asked" in shown
    assert "1 of 2 who answered, of 6 asked: too few to say" in shown
    assert "Up 1.1 of 5 on average (between 0.9 and 1.3), from 10 people who answered both times" in shown
    assert "does not show that it came from it" in shown
    assert "Holly Visitor" not in shown


def test_a_reviews_page_has_what_was_found_what_was_taught_and_the_figures_watched(
    board: Board, health: Agency, course: Course, manager: Standing, chair: Person, client_of: ClientOf
) -> None:
    made = written(board, manager)
    CourseLessonFactory(course=course, lesson=made.lesson)
    priority = PriorityFactory(board=board)
    CoursePriorityFactory(course=course, priority=priority)
    challenge = ChallengeFactory(board=board, number=29, priority=priority, state="watching", sent_at=THE_DAY)
    WatchFactory(challenge=challenge, indicator_code="T02")
    came(held(course, 6), health, 2)

    shown = page(client_of(chair), "review-impact", 1)

    assert FOUND in shown
    assert "2 different people took 2 places" in shown
    assert "C-7" in shown
    assert "CH-29" in shown
    assert "Nobody has looked yet whether it stuck." in shown


def test_a_re_audit_stands_with_its_grades_and_those_before(
    board: Board, health: Agency, manager: Standing, chair: Person, client_of: ClientOf
) -> None:
    made = written(board, manager)
    finished(agreed(made.recommendation, health, manager), manager)
    clock.fix(date(2018, 9, 10))
    before, again = (CaseAuditFactory(board=board, number=number) for number in (1, 2))
    again.again, again.held_on = before, date(2018, 9, 4)
    again.save()
    for audit, good, requires in ((before, 2, 6), (again, 6, 2)):
        AuditGradeFactory(audit=audit, grade="good", number=good)
        AuditGradeFactory(audit=audit, grade="requires", number=requires)
    EmbeddedTestFactory(
        recommendation=made.recommendation, how="audit", audit=again, tested_on=again.held_on, embedded=True
    )

    for name in ("review-impact", "review"):
        shown = page(client_of(chair), name, 1)
        assert "75% of its graded cases were good or better, after 25% in AU-1." in shown
        assert "strong evidence" in shown


def test_with_nothing_done_yet_every_part_says_so(
    board: Board, course: Course, manager: Standing, chair: Person, client_of: ClientOf
) -> None:
    written(board, manager)

    for name, number in (("review-impact", 1), ("course-impact", 7)):
        shown = page(client_of(chair), name, number)
        assert "No session has been held because of it yet." in shown
        assert "Nobody has been trained yet, so nobody was asked." in shown
        assert "No figure is watched because of it." in shown


def test_an_agencys_lead_sees_who_was_trained_and_no_lesson_of_a_review(
    board: Board,
    health: Agency,
    course: Course,
    manager: Standing,
    health_lead: Person,
    board_member: Person,
    client_of: ClientOf,
) -> None:
    made = written(board, manager)
    CourseLessonFactory(course=course, lesson=made.lesson)
    came(held(course, 6), health, 2)

    for person in (health_lead, board_member):
        shown = page(client_of(person), "course-impact", 7)
        assert "2 different people" in shown
        assert FOUND not in shown
        assert "Every assessment asks" not in shown
    published(made.review, manager)
    assert FOUND in page(client_of(board_member), "course-impact", 7)
    assert FOUND not in page(client_of(health_lead), "course-impact", 7)


def test_many_answers_cost_as_many_queries_as_one(
    board: Board,
    health: Agency,
    course: Course,
    manager: Standing,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    made = written(board, manager)
    CourseLessonFactory(course=course, lesson=made.lesson)
    asked(came(held(course, 6), health, 1), "three_months", {"changed": True})
    with django_assert_max_num_queries(14) as short:
        impact_of_review(manager, made.review)
    asked(came(held(course, 20), health, 15), "three_months", {"changed": True})

    with django_assert_num_queries(len(short)):
        found = impact_of_review(manager, made.review)
    assert found.told.practice.asked == 16
