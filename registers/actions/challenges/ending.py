"""How a challenge ends: its outcome told, closed, opened again, or withdrawn."""

from datetime import date

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.actions.challenges import letters
from registers.actions.challenges.days import demand_to_come
from registers.actions.challenges.entering import enter
from registers.actions.overtaken import demand_newest
from registers.actions.settling import lock, progress, settle
from registers.actions.words import PAGE, said
from registers.models import Asked, Challenge, Watch
from registers.permissions import can, can_speak_as_chair
from registers.queries.watching import impact_of
from registers.rules import moves
from registers.rules.challenges import State, Verb
from registers.rules.watching import RESULT_WORDS
from scorecard.actions.judging import unmark_challenged


@transaction.atomic
def tell_impact(
    *, challenge_id: int, outcome: str, impact: str, chair_words: str, seen: int, by: Standing
) -> Challenge:
    """Write what came of it, what that meant for children, and the chair's own word on whether practice changed.

    The chair's words are the chair's to write: the office leaves them as they are. `seen` is the version the person
    changed; raises `Overtaken` when somebody else has changed it meanwhile.
    """
    challenge = lock(challenge_id, by.board_id)
    can(Verb.TELL_IMPACT, by, challenge, frozenset()).demand()
    demand_newest(seen=seen, version=challenge.version)
    challenge.outcome = said(outcome, empty="Write what came of it.", longest=PAGE)
    challenge.impact = said(impact, longest=PAGE)
    words = said(chair_words, longest=PAGE)
    if words != challenge.chair_words:
        can_speak_as_chair(by).demand()
        challenge.chair_words = words
    challenge.version += 1
    settle(challenge, State(challenge.state), by=by.actor)
    enter(
        challenge, by.actor, "tell_impact", f"Wrote what came of {challenge.reference}: {challenge.outcome}"
    )
    return challenge


@transaction.atomic
def close(*, challenge_id: int, by: Standing) -> Challenge:
    """Close a challenge. What its figure says today, and whether impact is shown, are frozen with it.

    Raises `Refused` while a reply is owed or waits to be judged, an action is not finished, or nobody has written
    what it meant for children.
    """
    challenge = lock(challenge_id, by.board_id)
    can(Verb.CLOSE, by, challenge, frozenset()).demand()
    moves.can_close(State(challenge.state), progress(challenge).facts).demand()
    found = impact_of(challenge)
    challenge.closed_result = found.result.value if found.result else ""
    challenge.shown_impact = found.shown
    challenge.closed_at, challenge.closed_by = clock.now(), by.actor.words
    settle(challenge, State.CLOSED, by=by.actor)
    words = f" The figure: {RESULT_WORDS[found.result].lower()}." if found.result else ""
    impact = "Impact is shown" if found.shown else "Impact is not shown"
    enter(
        challenge,
        by.actor,
        "close",
        f"Closed {challenge.reference}.{words} {impact}.",
        result=challenge.closed_result,
        shown_impact=found.shown,
    )
    day = f"{clock.today():%-d %B %Y}"
    for agency_id in Asked.objects.filter(challenge=challenge).values_list("agency_id", flat=True):
        letters.tell_agency(challenge, agency_id, "Closed", f"A challenge to your agency was closed on {day}")
    return challenge


@transaction.atomic
def reopen(*, challenge_id: int, reason: str, by: Standing, due_on: date | None = None) -> Challenge:
    """Open a closed challenge again. With a day, its lead is asked once more; without, its figure is watched on.

    Asked once more, what was agreed and accepted before no longer counts towards the result.
    """
    challenge = lock(challenge_id, by.board_id)
    can(Verb.REOPEN, by, challenge, frozenset()).demand()
    asks_again = due_on is not None
    facts = progress(challenge).facts
    moves.can_reopen(State(challenge.state), facts, asks_again=asks_again).demand()
    why = said(reason, empty="Say why it is opened again.")
    challenge.closed_at, challenge.closed_by, challenge.closed_result = None, "", ""
    challenge.shown_impact = False
    challenge.reopened_at, challenge.reopened_by = clock.now(), by.actor.words
    challenge.reopened_why = why
    then = f"its figure is watched on: {why}"
    if asks_again:
        day = demand_to_come(due_on, "")
        _ask_lead(challenge, why, day, by)
        then = f"a further reply is due {day:%-d %B %Y}: {why}"
    settle(challenge, moves.after_reopening(asks_again=asks_again), by=by.actor)
    enter(challenge, by.actor, "reopen", f"Opened {challenge.reference} again, {then}")
    return challenge


@transaction.atomic
def withdraw(*, challenge_id: int, reason: str, by: Standing) -> Challenge:
    """Take a challenge back. Nothing more is owed on it, and the signal it came from can be asked about again."""
    challenge = lock(challenge_id, by.board_id)
    can(Verb.WITHDRAW, by, challenge, frozenset()).demand()
    moves.can_withdraw(State(challenge.state), progress(challenge).facts).demand()
    challenge.withdrawn_why = said(reason, empty="Say why it is withdrawn.")
    challenge.withdrawn_at, challenge.withdrawn_by = clock.now(), by.actor.words
    asked = Asked.objects.filter(challenge=challenge)
    told = [one.agency_id for one in asked] if challenge.sent_at else []
    asked.filter(due_on__isnull=False).update(due_on=None)
    settle(challenge, State.WITHDRAWN, by=by.actor)
    watch = Watch.objects.filter(challenge=challenge, signal_id__isnull=False).first()
    if watch is not None and watch.signal_id is not None:
        unmark_challenged(signal_id=watch.signal_id, reference=challenge.reference, by=by)
    enter(challenge, by.actor, "withdraw", f"Withdrew {challenge.reference}: {challenge.withdrawn_why}")
    for agency_id in told:
        letters.tell_agency(
            challenge,
            agency_id,
            "Withdrawn",
            f"A challenge was withdrawn on {clock.today():%-d %B %Y}: no reply is needed",
        )
    return challenge


def _ask_lead(challenge: Challenge, why: str, day: date, by: Standing) -> None:
    lead = Asked.objects.get(challenge=challenge, lead=True)
    lead.due_on, lead.lacking, lead.replied = day, why, False
    lead.verdict = Asked.Verdict.NONE
    lead.taken_back_at, lead.taken_back_by, lead.taken_back_why = None, "", ""
    lead.save()
    Watch.objects.filter(challenge=challenge).update(
        asked_again_at=clock.now(), asked_again_by=by.actor.words
    )
    letters.ask(challenge, lead.agency_id, day, again=True)
