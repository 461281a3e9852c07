"""Factories of the scorecard room's models."""

from datetime import date, timedelta
from decimal import Decimal

from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from scorecard import models as scorecard
from scorecard.rules.figures import Basis, Kind, Polarity, Stage, Status, Unit
from tests.factories.agencies import HAMPSHIRE, THE_DAY, AgencyFactory, BoardFactory, PersonFactory


class AreaFactory(DjangoModelFactory):
    code = Sequence(lambda n: f"E0700{n:04d}")
    name = LazyAttribute(lambda o: f"The area {o.code}")
    kind = scorecard.Area.Kind.AUTHORITY

    class Meta:
        model = scorecard.Area
        django_get_or_create = ("code",)


class PopulationFactory(DjangoModelFactory):
    area = SubFactory(AreaFactory)
    mid_year = 2017
    ages = "0-17"
    people = 280_000
    source = "Mid-year estimates"
    published_on = date(2018, 6, 28)

    class Meta:
        model = scorecard.Population


class PerspectiveFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    code = Sequence(lambda n: f"perspective-{n}")
    title = LazyAttribute(lambda o: f"The perspective {o.code}")
    question = "Is it so?"

    class Meta:
        model = scorecard.Perspective


class IndicatorFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    code = Sequence(lambda n: f"X{n:03d}")
    title = LazyAttribute(lambda o: f"The measure {o.code}")
    unit = Unit.PERCENT.value
    kind = Kind.FLOW.value
    basis = Basis.IN_PERIOD.value
    polarity = Polarity.LOWER.value
    perspective = SubFactory(PerspectiveFactory, board=SelfAttribute("..board"))
    numerator = "Those it happened to"
    denominator = "All"
    frequency = "quarter"
    since = date(2012, 4, 1)

    class Meta:
        model = scorecard.Indicator


class TargetFactory(DjangoModelFactory):
    indicator = SubFactory(IndicatorFactory)
    year = 2017
    value = Decimal(20)
    set_at = THE_DAY
    set_by = "The board"

    class Meta:
        model = scorecard.Target


class ReturnFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    first = date(2018, 1, 1)
    last = date(2018, 3, 31)
    due_on = LazyAttribute(lambda o: o.last + timedelta(days=42))

    class Meta:
        model = scorecard.Return


class SubmissionFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    origin = scorecard.Submission.Origin.FILE
    file_name = "return.csv"
    stored = "submissions/00/00"
    size = 100
    sha256 = Sequence(lambda n: f"{n:064x}")
    received_at = THE_DAY

    class Meta:
        model = scorecard.Submission


class FindingFactory(DjangoModelFactory):
    submission = SubFactory(SubmissionFactory)
    order = Sequence(int)
    code = "not-a-number"
    severity = "error"
    message = "Cell D9 says “lots”."

    class Meta:
        model = scorecard.Finding


class _OneFigure(DjangoModelFactory):
    """What a checked row and a figure have in common."""

    indicator = SubFactory(IndicatorFactory)
    area = SubFactory(AreaFactory, code=HAMPSHIRE)
    period_kind = "quarter"
    first = date(2018, 1, 1)
    last = date(2018, 3, 31)
    basis = SelfAttribute("indicator.basis")
    numerator = Decimal(30)
    denominator = Decimal(120)
    value = Decimal(25)
    status = Status.REPORTED.value
    stage = Stage.FINAL.value
    sheet = "CSV"
    cell = "C2"
    submission = SubFactory(SubmissionFactory)

    class Meta:
        abstract = True


class CheckedRowFactory(_OneFigure):
    class Meta:
        model = scorecard.CheckedRow


class FigureFactory(_OneFigure):
    agency = SelfAttribute("submission.agency")

    class Meta:
        model = scorecard.Figure


class FeedFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    folder = LazyAttribute(lambda o: o.agency.code)
    policy_set_at = THE_DAY
    policy_set_by = "Bridget Marsh (Business manager)"

    class Meta:
        model = scorecard.Feed


class FeedFileFactory(DjangoModelFactory):
    feed = SubFactory(FeedFactory)
    path = "return.csv"
    sha256 = Sequence(lambda n: f"{n:064x}")
    taken_on = THE_DAY
    submission = SubFactory(SubmissionFactory)

    class Meta:
        model = scorecard.FeedFile


class CommentaryFactory(DjangoModelFactory):
    indicator = SubFactory(IndicatorFactory)
    agency = SubFactory(AgencyFactory)
    first = date(2018, 1, 1)
    last = date(2018, 3, 31)
    text = "We have looked into it."
    written_at = THE_DAY
    written_words = "Helen Price (Agency lead)"

    class Meta:
        model = scorecard.Commentary


class BenchmarkFactory(DjangoModelFactory):
    indicator_code = "X000"
    area = SubFactory(AreaFactory, code="E92000001", name="England", kind=scorecard.Area.Kind.COUNTRY)
    first = date(2016, 4, 1)
    last = date(2017, 3, 31)
    basis = Basis.IN_PERIOD.value
    value = Decimal("18.7")
    status = Status.REPORTED.value
    unit = Unit.PERCENT.value
    source = "Characteristics of children in need"
    sheet = "D1"
    cell = "C9"
    published_on = date(2017, 11, 2)
    loaded_at = THE_DAY
    loaded_by = "A command"

    class Meta:
        model = scorecard.Benchmark


class SignalFactory(DjangoModelFactory):
    indicator = SubFactory(IndicatorFactory)
    agency = SubFactory(AgencyFactory)
    area = SubFactory(AreaFactory, code=HAMPSHIRE)
    side = "high"
    special = "above_limit"
    first = date(2018, 1, 1)
    last = date(2018, 3, 31)
    latest_last = date(2018, 3, 31)
    value = Decimal(40)
    mean = Decimal(25)
    lower = Decimal(15)
    upper = Decimal(35)
    raised_at = THE_DAY
    raised_by = "The import check"

    class Meta:
        model = scorecard.Signal


class LayoutFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    version = 1
    answers = LazyFunction(dict)
    made_at = THE_DAY
    made_by = "A lead"

    class Meta:
        model = scorecard.Layout


class ExplanationFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    indicator = SubFactory(IndicatorFactory)
    area = SubFactory(AreaFactory, code=HAMPSHIRE)
    first = date(2018, 1, 1)
    last = date(2018, 3, 31)
    code = "outside-usual-range"
    asked = "Cell C9 says “40”: it is above the usual range."
    submission = SubFactory(SubmissionFactory)
    asked_at = THE_DAY
    asked_by = "The import check"

    class Meta:
        model = scorecard.Explanation


class RestatementFactory(DjangoModelFactory):
    submission = SubFactory(SubmissionFactory)
    restated = SubFactory(ReturnFactory)
    changed = 1

    class Meta:
        model = scorecard.Restatement


class GoneFactory(DjangoModelFactory):
    submission = SubFactory(SubmissionFactory)
    figure = SubFactory(FigureFactory)

    class Meta:
        model = scorecard.Gone


class ProgressFactory(DjangoModelFactory):
    submission = SubFactory(SubmissionFactory)
    step = "read"
    done = 10
    moved_on = THE_DAY

    class Meta:
        model = scorecard.Progress


class DraftFactory(DjangoModelFactory):
    owed = SubFactory(ReturnFactory)
    boxes = LazyFunction(dict)
    saved_at = THE_DAY
    saved_by = SubFactory(PersonFactory)

    class Meta:
        model = scorecard.Draft


class FeedRunFactory(DjangoModelFactory):
    feed = SubFactory(FeedFactory)
    began_on = THE_DAY
    asked_by = "The schedule"

    class Meta:
        model = scorecard.FeedRun


class FeedTroubleFactory(DjangoModelFactory):
    feed = SubFactory(FeedFactory)
    path = "q4.csv"
    stamp = "120 1526860800"
    next_try_on = THE_DAY

    class Meta:
        model = scorecard.FeedTrouble


class BreakFactory(DjangoModelFactory):
    indicator = SubFactory(IndicatorFactory)
    first = date(2016, 4, 1)
    kind = scorecard.Break.Kind.REBASE
    reason = "A new service began."
    made_at = THE_DAY
    made_by = "Bridget Marsh (Business manager)"

    class Meta:
        model = scorecard.Break


class ComparatorSetFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    name = Sequence(lambda n: f"Similar areas {n}")
    area_codes = LazyFunction(list)
    set_at = THE_DAY
    set_by = "Bridget Marsh (Business manager)"

    class Meta:
        model = scorecard.ComparatorSet


class JudgementFactory(DjangoModelFactory):
    commentary = SubFactory(CommentaryFactory)
    accepted = True
    judged_at = THE_DAY
    judged_words = "Clare Chair (Independent chair)"

    class Meta:
        model = scorecard.Judgement


class SmallNumbersFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    highest = 5
    set_at = THE_DAY
    set_by = "Bridget Marsh (Business manager)"

    class Meta:
        model = scorecard.SmallNumbers


class CountedHereFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    code = Sequence(lambda n: f"W{n:02d}")
    since = date(2018, 1, 1)
    source = "the board’s training records"
    set_at = THE_DAY
    set_by = "Bridget Marsh (Business manager)"

    class Meta:
        model = scorecard.CountedHere
