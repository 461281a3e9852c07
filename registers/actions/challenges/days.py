"""Days that agencies are given: moved with a reason, or taken back with the question."""

from datetime import date

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.challenges import letters
from registers.actions.challenges.entering import enter
from registers.actions.dates import keep_change
from registers.actions.settling import lock, settle
from registers.actions.words import said
from registers.models import Asked, Challenge
from registers.permissions import can
from registers.rules.challenges import REPLY, State, Verb

#: A day further off than this is a slip of the pen.
_FURTHEST_DAYS = 366 * 3


def demand_to_come(day: date | None, empty: str) -> date:
    """The day, when it is still to come. Raises `Refused` for none, for one that has passed, and for one years away."""
    if day is None:
        raise Refused(empty)
    ahead = (day - clock.today()).days
    if ahead <= 0:
        raise Refused("Give a day that is still to come.")
    if ahead > _FURTHEST_DAYS:
        raise Refused("That is more than three years away. Check the year.")
    return day


@transaction.atomic
def change_date(*, asked_id: int, due_on: date | None, reason: str, by: Standing) -> Challenge:
    """Give an agency another day for what it owes. Every day it was due stays known, with the reason it moved."""
    asked, challenge = _owing(asked_id, Verb.CHANGE_DATE, by)
    why = said(reason, empty="Say why the date changes.")
    day = demand_to_come(due_on, "Give the new date.")
    keep_change(
        board_id=by.board_id, kind=REPLY, key=asked.pk, was=asked.due_on, becomes=day, reason=why, by=by.actor
    )
    asked.due_on = day
    asked.save(update_fields=["due_on"])
    settle(challenge, State(challenge.state), by=by.actor)
    enter(
        challenge,
        by.actor,
        "change_date",
        f"{asked.agency.name} owes what {challenge.reference} asks by {day:%-d %B %Y}: {why}",
    )
    letters.ask(challenge, asked.agency_id, day, again=bool(asked.verdict))
    return challenge


@transaction.atomic
def take_back(*, asked_id: int, reason: str, by: Standing) -> Challenge:
    """No longer ask one of the agencies. The lead can be let off only the rest of a reply accepted in part."""
    asked, challenge = _owing(asked_id, Verb.TAKE_BACK, by)
    if asked.lead and asked.verdict != Asked.Verdict.PARTLY:
        raise Refused("Its reply answers the challenge. Withdraw the challenge if it is no longer asked.")
    why = said(reason, empty="Say why it is no longer asked.")
    asked.due_on, asked.taken_back_why = None, why
    asked.taken_back_at, asked.taken_back_by = clock.now(), by.actor.words
    asked.save(update_fields=["due_on", "taken_back_why", "taken_back_at", "taken_back_by"])
    settle(challenge, State(challenge.state), by=by.actor)
    enter(challenge, by.actor, "take_back", f"No longer asks {asked.agency.name}: {why}")
    letters.tell_agency(
        challenge,
        asked.agency_id,
        "Nothing more is owed",
        f"The chair no longer asks your agency, from {clock.today():%-d %B %Y}",
    )
    return challenge


def _owing(asked_id: int, verb: Verb, by: Standing) -> tuple[Asked, Challenge]:
    """An asking of which something is owed, and its challenge, held."""
    found = Asked.objects.filter(pk=asked_id, challenge__board_id=by.board_id)
    challenge = lock(found.values_list("challenge_id", flat=True).get(), by.board_id)
    asked = found.select_related("agency").get()
    can(verb, by, challenge, frozenset()).demand()
    if asked.due_on is None:
        raise Refused(f"{asked.agency.name} owes nothing at the moment.")
    return asked, challenge
