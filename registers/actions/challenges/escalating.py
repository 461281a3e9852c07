"""Taking a late reply up a rung. That never changes where a challenge stands."""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions import letters
from registers.actions.challenges.entering import enter
from registers.actions.settling import lock, settle
from registers.models import Asked, Challenge, RungReached
from registers.permissions import can
from registers.queries.challenges_owed import obligation
from registers.rules.challenges import REPLY, State, Verb, when
from registers.rules.ladder import RUNG_WORDS, Rung, days_overdue


@transaction.atomic
def escalate(*, asked_id: int, rung: Rung, by: Standing | Actor, told: str = "") -> Challenge:
    """Note that what an agency owes on a challenge was taken up to this rung; `told` names who was told.

    A person at the board, for whom the chair's letter is drafted from the third rung on, or the daily job as an
    `Actor`, which drafts one an agency itself. Raises `Refused` when the challenge has ended or the agency
    has replied meanwhile, when nothing is late, and when it has come so far already.
    """
    asked = Asked.objects.select_related("challenge").get(pk=asked_id)
    challenge = lock(asked.challenge_id)
    asked = Asked.objects.select_related("agency", "challenge__board").get(pk=asked_id)
    _demand_may(challenge, by)
    actor = by.actor if isinstance(by, Standing) else by
    today = clock.today()
    if asked.due_on is None:
        raise Refused(f"{asked.agency.name} owes nothing at the moment.")
    if not days_overdue(asked.due_on, today):
        raise Refused(f"Nothing is late: it is due on {asked.due_on:%-d %B %Y}.")
    reached = RungReached.objects.filter(
        board_id=challenge.board_id, kind=REPLY, key=str(asked.pk), due_on=asked.due_on, rung__gte=rung
    ).first()
    if reached is not None:
        raise Refused(
            f"It has come that far already: {RUNG_WORDS[Rung(reached.rung)]}, {reached.reached_at:%-d %B %Y}."
        )
    RungReached.objects.create(
        board_id=challenge.board_id,
        agency_id=asked.agency_id,
        kind=REPLY,
        key=str(asked.pk),
        reference=challenge.reference,
        due_on=asked.due_on,
        rung=rung,
        reached_at=clock.now(),
        reached_by=actor.words,
        told=told[:500],
    )
    settle(challenge, State(challenge.state), by=actor)
    enter(
        challenge,
        actor,
        "escalate",
        f"{challenge.reference}, owed by {asked.agency.name} since {asked.due_on:%-d %B %Y}: {RUNG_WORDS[rung]}.",
        rung=int(rung),
        told=told,
    )
    if isinstance(by, Standing) and rung >= Rung.CHIEF_OFFICER:
        letters.draft(board=challenge.board, agency_id=asked.agency_id, about=[obligation(asked)], by=actor)
    return challenge


def _demand_may(challenge: Challenge, by: Standing | Actor) -> None:
    if isinstance(by, Standing):
        can(Verb.ESCALATE, by, challenge, frozenset()).demand()
    else:
        when(Verb.ESCALATE, State(challenge.state)).demand()
