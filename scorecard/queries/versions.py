"""The versions of an indicator: the one in force, or an older one somebody wants to read, and the others beside it."""

from agencies.rules.standing import Standing
from scorecard.models import Indicator


def version_of(standing: Standing, code: str, version: str = "") -> Indicator | None:
    """The board's indicator: its open version, or the one of this number; None when there is no such one."""
    found = Indicator.objects.filter(board_id=standing.board_id, code=code)
    if version:
        if not (version.isascii() and version.isdigit() and len(version) < 5):
            return None
        found = found.filter(version=int(version))
    else:
        found = found.filter(until__isnull=True)
    return found.select_related("owner", "perspective", "board").first()


def other_versions(indicator: Indicator) -> tuple[Indicator, ...]:
    """The other versions of an indicator, newest first; asked for only where there may be some."""
    if indicator.version == 1 and indicator.until is None:
        return ()
    found = Indicator.objects.filter(board_id=indicator.board_id, code=indicator.code).exclude(
        pk=indicator.pk
    )
    return tuple(found.order_by("-version"))
