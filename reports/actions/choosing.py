"""Choosing which threads an evidence pack tells in full."""

from collections.abc import Iterable

from django.db import transaction

from agencies.actions import record
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from reports.models import Report
from reports.permissions import can_edit
from reports.queries.choosable import choosable
from reports.queries.titles import called
from reports.rules.kinds import Kind
from reports.rules.states import OPEN

#: So many threads fill some eighty pages: nobody reads more as evidence.
MOST = 40


@transaction.atomic
def choose(*, report_id: int, challenges: Iterable[int], by: Standing | Actor) -> Report:
    """Choose threads by their challenges' ids, the oldest challenge first. `Refused` for a pack that is settled."""
    if isinstance(by, Standing):
        can_edit(by).demand()
    report = Report.objects.select_related("board").select_for_update(of=("self",)).get(pk=report_id)
    if report.kind != Kind.EVIDENCE:
        raise Refused("Threads are chosen for an inspection evidence pack only.")
    if report.state not in OPEN:
        raise Refused("The pack is approved: what is in it is settled. Open a new edition to correct it.")
    wanted = set(challenges)
    there = [one for one in choosable(report) if one.pk in wanted]
    if len(there) != len(wanted):
        raise Refused("One of these threads is not in the challenge log any more. Look at the list again.")
    if len(there) > MOST:
        raise Refused(f"Choose no more than {MOST} threads.")
    report.chosen = [["challenge", str(one.pk)] for one in there]
    report.save(update_fields=["chosen"])
    actor = by.actor if isinstance(by, Standing) else by
    said = ", ".join(one.reference for one in there) or "none"
    record.enter(
        by=actor,
        verb="reports.choose",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=f"Chose the threads of the {called(report).inside}: {said}.",
    )
    return report
