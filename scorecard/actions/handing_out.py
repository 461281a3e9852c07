"""Handing out figures: true small numbers that leave the portal leave a trace in the board's record."""

from django.db import transaction

from agencies.actions import record
from agencies.rules.standing import Actor


@transaction.atomic
def enter(*, what: str, rows: int, sensitive: bool, board_id: int, board_code: str, by: Actor) -> None:
    """Record that somebody takes away what a small number of children could be told from. All else is not recorded.

    `what` names the file, or the question a program asked; `rows` is how many figures are in it.
    """
    if not sensitive:
        return
    record.enter(
        by=by,
        verb="figures.hand_out",
        kind="board",
        reference=board_id,
        board_code=board_code,
        words=f"Took away {rows} figure{'' if rows == 1 else 's'} with small numbers among them: {what}.",
        details={"what": what, "rows": rows},
    )
