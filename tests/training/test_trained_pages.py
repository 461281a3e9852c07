"""The pages of people trained and of attendance: numbers from records, names for the coordinator alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Actor, Standing
from scorecard.rules.periods import quarter
from tests.factories import (
    THE_DAY,
    BookingFactory,
    CourseFactory,
    HeadcountFactory,
    LearnerFactory,
    ProfessionFactory,
    SessionFactory,
)
from training.actions import bookings
from training.models import Booking, Profession, Session
from training.queries.attendance_table import attendance_table
from training.queries.trained import Asked, names, trained
from training.rules.counting import Tally

StandingOf = Callable[[Person], Standing]
DAY = datetime(2018, 2, 6, 9, 30, tzinfo=UTC)
Q4 = quarter(2017, 4)


@pytest.fixture
def midwives(board: Board) -> Profession:
    made: Profession = ProfessionFactory(board=board, code="midwives", name="Midwives")
    return made


@pytest.fixture
def held(board: Board) -> Callable[..., Session]:
    """A session of 6 February 2018 with a closed list, unless told otherwise."""

    def made(**kwargs: Any) -> Session:
        given: dict[str, Any] = {
            "starts": DAY,
            "ends": DAY.replace(hour=15),
            "closed_at": THE_DAY,
            "closed_by": "T",
        }
        course = CourseFactory(board=board)
        session: Session = SessionFactory(course=course, **(given | kwargs))
        return session

    return made


def attended(session: Session, learner: Any, **kwargs: Any) -> Booking:
    made: Booking = BookingFactory(session=session, learner=learner, **({"state": "attended"} | kwargs))
    return made


def test_people_are_counted_once_however_often_they_came(
    held: Callable[..., Session], chair: Person, health: Agency, board: Board, midwives: Profession,
    standing_of: StandingOf,
) -> None:  # fmt: skip
    one, other = (LearnerFactory(board=board, agency=health, profession=midwives) for _ in range(2))
    first, second = held(), held()
    for session, learner in ((first, one), (second, one), (second, other)):
        attended(session, learner)

    found = trained(standing_of(chair), Asked())

    assert (found.people, found.places) == (2, 3)
    assert [(each.name, each.people) for each in found.professions] == [("Midwives", 2)]


def test_an_erased_learner_still_counts_and_two_merged_count_once(
    held: Callable[..., Session], chair: Person, health: Agency, board: Board, standing_of: StandingOf
) -> None:
    erased = LearnerFactory(board=board, agency=health, email="", name="", erased_at=THE_DAY, erased_by="T")
    stays = LearnerFactory(board=board, agency=health)
    twin = LearnerFactory(board=board, agency=health, merged_into=stays)
    session, another = held(), held()
    for where, learner in ((session, erased), (session, stays), (session, twin), (another, twin)):
        attended(where, learner)

    found = trained(standing_of(chair), Asked())
    table = attendance_table(standing_of(chair), Q4)

    assert found.people == 2
    assert table.whole.came == 3, "two entries of one person in one session are one place"


def test_councillors_cancelled_sessions_and_open_lists_are_not_counted_and_the_open_ones_named(
    held: Callable[..., Session], chair: Person, health: Agency, board: Board, standing_of: StandingOf
) -> None:
    briefing = held(audience="councillors")
    gone = held(cancelled_at=THE_DAY, cancelled_by="T", cancelled_why="Snow", closed_at=None)
    waiting = held(closed_at=None)
    for session in (briefing, gone, waiting):
        attended(session, LearnerFactory(board=board, agency=health))

    found, table = trained(standing_of(chair), Asked()), attendance_table(standing_of(chair), Q4)

    assert found.people == 0
    assert trained(standing_of(chair), Asked(audience="councillors")).people == 1
    assert table.whole == Tally()
    assert table.capacity == 0
    assert found.waiting == table.waiting == (waiting.reference,)
    assert table.cancelled == (gone.reference,)


def test_who_cancelled_while_waiting_for_a_place_had_none_to_cancel(
    held: Callable[..., Session], chair: Person, health: Agency, board: Board, standing_of: StandingOf
) -> None:
    session = held(capacity=1, starts=datetime(2018, 6, 25, 9, tzinfo=UTC), ends=datetime(2018, 6, 25, 15, tzinfo=UTC),
                   closed_at=None, closed_by="")  # fmt: skip
    by = Actor(None, "Tara Singh")
    placed, waiting = (
        bookings.book(session_id=session.pk, learner=LearnerFactory(board=board, agency=health), by=by)
        for _ in range(2)
    )
    for booking in (waiting, placed):
        bookings.cancel(booking_id=booking.pk, by=by)
    Session.objects.filter(pk=session.pk).update(
        starts=DAY, ends=DAY.replace(hour=15), closed_at=THE_DAY, closed_by="T"
    )

    table = attendance_table(standing_of(chair), Q4)

    assert (table.whole.cancelled, table.whole.booked) == (1, 1)


def test_agencies_and_professions_nobody_came_from_are_named_and_shares_are_of_known_numbers(
    held: Callable[..., Session], chair: Person, health: Agency, police: Agency, board: Board,
    midwives: Profession, standing_of: StandingOf,
) -> None:  # fmt: skip
    ProfessionFactory(board=board, code="housing", name="Housing staff")
    HeadcountFactory(board=board, agency=health, number=640)
    attended(held(), LearnerFactory(board=board, agency=health, profession=midwives))

    found = trained(standing_of(chair), Asked())

    assert found.agencies_not_reached == ("County Police",)
    assert found.professions_not_reached == ("Housing staff",)
    assert [str(one.percent) for one in found.agencies] == ["0.2", "None"]


def test_the_coordinator_alone_reads_names_and_a_lead_the_own_agencys_numbers(
    client: Client, held: Callable[..., Session], board: Board, health: Agency, police: Agency,
    training_coordinator: Person, police_lead: Person, chair: Person, standing_of: StandingOf,
) -> None:  # fmt: skip
    session = held()
    attended(session, LearnerFactory(board=board, agency=health, name="Holly Visitor"))
    attended(session, LearnerFactory(board=board, agency=police, name="Pat Constable"))

    assert [one.words for one in names(standing_of(training_coordinator), Asked())] == [
        "Holly Visitor",
        "Pat Constable",
    ]
    client.force_login(training_coordinator)
    assert "Holly Visitor" in client.get("/wessex/trained/people/").content.decode()
    assert 'href="/wessex/trained/people/?"' in client.get("/wessex/trained/").content.decode()
    for person in (police_lead, chair):
        client.force_login(person)
        said = client.get("/wessex/trained/").content.decode()
        assert "Holly" not in said
        assert "/trained/people/" not in said
    client.force_login(police_lead)
    said = client.get("/wessex/trained/attendance/").content.decode()
    assert "County Police" in said
    assert "County Health" not in said


def test_a_chosen_half_year_a_course_and_an_agency_narrow_the_numbers(
    client: Client, held: Callable[..., Session], board: Board, health: Agency, chair: Person
) -> None:
    old = datetime(2012, 11, 6, 9, tzinfo=UTC)
    attended(held(starts=old, ends=old.replace(hour=15)), LearnerFactory(board=board, agency=health))
    client.force_login(chair)

    plain = client.get("/wessex/trained/").content.decode()
    half = client.get("/wessex/trained/?half=2012-10-01").content.decode()
    odd = client.get("/wessex/trained/?half=nonsense&course=x&agency=nobody").content.decode()

    assert "No frontline staff" in plain
    assert "October 2012 to March 2013" in half
    assert "1 different frontline staff" in half
    assert "No frontline staff" in odd


def test_the_attendance_page_shows_three_figures_with_what_they_are_out_of(
    client: Client, held: Callable[..., Session], board: Board, health: Agency, chair: Person
) -> None:
    session = held(capacity=20)
    for state, walk_in in (
        ("attended", False),
        ("attended", True),
        ("no_show", False),
        ("cancelled_late", False),
    ):
        attended(session, LearnerFactory(board=board, agency=health), state=state, walk_in=walk_in)
    client.force_login(chair)

    said = client.get("/wessex/trained/attendance/").content.decode()

    for words in ("33.3%", "1 of 3", "66.7%", "2 of 3", "10.0%", "2 of 20", "January to March 2018"):
        assert words in said


def test_the_pages_say_so_where_there_is_nothing_yet(client: Client, chair: Person) -> None:
    client.force_login(chair)

    assert "No session has been held yet" in client.get("/wessex/trained/attendance/").content.decode()
    assert "Nobody came to a session" in client.get("/wessex/trained/").content.decode()


def test_no_frontline_window_reaches_beyond_today(chair: Person, standing_of: StandingOf) -> None:
    assert trained(standing_of(chair), Asked()).window.last == date(2018, 5, 21)
