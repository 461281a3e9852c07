"""Which reports there are, their printings, and the texts people wrote for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Vocabulary, Word
from reports.models import Output, Printing, Report, ReportText
from reports.permissions import can_read
from reports.rules.kinds import Kind
from reports.rules.sections import section_titles
from reports.rules.titles import title_of


@dataclass(frozen=True, slots=True)
class Text:
    """The current version of one text."""

    section: str
    title: str
    hint: str
    text: str
    by: str
    at: datetime | None
    versions: int


def reports_seen(standing: Standing) -> tuple[Report, ...]:
    """The reports this person may read, of the latest period first."""
    found = Report.objects.filter(board_id=standing.board_id).select_related("board")
    return tuple(one for one in found if can_read(standing, one))


def titled(standing: Standing, reports: Iterable[Report]) -> tuple[tuple[Word, Report], ...]:
    """Each report with what it is called, by the words of the day its period ended."""
    return tuple((title_of(standing.vocabulary, Kind(one.kind), one.period), one) for one in reports)


def report_here(standing: Standing, report_id: int) -> Report | None:
    """One report of this board; whether this person may read it yet is `can_read`'s."""
    return Report.objects.select_related("board").filter(pk=report_id, board_id=standing.board_id).first()


def printings_of(report: Report) -> tuple[Printing, ...]:
    """Its printings, the latest first."""
    return tuple(report.printings.defer("data").order_by("-number"))


def printing_of(report: Report, number: int) -> Printing | None:
    """One of its printings."""
    return report.printings.filter(number=number).first()


def outputs_of(printing: Printing) -> tuple[Output, ...]:
    """The files beside its PDF, by name."""
    return tuple(printing.outputs.order_by("name"))


def output_of(printing: Printing, output_id: int) -> Output | None:
    """One of the files beside its PDF."""
    return printing.outputs.filter(pk=output_id).first()


def texts_of(report: Report, *, words: Vocabulary) -> dict[str, Text]:
    """The texts of one report, by section, called as the board calls them; an unwritten one is empty."""
    titles = section_titles(words, Kind(report.kind), report.year)
    versions: dict[str, list[ReportText]] = {section: [] for section in titles}
    for one in ReportText.objects.filter(report=report).order_by("pk"):
        versions.setdefault(one.section, []).append(one)
    return {
        section: Text(
            section=section,
            title=title,
            hint=hint,
            text=versions[section][-1].text if versions[section] else "",
            by=versions[section][-1].written_by if versions[section] else "",
            at=versions[section][-1].written_at if versions[section] else None,
            versions=len(versions[section]),
        )
        for section, (title, hint) in titles.items()
    }
