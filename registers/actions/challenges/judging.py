"""The chair's word on a reply: accepted, accepted in part, or not accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agencies.models import Agency, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import follow_through
from registers.actions.challenges import letters
from registers.actions.challenges.days import demand_to_come
from registers.actions.challenges.entering import enter
from registers.actions.settling import lock, progress, settle
from registers.actions.words import PAGE, said
from registers.models import Asked, Challenge, OriginKind, Reply
from registers.permissions import can
from registers.queries.references import kept
from registers.rules import moves
from registers.rules.challenges import State, Verb


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action agreed in the same breath: what is to be done by a day, by an agency or a person of it."""

    text: str
    due_on: date
    agency: Agency | None = None
    owner: Person | None = None


V = Asked.Verdict
_VERDICTS = {Verb.ACCEPT: V.ACCEPTED, Verb.ACCEPT_PARTLY: V.PARTLY, Verb.NOT_ACCEPT: V.NOT_ACCEPTED}


@transaction.atomic
def judge(
    *,
    reply_id: int,
    verdict: Verb,
    by: Standing,
    words: str = "",
    missing: str = "",
    due_on: date | None = None,
    actions: Sequence[Agreed] = (),
) -> Challenge:
    """Judge a reply: `verdict` is one of ACCEPT, ACCEPT_PARTLY and NOT_ACCEPT.

    One not wholly accepted needs what is `missing` and a day to come by which it is owed; its agency gets a letter.
    One accepted, wholly or in part, may have `actions` agreed on it. Raises `Refused` when something is wanting, or
    when somebody has judged the reply already; then nothing is saved.
    """
    found = Reply.objects.filter(pk=reply_id, asked__challenge__board_id=by.board_id)
    challenge = lock(found.values_list("asked__challenge_id", flat=True).get(), by.board_id)
    reply = found.select_related("asked__agency").get()
    can(verdict, by, challenge, frozenset()).demand()
    if reply.verdict:
        raise Refused(f"It was judged already: {reply.get_verdict_display()}, by {reply.judged_by}.")
    reply.verdict = _VERDICTS[verdict]
    reply.chair_words = said(words, longest=PAGE)
    if verdict is not Verb.ACCEPT:
        reply.missing = said(missing, empty="Say what is missing.", longest=PAGE)
        reply.new_due_on = demand_to_come(due_on, "Say by when what is missing is owed.")
    reply.judged_at, reply.judged_by = clock.now(), by.actor.words
    reply.save()
    _ask_on(reply)
    facts = progress(challenge).facts
    state = moves.after_judgement(State(challenge.state), verdict, facts, of_lead=reply.asked.lead)
    settle(challenge, state, by=by.actor)
    _tell(challenge, reply, by)
    origin = kept(by, OriginKind.CHALLENGE, str(challenge.pk)) if actions else None
    for one in actions:
        if origin is None or verdict is Verb.NOT_ACCEPT:
            raise Refused("An action is agreed on a reply that is accepted, wholly or in part.")
        follow_through.agree(
            board=challenge.board,
            origin=origin,
            text=one.text,
            agency=one.agency,
            owner=one.owner,
            due_on=one.due_on,
            by=by,
        )
    challenge.refresh_from_db()
    return challenge


def _ask_on(reply: Reply) -> None:
    """What the agency owes after its reply was judged. What was accepted in part stays so when the rest is not."""
    asked = reply.asked
    if not (reply.verdict == V.NOT_ACCEPTED and asked.verdict == V.PARTLY):
        asked.verdict = reply.verdict
    asked.due_on, asked.lacking = reply.new_due_on, reply.missing
    asked.replied = reply.new_due_on is None
    asked.save(update_fields=["verdict", "due_on", "lacking", "replied"])


def _tell(challenge: Challenge, reply: Reply, by: Standing) -> None:
    agency, due_on = reply.asked.agency, reply.new_due_on
    verdict = {V.ACCEPTED: "Accepted", V.PARTLY: "Accepted in part", V.NOT_ACCEPTED: "Did not accept"}
    words = f"{verdict[V(reply.verdict)]} the reply of {agency.name} to {challenge.reference}."
    if due_on is None:
        day = f"{clock.today():%-d %B %Y}"
        letters.tell_agency(
            challenge, agency.pk, "Reply accepted", f"Your agency’s reply was accepted on {day}"
        )
    else:
        letters.ask(challenge, agency.pk, due_on, again=True)
        words += f" The rest is due {due_on:%-d %B %Y}: {reply.missing}"
    enter(challenge, by.actor, "judge", words)
