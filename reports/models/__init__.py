"""The reports room's tables: reports with their printings, the texts people write into them, the year's facts."""

from reports.models.facts import Contribution, Cost, SubGroup, Voice
from reports.models.report import Output, Printing, Report, ReportSettings
from reports.models.text import Authorship, Comment, ReportText

__all__ = [
    "Authorship",
    "Comment",
    "Contribution",
    "Cost",
    "Output",
    "Printing",
    "Report",
    "ReportSettings",
    "ReportText",
    "SubGroup",
    "Voice",
]
