"""What one report is called at its board."""

from agencies.queries.words import vocabulary_of
from agencies.rules.vocabulary import Word
from reports.models import Report
from reports.rules.kinds import Kind
from reports.rules.titles import title_of


def called(report: Report) -> Word:
    """Its title in its board's words, such as “Annual report 2017 to 2018”."""
    return title_of(vocabulary_of(report.board), Kind(report.kind), report.period)
