"""Which statutory guidance a report's contents are held against."""

from django.db import transaction

from agencies.actions import record
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from reports.models import Report
from reports.permissions import can_build
from reports.queries.titles import called
from reports.rules.guidance import GUIDANCE
from reports.rules.kinds import Kind
from reports.rules.states import OPEN


@transaction.atomic
def follow(*, report_id: int, guidance: str, by: Standing) -> Report:
    """Hold an annual report against other guidance: a board changes over on its own day."""
    can_build(by).demand()
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("board")
        .filter(pk=report_id, board_id=by.board_id, kind=Kind.ANNUAL)
        .first()
    )
    if report is None:
        raise Refused("No such report at this board.")
    if report.state not in OPEN:
        raise Refused("The report is approved: what it says is settled.")
    names = {one.code: one.name for one in GUIDANCE}
    if guidance not in names:
        raise Refused("There is no such guidance.")
    if guidance == report.guidance:
        raise Refused("It follows that guidance already.")
    report.guidance = guidance
    report.version += 1
    report.save(update_fields=["guidance", "version"])
    record.enter(
        by=by.actor,
        verb="contents.follow",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=f"The {called(report).inside} follows {names[guidance]}.",
    )
    return report
