"""What stands among the reviews of the board that the sweep over all pages looks at."""

from datetime import date
from typing import Any

from django.utils import timezone

from agencies.models import Agency, Board
from tests.factories import (
    ActionFactory,
    BookingFactory,
    CaseAuditFactory,
    CourseFactory,
    CourseLessonFactory,
    DateChangeFactory,
    EmbeddedTestFactory,
    LearnerFactory,
    LessonFactory,
    LessonThemeFactory,
    MilestoneFactory,
    PersonFactory,
    RecommendationFactory,
    RecommendedActionFactory,
    ReviewFactory,
    SessionFactory,
    ThemeFactory,
)
from training.models import Review


def reviews_furnished(board: Board, health: Agency) -> dict[str, list[Any]]:
    """One under way and late, one published and tested, one not held; what their addresses may name."""
    theme = ThemeFactory(board=board, title="Fathers and other men at home are left out of what agencies ask")
    for review in (_under_way(board, health), _published(board, health)):
        LessonThemeFactory(lesson=review.lessons.get(), theme=theme)
    ReviewFactory(
        board=board,
        number=3,
        kind="partnership",
        title="Family W",
        ended_on=date(2018, 4, 3),
        ended_why="The agencies met for a day to learn from it instead.",
    )
    return {"step": ["decision"], "lesson": [1], "recommendation": [1]}


def _under_way(board: Board, health: Agency) -> Review:
    review: Review = ReviewFactory(
        board=board, number=1, title="Child F", known_on=date(2018, 2, 5), lead=health
    )
    late = MilestoneFactory(review=review, step="decision", due_on=date(2018, 3, 5))
    MilestoneFactory(review=review, step="publication", due_on=None)
    DateChangeFactory(board=board, kind="milestone", key=str(late.pk), becomes_on=date(2018, 3, 5))
    advice = RecommendationFactory(
        review=review, number=1, lead=health, lesson=LessonFactory(review=review, number=1)
    )
    RecommendedActionFactory(
        recommendation=advice, action=ActionFactory(board=board, agency=health, number=41)
    )
    return review


def _published(board: Board, health: Agency) -> Review:
    review: Review = ReviewFactory(
        board=board,
        number=2,
        title="Child A",
        known_on=date(2011, 3, 14),
        published_on=date(2012, 2, 20),
        published_url="https://www.example.org/a-rather-long-address-of-a-published-report/child-a",
    )
    lesson = LessonFactory(review=review, number=1)
    advice = RecommendationFactory(review=review, number=1, lesson=lesson, revisit_on=date(2018, 5, 1))
    done = {"state": "complete", "completed_at": timezone.now(), "completed_by": PersonFactory()}
    RecommendedActionFactory(
        recommendation=advice, action=ActionFactory(board=board, agency=health, number=42, **done)
    )
    before = CaseAuditFactory(board=board, number=21, held_on=date(2017, 3, 1))
    again = CaseAuditFactory(board=board, number=22, held_on=date(2018, 4, 10), again=before)
    EmbeddedTestFactory(recommendation=advice, how="audit", audit=again)
    course = CourseFactory(board=board, number=1)
    CourseLessonFactory(course=course, lesson=lesson)
    session = SessionFactory(course=course, number=901, starts=_at(9), ends=_at(16))
    for _ in range(3):
        learner = LearnerFactory(board=board, agency=health)
        BookingFactory(session=session, learner=learner, state="attended", agency=health)
    return review


def _at(hour: int) -> Any:
    return timezone.now().replace(year=2018, month=3, day=6, hour=hour)
