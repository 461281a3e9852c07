"""An agency's reply. Its text never changes: a later reply says more."""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.challenges import letters
from registers.actions.challenges.entering import enter
from registers.actions.settling import lock, settle
from registers.actions.words import PAGE, said
from registers.models import Asked, Reply
from registers.permissions import can
from registers.rules import moves
from registers.rules.challenges import State, Verb


@transaction.atomic
def reply(*, challenge_id: int, agency_id: int, text: str, by: Standing) -> Reply:
    """Reply for one's agency, or send what its last reply lacked. The chair gets a letter, and judges it.

    Raises `Refused` when nothing is asked of the agency now: it was withdrawn or closed, the agency has replied, or
    the question was taken back; and when the words are missing or could identify a child.
    """
    challenge = lock(challenge_id, by.board_id)
    asked = Asked.objects.filter(challenge=challenge, agency_id=agency_id).select_related("agency").first()
    can(Verb.REPLY, by, challenge, frozenset({agency_id}) if asked else frozenset()).demand()
    if asked is None:
        raise Refused("That agency was not asked.")
    _demand_owed(asked)
    words = said(text, empty="Write the reply.", longest=PAGE)
    written = Reply.objects.create(
        asked=asked,
        text=words,
        due_on=asked.due_on,
        replied_at=clock.now(),
        replied_by_id=by.person_id,
        replied_words=by.actor.words,
    )
    asked.due_on, asked.replied = None, True
    asked.save(update_fields=["due_on", "replied"])
    settle(challenge, moves.after_reply(State(challenge.state), by_lead=asked.lead), by=by.actor)
    enter(challenge, by.actor, "reply", f"Replied to {challenge.reference} for {asked.agency.name}.")
    letters.tell_chair(challenge, clock.today())
    return written


def _demand_owed(asked: Asked) -> None:
    """Whoever comes second finds that the agency has replied."""
    moves.can_reply(
        owes=asked.due_on is not None,
        unjudged=Reply.objects.filter(asked=asked, verdict=Asked.Verdict.NONE).exists(),
        accepted=asked.verdict == Asked.Verdict.ACCEPTED,
        taken_back=asked.taken_back_at is not None,
    ).demand()
