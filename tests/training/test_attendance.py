"""On the day: who came, by the trainer's list, by the code on the screen, without a booking; and the list closed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from agencies.models import Agency, Board, Entry
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from tests.factories import BookingFactory, LearnerFactory
from tests.training.conftest import BY
from training.actions import attendance
from training.actions.attendance import Signed
from training.models import Booking, Learner, Session
from training.queries.attendance import attendance_list
from training.rules.sign_in_codes import MOST_WRONG, code_at

pytestmark = pytest.mark.django_db

THE_DAY = date(2018, 6, 12)
TRAINER = Actor(None, "The trainer of S-1")


@pytest.fixture(autouse=True)
def the_day(the_day: date) -> Iterator[None]:
    """It is the day of the session."""
    with clock.at(THE_DAY):
        yield


@pytest.fixture
def noon() -> Iterator[Any]:
    """Hold the machine's clock, which codes go by."""
    with time_machine.travel("2026-06-12T09:00:30Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def holly(session: Session, health: Agency) -> Booking:
    booking: Booking = BookingFactory(
        session=session,
        learner=LearnerFactory(board=session.board, agency=health, name="Holly Visitor"),
    )
    return booking


@pytest.fixture
def paul(session: Session, police: Agency) -> Booking:
    booking: Booking = BookingFactory(
        session=session,
        learner=LearnerFactory(board=session.board, agency=police, name="Paul Constable"),
    )
    return booking


def mark(session: Session, came: dict[int, bool], **more: Any) -> int:
    return attendance.mark(session_id=session.pk, came=came, by=TRAINER, **more)


def stands(booking: Booking) -> tuple[str, str, bool]:
    booking.refresh_from_db()
    return (booking.state, booking.attended_how, booking.walk_in)


def code_of(session: Session) -> str:
    return code_at(attendance.secret_of(session_id=session.pk), attendance.timezone.now())


def test_who_came_and_who_did_not_is_noted_with_how_it_is_known(
    session: Session, holly: Booking, paul: Booking
) -> None:
    assert mark(session, {holly.pk: True, paul.pk: False}) == 2

    assert stands(holly) == ("attended", "list", False)
    assert stands(paul) == ("no_show", "", False)
    assert holly.ended_by == "The trainer of S-1"


def test_noting_the_same_again_changes_nothing_and_leaves_no_entry(session: Session, holly: Booking) -> None:
    mark(session, {holly.pk: True})
    entries = Entry.objects.count()

    assert mark(session, {holly.pk: True}) == 0
    assert Entry.objects.count() == entries


def test_the_record_names_nobody(session: Session, holly: Booking) -> None:
    mark(session, {holly.pk: True})
    attendance.walk_in(session_id=session.pk, name="Wendy Walker", agency=holly.agency, by=TRAINER)

    said = str(list(Entry.objects.values("words", "by", "details")))
    assert "Holly" not in said
    assert "Wendy" not in said


def test_nobody_is_noted_before_the_day_nor_in_another_session(session: Session, holly: Booking) -> None:
    other = BookingFactory()

    assert mark(session, {other.pk: True}) == 0
    with clock.at(date(2018, 6, 11)), pytest.raises(Refused, match="opens on the day, 12 June 2018"):
        mark(session, {holly.pk: True})


def test_who_waited_and_came_all_the_same_came_without_a_place(session: Session, holly: Booking) -> None:
    Booking.objects.update(state="waiting")

    mark(session, {holly.pk: True})

    assert stands(holly) == ("attended", "list", True)


def test_closing_says_of_who_is_not_noted_that_they_did_not_come(
    session: Session, holly: Booking, paul: Booking
) -> None:
    mark(session, {holly.pk: True})
    closed = attendance.close(session_id=session.pk, chair=True, introduced="", by=TRAINER)

    assert stands(paul) == ("no_show", "", False)
    assert (closed.chair_introduces, closed.introduced) == (True, "Independent chair")
    assert "1 came, 1 did not." in Entry.objects.latest("pk").words


def test_who_waited_stays_on_the_waiting_list_when_the_list_is_closed(
    session: Session, holly: Booking
) -> None:
    Booking.objects.update(state="waiting")

    attendance.close(session_id=session.pk, chair=False, introduced="Assistant director", by=TRAINER)

    assert stands(holly)[0] == "waiting"


def test_a_closed_list_is_put_right_only_with_a_reason_which_stands_in_the_record(
    session: Session, holly: Booking
) -> None:
    attendance.close(session_id=session.pk, chair=False, introduced="", by=TRAINER)
    with pytest.raises(Refused, match="The list is closed"):
        mark(session, {holly.pk: True})
    with pytest.raises(Refused, match="The list is closed"):
        attendance.walk_in(session_id=session.pk, name="Wendy", agency=holly.agency, by=TRAINER)
    with pytest.raises(Refused, match="The list is closed"):
        attendance.close(session_id=session.pk, chair=False, introduced="", by=TRAINER)

    attendance.mark(session_id=session.pk, came={holly.pk: True}, by=BY, correcting="She signed on paper.")

    assert stands(holly)[0] == "attended"
    latest = Entry.objects.latest("pk")
    assert latest.verb == "bookings.correct"
    assert latest.words.endswith("Put right after the list was closed: She signed on paper.")


def test_somebody_who_walks_in_is_entered_and_counted_apart(session: Session, holly: Booking) -> None:
    made = attendance.walk_in(session_id=session.pk, name=" Wendy  Walker ", agency=holly.agency, by=TRAINER)

    assert stands(made) == ("attended", "list", True)
    assert made.learner.name == "Wendy Walker"
    mark(session, {holly.pk: True})
    found = attendance_list(session)
    assert (found.booked, found.came, found.walked_in, found.unnoted) == (1, 1, 1, 0)


def test_the_same_person_sent_twice_by_a_phone_walked_in_once(session: Session, health: Agency) -> None:
    for name in ("Wendy Walker", "wendy walker"):
        attendance.walk_in(session_id=session.pk, name=name, agency=health, by=TRAINER)

    assert Booking.objects.count() == 1
    assert Learner.objects.count() == 1


def test_somebody_with_a_place_who_is_added_as_having_walked_in_came_with_their_place(
    session: Session, holly: Booking
) -> None:
    attendance.walk_in(session_id=session.pk, name="Holly Visitor", agency=holly.agency, by=TRAINER)

    assert stands(holly) == ("attended", "list", False)
    assert Booking.objects.count() == 1


def test_a_known_address_that_walks_in_is_that_person(board: Board, session: Session, health: Agency) -> None:
    known = LearnerFactory(board=board, agency=health, email="wendy@health.example", name="Wendy Walker")

    made = attendance.walk_in(
        session_id=session.pk, name="W. Walker", agency=health, email="Wendy@health.example", by=TRAINER
    )

    assert made.learner == known


def test_somebody_of_no_agency_of_the_board_does_not_walk_in(session: Session) -> None:
    with pytest.raises(Refused, match="no agency of this board"):
        attendance.walk_in(session_id=session.pk, name="Wendy", agency=BookingFactory().agency, by=TRAINER)


def test_noted_by_mistake_to_have_walked_in_is_taken_back(session: Session, health: Agency) -> None:
    made = attendance.walk_in(session_id=session.pk, name="Wendy Walker", agency=health, by=TRAINER)

    mark(session, {made.pk: False})

    assert stands(made) == ("cancelled", "", False)
    again = attendance.walk_in(session_id=session.pk, name="Wendy Walker", agency=health, by=TRAINER)
    assert stands(again)[0] == "attended"


def test_the_code_on_the_screen_signs_somebody_in_once(session: Session, holly: Booking, noon: Any) -> None:
    sign = {"booking_id": holly.pk, "typed": code_of(session), "by": TRAINER}

    assert attendance.sign_in_by_code(**sign) is Signed.IN
    assert stands(holly) == ("attended", "code", False)
    with pytest.raises(Refused, match="signed in already"):
        attendance.sign_in_by_code(**sign)


def test_the_code_of_a_minute_ago_is_taken_for_a_short_grace_only(
    session: Session, holly: Booking, noon: Any
) -> None:
    old = code_of(session)
    noon.shift(60)

    assert attendance.sign_in_by_code(booking_id=holly.pk, typed=old, by=TRAINER) is Signed.WRONG
    noon.shift(-20)
    assert attendance.sign_in_by_code(booking_id=holly.pk, typed=old, by=TRAINER) is Signed.IN


def test_the_trainers_list_decides_over_the_code(session: Session, holly: Booking, noon: Any) -> None:
    attendance.sign_in_by_code(booking_id=holly.pk, typed=code_of(session), by=TRAINER)
    mark(session, {holly.pk: False})

    assert stands(holly) == ("no_show", "", False)
    with pytest.raises(Refused, match="The trainer’s list says that you did not come"):
        attendance.sign_in_by_code(booking_id=holly.pk, typed=code_of(session), by=TRAINER)


def test_somebody_who_guesses_at_the_code_is_stopped(session: Session, holly: Booking, noon: Any) -> None:
    right = code_of(session)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    said = [
        attendance.sign_in_by_code(booking_id=holly.pk, typed=wrong, by=TRAINER) for _ in range(MOST_WRONG)
    ]

    assert said == [Signed.WRONG] * (MOST_WRONG - 1) + [Signed.TOO_OFTEN]
    assert attendance.sign_in_by_code(booking_id=holly.pk, typed=right, by=TRAINER) is Signed.TOO_OFTEN
    assert stands(holly)[0] == "booked"


@pytest.mark.parametrize("state", ["waiting", "asked", "cancelled", "declined"])
def test_the_code_gives_nobody_a_place(session: Session, holly: Booking, noon: Any, state: str) -> None:
    Booking.objects.update(state=state)

    with pytest.raises(Refused, match="You have no place"):
        attendance.sign_in_by_code(booking_id=holly.pk, typed=code_of(session), by=TRAINER)


def test_another_sessions_code_signs_nobody_in(session: Session, holly: Booking, noon: Any) -> None:
    other = BookingFactory(session__board=session.board).session

    assert attendance.sign_in_by_code(booking_id=holly.pk, typed=code_of(other), by=TRAINER) is Signed.WRONG


def test_no_code_is_taken_on_another_day_or_once_the_list_is_closed(
    session: Session, holly: Booking, noon: Any
) -> None:
    code = code_of(session)
    with clock.at(date(2018, 6, 11)), pytest.raises(Refused, match="opens on the day"):
        attendance.sign_in_by_code(booking_id=holly.pk, typed=code, by=TRAINER)
    attendance.close(session_id=session.pk, chair=False, introduced="", by=TRAINER)
    with pytest.raises(Refused, match="The list is closed"):
        attendance.sign_in_by_code(booking_id=holly.pk, typed=code, by=TRAINER)


def test_a_session_called_off_has_no_list(session: Session, holly: Booking) -> None:
    Session.objects.update(cancelled_at=clock.now(), cancelled_by="x", cancelled_why="Snow")

    with pytest.raises(Refused, match="was cancelled"):
        mark(session, {holly.pk: True})
