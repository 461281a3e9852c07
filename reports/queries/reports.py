"""Which reports there are, and the texts people wrote for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Vocabulary, Word
from reports.models import Report, ReportText
from reports.permissions import can_see_drafts
from reports.rules.titles import SECTIONS, report_title, section_titles


@dataclass(frozen=True, slots=True)
class Written:
    """The current version of one text."""

    section: str
    title: str
    hint: str
    text: str
    by: str
    at: datetime | None
    versions: int


def reports_seen(standing: Standing) -> tuple[Report, ...]:
    """The reports this person may read, newest first. Until reports can be published, all are drafts."""
    if not can_see_drafts(standing):
        return ()
    return tuple(Report.objects.filter(board_id=standing.board_id).defer("data").order_by("-pk"))


def titled(standing: Standing, reports: Iterable[Report]) -> tuple[tuple[Word, Report], ...]:
    """Each report with what it is called, by the words of the day its year ended."""
    return tuple((report_title(standing.vocabulary, one.year), one) for one in reports)


def report_seen(standing: Standing, report_id: int) -> Report | None:
    """One report, when this person may read it."""
    if not can_see_drafts(standing):
        return None
    return Report.objects.filter(pk=report_id, board_id=standing.board_id).first()


def texts_of(board_id: int, year: int, *, words: Vocabulary) -> dict[str, Written]:
    """The texts for one year's report, by section, called as the board calls them; an unwritten one is empty."""
    versions: dict[str, list[ReportText]] = {section: [] for section in SECTIONS}
    for one in ReportText.objects.filter(board_id=board_id, year=year).order_by("pk"):
        versions.setdefault(one.section, []).append(one)
    return {
        section: Written(
            section=section,
            title=title,
            hint=hint,
            text=versions[section][-1].text if versions[section] else "",
            by=versions[section][-1].written_by if versions[section] else "",
            at=versions[section][-1].written_at if versions[section] else None,
            versions=len(versions[section]),
        )
        for section, (title, hint) in section_titles(words, year).items()
    }


def years_to_report() -> tuple[int, ...]:
    """The years, April to March, that have ended: the last one first, five in all."""
    today = clock.today()
    last_ended = today.year - 1 if today.month >= 4 else today.year - 2
    return tuple(range(last_ended, last_ended - 5, -1))
