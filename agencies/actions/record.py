"""The named entry every action leaves."""

from typing import Any

from agencies.models import Entry
from agencies.rules import clock
from agencies.rules.standing import Actor


def enter(
    *,
    by: Actor,
    verb: str,
    kind: str,
    reference: object,
    words: str,
    board_code: str = "",
    details: dict[str, Any] | None = None,
) -> Entry:
    """Record, in the caller's transaction, who did what to which thing and what it meant.

    `verb` names the action (`submissions.release`); `words` is the sentence a reader sees.
    """
    return Entry.objects.create(
        board_code=board_code,
        at=clock.now(),
        by_id=by.person_id,
        by=by.words,
        verb=verb,
        kind=kind,
        reference=str(reference),
        words=words,
        details=details or {},
    )


def has_been_entered(*, verb: str, kind: str, reference: object, details: dict[str, Any]) -> bool:
    """Whether just this is in the record already: what a job says once it need not say at every look."""
    return Entry.objects.filter(verb=verb, kind=kind, reference=str(reference), details=details).exists()
