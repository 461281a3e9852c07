"""Moving a date, with its reason. “Ongoing” is not a date, so none is ever taken away."""

from datetime import date

from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from registers.models import DateChange


def keep_change(
    *, board_id: int, kind: str, key: object, was: date | None, becomes: date, reason: str, by: Actor
) -> DateChange:
    """Keep, in the caller's transaction, that a date moved and why. Raises `Refused` without a reason or a change."""
    said = reason.strip()
    if not said:
        raise Refused("Say why the date changes.")
    if was == becomes:
        raise Refused("That is the date it has.")
    return DateChange.objects.create(
        board_id=board_id,
        kind=kind,
        key=str(key),
        was_on=was,
        becomes_on=becomes,
        reason=said,
        changed_at=clock.now(),
        changed_by=by.words,
    )
