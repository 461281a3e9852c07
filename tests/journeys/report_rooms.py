"""Reports in several states, what is written into one, and the facts of its year: what the sweep looks at."""

from datetime import date
from typing import Any

from agencies.models import Agency, Board, Membership
from reports.models import Printing, Report
from reports.rules.kinds import Kind
from tests.factories import (
    AuthorshipFactory,
    CommentFactory,
    ContributionFactory,
    CostFactory,
    PrintingFactory,
    ReportFactory,
    ReportTextFactory,
    SubGroupFactory,
    VoiceFactory,
)
from tests.reports.publishing import corrected, publish


def reports_furnished(board: Board, health: Agency) -> dict[str, list[Any]]:
    """One with a built printing, one being built, one that failed; what is written into the first, and its facts."""
    built = {"stored": "reports/x.pdf", "sha256": "0" * 64, "pages": 30, "data": {}, "data_sha256": "1" * 64}
    report = ReportFactory(board=board)
    PrintingFactory(report=report, number=1, state=Printing.State.BUILT, **built)
    building = {"step": "Drawing", "steps_done": 1, "steps_total": 4}
    PrintingFactory(report=report, number=2, state=Printing.State.BUILDING, **building)
    before = ReportFactory(board=board, first=date(2016, 4, 1), last=date(2017, 3, 31))
    PrintingFactory(report=before, number=1, state=Printing.State.FAILED, trouble="A picture is missing.")
    return {
        "report_id": [report.pk, before.pk],
        **_written(report, health),
        **_published(board),
        **_year_of_facts(board, health),
    }


def _written(report: Report, health: Agency) -> dict[str, list[Any]]:
    """A text in two versions, which the agency's lead was asked for, and a comment that waits."""
    ReportTextFactory(report=report, text="A busy year.")
    ReportTextFactory(report=report, text="A busy year, and a late one.")
    lead = Membership.objects.filter(board=report.board, agency=health, role="agency_lead").first()
    author = {"author": lead.person} if lead else {}
    return {
        "authorship_id": [AuthorshipFactory(report=report, section="foreword", **author).pk],
        "comment_id": [CommentFactory(report=report, section="foreword").pk],
    }


def _year_of_facts(board: Board, health: Agency) -> dict[str, list[Any]]:
    """One fact of each kind; the cost is the one that is changed."""
    ContributionFactory(board=board, agency=health, in_kind="Rooms, and trainers for eleven sessions")
    SubGroupFactory(
        board=board, chair="County Health", meetings=6, purpose="Reads the scorecard.", did="It asked."
    )
    VoiceFactory(board=board)
    return {"fact": ["cost"], "fact_id": [CostFactory(board=board).pk]}


def _published(board: Board) -> dict[str, list[Any]]:
    """The councillors' edition of a year, corrected since: what anybody reads."""
    report = ReportFactory(board=board, kind=Kind.COUNCILLOR)
    publish(report, files=(("slides.pptx", b"PK"),))
    publish(corrected(report))
    return {"report_kind": ["councillor"], "period": ["2017-18"], "edition": [1], "name": ["slides.pptx"]}
