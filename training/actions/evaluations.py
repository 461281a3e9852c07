"""Evaluations: asked when it is time, by a job; answered once, by whom they were put to."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from registers.actions.words import PAGE, said
from training.actions.learners import said_of
from training.actions.links import send_own
from training.actions.notices import about
from training.models import Booking, Evaluation
from training.queries.holders import Holder, agencies_of
from training.queries.own_training import evaluation_asked
from training.rules.bookings import State
from training.rules.evaluations import ASKS, SCALE, Asking, Stage, due, earliest_session

#: Who asks, in the record.
JOB = Actor(None, "The portal, when it was time")
_TELLS = {
    Stage.BEFORE: (
        "before you come",
        "Before you come, two quick questions; the answers show what the course changes.",
    ),
    Stage.END: ("how was it?", "You have been trained. How was it, and what will you do with it?"),
    Stage.THREE_MONTHS: ("three months on", "Three months ago you were trained. What has changed since?"),
    Stage.MANAGER: (
        "what did you see change?",
        "Three months ago somebody of your team was trained. What have you seen?",
    ),
}


def ask_due() -> int:
    """Put every question whose time it is, each in a transaction of its own; how many went out."""
    now = clock.now()
    return sum(_ask(pk, now) for pk in _may_be_asked(now).values_list("pk", flat=True))


@transaction.atomic
def answer(
    *, holder: Holder, evaluation_id: int, answers: Mapping[str, int | bool | None], text: str = ""
) -> Evaluation:
    """Keep an answer. Raises `Refused` where it was given before, comes too late, or is not what was asked."""
    if evaluation_asked(holder, evaluation_id) is None:
        raise Refused("You were not asked this.")
    found = (
        Evaluation.objects.select_for_update(of=("self",))
        .select_related("booking__session")
        .get(pk=evaluation_id)
    )
    stage = Stage(found.stage)
    if found.answered_at is not None:
        raise Refused("You have answered this already. Thank you.")
    if stage is Stage.BEFORE and found.booking.session.starts <= clock.now():
        raise Refused("The session has begun: what you knew before can no longer be said.")
    for name in ASKS[stage]:
        setattr(found, name, _fits(name, answers.get(name)))
    found.text = said(text, longest=PAGE)
    found.answered_at, found.answered_by = clock.now(), holder.actor.words
    found.save()
    learner = found.booking.learner
    _enter(
        found,
        "answer",
        f"Answered what was asked about {said_of(learner)}, {found.get_stage_display()}.",
        holder.actor,
    )
    return found


def _may_be_asked(now: datetime) -> QuerySet[Booking]:
    return (
        Booking.objects.filter(
            Q(state=State.BOOKED, session__starts__gt=now) | Q(state=State.ATTENDED),
            session__ends__date__gte=earliest_session(now.date()),
            session__cancelled_at__isnull=True,
            learner__erased_at__isnull=True,
            imported="",
        )
        .exclude(learner__email="")
        .order_by("pk")
    )


@transaction.atomic
def _ask(booking_id: int, now: datetime) -> int:
    """Ask what is due about one booking, under its lock: two jobs at once ask once."""
    booking = (
        Booking.objects.select_for_update(of=("self",), no_key=True)
        .select_related("session__course", "session__board", "learner")
        .get(pk=booking_id)
    )
    session = booking.session
    stages = due(
        Asking(
            starts=session.starts.astimezone(clock.LONDON),
            ends=session.ends.astimezone(clock.LONDON),
            has_place=booking.state == State.BOOKED,
            came=booking.state == State.ATTENDED,
            has_manager=bool(booking.manager_email),
            asked=frozenset(Stage(one) for one in booking.evaluations.values_list("stage", flat=True)),
        ),
        now,
    )
    return sum(_put(booking, stage, now) for stage in stages)


def _put(booking: Booking, stage: Stage, now: datetime) -> bool:
    """Ask one question, with a link to it; False, and not asked, of an address that no link is sent to."""
    board, to = booking.session.board, booking.learner.email
    if stage is Stage.MANAGER:
        to = booking.manager_email
    if not agencies_of(board, to):
        return False
    asked = Evaluation.objects.create(booking=booking, stage=stage.value, asked_at=now, asked_by=JOB.words)
    title, (subject, words) = booking.session.course.title, _TELLS[stage]
    send_own(
        board=board,
        email=to,
        subject=f"{title}: {subject}",
        words=lambda link: f"Hello,\n\n{words}\n\n“{title}”, {booking.session.starts:%-d %B %Y}:\n{link}\n",
        by=JOB,
        page=f"evaluations/{asked.pk}/",
        about=(about(booking.learner.pseudonym),),
    )
    _enter(asked, "ask", f"Asked about {said_of(booking.learner)}, {asked.get_stage_display()}.", JOB)
    return True


def _fits(name: str, value: int | bool | None) -> int | bool:
    if name == "changed":
        if not isinstance(value, bool):
            raise Refused("Say yes or no: has practice changed?")
        return value
    if isinstance(value, bool) or value not in SCALE:
        raise Refused("Choose from 1 to 5 for each.")
    return value


def _enter(asked: Evaluation, verb: str, words: str, by: Actor) -> None:
    record.enter(
        by=by,
        verb=f"evaluations.{verb}",
        kind="session",
        reference=asked.booking.session_id,
        board_code=asked.booking.session.board.code,
        words=words,
        details={"evaluation": asked.pk},
    )
