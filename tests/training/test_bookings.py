"""Bookings: places are given in order, never twice and never too many; what is given up goes to who is next."""

from datetime import date

import pytest

from agencies.models import Agency, Board, Entry
from agencies.rules import clock
from agencies.rules.verdict import Refused
from tests.factories import LearnerFactory, ProfessionFactory, SessionFactory, ShareFactory, WorkDomainFactory
from tests.training.conftest import BY
from training.actions import bookings, learners
from training.models import Booking, Learner, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(board: Board, health: Agency) -> list[Learner]:
    """Five at County Health."""
    return [LearnerFactory(board=board, agency=health, name=f"Holly Visitor {n}") for n in range(5)]


def book(session: Session, learner: Learner) -> Booking:
    return bookings.book(session_id=session.pk, learner=learner, by=BY)


def stands(session: Session) -> list[str]:
    return list(session.bookings.order_by("pk").values_list("state", flat=True))


def asking(session: Session, health: Agency) -> None:
    """Let the course ask managers, at an agency with work addresses."""
    session.course.needs_approval = True
    session.course.save()
    WorkDomainFactory(agency=health, domain="health.example")


def test_places_go_in_the_order_they_are_asked_for_and_the_rest_wait(
    session: Session, staff: list[Learner]
) -> None:
    assert [book(session, one).state for one in staff[:3]] == ["booked", "booked", "waiting"]


def test_nobody_is_booked_twice(session: Session, staff: list[Learner]) -> None:
    for one in staff[:3]:
        book(session, one)

    with pytest.raises(Refused, match="already: booked"):
        book(session, staff[0])
    with pytest.raises(Refused, match="already: on the waiting list"):
        book(session, staff[2])


def test_who_cancelled_may_ask_again_and_goes_to_the_end(session: Session, staff: list[Learner]) -> None:
    first, *_ = [book(session, one) for one in staff[:3]]
    bookings.cancel(booking_id=first.pk, by=BY)

    assert book(session, staff[0]).state == "waiting"
    assert stands(session) == ["cancelled", "booked", "booked", "waiting"]


def test_a_place_given_up_goes_to_the_first_who_waits(session: Session, staff: list[Learner]) -> None:
    held = [book(session, one) for one in staff]
    bookings.cancel(booking_id=held[1].pk, by=BY)

    assert stands(session) == ["booked", "cancelled", "booked", "waiting", "waiting"]


def test_who_gives_up_waiting_moves_nobody(session: Session, staff: list[Learner]) -> None:
    held = [book(session, one) for one in staff[:4]]
    bookings.cancel(booking_id=held[2].pk, by=BY)

    assert stands(session) == ["booked", "booked", "cancelled", "waiting"]


def test_a_place_given_up_within_the_notice_is_late_and_still_goes_on(
    session: Session, staff: list[Learner]
) -> None:
    held = [book(session, one) for one in staff[:3]]
    clock.fix(date(2018, 6, 6))

    ended = bookings.cancel(booking_id=held[0].pk, by=BY, why="Court that day.")

    assert (ended.state, ended.ended_why, ended.ended_by) == ("cancelled_late", "Court that day.", BY.words)
    assert stands(session) == ["cancelled_late", "booked", "booked"]


def test_once_it_has_begun_nothing_is_booked_or_given_up(session: Session, staff: list[Learner]) -> None:
    held = book(session, staff[0])
    clock.fix(date(2018, 6, 13))

    with pytest.raises(Refused, match="has begun"):
        book(session, staff[1])
    with pytest.raises(Refused, match="has begun"):
        bookings.cancel(booking_id=held.pk, by=BY)


def test_a_place_is_kept_for_the_agency_whose_share_it_is(
    session: Session, staff: list[Learner], police: Agency
) -> None:
    ShareFactory(session=session, agency=police, places=1)
    session.shared_until = date(2018, 6, 1)
    session.save()
    officer = LearnerFactory(board=session.board, agency=police)

    assert [book(session, one).state for one in staff[:2]] == ["booked", "waiting"]
    assert book(session, officer).state == "booked"


def test_unused_shares_go_to_those_who_wait_before_anybody_new(
    session: Session, staff: list[Learner], police: Agency
) -> None:
    ShareFactory(session=session, agency=police, places=1)
    session.shared_until = date(2018, 6, 1)
    session.save()
    for one in staff[:2]:
        book(session, one)
    clock.fix(date(2018, 6, 2))

    assert book(session, LearnerFactory(board=session.board, agency=police)).state == "waiting"
    assert stands(session) == ["booked", "booked", "waiting"]
    session.refresh_from_db()
    assert session.shares_released_on == date(2018, 6, 2)


def test_a_course_that_needs_a_yes_asks_the_manager_first(
    session: Session, staff: list[Learner], health: Agency
) -> None:
    asking(session, health)

    asked = bookings.book(
        session_id=session.pk, learner=staff[0], by=BY, manager_email=" Mona.Ager@Health.example "
    )

    assert (asked.state, asked.manager_email) == ("asked", "mona.ager@health.example")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "give your manager’s work email address"),
        ("boss@elsewhere.example", "not a work address"),
        ("staff@health.example", "somebody else"),
        ("no address", "not an email address"),
    ],
)
def test_only_a_manager_at_a_work_address_can_be_asked(
    session: Session, board: Board, health: Agency, address: str, why: str
) -> None:
    asking(session, health)
    learner = LearnerFactory(board=board, agency=health, email="staff@health.example")

    with pytest.raises(Refused, match=why):
        bookings.book(session_id=session.pk, learner=learner, by=BY, manager_email=address)


def test_an_address_that_only_looks_like_the_agencys_is_not_asked(
    session: Session, staff: list[Learner], health: Agency
) -> None:
    asking(session, health)

    for address in ("boss@nothealth.example", "boss@health.example.org", "boss@sub.health.example"):
        with pytest.raises(Refused, match="not a work address"):
            bookings.book(session_id=session.pk, learner=staff[0], by=BY, manager_email=address)


def test_a_managers_own_booking_is_the_yes(session: Session, staff: list[Learner], health: Agency) -> None:
    asking(session, health)

    held = bookings.book(session_id=session.pk, learner=staff[0], by=BY, approved=True)

    assert (held.state, held.approved_by) == ("booked", BY.words)


def test_an_approved_booking_gets_a_place_or_waits_where_it_was_asked_for(
    session: Session, staff: list[Learner], health: Agency
) -> None:
    asking(session, health)
    asked = [
        bookings.book(session_id=session.pk, learner=one, by=BY, manager_email="boss@health.example")
        for one in staff[:4]
    ]
    for one in (asked[3], asked[2], asked[1], asked[0]):
        bookings.approve(booking_id=one.pk, by=BY)
    assert stands(session) == ["waiting", "waiting", "booked", "booked"]

    bookings.cancel(booking_id=asked[3].pk, by=BY)
    assert stands(session) == ["booked", "waiting", "booked", "cancelled"]


def test_what_was_declined_is_over(session: Session, staff: list[Learner], health: Agency) -> None:
    asking(session, health)
    asked = bookings.book(session_id=session.pk, learner=staff[0], by=BY, manager_email="boss@health.example")

    assert bookings.decline(booking_id=asked.pk, by=BY).state == "declined"
    with pytest.raises(Refused, match="this one is not approved"):
        bookings.approve(booking_id=asked.pk, by=BY)


def test_a_colleague_takes_the_place_and_nobody_moves_up(session: Session, staff: list[Learner]) -> None:
    held = [book(session, one) for one in staff[:3]]

    taken = bookings.substitute(booking_id=held[0].pk, learner=staff[3], by=BY)

    assert (taken.state, taken.substitute_for_id) == ("booked", held[0].pk)
    assert stands(session) == ["substituted", "booked", "waiting", "booked"]


def test_a_colleague_who_was_waiting_stops_waiting(session: Session, staff: list[Learner]) -> None:
    held = [book(session, one) for one in staff[:3]]

    taken = bookings.substitute(booking_id=held[0].pk, learner=staff[2], by=BY)

    assert taken.pk == held[2].pk
    assert stands(session) == ["substituted", "booked", "booked"]


def test_a_place_is_not_passed_on_to_another_agency_or_to_who_has_one(
    session: Session, staff: list[Learner], police: Agency
) -> None:
    held = [book(session, one) for one in staff[:2]]

    with pytest.raises(Refused, match="same agency"):
        bookings.substitute(
            booking_id=held[0].pk, learner=LearnerFactory(board=session.board, agency=police), by=BY
        )
    with pytest.raises(Refused, match="no place in this session yet"):
        bookings.substitute(booking_id=held[0].pk, learner=staff[1], by=BY)
    assert stands(session) == ["booked", "booked"]


def test_another_boards_learner_and_an_erased_one_are_not_booked(
    session: Session, other_board: Board, staff: list[Learner]
) -> None:
    with pytest.raises(Refused, match="another board"):
        book(session, LearnerFactory(board=other_board))
    Learner.objects.filter(pk=staff[0].pk).update(email="", name="", erased_at=clock.now(), erased_by="x")
    with pytest.raises(Refused, match="any more"):
        book(session, staff[0])


def test_a_session_nobody_knows_takes_nobody(staff: list[Learner]) -> None:
    with pytest.raises(Refused, match="No such session"):
        bookings.book(session_id=0, learner=staff[0], by=BY)
    with pytest.raises(Refused, match="No such booking"):
        bookings.cancel(booking_id=0, by=BY)


def test_the_record_says_what_happened_and_never_to_whom_by_name(
    session: Session, staff: list[Learner]
) -> None:
    held = [bookings.book(session_id=session.pk, learner=one, by=learners.actor_of(one)) for one in staff[:3]]
    bookings.cancel(booking_id=held[0].pk, by=learners.actor_of(staff[0]), why="Holly is ill.")

    entries = list(Entry.objects.filter(kind="session", reference=str(session.pk)).order_by("id"))
    assert [one.verb.removeprefix("bookings.") for one in entries] == [
        "book",
        "book",
        "book",
        "cancel",
        "move_up",
    ]
    assert entries[3].words == (f"Cancelled a learner, {staff[0].pseudonym} in {session}: cancelled in time.")
    for one in entries:
        assert "Holly" not in one.words + one.by + str(one.details)
        assert "@" not in one.words + one.by + str(one.details)
    assert held[0].booked_by == f"a learner, {staff[0].pseudonym}"


def test_a_learner_is_entered_once_an_address(board: Board, health: Agency) -> None:
    nurse = ProfessionFactory(board=board)
    first = learners.enter(
        board=board, email="Holly@Health.example", name="", agency=health, profession=None, by=BY
    )
    again = learners.enter(
        board=board,
        email=" holly@health.EXAMPLE",
        name="Holly  Visitor",
        agency=health,
        profession=nurse,
        by=BY,
    )

    assert again.pk == first.pk
    assert (again.email, again.name, again.profession) == ("holly@health.example", "Holly Visitor", nurse)
    assert Entry.objects.filter(kind="learner").count() == 1


def test_entering_somebody_again_moves_nobody_to_another_agency(
    board: Board, health: Agency, police: Agency
) -> None:
    entered = {"board": board, "email": "holly@health.example", "name": "Holly", "profession": None, "by": BY}
    learners.enter(agency=health, **entered)

    assert learners.enter(agency=police, **entered).agency == health


def test_somebody_merged_is_found_by_either_address(board: Board, health: Agency) -> None:
    stays = LearnerFactory(board=board, agency=health)
    LearnerFactory(board=board, agency=health, email="old@health.example", merged_into=stays)

    found = learners.enter(
        board=board, email="old@health.example", name="", agency=health, profession=None, by=BY
    )

    assert found == stays


def test_what_is_no_address_and_another_boards_profession_are_refused(
    board: Board, other_board: Board, health: Agency
) -> None:
    with pytest.raises(Refused, match="not an email address"):
        learners.enter(board=board, email="Holly", name="", agency=health, profession=None, by=BY)
    with pytest.raises(Refused, match="not in this board’s list"):
        learners.enter(
            board=board,
            email="h@health.example",
            name="",
            agency=health,
            profession=ProfessionFactory(board=other_board),
            by=BY,
        )


def test_a_walk_in_has_taken_no_place(session: Session, staff: list[Learner]) -> None:
    other = SessionFactory(course=session.course)
    Booking.objects.create(
        session=session,
        learner=staff[4],
        agency=staff[4].agency,
        state="attended",
        walk_in=True,
        booked_at=clock.now(),
        booked_by=BY.words,
    )

    assert [book(session, one).state for one in staff[:3]] == ["booked", "booked", "waiting"]
    assert book(other, staff[0]).state == "booked"
