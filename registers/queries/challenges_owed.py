"""What is owed of challenges: agencies their replies; the chair a judgement, a look at a result, a closing; the office
to send what was raised.
"""

from collections.abc import Iterator

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.thread import Obligation, Owed
from registers.models import Asked, Challenge, Reply, Watch
from registers.queries.addresses import address
from registers.queries.challenges import ready_to_close
from registers.queries.watching import watched
from registers.rules.challenges import OPEN, REPLY, State
from registers.rules.watching import Result

#: Who owes what is nobody else's, in words.
CHAIR, OFFICE = "Independent chair", "The board’s office"


def owed(standing: Standing) -> tuple[Owed, ...]:
    """What this person owes: a reply of their agency, or what waits for the chair or the office."""
    found = list(_replies(standing))
    if standing.may(Permission.CHALLENGE_JUDGE):
        found += _for_the_chair(standing)
    if standing.may(Permission.CHALLENGE_KEEP):
        raised = Challenge.objects.filter(board_id=standing.board_id, state=State.RAISED).order_by("number")
        found += [_owed(standing, one, OFFICE, "send", f"Check and send {one.reference}") for one in raised]
    return tuple(found)


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every reply, or rest of one, that an agency owes to a board by a day. The key is the asking's."""
    return tuple(obligation(one) for one in _owing(board_id))


def obligation(asked: Asked) -> Obligation:
    """What an agency owes on a challenge as chasing knows it. ValueError where it owes nothing.

    A reply is information the board asks for so that it can do its work: whoever is asked must give it (Children Act
    2004, section 14B; section 16H where safeguarding partners ask).
    """
    if asked.due_on is None:
        raise ValueError(f"{asked} owes nothing.")
    return Obligation(
        board_id=asked.challenge.board_id,
        agency_id=asked.agency_id,
        agency=asked.agency.name,
        people=(),
        kind=REPLY,
        key=str(asked.pk),
        reference=asked.challenge.reference,
        words=_words(asked),
        due=asked.due_on,
        url=address("registers:challenge", asked.challenge.board.code, asked.challenge.number),
        statutory=True,
    )


#: What a list of what is owed does not say of a challenge.
_LONG = tuple(f"challenge__{name}" for name in ("question", "why", "outcome", "impact", "chair_words"))


def _owing(board_id: int) -> Iterator[Asked]:
    rows = Asked.objects.filter(challenge__board_id=board_id, challenge__state__in=OPEN, due_on__isnull=False)
    rows = rows.select_related("challenge__board", "agency").defer(*_LONG)
    yield from rows.order_by("due_on", "pk")


def _words(one: Asked) -> str:
    return f"{'Further reply' if one.lacking else 'Reply'} to {one.challenge.reference}"


def _replies(standing: Standing) -> Iterator[Owed]:
    agencies = standing.agencies_with(Permission.CHALLENGE_REPLY)
    if not agencies:
        return
    for one in _owing(standing.board_id):
        if one.agency_id in agencies:
            yield Owed(
                person_id=standing.person_id,
                agency=one.agency.name,
                kind=REPLY,
                reference=one.challenge.reference,
                words=_words(one),
                due=one.due_on,
                url=address("registers:challenge", standing.board_code, one.challenge.number),
                statutory=True,
            )


def _for_the_chair(standing: Standing) -> Iterator[Owed]:
    """Replies in the order they came; then what is done and waits to be closed; then figures that say something."""
    ours = Challenge.objects.filter(board_id=standing.board_id)
    waiting = Reply.objects.filter(
        asked__challenge__in=ours.filter(state__in=OPEN), verdict=Asked.Verdict.NONE
    ).select_related("asked__challenge", "asked__agency")
    for reply in waiting.order_by("replied_at", "pk"):
        asked = reply.asked
        words = f"Judge the reply of {asked.agency.name} to {asked.challenge.reference}"
        yield _owed(standing, asked.challenge, asked.agency.name, "judge", words)
    for one in ours.filter(ready_to_close()).order_by("number"):
        yield _owed(standing, one, CHAIR, "close", f"Close {one.reference}")
    watches = Watch.objects.filter(challenge__in=ours.filter(state=State.WATCHING)).select_related(
        "challenge"
    )
    figures = watched(watches)
    for watch in sorted(watches, key=lambda one: one.challenge.number):
        if figures[watch.challenge_id].said.result is not Result.TOO_EARLY:
            words = f"Look at the result of {watch.challenge.reference}"
            yield _owed(standing, watch.challenge, CHAIR, "result", words)


def _owed(standing: Standing, challenge: Challenge, whose: str, kind: str, words: str) -> Owed:
    return Owed(
        person_id=standing.person_id,
        agency=whose,
        kind=kind,
        reference=challenge.reference,
        words=words,
        due=None,
        url=address("registers:challenge", standing.board_code, challenge.number),
    )
