"""Factories of the reports room's models."""

from factory import SubFactory
from factory.django import DjangoModelFactory

from reports import models as reports
from tests.factories.agencies import THE_DAY, BoardFactory


class ReportFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    year = 2017
    asked_at = THE_DAY
    asked_by = "Charlotte Adeyemi (Independent chair)"

    class Meta:
        model = reports.Report


class ReportTextFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    year = 2017
    section = "foreword"
    text = "It was a busy year."
    written_at = THE_DAY
    written_by = "Charlotte Adeyemi (Independent chair)"

    class Meta:
        model = reports.ReportText
