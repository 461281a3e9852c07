"""Commentary: what an agency says about its own figure. Never edited; a later one stands beside it."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.screening import demand_no_child
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.models import Commentary, Indicator
from scorecard.permissions import can_comment, can_let_stand
from scorecard.rules.periods import Period


@transaction.atomic
def write(
    *, indicator: Indicator, agency_id: int, period: Period, text: str, by: Standing, let_stand_why: str = ""
) -> Commentary:
    """Write commentary on an agency's figure for a period. Raises `Refused` when empty or not one's own agency.

    Words that could identify a child stop it, and the refusal shows them, unless the business manager writes it
    down for the agency and says why they may stand: that goes on record, and such words in the reason do not.
    """
    (can_let_stand(by) if let_stand_why.strip() else can_comment(by, agency_id)).demand()
    if indicator.owner_id not in (None, agency_id):
        raise Refused("Commentary is written by the agency that owns the figure.")
    if not text.strip():
        raise Refused("Write the commentary first.")
    demand_no_child(let_stand_why if let_stand_why.strip() else text)
    commentary = Commentary.objects.create(
        indicator=indicator,
        agency_id=agency_id,
        first=period.first,
        last=period.last,
        text=text.strip(),
        written_at=clock.now(),
        written_by_id=by.person_id,
        written_words=by.actor.words,
    )
    record.enter(
        by=by.actor,
        verb="commentary.write",
        kind="indicator",
        reference=indicator.pk,
        board_code=by.board_code,
        words=f"Wrote commentary on {indicator.code} for {period.label}."
        + (f" Its words were let stand: {let_stand_why.strip()}" if let_stand_why.strip() else ""),
    )
    return commentary
