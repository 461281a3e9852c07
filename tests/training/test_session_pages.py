"""Pages of courses and sessions: numbers for everybody who may see training, names for few."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.clock import LONDON
from tests.factories import (
    BookingFactory,
    CourseFactory,
    HeadcountFactory,
    LearnerFactory,
    ProfessionFactory,
    SessionFactory,
    WorkDomainFactory,
)
from training.models import Course, Session
from training.queries.staff_met import staff_met
from training.rules.people import six_months_to
from training.rules.staff_met import window_after

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Person | None], Client]
SESSION = {
    "day_day": "12",
    "day_month": "6",
    "day_year": "2018",
    "begins": "9:30",
    "finishes": "16.00",
    "venue": "Town Hall",
    "capacity": "20",
    "audience": "staff",
    "opened_by": "chair",
    "trainer_0": "Tom Trainer",
}


@pytest.fixture
def course(board: Board) -> Course:
    made: Course = CourseFactory(board=board, number=1, title="Working with fathers")
    return made


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def test_the_coordinator_adds_a_course_and_plans_a_session_of_it(
    client: Client, training_coordinator: Person, chair: Person
) -> None:
    client.force_login(training_coordinator)
    course = {"title": "Working with fathers", "level": "2", "hours": "6.5", "notice_days": "5", "price": "0"}

    added = client.post("/wessex/courses/add/", course)
    planned = client.post("/wessex/courses/1/plan/", SESSION)

    assert (added["Location"], planned["Location"]) == ("/wessex/courses/1/", "/wessex/sessions/1/")
    client.force_login(chair)
    said = words_of(client, "/wessex/sessions/1/")
    assert "Tuesday, 9:30am to 4pm, Town Hall. 0 of 20 places taken, 0 waiting." in said
    assert "Independent chair" in said
    assert "Change this session" not in said
    assert "Working with fathers" in words_of(client, "/wessex/courses/")


def test_a_form_says_what_is_missing_beside_each_field(
    client: Client, training_coordinator: Person, course: Course
) -> None:
    client.force_login(training_coordinator)

    said = client.post("/wessex/courses/1/plan/", {"begins": "late", "opened_by": "other"}).content.decode()

    for words in (
        "Enter the day.",
        "Begins: enter a time, such as 9:30 or 13:45.",
        "Enter the number of places",
        "Say who introduces it.",
    ):
        assert words in said


def test_every_field_of_a_session_is_asked_for_once(
    client: Client, training_coordinator: Person, course: Course
) -> None:
    client.force_login(training_coordinator)

    said = client.get("/wessex/courses/1/plan/").content.decode()

    for name in ("venue", "capacity", "trainer_0", "trainer_email_1", "trainer_agency_1", "begins"):
        assert said.count(f'name="{name}"') == 1, name


def test_names_are_the_coordinators_and_numbers_everybodys(
    client_of: ClientOf,
    course: Course,
    health: Agency,
    training_coordinator: Person,
    chair: Person,
    health_lead: Person,
) -> None:
    session = SessionFactory(course=course, number=1)
    BookingFactory(session=session, learner=LearnerFactory(board=session.board, agency=health))

    for person in (chair, health_lead, training_coordinator):
        said = words_of(client_of(person), "/wessex/sessions/1/")
        assert "1 of 20 places taken" in said
        assert "Holly Visitor" not in said
    assert "Holly Visitor" in words_of(client_of(training_coordinator), "/wessex/sessions/1/places/")
    assert "Holly Visitor" not in words_of(client_of(health_lead), "/wessex/sessions/1/places/")


def test_the_link_for_joining_online_is_shown_to_who_plans_it_alone(
    client_of: ClientOf, course: Course, training_coordinator: Person, chair: Person
) -> None:
    SessionFactory(course=course, number=1, online="https://meet.example/secret-room")

    assert "secret-room" in words_of(client_of(training_coordinator), "/wessex/sessions/1/")
    assert "secret-room" not in words_of(client_of(chair), "/wessex/sessions/1/")


def test_shares_are_worked_out_by_headcount_and_kept_when_saved(
    client: Client, training_coordinator: Person, course: Course, board: Board, health: Agency, police: Agency
) -> None:
    SessionFactory(course=course, number=1)
    HeadcountFactory(board=board, agency=health, number=640)
    HeadcountFactory(board=board, agency=police, number=160)
    client.force_login(training_coordinator)

    said = words_of(client, "/wessex/sessions/1/shares/?places=10")
    assert f'name="agency_{health.pk}" value="8"' in said
    assert f'name="agency_{police.pk}" value="2"' in said
    client.post(
        "/wessex/sessions/1/shares/",
        {f"agency_{health.pk}": "8", "until_day": "1", "until_month": "6", "until_year": "2018", "seen": "1"},
    )

    assert "Until 1 June 2018, then to those who wait" in words_of(client, "/wessex/sessions/1/")


def test_a_lead_sends_a_team_confirms_it_and_sees_those_they_booked(
    client: Client, police_lead: Person, police: Agency, course: Course, board: Board
) -> None:
    SessionFactory(course=course, number=1, capacity=1)
    WorkDomainFactory(agency=police, domain="police.example")
    ProfessionFactory(board=board)
    client.force_login(police_lead)
    file = SimpleUploadedFile(
        "team.csv", b"Name,Email\nAnn Able,ann@police.example\nBen Bold,ben@police.example\n"
    )

    looked = client.post("/wessex/sessions/1/book-team/", {"file": file}).content.decode()
    assert "2 people in team.csv: 1 would get a place, 1 would wait." in " ".join(looked.split())
    sealed = looked.partition('name="sealed" value="')[2].partition('"')[0]
    client.post("/wessex/sessions/1/book-team/", {"confirm": "yes", "sealed": sealed})

    said = words_of(client, "/wessex/sessions/1/places/")
    assert "1 booked, and 1 on the waiting list." in said
    assert "Ann Able" in said
    assert "number 1" in said


def test_a_file_with_a_fault_names_file_and_cell_and_offers_no_yes(
    client: Client, police_lead: Person, police: Agency, course: Course
) -> None:
    SessionFactory(course=course, number=1)
    client.force_login(police_lead)
    file = SimpleUploadedFile("team.csv", b"Name,Email\nAnn Able,ann at police\n")

    said = " ".join(client.post("/wessex/sessions/1/book-team/", {"file": file}).content.decode().split())

    assert "Error: The file has to be corrected" in said
    assert "What was found in team.csv" in said
    assert "Cell B2 says “ann at police”" in said
    assert "Book them" not in said


def held(
    course: Course, number: int, day: date, by_chair: bool, closed: bool = True, audience: str = "staff"
) -> Session:
    starts = datetime(day.year, day.month, day.day, 9, 30, tzinfo=LONDON)
    made: Session = SessionFactory(
        course=course,
        number=number,
        starts=starts,
        ends=starts.replace(hour=12),
        chair_introduces=by_chair,
        audience=audience,
        closed_at=clock.now() if closed else None,
        closed_by="x" if closed else "",
    )
    return made


def came(session: Session, learners: list[object]) -> None:
    for one in learners:
        BookingFactory(session=session, learner=one, state="attended")


def test_staff_met_are_different_people_and_places_at_sessions_the_chair_introduced(
    course: Course, board: Board, health: Agency, chair: Person, client: Client
) -> None:
    staff = LearnerFactory.create_batch(5, board=board, agency=health)
    twice = LearnerFactory(board=board, agency=health, merged_into=staff[0])
    colin = LearnerFactory(
        board=board, agency=health, profession=ProfessionFactory(board=board, code="councillors")
    )
    came(held(course, 1, date(2018, 5, 1), True), [*staff[:3], colin])
    came(held(course, 2, date(2018, 4, 1), True), [twice, staff[3]])
    came(held(course, 3, date(2018, 3, 1), False), [staff[4]])
    came(held(course, 4, date(2018, 5, 2), True, closed=False), [staff[4]])
    came(held(course, 5, date(2017, 11, 21), True), [staff[4]])
    came(held(course, 6, date(2018, 2, 1), True, audience="councillors"), [colin])
    standing = standing_at(chair, "wessex")
    assert standing is not None

    found = staff_met(standing)

    assert (found.staff.sessions, found.staff.introduced) == (4, 3)
    assert (found.staff.people, found.staff.places) == (4, 5)
    assert (found.councillors, found.councillor_places) == (1, 1)
    client.force_login(chair)
    said = words_of(client, "/wessex/sessions/staff-met/")
    assert "introduced 3 of 4 sessions for frontline staff, and met 4 people there" in said
    assert "list not closed" in said


def test_the_six_months_shown_follow_one_another_without_a_gap() -> None:
    window = six_months_to(date(2018, 2, 28))

    assert window_after(window).first == date(2018, 3, 1)
