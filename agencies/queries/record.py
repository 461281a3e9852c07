"""What was done, as recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.models import Entry
from agencies.rules.standing import Standing


@dataclass(frozen=True)
class Line:
    """One line of the record."""

    at: datetime
    by: str
    verb: str
    words: str
    details: dict[str, Any]


def lines_about(standing: Standing, kind: str, reference: object) -> tuple[Line, ...]:
    """What was done to one thing of this board, oldest first. The caller has settled that the thing may be seen."""
    return tuple(
        Line(at=one.at, by=one.by, verb=one.verb, words=one.words, details=one.details)
        for one in Entry.objects.filter(
            board_code=standing.board_code, kind=kind, reference=str(reference)
        ).order_by("at", "pk")
    )
