"""What a risk has to do with: indicators that show it, challenges about it."""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.risks.held import enter, held
from registers.models import Challenge, RiskLink
from registers.rules.risks import Verb
from scorecard.models import Indicator


@transaction.atomic
def link(*, risk_id: int, kind: RiskLink.Kind, key: str, by: Standing) -> RiskLink:
    """Link an indicator, by its code, or a challenge, by its number, of this board."""
    risk = held(Verb.LINK, risk_id, by)
    named = _named(kind, key, by)
    made, new = RiskLink.objects.get_or_create(
        risk=risk, kind=kind, key=key, defaults={"linked_at": clock.now(), "linked_by": by.actor.words}
    )
    if not new:
        raise Refused(f"{risk} is linked to {named} already.")
    enter("link", risk, f"Linked {risk} to {named}.", by)
    return made


@transaction.atomic
def unlink(*, risk_id: int, link_id: int, by: Standing) -> None:
    """Take a link away. That it was there stays on record."""
    risk = held(Verb.UNLINK, risk_id, by)
    found = RiskLink.objects.filter(pk=link_id, risk=risk).first()
    if found is None:
        raise Refused("That link is gone already.")
    named = f"CH-{found.key}" if found.kind == RiskLink.Kind.CHALLENGE else found.key
    found.delete()
    enter("unlink", risk, f"Took the link of {risk} to {named} away.", by)


def _named(kind: str, key: str, by: Standing) -> str:
    """What the linked thing is called. Raises `Refused` when the board has no such thing."""
    if kind == RiskLink.Kind.INDICATOR:
        if Indicator.objects.filter(board_id=by.board_id, code=key, until__isnull=True).exists():
            return key
        raise Refused("The board measures no such indicator.")
    if (
        key.isdecimal()
        and len(key) < 10
        and Challenge.objects.filter(board_id=by.board_id, number=int(key)).exists()
    ):
        return f"CH-{key}"
    raise Refused("The board has no such challenge.")
