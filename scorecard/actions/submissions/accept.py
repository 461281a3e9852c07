"""Accepting: the business manager's word that a released return is what the board works with."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.models import Return
from scorecard.permissions import can_accept


@transaction.atomic
def accept(*, return_id: int, by: Standing) -> Return:
    """Accept a released return: its figures lose the mark “not yet accepted”."""
    can_accept(by).demand()
    accepted = (
        Return.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=return_id, board_id=by.board_id)
    )
    if accepted.state != Return.State.RELEASED:
        raise Refused(f"This return is {accepted.get_state_display()}: only a released one can be accepted.")
    accepted.state = Return.State.ACCEPTED
    accepted.accepted_at = clock.now()
    accepted.accepted_by = by.actor.words
    accepted.save(update_fields=["state", "accepted_at", "accepted_by"])
    record.enter(
        by=by.actor,
        verb="returns.accept",
        kind="return",
        reference=accepted.pk,
        board_code=by.board_code,
        words=f"Accepted {accepted.agency.name}’s return for {accepted.first:%-d %B %Y} to {accepted.last:%-d %B %Y}.",
    )
    return accepted
