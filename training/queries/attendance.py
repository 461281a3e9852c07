"""The attendance list of a session, for its trainer and the training coordinator: names and agencies, no addresses."""

from dataclasses import dataclass
from datetime import datetime

from agencies.models import Agency
from agencies.rules import clock
from agencies.rules.standing import Standing
from training.models import Booking, Session, Trainer
from training.rules.bookings import STANDING, State


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the list; `came` is None while nobody has noted it."""

    pk: int
    name: str
    agency: str
    profession: str
    came: bool | None
    had_place: bool
    walk_in: bool
    how: str


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """A session's list and its numbers, each of what its name says."""

    session: Session
    starts: datetime
    ends: datetime
    rows: tuple[Row, ...]

    @property
    def expected(self) -> tuple[Row, ...]:
        """Who had a place, and who came without one."""
        return tuple(one for one in self.rows if one.had_place or one.walk_in)

    @property
    def waiting(self) -> tuple[Row, ...]:
        """Who has no place: may have come all the same."""
        return tuple(one for one in self.rows if not one.had_place and not one.walk_in)

    @property
    def booked(self) -> int:
        """How many had a place."""
        return sum(one.had_place for one in self.rows)

    @property
    def came(self) -> int:
        """How many of those came."""
        return sum(one.had_place and one.came is True for one in self.rows)

    @property
    def walked_in(self) -> int:
        """How many came without a place."""
        return sum(one.walk_in for one in self.rows)

    @property
    def unnoted(self) -> int:
        """How many had a place and are not noted yet."""
        return sum(one.had_place and one.came is None for one in self.rows)


def attendance_list(session: Session) -> AttendanceList:
    """Everybody with a place, who waits for one, or who came without one, by name."""
    rows = (
        Booking.objects.filter(session=session, state__in=STANDING)
        .select_related("learner", "agency", "profession")
        .order_by("learner__name", "pk")
    )
    return AttendanceList(
        session=session,
        starts=session.starts.astimezone(clock.LONDON),
        ends=session.ends.astimezone(clock.LONDON),
        rows=tuple(_row(one) for one in rows),
    )


def session_at(standing: Standing, number: int) -> Session | None:
    """A session of this board, by its number."""
    return (
        Session.objects.select_related("course", "board")
        .filter(board_id=standing.board_id, number=number)
        .first()
    )


def session_of_link(board_id: int, session_id: int) -> Session | None:
    """The session a trainer's link was made for."""
    return Session.objects.select_related("course", "board").filter(board_id=board_id, pk=session_id).first()


def trainers_of(session: Session) -> tuple[Trainer, ...]:
    """Who teaches it."""
    return tuple(
        session.trainers.select_related("agency", "session__course", "session__board").order_by("pk")
    )


def agencies_at(board_id: int) -> tuple[Agency, ...]:
    """Every agency that has or had a seat at the board, by name."""
    return tuple(Agency.objects.filter(seats__board_id=board_id).distinct().order_by("name"))


def _row(booking: Booking) -> Row:
    state = State(booking.state)
    came = {State.ATTENDED: True, State.NO_SHOW: False}.get(state)
    return Row(
        pk=booking.pk,
        name=str(booking.learner),
        agency=booking.agency.name,
        profession=booking.profession.name if booking.profession else "",
        came=came,
        had_place=not booking.walk_in and state in (State.BOOKED, State.ATTENDED, State.NO_SHOW),
        walk_in=booking.walk_in,
        how=booking.get_attended_how_display() if came else "",
    )
