"""Where one report stands: what is built, what is missing before its next step, and its other editions."""

from dataclasses import dataclass

from agencies.rules.verdict import Verdict
from reports.models import Printing, Report
from reports.queries.approval import draft_to_read, is_unconfirmed, latest_draft, record_of, unfinished_of


@dataclass(frozen=True, slots=True)
class Stands:
    """What the page of a report's life needs. `failed` is what was asked for last, where it was not built."""

    draft: Printing | None
    unfinished: Printing | None
    record: Printing | None
    failed: Printing | None
    readable: Verdict
    unconfirmed: bool
    later: Report | None


def how_it_stands(report: Report) -> Stands:
    """Where a report stands now."""
    last: Printing | None = report.printings.defer("data").order_by("-number").first()
    lost = last is not None and last.state in (Printing.State.FAILED, Printing.State.CANCELLED)
    same = Report.objects.filter(
        board_id=report.board_id, kind=report.kind, first=report.first, last=report.last
    )
    return Stands(
        draft=latest_draft(report),
        unfinished=unfinished_of(report),
        record=record_of(report),
        failed=last if lost else None,
        readable=draft_to_read(report),
        unconfirmed=is_unconfirmed(report),
        later=same.filter(edition__gt=report.edition).order_by("edition").first(),
    )
