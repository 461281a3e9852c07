"""The pack of a meeting: opened for it, built by itself some days before, and how many days that is."""

from collections.abc import Callable

from django.db import transaction

from agencies.actions import record
from agencies.models import Board
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.models import Meeting
from reports.actions import printing
from reports.actions.opening import open_report
from reports.models import Report, ReportSettings
from reports.permissions import can_build, can_set_reports
from reports.queries.packs import days_before, packs_due
from reports.queries.periods import periods_to_report
from reports.rules.kinds import Kind
from reports.rules.packs import EARLIEST
from reports.rules.states import OPEN


@transaction.atomic
def open_pack(*, meeting: Meeting, by: Standing | Actor) -> Report:
    """Open the pack of a meeting, of the quarter that has ended last; the one it has, where there is one.

    Where the quarter's pack was for another meeting, this one's is the next edition.
    """
    if isinstance(by, Standing):
        can_build(by).demand()
        if meeting.board_id != by.board_id:
            raise Refused("That is another board’s.")
    board = Board.objects.select_for_update(no_key=True).get(pk=meeting.board_id)
    packs = Report.objects.filter(board=board, kind=Kind.BOARD_PACK)
    its = packs.filter(meeting=meeting).order_by("-edition").first()
    if its is not None:
        return its
    period = periods_to_report(Kind.BOARD_PACK)[0]
    last = packs.filter(first=period.first, last=period.last).order_by("-edition").first()
    if last is None:
        return open_report(board=board, kind=Kind.BOARD_PACK, period=period, by=by, meeting=meeting)
    if last.meeting_id is None and last.state in OPEN:
        last.meeting = meeting
        last.save(update_fields=["meeting"])
        return last
    return open_report(
        board=board,
        kind=Kind.BOARD_PACK,
        period=period,
        by=by,
        meeting=meeting,
        edition=last.edition + 1,
        correction=f"For the meeting of {meeting.held_on:%-d %B %Y}.",
    )


def build_due(*, ring: Callable[[int], None]) -> int:
    """Have every pack built whose day has come; how many. `ring` tells a worker of a printing.

    A pack that is approved already is left as it is.
    """
    asked = 0
    for meeting in packs_due():
        by = Actor(None, f"The daily building of packs, for {meeting} as called by {meeting.called_by}")
        with transaction.atomic():
            pack = open_pack(meeting=meeting, by=by)
            if pack.state not in OPEN:
                continue
            pk = printing.ask_for(report=pack, by=by).pk
            transaction.on_commit(lambda pk=pk: ring(pk))  # type: ignore[misc]
        asked += 1
    return asked


@transaction.atomic
def set_days_before(*, days: int, by: Standing) -> ReportSettings:
    """Say how many working days before a meeting its pack builds itself; nought: never. `Refused` where it was so."""
    can_set_reports(by).demand()
    if not 0 <= days <= EARLIEST:
        raise Refused(f"Give a number of working days from 0 to {EARLIEST}.")
    Board.objects.select_for_update(no_key=True).get(pk=by.board_id)
    was = days_before(by.board_id)
    if was == days:
        raise Refused("Nothing of it was changed.")
    found, _ = ReportSettings.objects.update_or_create(
        board_id=by.board_id, defaults={"pack_days_before": days}
    )
    record.enter(
        by=by.actor,
        verb="reports.set_days_before",
        kind="report_settings",
        reference=by.board_id,
        board_code=by.board_code,
        words=f"Board packs build themselves {_said(days)}; before, {_said(was)}.",
    )
    return found


def _said(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'} before a meeting" if days else "never"
