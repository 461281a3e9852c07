"""What agencies have said of their own files, version by version, and the headings their last files had."""

from datetime import datetime

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from scorecard.models import Layout


def current_layout(board_id: int, agency_id: int) -> Layout | None:
    """The latest version of what the agency said; None when it has said nothing and sent nothing."""
    return Layout.objects.filter(board_id=board_id, agency_id=agency_id).order_by("-version").first()


def headings_before(board_id: int, agency_id: int, moment: datetime) -> tuple[str, ...]:
    """The headings of the last file without an error that the agency had sent by then; () when nobody knows."""
    before = (
        Layout.objects.filter(board_id=board_id, agency_id=agency_id, made_at__lt=moment)
        .exclude(headings_seen=[])
        .order_by("-version")
        .first()
    )
    return tuple(before.headings_seen) if before is not None else ()


def layouts_sent_by(standing: Standing) -> tuple[Layout, ...]:
    """Every version of the layouts of the agencies this person sends for, the latest first."""
    agencies = standing.agencies_with(Permission.RETURN_SEND)
    return tuple(
        Layout.objects.filter(board_id=standing.board_id, agency_id__in=agencies)
        .select_related("agency")
        .order_by("agency__name", "-version")
    )
