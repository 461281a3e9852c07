"""What was done, as recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from agencies.models import Entry
from agencies.rules.standing import Standing


@dataclass(frozen=True)
class Line:
    """One line of the record."""

    at: datetime
    by: str
    verb: str
    #: What it was done to, such as `submission`, and its id.
    kind: str
    reference: str
    words: str
    details: dict[str, Any]


def lines_about(
    standing: Standing, kind: str, reference: object, *, also: Iterable[tuple[str, object]] = ()
) -> tuple[Line, ...]:
    """What was done to one thing of this board, and to others that are part of it (`also`: kind and reference).

    Oldest first. The caller has settled that the things may be seen.
    """
    about = Q(kind=kind, reference=str(reference))
    for other, its in also:
        about |= Q(kind=other, reference=str(its))
    return tuple(
        Line(
            at=one.at,
            by=one.by,
            verb=one.verb,
            kind=one.kind,
            reference=one.reference,
            words=one.words,
            details=one.details,
        )
        for one in Entry.objects.filter(about, board_code=standing.board_code).order_by("at", "pk")
    )
