"""Raising a risk, putting its words right, taking it out of the register and back."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agencies.models import Agency, Person, Priority
from agencies.queries.people import seated_agencies
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.risks.controls import put_control
from registers.actions.risks.held import enter, held
from registers.actions.risks.reviewing import put_review_day
from registers.actions.risks.scoring import Judged, put_score
from registers.actions.words import PAGE, line, said
from registers.models import Action, OriginKind, Risk, Score
from registers.permissions import can_keep_risks
from registers.queries.risk_owners import may_own_risk
from registers.rules import actions as action_rules
from registers.rules.risks import Verb, day_ahead

#: What each word of a risk is called in the record and beside a change somebody else made.
TITLES = {
    "title": "title",
    "cause": "cause",
    "event": "event",
    "consequence": "consequence",
    "priority": "priority",
    "agency": "owner",
    "owner": "person",
    "response": "response",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a risk is: why it may happen, what may happen, what it would mean; whose it is, and what is done about it.

    An agency of None is the board's own office. Tolerating is no response to choose here: a risk is accepted, with
    a day on which the board decides again.
    """

    title: str
    cause: str
    event: str
    consequence: str
    priority: Priority | None = None
    agency: Agency | None = None
    owner: Person | None = None
    response: str = Risk.Response.TREAT.value


@transaction.atomic
def raise_risk(
    *,
    words: Words,
    before: Judged,
    now: Judged,
    target: Judged,
    review_on: date,
    by: Standing,
    control: str = "",
    assurance: str = "",
    gap: str = "",
    why: str = "",
) -> Risk:
    """Put a risk into the register with its three scores, its main control if it has one, and its first review.

    Raises `Refused` when a word is missing or could identify a child, or with its controls it scores more than without.
    """
    can_keep_risks(by).demand()
    sound = _sound(words, by)
    if sound.response == Risk.Response.TOLERATE:
        raise Refused("Raise it first. Then accept it, with the day on which the board decides again.")
    if now.score > before.score:
        raise Refused("With its controls a risk cannot score more than without them.")
    day_ahead(review_on, clock.today()).demand()
    risk = Risk.objects.create(
        board_id=by.board_id,
        number=next_number(Risk, by.board_id),
        **{name: getattr(sound, name) for name in TITLES},
        review_on=review_on,
        raised_at=clock.now(),
        raised_by=by.actor.words,
    )
    because = said(why)
    if control.strip():  # first: it is part of the score now, and answers for no later one
        put_control(risk, control, assurance, gap, by)
    for moment, judged in (
        (Score.Moment.BEFORE, before),
        (Score.Moment.NOW, now),
        (Score.Moment.TARGET, target),
    ):
        put_score(risk, moment, judged, because if moment == Score.Moment.NOW else "", by)
    enter(
        "raise",
        risk,
        f"Raised {risk}, “{risk.title}”: it scores {now.score}, the target is {target.score}.",
        by,
    )
    return risk


@transaction.atomic
def amend(*, risk_id: int, words: Words, seen: int, by: Standing) -> Risk:
    """Put a risk's words right. `seen` is the version the person looked at; raises `Overtaken` for an older one."""
    risk = held(Verb.AMEND, risk_id, by)
    demand_newest(seen=seen, version=risk.version)
    sound = _sound(words, by, was=risk)
    changed = [name for name in TITLES if getattr(risk, name) != getattr(sound, name)]
    if not changed:
        raise Refused("Nothing of it was changed.")
    if "response" in changed and sound.response == Risk.Response.TOLERATE:
        raise Refused("Accept it instead, with the day on which the board decides again.")
    told = [_told(risk, sound, name) for name in changed]
    for name in changed:
        setattr(risk, name, getattr(sound, name))
    if "response" in changed:
        risk.accepted_until = risk.accepted_at = None
        risk.accepted_by = risk.accepted_why = ""
    risk.version += 1
    risk.save()
    enter("amend", risk, f"Changed {risk}: {' '.join(told)}", by, version=risk.version)
    return risk


@transaction.atomic
def archive(*, risk_id: int, why: str, by: Standing) -> Risk:
    """Take a risk out of the register, with the reason. Raises `Refused` while an action about it is under way."""
    risk = held(Verb.ARCHIVE, risk_id, by)
    because = said(why, empty="Say why it leaves the register.")
    waiting = Action.objects.filter(
        board_id=by.board_id,
        origin_kind=OriginKind.RISK,
        origin_key=str(risk.pk),
        state=action_rules.State.OPEN,
    ).count()
    if waiting:
        raise Refused(
            f"{waiting} action{' is' if waiting == 1 else 's are'} under way. Finish or drop "
            f"{'it' if waiting == 1 else 'them'} first."
        )
    risk.archived_at, risk.archived_by, risk.archived_why = clock.now(), by.actor.words, because
    risk.version += 1
    risk.save()
    enter("archive", risk, f"Archived {risk}: {because}", by)
    return risk


@transaction.atomic
def bring_back(*, risk_id: int, why: str, review_on: date, by: Standing) -> Risk:
    """Take an archived risk back into the register, to be reviewed by a day. Its history comes with it."""
    risk = held(Verb.BRING_BACK, risk_id, by)
    because = said(why, empty="Say why it comes back.")
    day_ahead(review_on, clock.today()).demand()
    risk.archived_at, risk.archived_by, risk.archived_why = None, "", ""
    risk.version += 1
    risk.save()
    put_review_day(risk, review_on, because, by)
    enter("bring_back", risk, f"Brought {risk} back, to be reviewed by {review_on:%-d %B %Y}: {because}", by)
    return risk


def _sound(words: Words, by: Standing, was: Risk | None = None) -> Words:
    """The words as they are kept, or `Refused`. Who has it already may keep it, seat or none."""
    if words.response not in Risk.Response.values:
        raise Refused("Choose what the board does about it.")
    if words.priority is not None and words.priority.board_id != by.board_id:
        raise Refused("That priority is another board’s.")
    new_agency = words.agency if words.agency != (was and was.agency) else None
    if new_agency is not None and new_agency not in seated_agencies(by):
        raise Refused(f"{new_agency.name} has no seat at this board today.")
    if words.owner is not None and words.owner != (was and was.owner):
        may_own_risk(words.owner, by.board_id).demand()
    return Words(
        title=line(words.title, empty="Give the risk a title."),
        cause=said(words.cause, empty="Say what causes it.", longest=PAGE),
        event=said(words.event, empty="Say what may happen.", longest=PAGE),
        consequence=said(words.consequence, empty="Say what it would mean for children.", longest=PAGE),
        priority=words.priority,
        agency=words.agency,
        owner=words.owner,
        response=words.response,
    )


def _told(risk: Risk, words: Words, name: str) -> str:
    """One change in words; long ones are kept by the history of the table, and here only named."""
    was, becomes = shown(name, getattr(risk, name)), shown(name, getattr(words, name))
    if max(len(was), len(becomes)) > 120:
        return f"{TITLES[name]} put anew."
    return f"{TITLES[name]} was “{was}”, is “{becomes}”."


def shown(name: str, value: object) -> str:
    """A word of a risk as people read it."""
    if name == "response":
        return str(Risk.Response(str(value)).label)
    if value is None:
        return {"agency": "the board’s office", "owner": "nobody by name", "priority": "none"}[name]
    return str(getattr(value, "name", value))
