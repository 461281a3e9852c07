"""Sending back: the business manager's word that released figures are not what the board can work with."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.actions.submissions import letters
from scorecard.actions.submissions.restate import label_of, sound_reason
from scorecard.models import Return
from scorecard.permissions import can_send_back
from scorecard.rules import life


@transaction.atomic
def send_back(*, return_id: int, why: str, by: Standing) -> Return:
    """Send a released or accepted return back with a reason.

    Its figures stand, marked, until a later file takes their place. Raises `Refused`.
    """
    can_send_back(by).demand()
    sent = (
        Return.objects.select_for_update(of=("self",))
        .select_related("agency", "board")
        .get(pk=return_id, board_id=by.board_id)
    )
    life.may(life.State(sent.state), life.Event.SEND_BACK).demand()
    reason = sound_reason(why, "Say what the agency is to put right.")
    sent.state = Return.State.SENT_BACK
    sent.accepted_at, sent.accepted_by = None, ""
    sent.sent_back_at, sent.sent_back_by, sent.sent_back_why = clock.now(), by.actor.words, reason
    sent.save()
    record.enter(
        by=by.actor,
        verb="returns.send_back",
        kind="return",
        reference=sent.pk,
        board_code=by.board_code,
        words=f"Sent {sent.agency.name}’s return for {label_of(sent)} back: {reason}",
    )
    letters.sent_back(sent)
    return sent
