"""Factories of the reports room's models."""

from datetime import date
from decimal import Decimal

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from reports import models as reports
from reports.rules.kinds import Kind
from tests.factories.agencies import THE_DAY, AgencyFactory, BoardFactory, PersonFactory


class ReportFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    kind = Kind.ANNUAL
    first = date(2017, 4, 1)
    last = date(2018, 3, 31)
    opened_at = THE_DAY
    opened_by = "Charlotte Adeyemi (Independent chair)"

    class Meta:
        model = reports.Report


class PrintingFactory(DjangoModelFactory):
    report = SubFactory(ReportFactory)
    number = Sequence(lambda n: n + 1)
    asked_at = THE_DAY
    asked_by = "Charlotte Adeyemi (Independent chair)"

    class Meta:
        model = reports.Printing


class ReportTextFactory(DjangoModelFactory):
    report = SubFactory(ReportFactory)
    section = "foreword"
    text = "It was a busy year."
    written_at = THE_DAY
    written_by = "Charlotte Adeyemi (Independent chair)"

    class Meta:
        model = reports.ReportText


class OutputFactory(DjangoModelFactory):
    printing = SubFactory(PrintingFactory)
    name = Sequence(lambda n: f"slides-{n}.pptx")
    stored = "reports/x.pptx"
    sha256 = "0" * 64
    size = 1000

    class Meta:
        model = reports.Output


class ReportSettingsFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)

    class Meta:
        model = reports.ReportSettings


class AuthorshipFactory(DjangoModelFactory):
    report = SubFactory(ReportFactory)
    section = "area"
    author = SubFactory(PersonFactory)
    due_on = date(2018, 6, 30)
    asked_at = THE_DAY
    asked_by = "Beth Osei (Business manager)"

    class Meta:
        model = reports.Authorship


class CommentFactory(DjangoModelFactory):
    report = SubFactory(ReportFactory)
    section = "area"
    text = "Say how many districts there are."
    written_at = THE_DAY
    written_by = "Charlotte Adeyemi (Independent chair)"

    class Meta:
        model = reports.Comment


class ContributionFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    year = 2017
    amount = Decimal("15000.00")

    class Meta:
        model = reports.Contribution


class CostFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    year = 2017
    line = "Staff"
    amount = Decimal("82000.00")

    class Meta:
        model = reports.Cost


class SubGroupFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    year = 2017
    name = Sequence(lambda n: f"Learning group {n}")

    class Meta:
        model = reports.SubGroup


class VoiceFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    said_on = date(2017, 11, 20)
    who = "Young people who had been in care"
    source = "A workshop in November 2017"
    said = "We want to be told what happens next."

    class Meta:
        model = reports.Voice
