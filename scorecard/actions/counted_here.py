"""From which quarter on indicators are counted from the board's own records, not taken from returns."""

from collections.abc import Iterable

from django.db import transaction

from agencies.actions import record
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from scorecard.models import CountedHere
from scorecard.rules.periods import Period, PeriodKind


@transaction.atomic
def count_from(*, board: Board, codes: Iterable[str], first: Period, source: str, by: Actor) -> None:
    """Take these indicators' figures from the board's records (`source`, in words) from this quarter on.

    Who may is asked by the room that keeps the records. What returns said of earlier quarters stays.
    """
    if first.kind is not PeriodKind.QUARTER:
        raise Refused("Choose the quarter from which on they are counted.")
    wanted = tuple(codes)
    for code in wanted:
        CountedHere.objects.update_or_create(
            board=board,
            code=code,
            defaults={
                "since": first.first,
                "source": source,
                "set_at": clock.now(),
                "set_by": by.words,
            },
        )
    record.enter(
        by=by,
        verb="indicators.count_here",
        kind="board",
        reference=board.pk,
        board_code=board.code,
        words=f"{', '.join(wanted)}: counted from {source} from {first.label} on, and from nowhere else.",
    )
