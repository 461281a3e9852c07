"""Sessions: planned, changed, cancelled, and their places kept for agencies. All who are booked are told."""

import secrets
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from agencies.actions import record
from agencies.models import Agency
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.words import LINE, PAGE, line, said
from registers.queries.owners import seated_on
from training.actions import notices
from training.actions.learners import work_address
from training.actions.places import locked, move_up, places_of
from training.models import Course, Session, Share, Trainer
from training.permissions import can_keep_training
from training.rules import notices as words
from training.rules.bookings import OPEN, State
from training.rules.sessions import SessionFacts, capacity_fits, fits, release_fits, shares_fit

_TOLD = ("starts", "ends", "venue", "online", "joining")


@transaction.atomic
def plan(*, course_id: int, facts: SessionFacts, by: Standing) -> Session:
    """Plan a session of a course, or enter one that was held."""
    can_keep_training(by).demand()
    course = Course.objects.select_for_update(of=("self",), no_key=True).filter(pk=course_id).first()
    if course is None or course.board_id != by.board_id:
        raise Refused("No such course at this board.")
    if course.retired_on is not None:
        raise Refused(f"{course} is retired. Bring it back first.")
    session = Session(
        board_id=by.board_id,
        course=course,
        code_secret=secrets.token_hex(32),
        planned_at=clock.now(),
        planned_by=by.actor.words,
    )
    _fill(session, facts, by)
    session.number = next_number(Session, by.board_id)
    session.save()
    _keep_trainers(session, facts)
    day = session.starts.astimezone(clock.LONDON)
    _enter(session, "plan", f"Planned {session}: {course.title}, {day:%-d %B %Y}.", by)
    return session


@transaction.atomic
def amend(*, session_id: int, facts: SessionFacts, seen: int, by: Standing) -> Session:
    """Change a session that is still to come. Those with a place are told when its day, hour or place changes.

    More places go to those who wait; there cannot be fewer than are taken.
    """
    session = _taken(session_id, by, seen)
    was, had = {name: getattr(session, name) for name in _TOLD}, session.capacity
    before = _told(session)
    _fill(session, facts, by)
    places = places_of(session)
    if session.capacity != had:
        taken, kept = sum(places.taken.values()), sum(places.kept.values())
        capacity_fits(session.capacity, taken=taken, kept=kept).demand()
    _keep_trainers(session, facts)
    now = _told(session)
    changes = [
        f"{name} was “{before[name]}”, and is “{now[name]}”." for name in now if before[name] != now[name]
    ]
    if not changes:
        raise Refused("Nothing has changed.")
    _save(session, "amend", f"Changed {session}. {' '.join(changes)}", by)
    if session.starts > clock.now():
        if any(getattr(session, name) != was[name] for name in _TOLD):
            _tell_those_with_a_place(session)
        move_up(session)
    return session


@transaction.atomic
def share_out(*, session_id: int, shares: Mapping[int, int], until: date, seen: int, by: Standing) -> Session:
    """Keep so many places for each agency until a day; none are kept where `shares` is empty.

    Places that were taken already count against the share of whose they are.
    """
    session = _taken(session_id, by, seen)
    held_on = session.starts.astimezone(clock.LONDON).date()
    kept = {agency: number for agency, number in shares.items() if number}
    shares_fit(shares, session.capacity).demand()
    if kept:
        release_fits(until, today=clock.today(), held_on=held_on).demand()
    if set(kept) - seated_on(by.board_id, clock.today()):
        raise Refused("Places are kept for agencies with a seat at this board.")
    session.shares.all().delete()
    Share.objects.bulk_create(Share(session=session, agency_id=pk, places=kept[pk]) for pk in sorted(kept))
    session.shared_until, session.shares_released_on = (until if kept else None), None
    names = dict(Agency.objects.filter(pk__in=kept).values_list("pk", "name"))
    listed = ", ".join(f"{names[pk]} {kept[pk]}" for pk in sorted(kept, key=lambda pk: names[pk]))
    told = f"kept until {until:%-d %B %Y}: {listed}" if kept else "nobody’s in particular"
    _save(session, "share_out", f"Places of {session} are {told}.", by)
    move_up(session)
    return session


@transaction.atomic
def cancel(*, session_id: int, why: str, seen: int, by: Standing) -> Session:
    """Call a session off, with a reason that everybody booked, waiting or asked is told."""
    session = _taken(session_id, by, seen)
    if session.starts <= clock.now():
        raise Refused("It has begun: it can no longer be cancelled.")
    session.cancelled_why = said(why, empty="Say why it is cancelled: it is told to everybody.")
    session.cancelled_at, session.cancelled_by = clock.now(), by.actor.words
    facts = notices.facts_of(session)

    def says(known: words.Facts) -> words.Notice:
        return words.called_off(known, session.cancelled_why)

    for booking in session.bookings.filter(state__in=OPEN).select_related("learner", "agency").order_by("pk"):
        had_place, booking.session = booking.state == State.BOOKED, session
        booking.state, booking.ended_at, booking.ended_by = State.CANCELLED, clock.now(), by.actor.words
        booking.save(update_fields=["state", "ended_at", "ended_by"])
        if had_place:
            notices.tell_with_calendar(booking, says, facts=facts, cancelled=True)
        else:
            notices.tell(booking, says, facts=facts)
    _save(session, "cancel", f"Cancelled {session}: {session.cancelled_why}", by)
    return session


def _taken(session_id: int, by: Standing, seen: int) -> Session:
    """The session, locked with its places, for who plans training and has seen its newest version."""
    can_keep_training(by).demand()
    session = locked(session_id)
    if session.board_id != by.board_id:
        raise Refused("No such session at this board.")
    demand_newest(seen=seen, version=session.version)
    if session.cancelled_at is not None:
        raise Refused("This session has been cancelled, and stays so. Plan another.")
    if session.closed_at is not None:
        raise Refused("Its attendance list is closed: its numbers stand.")
    return session


def _fill(session: Session, facts: SessionFacts, by: Standing) -> None:
    fits(facts, clock.today()).demand()
    session.starts, session.ends, session.capacity = facts.starts, facts.ends, facts.capacity
    session.venue, session.online = line(facts.venue), _web_address(facts.online)
    session.joining = said(facts.joining, longest=PAGE)
    session.audience = Session.Audience.COUNCILLORS if facts.for_councillors else Session.Audience.STAFF
    session.chair_introduces = facts.chair_introduces
    session.introduced = str(by.word(Idea.CHAIR)) if facts.chair_introduces else line(facts.introduced)


def _web_address(given: str) -> str:
    address = given.strip()
    if not address:
        return ""
    try:
        URLValidator(schemes=["https"])(address)
    except ValidationError:
        raise Refused("Enter the whole link for joining online, beginning with https://.") from None
    return address


def _keep_trainers(session: Session, facts: SessionFacts) -> None:
    """Keep who teaches; those who stay keep their row, and with it what was sent to them."""
    wanted = [
        (
            line(one.name, empty="Enter the name of each trainer.", longest=LINE),
            work_address(one.email) if one.email.strip() else "",
            one.agency_id,
        )
        for one in facts.trainers
    ]
    for had in session.trainers.order_by("pk"):
        same = (had.name, had.email, had.agency_id)
        if same in wanted:
            wanted.remove(same)
        else:
            had.delete()
    for name, email, agency_id in wanted:
        Trainer.objects.create(session=session, name=name, email=email, agency_id=agency_id)


def _tell_those_with_a_place(session: Session) -> None:
    facts = notices.facts_of(session)
    for booking in session.bookings.filter(state=State.BOOKED).select_related("learner").order_by("pk"):
        booking.session = session
        notices.tell_with_calendar(booking, words.changed, facts=facts)


def _told(session: Session) -> dict[str, str]:
    """What the session is, in words, to tell what was changed."""
    facts = notices.facts_of(session)
    return {
        "The time": facts.when,
        "The venue": session.venue or "none",
        "The link": session.online or "none",
        "What is said on joining": session.joining or "nothing",
        "The number of places": str(session.capacity),
        "Whom it is for": session.get_audience_display(),
        "Who opens it": session.introduced or "nobody",
        "Who teaches": ", ".join(facts.teaches) or "nobody yet",
    }


def _save(session: Session, verb: str, said_: str, by: Standing) -> None:
    session.version += 1
    session.save()
    _enter(session, verb, said_, by)


def _enter(session: Session, verb: str, said_: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"sessions.{verb}",
        kind="session",
        reference=session.pk,
        board_code=by.board_code,
        words=said_,
        details={"version": session.version},
    )
