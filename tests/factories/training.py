"""Factories of the training room's models."""

from datetime import UTC, date, datetime
from decimal import Decimal

from factory import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from tests.factories.agencies import THE_DAY, AgencyFactory, BoardFactory, PriorityFactory
from tests.factories.registers import ActionFactory
from training import models as training

COORDINATOR = "Tessa Ward (Training coordinator)"


class ThemeFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    title = Sequence(lambda n: f"Theme {n}")

    class Meta:
        model = training.Theme


class ReviewFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    kind = "scr"
    title = "Child F"
    known_on = date(2017, 3, 6)
    opened_at = THE_DAY
    opened_by = COORDINATOR

    class Meta:
        model = training.Review


class MilestoneFactory(DjangoModelFactory):
    review = SubFactory(ReviewFactory)
    step = "decision"
    due_on = date(2017, 4, 6)

    class Meta:
        model = training.Milestone


class LessonFactory(DjangoModelFactory):
    review = SubFactory(ReviewFactory)
    number = Sequence(lambda n: n + 1)
    text = "Fathers were seldom asked."
    written_at = THE_DAY
    written_by = COORDINATOR

    class Meta:
        model = training.Lesson


class LessonThemeFactory(DjangoModelFactory):
    lesson = SubFactory(LessonFactory)
    theme = SubFactory(ThemeFactory, board=SelfAttribute("..lesson.review.board"))

    class Meta:
        model = training.LessonTheme


class RecommendationFactory(DjangoModelFactory):
    review = SubFactory(ReviewFactory)
    number = Sequence(lambda n: n + 1)
    text = "Every assessment asks who the father is."
    multi_agency = True
    written_at = THE_DAY
    written_by = COORDINATOR

    class Meta:
        model = training.Recommendation


class RecommendedActionFactory(DjangoModelFactory):
    recommendation = SubFactory(RecommendationFactory)
    action = SubFactory(ActionFactory, board=SelfAttribute("..recommendation.review.board"))

    class Meta:
        model = training.RecommendedAction


class EmbeddedTestFactory(DjangoModelFactory):
    recommendation = SubFactory(RecommendationFactory)
    how = "survey"
    tested_on = date(2018, 4, 10)
    embedded = True
    words = "Nine in ten assessments name him."
    tested_at = THE_DAY
    tested_by = COORDINATOR

    class Meta:
        model = training.EmbeddedTest


class CourseFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    title = "Working with fathers"
    level = 2
    hours = Decimal("6.5")
    added_at = THE_DAY
    added_by = COORDINATOR

    class Meta:
        model = training.Course


class CourseLessonFactory(DjangoModelFactory):
    course = SubFactory(CourseFactory)
    lesson = SubFactory(LessonFactory, review__board=SelfAttribute("...course.board"))

    class Meta:
        model = training.CourseLesson


class CoursePriorityFactory(DjangoModelFactory):
    course = SubFactory(CourseFactory)
    priority = SubFactory(PriorityFactory, board=SelfAttribute("..course.board"))

    class Meta:
        model = training.CoursePriority


class SessionFactory(DjangoModelFactory):
    course = SubFactory(CourseFactory)
    board = SelfAttribute("course.board")
    number = Sequence(lambda n: n + 1)
    starts = datetime(2018, 6, 12, 8, 30, tzinfo=UTC)
    ends = datetime(2018, 6, 12, 15, 0, tzinfo=UTC)
    venue = "Town Hall, Room 2"
    capacity = 20
    code_secret = Sequence(lambda n: f"{n:064x}")
    planned_at = THE_DAY
    planned_by = COORDINATOR

    class Meta:
        model = training.Session


class TrainerFactory(DjangoModelFactory):
    session = SubFactory(SessionFactory)
    name = "Tom Trainer"
    agency = SubFactory(AgencyFactory)

    class Meta:
        model = training.Trainer


class ShareFactory(DjangoModelFactory):
    session = SubFactory(SessionFactory)
    agency = SubFactory(AgencyFactory)
    places = 4

    class Meta:
        model = training.Share


class ProfessionFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    code = Sequence(lambda n: f"profession-{n}")
    name = "Health visitors and school nurses"

    class Meta:
        model = training.Profession


class WorkDomainFactory(DjangoModelFactory):
    agency = SubFactory(AgencyFactory)
    domain = Sequence(lambda n: f"agency{n}.example")
    added_at = THE_DAY
    added_by = COORDINATOR

    class Meta:
        model = training.WorkDomain


class HeadcountFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    number = 640
    as_of = date(2018, 3, 31)
    told_at = THE_DAY
    told_by = COORDINATOR

    class Meta:
        model = training.Headcount


class LearnerFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    pseudonym = Sequence(lambda n: f"L{n:011d}")
    email = Sequence(lambda n: f"staff{n}@health.example")
    name = "Holly Visitor"
    agency = SubFactory(AgencyFactory)
    added_at = THE_DAY
    added_by = COORDINATOR

    class Meta:
        model = training.Learner


class BookingFactory(DjangoModelFactory):
    session = SubFactory(SessionFactory)
    learner = SubFactory(LearnerFactory, board=SelfAttribute("..session.board"))
    agency = SelfAttribute("learner.agency")
    profession = SelfAttribute("learner.profession")
    state = "booked"
    booked_at = THE_DAY
    booked_by = COORDINATOR

    class Meta:
        model = training.Booking


class EvaluationFactory(DjangoModelFactory):
    booking = SubFactory(BookingFactory, state="attended")
    stage = "end"
    asked_at = THE_DAY
    asked_by = COORDINATOR

    class Meta:
        model = training.Evaluation


class CertificateFactory(DjangoModelFactory):
    booking = SubFactory(BookingFactory, state="attended")
    word = Sequence(lambda n: f"certificate-{n}")
    issued_at = THE_DAY
    issued_by = COORDINATOR

    class Meta:
        model = training.Certificate


class TrainingSettingsFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)

    class Meta:
        model = training.TrainingSettings


class IntakeFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    file_name = "export.csv"
    sha256 = "0" * 64
    size = 1200
    state = "ready"
    received_at = THE_DAY
    received_by = COORDINATOR

    class Meta:
        model = training.Intake


class PlacesToldFactory(DjangoModelFactory):
    intake = SubFactory(IntakeFactory, kind="places", state="loaded")
    board = SelfAttribute("intake.board")
    course = SubFactory(CourseFactory, board=SelfAttribute("..board"))
    agency = SubFactory(AgencyFactory)
    first = date(2018, 1, 1)
    last = date(2018, 3, 31)
    telling = "places"
    places = 12
    cell = "B3"
    told_at = THE_DAY
    told_by = COORDINATOR

    class Meta:
        model = training.PlacesTold


class IntakeRowFactory(DjangoModelFactory):
    intake = SubFactory(IntakeFactory)
    key = Sequence(lambda n: f"{n:064x}")
    email = Sequence(lambda n: f"staff{n}@health.example")
    agency = SubFactory(AgencyFactory)
    course = SubFactory(CourseFactory, board=SelfAttribute("..intake.board"))
    starts = datetime(2018, 2, 6, 9, 30, tzinfo=UTC)
    state = "attended"

    class Meta:
        model = training.IntakeRow


class NotTheSameFactory(DjangoModelFactory):
    one = SubFactory(LearnerFactory)
    other = SubFactory(LearnerFactory, board=SelfAttribute("..one.board"))
    said_at = THE_DAY
    said_by = COORDINATOR

    class Meta:
        model = training.NotTheSame


class RefresherRuleFactory(DjangoModelFactory):
    board = SelfAttribute("course.board")
    course = SubFactory(CourseFactory)
    months = 36
    set_at = THE_DAY
    set_by = COORDINATOR

    class Meta:
        model = training.RefresherRule
