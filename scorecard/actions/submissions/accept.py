"""Accepting: the business manager's word that a released return is what the board works with."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.models import Return
from scorecard.permissions import can_accept
from scorecard.rules import life


@transaction.atomic
def accept(*, return_id: int, by: Standing) -> Return:
    """Accept a released return, or one sent back after all: its figures lose their mark. Raises `Refused`."""
    can_accept(by).demand()
    accepted = (
        Return.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=return_id, board_id=by.board_id)
    )
    life.may(life.State(accepted.state), life.Event.ACCEPT).demand()
    accepted.state = Return.State.ACCEPTED
    accepted.accepted_at, accepted.accepted_by = clock.now(), by.actor.words
    accepted.sent_back_at, accepted.sent_back_by, accepted.sent_back_why = None, "", ""
    accepted.save()
    record.enter(
        by=by.actor,
        verb="returns.accept",
        kind="return",
        reference=accepted.pk,
        board_code=by.board_code,
        words=f"Accepted {accepted.agency.name}’s return for {accepted.first:%-d %B %Y} to {accepted.last:%-d %B %Y}.",
    )
    return accepted
