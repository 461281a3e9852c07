"""Looking at a risk again, and accepting it for a time. A review's day, once set, is never moved in silence."""

from datetime import date

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.dates import keep_change
from registers.actions.risks.held import enter, held
from registers.actions.words import PAGE, said
from registers.models import Risk, RiskReview
from registers.rules.risks import Verb, day_ahead

#: What a risk's review is called among days that were moved and what is owed.
REVIEW = "review"


@transaction.atomic
def review(*, risk_id: int, text: str, next_on: date, by: Standing) -> RiskReview:
    """Say how a risk stands, and when it is looked at next."""
    risk = held(Verb.REVIEW, risk_id, by)
    words = said(text, empty="Say what the review found.", longest=PAGE)
    day_ahead(next_on, clock.today()).demand()
    made = RiskReview.objects.create(
        risk=risk, text=words, next_on=next_on, reviewed_at=clock.now(), reviewed_by=by.actor.words
    )
    put_review_day(risk, next_on, "Reviewed.", by)
    enter("review", risk, f"Reviewed {risk}, next by {next_on:%-d %B %Y}: {words}", by)
    return made


@transaction.atomic
def move_review(*, risk_id: int, to: date, reason: str, by: Standing) -> Risk:
    """Put a review off, or forward, without having looked. The day it was meant for stays known."""
    risk = held(Verb.MOVE_REVIEW, risk_id, by)
    because = said(reason, empty="Say why the date changes.")
    day_ahead(to, clock.today()).demand()
    if to == risk.review_on:
        raise Refused("That is the date it has.")
    put_review_day(risk, to, because, by)
    enter("move_review", risk, f"Moved the review of {risk} to {to:%-d %B %Y}: {because}", by)
    return risk


@transaction.atomic
def accept(*, risk_id: int, until: date | None, why: str, by: Standing) -> Risk:
    """Live with a risk as it is, until a day on which it goes back for review; None only where the board said so."""
    risk = held(Verb.ACCEPT, risk_id, by)
    because = said(why, empty="Say why the board accepts it.")
    if until is not None:
        day_ahead(until, clock.today()).demand()
        if risk.response == Risk.Response.TOLERATE and risk.accepted_until == until:
            raise Refused("It is accepted until that day already.")
    risk.response, risk.accepted_until = Risk.Response.TOLERATE.value, until
    risk.accepted_at, risk.accepted_by, risk.accepted_why = clock.now(), by.actor.words, because
    risk.version += 1
    risk.save()
    ends = f"until {until:%-d %B %Y}" if until else "with no end"
    enter("accept", risk, f"Accepted {risk} {ends}: {because}", by)
    return risk


def put_review_day(risk: Risk, to: date, reason: str, by: Standing) -> None:
    """Set the day of the next review in the caller's transaction, and keep the one it had."""
    if to == risk.review_on:
        return
    keep_change(
        board_id=risk.board_id,
        kind=REVIEW,
        key=risk.pk,
        was=risk.review_on,
        becomes=to,
        reason=reason,
        by=by.actor,
    )
    risk.review_on = to
    risk.save(update_fields=["review_on"])
