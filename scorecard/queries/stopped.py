"""Files stopped for their words: which wait, and how long they are held."""

from dataclasses import dataclass
from datetime import datetime

from agencies.rules.standing import Standing
from scorecard.models import Submission
from scorecard.permissions import can_let_stand
from scorecard.rules.holding import held_until


@dataclass(frozen=True, slots=True)
class StoppedFile:
    """One file that waits for its sender or for the business manager's word."""

    id: int
    agency: str
    file_name: str
    places: int
    stopped_at: datetime
    until: datetime


def stopped_files(standing: Standing) -> tuple[StoppedFile, ...]:
    """The board's stopped files, the one deleted first on top; none for those who may not let them stand."""
    if not can_let_stand(standing):
        return ()
    found = (
        Submission.objects.filter(
            board_id=standing.board_id, state=Submission.State.STOPPED, checked_at__isnull=False
        )
        .select_related("agency")
        .order_by("checked_at")
    )
    return tuple(
        StoppedFile(
            id=one.pk,
            agency=one.agency.name,
            file_name=one.file_name,
            places=one.errors_found,
            stopped_at=one.checked_at,
            until=held_until(one.checked_at),
        )
        for one in found
        if one.checked_at is not None
    )
