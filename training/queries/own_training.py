"""What belongs to one work address: its own bookings, and those its owner was named the manager of. Nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from agencies.rules import clock
from training.models import Booking, Evaluation, Profession, Session
from training.queries.holders import Holder
from training.rules.bookings import OPEN, STATE_WORDS, State, cancelled_as


@dataclass(frozen=True, slots=True)
class Mine:
    """A booking as its owner, or the manager who was named for it, sees it."""

    pk: int
    who: str
    session: Session
    starts: datetime
    ends: datetime
    state: State
    words: str
    #: How many wait before them; None where they do not wait.
    before: int | None
    may_cancel: bool
    late_if_cancelled: bool
    today: bool
    came: bool
    has_certificate: bool
    ended_why: str

    @property
    def has_place(self) -> bool:
        """Whether they have a place in a session to come."""
        return self.state is State.BOOKED and self.may_cancel

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it before its session."""
        return not self.may_cancel and not self.today


@dataclass(frozen=True, slots=True)
class Open:
    """A session that takes bookings: how many places are free, and how many wait."""

    session: Session
    starts: datetime
    ends: datetime
    free: int
    waiting: int
    held: str


def own_bookings(holder: Holder) -> tuple[Mine, ...]:
    """Every booking of the address's own, the next first, then those that are over, the latest first."""
    if holder.learner is None:
        return ()
    return _in_order(_of(_rows().filter(learner=holder.learner)))


def own_booking(holder: Holder, booking_id: int) -> Mine | None:
    """One of the address's own bookings."""
    if holder.learner is None:
        return None
    return next(iter(_of(_rows().filter(learner=holder.learner, pk=booking_id))), None)


def team_bookings(holder: Holder) -> tuple[Mine, ...]:
    """Every booking for which this address was named as the manager's, or which its owner made for a colleague."""
    return _in_order(_of(_team(holder)))


def team_booking(holder: Holder, booking_id: int) -> Mine | None:
    """One of them."""
    return next(iter(_of(_team(holder).filter(pk=booking_id))), None)


def open_sessions(holder: Holder) -> tuple[Open, ...]:
    """Sessions for staff that take bookings, the next first, with what the address's owner has in each."""
    rows = _sessions(holder).annotate(
        taken=Count(
            "bookings",
            Q(bookings__state__in=[State.BOOKED, State.ATTENDED, State.NO_SHOW], bookings__walk_in=False),
        ),
        waits=Count("bookings", Q(bookings__state=State.WAITING)),
    )
    held = {one.session.pk: one.words for one in own_bookings(holder) if one.state in OPEN}
    return tuple(
        Open(
            session=one,
            starts=one.starts.astimezone(clock.LONDON),
            ends=one.ends.astimezone(clock.LONDON),
            free=max(0, one.capacity - one.taken),
            waiting=one.waits,
            held=held.get(one.pk, ""),
        )
        for one in rows
    )


def open_session(holder: Holder, number: int) -> Open | None:
    """One session that takes bookings."""
    return next((one for one in open_sessions(holder) if one.session.number == number), None)


def professions_at(board_id: int) -> QuerySet[Profession]:
    """What staff work as, in the board's own list."""
    return Profession.objects.filter(board_id=board_id)


def evaluations_owed(holder: Holder, *, team: bool) -> tuple[Evaluation, ...]:
    """What this address was asked and has not answered: of its own training, or as a manager of others'."""
    rows = _asked(holder).filter(answered_at__isnull=True)
    manager = Q(stage=Evaluation.Stage.MANAGER)
    return tuple(rows.filter(manager if team else ~manager).order_by("asked_at", "pk"))


def evaluation_asked(holder: Holder, evaluation_id: int) -> Evaluation | None:
    """One thing this address was asked, answered or not."""
    return _asked(holder).filter(pk=evaluation_id).first()


def _asked(holder: Holder) -> QuerySet[Evaluation]:
    manager = Q(stage=Evaluation.Stage.MANAGER)
    hers = Q(booking__learner=holder.learner) if holder.learner else Q(pk__in=[])
    return Evaluation.objects.select_related("booking__session__course", "booking__learner").filter(
        (hers & ~manager) | (manager & Q(booking__manager_email=holder.email)),
        booking__session__board=holder.board,
        booking__learner__erased_at__isnull=True,
    )


def _rows() -> QuerySet[Booking]:
    return Booking.objects.select_related("session__course", "session__board", "learner")


def _team(holder: Holder) -> QuerySet[Booking]:
    return _rows().filter(
        session__board=holder.board, manager_email=holder.email, learner__erased_at__isnull=True
    )


def _sessions(holder: Holder) -> QuerySet[Session]:
    return (
        Session.objects.select_related("course")
        .filter(
            board=holder.board,
            starts__gt=clock.now(),
            cancelled_at__isnull=True,
            closed_at__isnull=True,
            audience=Session.Audience.STAFF,
        )
        .order_by("starts", "pk")
    )


def _of(rows: QuerySet[Booking]) -> tuple[Mine, ...]:
    found = list(rows)
    waiting = _waiting_in({one.session_id for one in found if one.state == State.WAITING})
    return tuple(_mine(one, waiting) for one in found)


def _mine(one: Booking, waiting: dict[int, list[int]]) -> Mine:
    session, state, now = one.session, State(one.state), clock.now()
    starts, ends = session.starts.astimezone(clock.LONDON), session.ends.astimezone(clock.LONDON)
    ahead = starts > now and session.cancelled_at is None and session.closed_at is None
    came = state is State.ATTENDED
    return Mine(
        pk=one.pk,
        who=str(one.learner),
        session=session,
        starts=starts,
        ends=ends,
        state=state,
        words=_words(one, state),
        before=waiting[one.session_id].index(one.pk) if state is State.WAITING else None,
        may_cancel=ahead and state in OPEN,
        late_if_cancelled=ahead and state in OPEN and _late(one, state, now.date()),
        today=starts.date() == now.date() and state in OPEN | {State.ATTENDED} and not session.cancelled_at,
        came=came,
        has_certificate=came and session.closed_at is not None,
        ended_why=one.ended_why,
    )


def _words(one: Booking, state: State) -> str:
    """How it stands; a session that was called off says so first."""
    return "the session was cancelled" if one.session.cancelled_at else STATE_WORDS[state]


def _late(one: Booking, state: State, today: date) -> bool:
    becomes = cancelled_as(
        state,
        today=today,
        held_on=one.session.starts.astimezone(clock.LONDON).date(),
        notice_days=one.session.course.notice_days,
    )
    return becomes is State.CANCELLED_LATE


def _waiting_in(sessions: Iterable[int]) -> dict[int, list[int]]:
    """The waiting list of each session, in its order."""
    lists: dict[int, list[int]] = {pk: [] for pk in sessions}
    rows = Booking.objects.filter(session_id__in=lists, state=State.WAITING).order_by("pk")
    for pk, session in rows.values_list("pk", "session_id"):
        lists[session].append(pk)
    return lists


def _in_order(found: Iterable[Mine]) -> tuple[Mine, ...]:
    ahead: list[Mine] = []
    over: list[Mine] = []
    for one in found:
        (over if one.over else ahead).append(one)
    ahead.sort(key=lambda one: (one.starts, one.pk))
    over.sort(key=lambda one: (one.starts, one.pk), reverse=True)
    return (*ahead, *over)
