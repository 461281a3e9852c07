"""A risk held by one transaction at a time, for whoever may do this to it; and the entry it leaves."""

from agencies.actions import record
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.models import Risk
from registers.permissions import can_change_risk
from registers.rules.risks import Verb


def held(verb: Verb, risk_id: int, by: Standing) -> Risk:
    """The risk, locked: whoever else wants to change it waits, and then meets what was done. Raises `Refused`."""
    found = (
        Risk.objects.select_for_update(of=("self",), no_key=True)
        .select_related("board", "agency", "owner", "priority")
        .filter(pk=risk_id, board_id=by.board_id)
        .first()
    )
    if found is None:
        raise Refused("No such risk at this board.")
    can_change_risk(verb, by, found).demand()
    return found


def enter(verb: str, risk: Risk, words: str, by: Standing, **details: object) -> None:
    """Put into the record what was done to a risk."""
    record.enter(
        by=by.actor,
        verb=f"risks.{verb}",
        kind="risk",
        reference=risk.pk,
        board_code=by.board_code,
        words=words,
        details=details or None,
    )
