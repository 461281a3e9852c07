"""Raising a challenge, and changing what it asks while nobody else has seen it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from agencies.models import Priority
from agencies.queries.people import seated_agencies
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.challenges.entering import enter
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.settling import lock, settle
from registers.actions.words import PAGE, line, said
from registers.models import Asked, Challenge, Watch
from registers.permissions import can, can_raise
from registers.queries.freezing import FrozenFigure
from registers.queries.origins import Beginning, Start, beginning
from registers.rules.challenges import State, Verb
from scorecard.actions.judging import mark_challenged


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of whom. `lead_id` is one of `agency_ids`: its reply answers the challenge."""

    title: str
    agency_ids: Collection[int]
    lead_id: int | None = None
    question: str = ""
    why: str = ""
    priority_id: int | None = None
    forum: str = ""
    minute: str = ""


@transaction.atomic
def raise_challenge(*, asks: Question, start: Start, by: Standing) -> Challenge:
    """Raise a challenge. Nobody but the chair and the office sees it before it is sent.

    Where it comes from is frozen, and of a figure the value, the mean and the limits it had: its result is judged
    against these. Raises `Refused` when a signal has led to a challenge already.
    """
    can_raise(by).demand()
    begun = beginning(by, start)
    if begun is None:
        raise Refused("What it was to be raised from is not there any more. Raise it from a blank page.")
    begun.allowed.demand()
    sound, lead_id = _sound(asks, by)
    challenge = Challenge(
        board_id=by.board_id,
        number=next_number(Challenge, by.board_id),
        raised_at=clock.now(),
        raised_by=by.actor.words,
        moved_at=clock.now(),
        moved_by=by.actor.words,
        origin_kind=begun.origin.kind,
        origin_key=begun.origin.key,
        origin_words=begun.origin.words,
        origin_url=begun.origin.url,
    )
    _write(challenge, sound)
    challenge.save()
    _ask(challenge, sound, lead_id)
    _watch(challenge, begun)
    if begun.figure is not None and begun.figure.signal_id is not None:
        mark_challenged(signal_id=begun.figure.signal_id, reference=challenge.reference, by=by)
    of = f" from {begun.origin.words}" if begun.origin.words else ""
    enter(challenge, by.actor, "raise", f"Raised {challenge.reference}{of}: {challenge.title}")
    return challenge


@transaction.atomic
def amend(*, challenge_id: int, asks: Question, seen: int, by: Standing) -> Challenge:
    """Change what is asked, and of whom, before it is sent. `seen` is the version the person changed.

    Raises `Overtaken` when somebody else has changed it meanwhile, `Refused` once it is sent.
    """
    challenge = lock(challenge_id, by.board_id)
    can(Verb.AMEND, by, challenge, frozenset()).demand()
    demand_newest(seen=seen, version=challenge.version)
    sound, lead_id = _sound(asks, by)
    _write(challenge, sound)
    challenge.version += 1
    _ask(challenge, sound, lead_id)
    settle(challenge, State.RAISED, by=by.actor)
    words = f"Changed what {challenge.reference} asks: {challenge.title}"
    enter(challenge, by.actor, "amend", words, version=challenge.version)
    return challenge


def _sound(asks: Question, by: Standing) -> tuple[Question, int]:
    """The question as it is kept, and whose reply answers it.

    Raises `Refused` when it asks nothing, nobody, or somebody without a seat.
    """
    title = line(asks.title, empty="Ask a question.")
    agency_ids = tuple(dict.fromkeys(asks.agency_ids))
    if not agency_ids:
        raise Refused("Choose who is asked.")
    if not set(agency_ids) <= {one.pk for one in seated_agencies(by)}:
        raise Refused("Only agencies with a seat at this board can be asked.")
    lead_id = agency_ids[0] if asks.lead_id is None and len(agency_ids) == 1 else asks.lead_id
    if lead_id is None or lead_id not in agency_ids:
        raise Refused("Say which of the agencies leads: its reply answers the challenge.")
    if asks.priority_id is not None and not _is_ours(asks.priority_id, by):
        raise Refused("That is not a priority of this board.")
    sound = Question(
        title=title,
        agency_ids=agency_ids,
        question=said(asks.question, longest=PAGE) or title,
        why=said(asks.why, longest=PAGE),
        priority_id=asks.priority_id,
        forum=line(asks.forum, longest=120),
        minute=line(asks.minute, longest=80),
    )
    return sound, lead_id


def _is_ours(priority_id: int, by: Standing) -> bool:
    return Priority.objects.filter(pk=priority_id, board_id=by.board_id).exists()


def _write(challenge: Challenge, sound: Question) -> None:
    challenge.title, challenge.question, challenge.why = sound.title, sound.question, sound.why
    challenge.priority_id = sound.priority_id
    challenge.forum, challenge.minute = sound.forum, sound.minute


def _ask(challenge: Challenge, sound: Question, lead_id: int) -> None:
    """The askings as the question has them; one that stays keeps its row."""
    theirs = Asked.objects.filter(challenge=challenge)
    theirs.exclude(agency_id__in=sound.agency_ids).delete()
    theirs.filter(lead=True).exclude(agency_id=lead_id).update(lead=False)
    known = set(theirs.values_list("agency_id", flat=True))
    Asked.objects.bulk_create(
        Asked(challenge=challenge, agency_id=one) for one in sound.agency_ids if one not in known
    )
    theirs.filter(agency_id=lead_id, lead=False).update(lead=True)


def _watch(challenge: Challenge, begun: Beginning) -> None:
    figure: FrozenFigure | None = begun.figure
    if figure is None:
        return
    Watch.objects.create(
        challenge=challenge,
        indicator_code=figure.indicator_code,
        agency_id=figure.agency_id,
        area_code=figure.area_code,
        breakdown=figure.breakdown,
        signal_id=figure.signal_id,
        first=figure.first,
        last=figure.last,
        value=figure.value,
        mean=figure.mean,
        lower=figure.lower,
        upper=figure.upper,
        was_out=figure.was_out,
        reason=figure.reason,
    )
