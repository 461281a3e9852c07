"""What holds a risk: controls with their assurance, added and ended, never rewritten."""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.risks.held import enter, held
from registers.actions.words import said
from registers.models import Control, Risk
from registers.rules.risks import Verb


@transaction.atomic
def add_control(*, risk_id: int, text: str, by: Standing, assurance: str = "", gap: str = "") -> Control:
    """Add what holds the risk, how the board knows that it works, and what it leaves open."""
    risk = held(Verb.ADD_CONTROL, risk_id, by)
    control = put_control(risk, text, assurance, gap, by)
    enter("add_control", risk, f"Added a control to {risk}: {control.text}", by, control=control.pk)
    return control


@transaction.atomic
def end_control(*, risk_id: int, control_id: int, why: str, by: Standing) -> Control:
    """Say that a control holds the risk no longer, and why. It stays in the history."""
    risk = held(Verb.END_CONTROL, risk_id, by)
    because = said(why, empty="Say why it holds no longer.")
    control = Control.objects.select_for_update(of=("self",)).filter(pk=control_id, risk=risk).first()
    if control is None:
        raise Refused("That is no control of this risk.")
    if control.ended_at is not None:
        raise Refused("This control has ended already.")
    control.ended_at, control.ended_by, control.ended_why = clock.now(), by.actor.words, because
    control.save()
    enter(
        "end_control", risk, f"Ended a control of {risk}, {control.text}: {because}", by, control=control.pk
    )
    return control


def put_control(risk: Risk, text: str, assurance: str, gap: str, by: Standing) -> Control:
    """Add a control, in the caller's transaction."""
    return Control.objects.create(
        risk=risk,
        text=said(text, empty="Say what holds the risk."),
        assurance=said(assurance),
        gap=said(gap),
        added_at=clock.now(),
        added_by=by.actor.words,
    )
