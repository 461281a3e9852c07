"""Personal data: who a learner is, changed, given out to them, erased on request or when it was kept long enough.

Erased are name, addresses, free text, links and letters. A random name stays, with agency and profession, so that
counts stand; histories never held the rest.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q

from agencies.actions import links, record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.words import line
from training.actions import bookings
from training.actions.learners import said_of, work_address
from training.models import Booking, Certificate, Evaluation, IntakeRow, Learner, Profession
from training.permissions import can_see_learners
from training.queries.learners import Held, held_of, letters_of
from training.queries.settings import training_settings
from training.rules.bookings import OPEN

#: Who erases what was kept long enough.
CLOCK = Actor(None, "The portal, after the days the board has set")


@transaction.atomic
def amend(
    *, learner_id: int, name: str, email: str, agency: Agency, profession: Profession | None, by: Standing
) -> Learner:
    """Put right who somebody is, or where they work now. What was booked stays under where they worked then."""
    learner = _taken(learner_id, by)
    address = work_address(email)
    if Learner.objects.filter(board_id=by.board_id, email=address).exclude(pk=learner.pk).exists():
        raise Refused("Somebody else is entered under that address. If they are one person, merge the two.")
    if profession is not None and profession.board_id != by.board_id:
        raise Refused("That profession is not in this board’s list.")
    becomes = (line(name, empty="Enter the name."), address, agency, profession)
    if becomes == (learner.name, learner.email, learner.agency, learner.profession):
        raise Refused("Nothing has changed.")
    moved = agency != learner.agency
    learner.name, learner.email, learner.agency, learner.profession = becomes
    learner.save(update_fields=["name", "email", "agency", "profession"])
    where = f", now of {agency}" if moved else ""
    _enter(learner, "amend", f"Put {said_of(learner)}, right{where}.", by.actor)
    return learner


@transaction.atomic
def give_out(*, learner_id: int, by: Standing) -> Held:
    """Everything held of somebody, for them; that it was given out goes on record."""
    can_see_learners(by).demand()
    learner = Learner.objects.select_related("board", "agency", "profession").filter(pk=learner_id).first()
    if learner is None or learner.board_id != by.board_id:
        raise Refused("No such learner at this board.")
    _enter(learner, "give_out", f"Gave out what is held of {said_of(learner)}.", by.actor)
    return held_of(learner)


@transaction.atomic
def erase(*, learner_id: int, by: Standing) -> Learner:
    """Erase who somebody is, on their request. What they have booked and is still to come is cancelled first."""
    can_see_learners(by).demand()
    if not Learner.objects.filter(pk=learner_id, board_id=by.board_id).exists():
        raise Refused("No such learner at this board.")
    return _erase(learner_id, by.actor)


def forget_old() -> int:
    """Erase who was kept long enough, and empty free text that was, at every board; how many people were erased."""
    erased = 0
    for board in Board.objects.order_by("pk"):
        set_here, today = training_settings(board.pk), clock.now()
        _empty_words(Q(session__board=board, session__ends__lt=today - timedelta(days=set_here.words_kept)))
        before = today - timedelta(days=set_here.names_kept)
        rows = Learner.objects.filter(board=board, erased_at__isnull=True, merged_into__isnull=True).annotate(
            last=Max("bookings__session__ends"), last_of_others=Max("merged__bookings__session__ends")
        )
        old = rows.filter(
            Q(last__isnull=True) | Q(last__lt=before),
            Q(last_of_others__isnull=True) | Q(last_of_others__lt=before),
            Q(added_at__lt=before) | Q(last__isnull=False) | Q(last_of_others__isnull=False),
        )
        for pk in list(old.order_by("pk").values_list("pk", flat=True)):
            _erase(pk, CLOCK)
            erased += 1
    return erased


@transaction.atomic
def _erase(learner_id: int, by: Actor) -> Learner:
    """Sessions are locked before people everywhere: what is booked goes first, then the person is held."""
    everyone = Q(pk=learner_id) | Q(merged_into_id=learner_id)
    for pk in _still_open(learner_id):
        bookings.cancel(booking_id=pk, by=by)
    rows = Learner.objects.select_for_update(of=("self",)).select_related("board", "agency")
    entries = list(rows.filter(everyone).order_by("pk"))
    learner = next(one for one in entries if one.pk == learner_id)
    if learner.erased_at is not None or learner.merged_into_id is not None:
        raise Refused("They are erased already, or entered as somebody else.")
    if _still_open(learner_id):
        raise Refused("They were booked at this very moment. Try again.")
    keys = [one.pk for one in entries]
    _empty_words(Q(learner__in=keys))
    Certificate.objects.filter(booking__learner__in=keys).delete()
    letters_of(entries).delete()
    for one in entries:
        if one.email:
            links.forget(board=one.board, email=one.email)
            IntakeRow.objects.filter(intake__board=one.board, email=one.email).delete()
        one.name = one.email = ""
        one.erased_at, one.erased_by = clock.now(), by.words
        one.save(update_fields=["name", "email", "erased_at", "erased_by"])
    _enter(learner, "erase", f"Erased who {said_of(learner)}, was.", by)
    return learner


def _still_open(learner_id: int) -> list[int]:
    """What somebody has booked or waits for in sessions that are still to come."""
    rows = Booking.objects.filter(
        Q(learner_id=learner_id) | Q(learner__merged_into_id=learner_id),
        state__in=OPEN,
        session__starts__gt=clock.now(),
        session__closed_at__isnull=True,
        session__cancelled_at__isnull=True,
    )
    return list(rows.order_by("session_id", "pk").values_list("pk", flat=True))


def _empty_words(whose: Q) -> None:
    """Empty the free text of these bookings: why one was cancelled, who was asked, what evaluations say."""
    rows = Booking.objects.filter(whose)
    Evaluation.objects.filter(booking__in=rows).exclude(text="").update(text="")
    rows.exclude(ended_why="", manager_email="").update(ended_why="", manager_email="")


def _taken(learner_id: int, by: Standing) -> Learner:
    can_see_learners(by).demand()
    rows = Learner.objects.select_for_update(of=("self",)).select_related("board", "agency", "profession")
    learner = rows.filter(pk=learner_id, board_id=by.board_id).first()
    if learner is None or learner.erased_at is not None or learner.merged_into_id is not None:
        raise Refused("No such learner at this board: they are erased, or entered as somebody else.")
    return learner


def _enter(learner: Learner, verb: str, words: str, by: Actor) -> None:
    record.enter(
        by=by,
        verb=f"learners.{verb}",
        kind="learner",
        reference=learner.pseudonym,
        board_code=learner.board.code,
        words=words,
    )
