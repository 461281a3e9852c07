"""What this room lets people read from a lower room's thing: the board pack of a meeting."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from agencies.rules.standing import Standing
from agencies.thread import Offer, Reference
from registers.models import OriginKind
from reports.models import Report
from reports.permissions import can_open_reports, can_read
from reports.queries.titles import called
from reports.rules.kinds import Kind

MEETING = OriginKind.MEETING.value


def offers(standing: Standing, references: Iterable[Reference]) -> Mapping[Reference, tuple[Offer, ...]]:
    """The board pack of each meeting asked about: its latest edition that this person may read now."""
    keys = [one.key for one in references if one.kind == MEETING]
    meetings = [int(key) for key in keys if key.isdecimal() and len(key) < 10]
    if not meetings or not can_open_reports(standing):
        return {}
    packs = Report.objects.filter(
        kind=Kind.BOARD_PACK, board_id=standing.board_id, meeting_id__in=meetings
    ).select_related("board")
    return {
        Reference(MEETING, str(one.meeting_id)): (_pack(standing, one),)
        for one in packs.order_by("edition")
        if can_read(standing, one)
    }


def _pack(standing: Standing, pack: Report) -> Offer:
    address = reverse("reports:report", args=[standing.board_code, pack.pk])
    return Offer(f"{called(pack)} ({pack.state_words})", address, allowed=True)
