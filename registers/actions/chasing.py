"""Chasing: late obligations climb the ladder, each rung dated. Who is reminded by digest is the roof's."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.locks import Work, one_after_another
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from agencies.thread import Obligation
from registers.actions import letters
from registers.actions.challenges import escalate
from registers.models import RungReached
from registers.queries.chasing import people_told
from registers.queries.settings import register_settings
from registers.rules.ladder import RUNG_WORDS, Ladder, Rung, days_overdue

#: A late reply to a challenge climbs with its challenge.
REPLY = "reply"
JOB = Actor(None, "The daily job that chases what is owed")
Key = tuple[int, str, str, date]


@transaction.atomic
def climb(*, board: Board, owed: Iterable[Obligation], by: Actor = JOB) -> int:
    """Take what agencies owe this board up to the rung it has reached today; returns how many rungs were reached.

    Every rung in between is entered too, so that none is skipped after a day without the job. One that was reached
    stays reached: doing it twice does nothing. On the third rung the chair's letter is drafted, one an agency. What is
    asked kindly climbs no further than to those who were asked.
    """
    one_after_another(Work.CHASING, board.pk)
    today, ladder = clock.today(), register_settings(board.pk).ladder
    late = [
        (one.agency_id, one) for one in owed if one.agency_id is not None and days_overdue(one.due, today)
    ]
    known = _known(board.pk)
    to_write: dict[int, list[Obligation]] = defaultdict(list)
    reached = 0
    for agency_id, one in late:
        for rung in _still_to_reach(one, agency_id, ladder, known, today):
            if not _reach(board, one, agency_id, rung, by):
                break
            reached += 1
            if rung is Rung.CHIEF_OFFICER:
                to_write[agency_id].append(one)
    for agency_id, about in to_write.items():
        letters.draft(board=board, agency_id=agency_id, about=about, by=by)
    return reached


def _known(board_id: int) -> dict[Key, int]:
    """The highest rung of each missed date that was ever reached."""
    found: dict[Key, int] = {}
    rows = RungReached.objects.filter(board_id=board_id).values_list(
        "agency_id", "kind", "key", "due_on", "rung"
    )
    for agency_id, kind, key, due, rung in rows:
        place = (agency_id, kind, key, due)
        found[place] = max(rung, found.get(place, 0))
    return found


def _still_to_reach(
    one: Obligation, agency_id: int, ladder: Ladder, known: dict[Key, int], today: date
) -> Iterable[Rung]:
    highest = ladder.rung(days_overdue(one.due, today))
    if one.kindly:
        highest = min(highest, Rung.LEAD)
    before = known.get((agency_id, one.kind, one.key, one.due), 0)
    return [rung for rung in Rung if before < rung <= highest]


def _reach(board: Board, one: Obligation, agency_id: int, rung: Rung, by: Actor) -> bool:
    """Enter that a rung was reached; False where the thing was settled meanwhile."""
    told = ", ".join(people_told(one, rung))
    if one.kind == REPLY:
        try:
            escalate(asked_id=int(one.key), rung=rung, by=by, told=told)
        except Refused:
            return False
        return True
    RungReached.objects.create(
        board=board,
        agency_id=agency_id,
        kind=one.kind,
        key=one.key,
        reference=one.reference[:40],
        due_on=one.due,
        rung=rung,
        reached_at=clock.now(),
        reached_by=by.words,
        told=told[:500],
    )
    record.enter(
        by=by,
        verb="chasing.climb",
        kind=one.kind,
        reference=one.key,
        board_code=board.code,
        words=f"{one.reference}, owed by {one.agency} since {one.due:%-d %B %Y}: {RUNG_WORDS[rung]}.",
        details={"rung": int(rung), "told": told},
    )
    return True
