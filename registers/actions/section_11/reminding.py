"""Writing again to those who answer without an account, on the same days as everybody else hears of what they owe."""

from django.db import transaction

from agencies.actions import record
from agencies.locks import Work, one_after_another
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from registers.actions.section_11 import sending
from registers.queries.section_11.awaited import Awaited, awaited
from registers.queries.section_11.reminded import ABOUT, REMIND, last_told
from registers.queries.section_11.wording import Wordings, wordings_of
from registers.rules.ladder import speaks_since

JOB = Actor(None, "The daily job that chases what is owed")


@transaction.atomic
def remind(*, board: Board, by: Actor = JOB) -> int:
    """Send the link again to whoever hears of a self-assessment and has no account; returns how many letters.

    Five working days before its day, on it, on the first after it and on every fifth from then on. A day on which the
    job did not run is made up for; doing it twice on a day does nothing.
    """
    one_after_another(Work.CHASING, board.pk)
    waiting = [one for one in awaited(board.pk) if one.by_link]
    told, today = last_told(one.assessment for one in waiting), clock.today()
    hearing = [
        one
        for one in waiting
        if speaks_since(one.assessment.due_on, told=told.get(one.assessment.pk), today=today)
    ]
    wordings = wordings_of(board.pk) if hearing else None
    return sum(_write(board, one, wordings, by) for one in hearing)


def _write(board: Board, one: Awaited, wordings: Wordings | None, by: Actor) -> int:
    for each in one.by_link:
        each.assessment = one.assessment
        sending.send_link(assignment=each, by=by, again=True, wordings=wordings)
    record.enter(
        by=by,
        verb=REMIND,
        kind=ABOUT,
        reference=one.assessment.pk,
        board_code=board.code,
        words=f"Wrote again to {', '.join(one.linked)} at {one.assessment.agency.name}.",
        details={"late": one.late},
    )
    return len(one.by_link)
