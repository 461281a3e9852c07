"""Opening a report: from then on its texts are written and its drafts built."""

from django.db import IntegrityError, transaction

from agencies.actions import record
from agencies.models import Board
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.models import Meeting
from reports.models import Report
from reports.permissions import can_build
from reports.queries.periods import periods_to_report
from reports.rules.guidance import usual_guidance
from reports.rules.kinds import Kind
from reports.rules.titles import title_of
from scorecard.rules.periods import Period


@transaction.atomic
def open_report(
    *,
    board: Board,
    kind: Kind,
    period: Period,
    by: Standing | Actor,
    meeting: Meeting | None = None,
    edition: int = 1,
    correction: str = "",
) -> Report:
    """Open the report of a kind for a period that has ended; the one that is open already, where there is one.

    `Refused` for a period that has not ended or is none of the kind's. A later `edition` says what it is for.
    """
    if isinstance(by, Standing):
        can_build(by).demand()
    if period not in periods_to_report(kind):
        raise Refused(
            "Choose a quarter that has ended." if kind is Kind.BOARD_PACK else "Choose a year that has ended."
        )
    same = Report.objects.filter(board=board, kind=kind, first=period.first, last=period.last)
    there = same.order_by("-edition").first()
    if there is not None and there.edition >= edition:
        return there
    actor = by.actor if isinstance(by, Standing) else by
    try:
        with transaction.atomic():
            report = Report.objects.create(
                board=board,
                kind=kind,
                first=period.first,
                last=period.last,
                edition=edition,
                correction=correction,
                meeting=meeting,
                guidance=usual_guidance(period.last).code if kind is Kind.ANNUAL else "",
                opened_at=clock.now(),
                opened_by=actor.words,
            )
    except IntegrityError:
        # Somebody opened it in the same moment; theirs is committed by now.
        return same.order_by("-edition")[0]
    record.enter(
        by=actor,
        verb="reports.open",
        kind="report",
        reference=report.pk,
        board_code=board.code,
        words=f"Opened the {title_of(vocabulary_of(board), kind, period).inside}.",
    )
    return report
