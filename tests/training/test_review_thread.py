"""The golden thread through the room: from a lesson to what was taught, and on to whether it stuck."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

import pytest

from agencies import thread
from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Reference, Step
from lscb import wiring
from tests.factories import (
    BookingFactory,
    ChallengeFactory,
    CourseFactory,
    CourseLessonFactory,
    CoursePriorityFactory,
    LearnerFactory,
    LessonFactory,
    PriorityFactory,
    SessionFactory,
    WatchFactory,
)
from tests.training.reviewing import agreed, finished, published, written
from training.actions import recommendations
from training.models import Course, EmbeddedTest

StandingOf = Callable[[Person], Standing]


@pytest.fixture(autouse=True)
def _connected() -> None:
    wiring.connect()


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


def taught(course: Course, health: Agency, *people: int, day: int = 1) -> None:
    """A session of the course in April 2018 to which these learners came."""
    session = SessionFactory(
        course=course,
        starts=datetime(2018, 4, day, 9, tzinfo=UTC),
        ends=datetime(2018, 4, day, 15, tzinfo=UTC),
    )
    for number in people:
        pseudonym = f"L{number:011d}"
        known = course.board.learners.filter(pseudonym=pseudonym).first()
        learner = known or LearnerFactory(board=course.board, agency=health, pseudonym=pseudonym)
        BookingFactory(session=session, learner=learner, state="attended")


def told(by: Standing, kind: str, key: object) -> tuple[Step, ...]:
    reference = Reference(kind, str(key))
    return thread.steps(by, [reference])[reference]


def kinds(steps: Iterable[Step]) -> list[str]:
    return [one.kind for one in steps]


def test_a_reviews_line_goes_from_its_decision_to_what_was_found_embedded(
    board: Board, health: Agency, manager: Standing, chair: Person, standing_of: StandingOf
) -> None:
    made = written(board, manager)
    course = CourseFactory(board=board, number=7)
    CourseLessonFactory(course=course, lesson=made.lesson)
    taught(course, health, 1, 2, day=3)
    taught(course, health, 2, 3, day=10)
    published(made.review, manager)
    finished(agreed(made.recommendation, health, manager), manager)
    clock.fix(date(2018, 9, 3))
    recommendations.say_embedded(
        recommendation_id=made.recommendation.pk,
        how=EmbeddedTest.How.SURVEY,
        embedded=True,
        words="Nine in ten.",
        by=standing_of(chair),
    )

    steps = told(manager, "review", made.review.pk)

    assert kinds(steps) == [
        "decision whether to hold it",
        "training",
        "report",
        "publication",
        "action",
        "finished",
        "test",
    ]
    training = steps[1]
    assert (training.reference, training.on) == ("C-7", date(2018, 4, 3))
    assert training.state == "2 sessions, 3 different people came"
    assert training.url == "/wessex/courses/7/impact/"
    action = told(manager, "action", made.recommendation.action_links.get().action_id)
    assert kinds(action) == ["training", "action", "finished", "test"]


def test_a_review_nobody_may_read_yet_tells_the_board_nothing(
    board: Board, health: Agency, manager: Standing, board_member: Person, standing_of: StandingOf
) -> None:
    made = written(board, manager)
    course = CourseFactory(board=board)
    CourseLessonFactory(course=course, lesson=made.lesson)
    taught(course, health, 1)
    action = agreed(made.recommendation, health, manager)
    member = standing_of(board_member)

    assert told(member, "review", made.review.pk) == ()
    assert told(member, "lesson", made.lesson.pk) == ()
    assert told(member, "recommendation", made.recommendation.pk) == ()
    assert kinds(told(member, "action", action.pk)) == ["action"]
    published(made.review, manager)
    assert kinds(told(member, "action", action.pk)) == ["training", "action"]


def test_an_indicator_tells_what_was_taught_for_the_priority_of_its_challenge_since(
    board: Board, health: Agency, manager: Standing
) -> None:
    priority = PriorityFactory(board=board)
    challenge = ChallengeFactory(
        board=board,
        priority=priority,
        state="watching",
        raised_at=datetime(2018, 4, 5, 9, tzinfo=UTC),
        sent_at=datetime(2018, 4, 5, 9, tzinfo=UTC),
    )
    WatchFactory(challenge=challenge, indicator_code="T02")
    course = CourseFactory(board=board, number=7)
    CoursePriorityFactory(course=course, priority=priority)
    taught(course, health, 1, 2, day=3)
    taught(course, health, 2, 3, day=10)

    steps = [one for one in told(manager, "indicator", "wessex/T02") if one.kind == "training"]

    assert [(one.on, one.state) for one in steps] == [
        (date(2018, 4, 10), "1 session, 2 different people came")
    ]
    assert [one for one in told(manager, "indicator", "wessex/T05") if one.kind == "training"] == []


def test_a_challenge_raised_from_a_lesson_tells_what_was_taught_because_of_it(
    board: Board, health: Agency, manager: Standing
) -> None:
    lesson = LessonFactory(review__board=board, review__published_on=date(2018, 3, 1))
    challenge = ChallengeFactory(board=board, origin_kind="lesson", origin_key=str(lesson.pk))
    course = CourseFactory(board=board)
    CourseLessonFactory(course=course, lesson=lesson)
    taught(course, health, 1)

    assert "training" in kinds(told(manager, "challenge", challenge.pk))


def test_another_boards_review_tells_nothing_here(board: Board, manager: Standing) -> None:
    theirs = LessonFactory(review__published_on=date(2018, 3, 1))

    assert told(manager, "lesson", theirs.pk) == ()
    assert told(manager, "review", theirs.review_id) == ()
