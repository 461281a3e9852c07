"""Gathers a report: queries only, then everything frozen. What it prints, and how, is `build`'s.

What is for the public is worked out from what may be published: counts of 1 to 5 and what rests on them are hidden,
and a hidden value counts as missing. What is for board members alone holds the true figures, and says so.
"""

from collections.abc import Callable

from reports.gather.annual import annual_report
from reports.gather.board_pack import board_pack
from reports.gather.councillor import councillor_edition
from reports.gather.evidence import evidence_pack
from reports.models import Report
from reports.rules.document import Document
from reports.rules.kinds import Kind

_GATHERERS: dict[Kind, Callable[[Report], Document]] = {
    Kind.ANNUAL: annual_report,
    Kind.BOARD_PACK: board_pack,
    Kind.EVIDENCE: evidence_pack,
    Kind.COUNCILLOR: councillor_edition,
}


def gathered(report: Report) -> Document:
    """The report's document as it would be printed now. GivesAway where a hidden number could be worked out of it."""
    return _GATHERERS[Kind(report.kind)](report)


__all__ = ["annual_report", "board_pack", "councillor_edition", "evidence_pack", "gathered"]
