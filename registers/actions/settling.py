"""A challenge held by one transaction at a time, and left as its replies, actions and dates make it."""

from django.db.models import Max, Q

from agencies.rules import clock
from agencies.rules.standing import Actor
from registers.models import Asked, Challenge, RungReached, Watch
from registers.queries.progress import Progress, progress_of
from registers.rules.challenges import ENDED, REPLY, State


def lock(challenge_id: int, board_id: int | None = None) -> Challenge:
    """The challenge, for this transaction alone: whoever else wants to move it waits, and then sees what was done.

    Raises `DoesNotExist` for another board's.
    """
    found = Challenge.objects.select_for_update(of=("self",), no_key=True).select_related("board")
    return found.get(pk=challenge_id) if board_id is None else found.get(pk=challenge_id, board_id=board_id)


def progress(challenge: Challenge) -> Progress:
    """How far this one has come."""
    return progress_of([challenge])[challenge.pk]


def settle(challenge: Challenge, state: State, *, by: Actor) -> Progress:
    """Save a challenge in this state, with what follows from it.

    The earliest day anything is owed, its rung and the day its figure counts from are worked out anew from its
    askings, the rungs reached and its actions, so that none goes its own way.
    """
    found = progress(challenge)
    challenge.state = state.value
    dues = [one.due_on for one in found.askings if one.due_on is not None]
    challenge.due_on = None if state in ENDED else min(dues, default=None)
    challenge.rung = _rung(challenge)
    challenge.moved_at, challenge.moved_by = clock.now(), by.words
    challenge.save()
    if state is not State.CLOSED:
        Watch.objects.filter(challenge=challenge).exclude(since=found.counts_since).update(
            since=found.counts_since
        )
    return found


def _rung(challenge: Challenge) -> int:
    """The highest rung of the dates that are being missed now: a reply or a new date begins a new climb."""
    if State(challenge.state) in ENDED:
        return 0
    missed = Q(pk__in=[])
    owed = Asked.objects.filter(challenge=challenge).exclude(due_on=None)
    for one in owed:
        missed |= Q(key=str(one.pk), due_on=one.due_on)
    rungs = RungReached.objects.filter(missed, board_id=challenge.board_id, kind=REPLY)
    return rungs.aggregate(highest=Max("rung"))["highest"] or 0
