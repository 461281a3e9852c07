"""Plays the demonstration's diary: every entry by the rooms' own actions, on its day, by whoever did it.

So the rules hold, the record has its entries and limits are frozen as they would be at a real board.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from agencies import thread
from agencies.models import Board
from agencies.rules import clock
from lscb.demo.acting import actions, challenges, letters, meetings, reviews, risks, section_11
from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.actions.chasing import climb
from registers.queries.settings import register_settings
from registers.rules.ladder import Rung

#: From this day on the daily job that takes late things up the ladder is played too: nothing was late before.
CHASED_FROM = date(2018, 3, 1)
_VERBS: Mapping[str, Mapping[str, Callable[[Stage, Entry], None]]] = {
    "action": actions.VERBS,
    "audit": meetings.AUDIT_VERBS,
    "challenge": challenges.VERBS,
    "cycle": section_11.VERBS,
    "lesson": reviews.LESSON_VERBS,
    "letter": letters.VERBS,
    "meeting": meetings.VERBS,
    "officer": letters.OFFICER_VERBS,
    "recommendation": reviews.RECOMMENDATION_VERBS,
    "review": reviews.VERBS,
    "risk": risks.VERBS,
}


def play(board: Board, entries: Sequence[Entry], *, until: date) -> int:
    """Do everything in the entries' order, and chase what is late each morning; returns how much was done.

    The clock is held at each day, and is as it was when all is done. Raises `Refused` for what the rules do not allow.
    """
    stage, chased = Stage(board), CHASED_FROM
    for day, todays in groupby(entries, key=lambda one: one.on):
        chased = _chase(board, chased, day)
        with clock.at(day):
            for entry in todays:
                _do(stage, entry)
    _chase(board, chased, until)
    return len(entries)


def _do(stage: Stage, entry: Entry) -> None:
    """One entry; what goes wrong says which it was."""
    try:
        _VERBS[entry.kind][entry.do](stage, entry)
    except Exception as trouble:
        trouble.add_note(f"The diary on {entry.on}: {entry.do} the {entry.kind} “{entry.name}”.")
        raise


def _chase(board: Board, since: date, until: date) -> date:
    """The daily job, on the days from `since` to `until` that bring something up a rung; the first it was not done for.

    Nothing is asked or answered in between, so that on all other days it would find nothing to do.
    """
    if until < since:
        return since
    with clock.at(until):
        owed, ladder = thread.obligations(board.pk), register_settings(board.pk).ladder
    rungs = (ladder.reached_on(one.due, rung) for one in owed for rung in Rung if rung)
    for day in sorted({day for day in rungs if since <= day <= until}):
        with clock.at(day):
            climb(board=board, owed=owed)
    return until + timedelta(days=1)
