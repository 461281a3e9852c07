"""The tables of the reports room."""

from reports.models.report import Report
from reports.models.text import ReportText

__all__ = ["Report", "ReportText"]
