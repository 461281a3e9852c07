"""The tables of the training room, one file an aggregate."""

from training.models.booking import Booking
from training.models.course import Course, CourseLesson, CoursePriority, Session, Share, Trainer
from training.models.evaluation import Certificate, Evaluation
from training.models.intake import Intake, IntakeRow, NotTheSame
from training.models.learner import Headcount, Learner, Profession, WorkDomain
from training.models.refresher import RefresherRule
from training.models.review import (
    EmbeddedTest,
    Lesson,
    LessonTheme,
    Milestone,
    Recommendation,
    RecommendedAction,
    Review,
    Theme,
)
from training.models.settings import TrainingSettings
from training.models.told import PlacesTold

__all__ = [
    "Booking",
    "Certificate",
    "Course",
    "CourseLesson",
    "CoursePriority",
    "EmbeddedTest",
    "Evaluation",
    "Headcount",
    "Intake",
    "IntakeRow",
    "Learner",
    "Lesson",
    "LessonTheme",
    "Milestone",
    "NotTheSame",
    "PlacesTold",
    "Profession",
    "Recommendation",
    "RecommendedAction",
    "RefresherRule",
    "Review",
    "Session",
    "Share",
    "Theme",
    "Trainer",
    "TrainingSettings",
    "WorkDomain",
]
