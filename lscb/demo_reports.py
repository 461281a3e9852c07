"""The reports that the demo has built: the year's for everyone, the next meeting's pack, and one for inspectors."""

from typing import TYPE_CHECKING

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from registers.models import Meeting
from reports.actions import choosing, opening, packs, printing
from reports.queries.choosable import choosable
from reports.rules.kinds import Kind
from scorecard.rules.periods import financial_year

if TYPE_CHECKING:
    from reports.models import Printing, Report

BY = Actor(None, "The demo’s command")
#: The year whose reports are built, by its first calendar year.
YEAR = 2017


def ask_for_all() -> "dict[Kind, Printing]":
    """Open each report and ask for it to be printed."""
    board = Board.objects.get(code="demo")
    year = financial_year(YEAR)
    reports: dict[Kind, Report] = {
        Kind.ANNUAL: opening.open_report(board=board, kind=Kind.ANNUAL, period=year, by=BY),
        Kind.EVIDENCE: opening.open_report(board=board, kind=Kind.EVIDENCE, period=year, by=BY),
    }
    closed = [one.pk for one in choosable(reports[Kind.EVIDENCE]) if one.closed_at]
    choosing.choose(report_id=reports[Kind.EVIDENCE].pk, challenges=closed, by=BY)
    meeting = Meeting.objects.filter(board=board, counts=True, held_on__gte=clock.today()).first()
    if meeting is not None:
        reports[Kind.BOARD_PACK] = packs.open_pack(meeting=meeting, by=BY)
    return {kind: printing.ask_for(report=report, by=BY) for kind, report in reports.items()}
