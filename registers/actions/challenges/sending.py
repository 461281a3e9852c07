"""Sending a challenge: from then on the agencies know of it, and each owes a reply."""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.working_days import working_days_after
from registers.actions.challenges import letters
from registers.actions.challenges.entering import enter
from registers.actions.settling import lock, settle
from registers.models import Asked, Challenge
from registers.permissions import can
from registers.queries.settings import register_settings
from registers.rules.challenges import LONGEST_REPLY_DAYS, State, Verb


@transaction.atomic
def send(*, challenge_id: int, by: Standing, days: int | None = None) -> Challenge:
    """Put a challenge to its agencies. Each owes its reply in so many working days: the board's own, if none are given.

    Their leads get a letter. Raises `Refused` when it has been sent, or for no number of days.
    """
    challenge = lock(challenge_id, by.board_id)
    can(Verb.SEND, by, challenge, frozenset()).demand()
    given = register_settings(by.board_id).reply_days if days is None else days
    if not 1 <= given <= LONGEST_REPLY_DAYS:
        raise Refused(f"Give agencies between 1 and {LONGEST_REPLY_DAYS} working days to reply.")
    due_on = working_days_after(clock.today(), given)
    challenge.sent_at, challenge.sent_by = clock.now(), by.actor.words
    asked = list(Asked.objects.filter(challenge=challenge).select_related("agency").order_by("-lead", "pk"))
    for one in asked:
        one.due_on = due_on
        one.save(update_fields=["due_on"])
        letters.ask(challenge, one.agency_id, due_on)
    settle(challenge, State.AWAITING, by=by.actor)
    names = ", ".join(one.agency.name for one in asked)
    enter(
        challenge, by.actor, "send", f"Sent {challenge.reference} to {names}. Reply due {due_on:%-d %B %Y}."
    )
    return challenge
