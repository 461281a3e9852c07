"""Factories of Section 11's models."""

from datetime import date

from factory import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from registers import models as registers
from tests.factories.agencies import THE_DAY, AgencyFactory, BoardFactory
from tests.factories.registers import MANAGER


class StandardSetFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    #: Far from those that actions give, which count from 1.
    version = Sequence(lambda n: n + 1_001)
    name = "Eight principles"
    made_at = THE_DAY
    made_by = MANAGER

    class Meta:
        model = registers.StandardSet


class StandardFactory(DjangoModelFactory):
    standards = SubFactory(StandardSetFactory)
    number = Sequence(lambda n: n + 1)
    title = Sequence(lambda n: f"Standard {n + 1}")
    asks = "Senior leaders show that safeguarding children matters to them."

    class Meta:
        model = registers.Standard


class CrosswalkFactory(DjangoModelFactory):
    standard = SubFactory(StandardFactory)
    earlier = SubFactory(StandardFactory)

    class Meta:
        model = registers.Crosswalk


class CycleFactory(DjangoModelFactory):
    """A launched cycle, due on 29 June 2018."""

    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1_001)
    name = Sequence(lambda n: f"Cycle {n + 1}")
    standards = SubFactory(StandardSetFactory, board=SelfAttribute("..board"))
    scale = "nought_to_three"
    opens_on = date(2018, 4, 2)
    due_on = date(2018, 6, 29)
    launched_at = THE_DAY
    launched_by = MANAGER

    class Meta:
        model = registers.Cycle


class DutyWordingFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    duty = "invited"
    legal = "Nothing obliges you."
    asking = "We ask you kindly, by {due}."
    again = "There is still time."
    set_at = THE_DAY
    set_by = MANAGER

    class Meta:
        model = registers.DutyWording


class AssessmentFactory(DjangoModelFactory):
    cycle = SubFactory(CycleFactory)
    agency = SubFactory(AgencyFactory)
    duty = "section_11"
    basis = "section 11, Children Act 2004"
    due_on = SelfAttribute("cycle.due_on")

    class Meta:
        model = registers.Assessment


class AssignmentFactory(DjangoModelFactory):
    """An author without an account, unless `person` is given."""

    assessment = SubFactory(AssessmentFactory)
    part = "author"
    name = "Ada Writer"
    email = Sequence(lambda n: f"author{n}@charity.example")
    since = date(2018, 4, 2)
    added_at = THE_DAY
    added_by = MANAGER

    class Meta:
        model = registers.Assignment


class AnswerFactory(DjangoModelFactory):
    assessment = SubFactory(AssessmentFactory)
    standard = SubFactory(StandardFactory, standards=SelfAttribute("..assessment.cycle.standards"))

    class Meta:
        model = registers.Answer


class ImprovementFactory(DjangoModelFactory):
    answer = SubFactory(AnswerFactory)
    text = "Train every volunteer."
    owner_words = "Ada Writer"
    due_on = date(2018, 9, 28)
    added_at = THE_DAY
    added_by = "Ada Writer (Author)"

    class Meta:
        model = registers.Improvement


class SurveyFactory(DjangoModelFactory):
    cycle = SubFactory(CycleFactory)
    title = "What staff say"
    opens_on = date(2018, 4, 2)
    closes_on = date(2018, 6, 29)
    made_at = THE_DAY
    made_by = MANAGER

    class Meta:
        model = registers.Survey


class SurveyQuestionFactory(DjangoModelFactory):
    survey = SubFactory(SurveyFactory)
    number = Sequence(lambda n: n + 1)
    text = "I know how to escalate a concern."

    class Meta:
        model = registers.SurveyQuestion


class SurveyPlaceFactory(DjangoModelFactory):
    survey = SubFactory(SurveyFactory)
    agency = SubFactory(AgencyFactory)
    word = Sequence(lambda n: f"word-{n}")

    class Meta:
        model = registers.SurveyPlace


class TallyFactory(DjangoModelFactory):
    question = SubFactory(SurveyQuestionFactory)
    place = SubFactory(SurveyPlaceFactory, survey=SelfAttribute("..question.survey"))
    choice = "agree"
    number = 1

    class Meta:
        model = registers.Tally
