"""What one report is called at its board."""

from agencies.queries.words import vocabulary_of
from agencies.rules.vocabulary import Word
from reports.models import Printing, Report
from reports.rules.kinds import Kind
from reports.rules.titles import file_name, title_of


def called(report: Report) -> Word:
    """Its title in its board's words, such as “Annual report 2017 to 2018”."""
    return title_of(vocabulary_of(report.board), Kind(report.kind), report.period)


def stem_of(printing: Printing) -> str:
    """What a reader's copies of a printing are called, without the end; a draft's number is a part of it."""
    report = printing.report
    words = vocabulary_of(report.board)
    name = file_name(words, report.board.code, Kind(report.kind), report.period)
    return name if printing.final else f"{name}-draft-{printing.number}"
