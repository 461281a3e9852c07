"""Commentary: what an agency says about its own figure. Never edited; a later one stands beside it."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.models import Commentary, Indicator
from scorecard.permissions import can_comment
from scorecard.rules.periods import Period


@transaction.atomic
def write(*, indicator: Indicator, agency_id: int, period: Period, text: str, by: Standing) -> Commentary:
    """Write commentary on an agency's figure for a period. Raises `Refused` when empty or not one's own agency."""
    can_comment(by, agency_id).demand()
    if indicator.owner_id not in (None, agency_id):
        raise Refused("Commentary is written by the agency that owns the figure.")
    if not text.strip():
        raise Refused("Write the commentary first.")
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
        words=f"Wrote commentary on {indicator.code} for {period.label}.",
    )
    return commentary
