"""Letters about bookings: each says what it has to, goes with what it tells of, and its subject names nobody."""

from datetime import date, datetime

import pytest
from django.core import mail as post
from django.db import transaction

from agencies.mail import send_waiting
from agencies.models import Agency, Board, Letter
from agencies.rules.clock import LONDON
from tests.factories import LearnerFactory, TrainerFactory, WorkDomainFactory
from tests.training.conftest import BY
from training.actions import bookings
from training.models import Learner, Session
from training.rules.notices import last_day_in_time, o_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def holly(board: Board, health: Agency) -> Learner:
    made: Learner = LearnerFactory(
        board=board, agency=health, email="holly@health.example", name="Holly Visitor"
    )
    return made


def test_a_place_comes_with_the_joining_instructions_and_a_calendar_file(
    session: Session, holly: Learner, health: Agency
) -> None:
    session.joining = "Park behind the library."
    session.save()
    TrainerFactory(session=session, name="Tom Trainer", agency=health)

    bookings.book(session_id=session.pk, learner=holly, by=BY)

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (
        "holly@health.example",
        "You have a place: Working with fathers, 12 June 2018",
    )
    assert letter.text == (
        f"Dear Holly Visitor,\n\nYou have a place on Working with fathers on 12 June 2018 ({session}).\n\n"
        "When: Tuesday 12 June 2018, 9:30am to 4pm\nWhere: Town Hall, Room 2\n"
        "Who teaches: Tom Trainer (County Health)\n\nPark behind the library.\n\n"
        "A calendar file comes with this email.\n\n"
        "If you cannot come, give your place up by 5 June 2018, so that somebody else can have it. "
        "After that day it counts as cancelled late.\n\nWessex Safeguarding Children Board\n"
    )
    assert f"UID:session-{session.pk}@" in letter.calendar


def test_the_letter_leaves_with_its_calendar_file_and_nothing_personal_stays(
    session: Session, holly: Learner
) -> None:
    bookings.book(session_id=session.pk, learner=holly, by=BY)

    assert send_waiting() == 1

    (sent,) = post.outbox
    ((name, content, kind),) = sent.attachments
    assert (name, kind) == ("session.ics", "text/calendar")
    assert "SUMMARY:Working with fathers" in content
    letter = Letter.objects.get()
    assert (letter.text, letter.calendar) == ("", "")


def test_no_letter_is_written_for_what_was_undone(session: Session, holly: Learner) -> None:
    with transaction.atomic():
        bookings.book(session_id=session.pk, learner=holly, by=BY)
        transaction.set_rollback(True)

    assert not Letter.objects.exists()


def test_everybody_is_told_how_they_stand(session: Session, board: Board, health: Agency) -> None:
    staff = [
        LearnerFactory(board=board, agency=health, email=f"staff{n}@health.example", name=f"Holly {n}")
        for n in range(4)
    ]
    held = [bookings.book(session_id=session.pk, learner=one, by=BY) for one in staff[:3]]
    bookings.cancel(booking_id=held[0].pk, by=BY)
    bookings.substitute(booking_id=held[1].pk, learner=staff[3], by=BY)

    told = [
        (one.to[:6], one.subject.partition(":")[0], one.calendar[:15])
        for one in Letter.objects.order_by("pk")
    ]
    calendar = "BEGIN:VCALENDAR"
    assert told == [
        ("staff0", "You have a place", calendar),
        ("staff1", "You have a place", calendar),
        ("staff2", "You are on the waiting list", ""),
        ("staff0", "Cancelled", calendar),
        ("staff2", "You now have a place", calendar),
        ("staff1", "A colleague goes in your place", calendar),
        ("staff3", "You have a place", calendar),
    ]
    for letter in Letter.objects.all():
        assert "Holly" not in letter.subject
        assert letter.about == [f"learner {Learner.objects.get(email=letter.to).pseudonym}"]


def test_a_manager_is_asked_and_the_answer_told(session: Session, holly: Learner, health: Agency) -> None:
    session.course.needs_approval = True
    session.course.save()
    WorkDomainFactory(agency=health, domain="health.example")
    ask = {"session_id": session.pk, "learner": holly, "by": BY, "manager_email": "boss@health.example"}

    bookings.decline(booking_id=bookings.book(**ask).pk, by=BY)
    bookings.approve(booking_id=bookings.book(**ask).pk, by=BY)

    told = [(one.to, one.subject.partition(":")[0]) for one in Letter.objects.order_by("pk")]
    asked = [
        ("holly@health.example", "Your manager has been asked"),
        ("boss@health.example", "Your yes is needed"),
    ]
    assert told == [
        *asked,
        ("holly@health.example", "Not approved"),
        *asked,
        ("holly@health.example", "You have a place"),
    ]
    assert "Holly Visitor has asked" in Letter.objects.filter(to="boss@health.example").first().text  # type: ignore[union-attr]


def test_who_has_no_address_is_written_to_by_nobody(session: Session, board: Board, health: Agency) -> None:
    bookings.book(session_id=session.pk, learner=LearnerFactory(board=board, agency=health, email=""), by=BY)

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (9, 0, "9am"),
        (9, 30, "9:30am"),
        (12, 0, "midday"),
        (12, 15, "12:15pm"),
        (16, 5, "4:05pm"),
        (0, 0, "12am"),
    ],
)
def test_times_are_said_as_people_write_them(hour: int, minute: int, words: str) -> None:
    assert o_clock(datetime(2018, 6, 12, hour, minute, tzinfo=LONDON)) == words


@pytest.mark.parametrize(
    ("days", "last"),
    [(5, date(2018, 6, 5)), (1, date(2018, 6, 11)), (12, date(2018, 5, 24)), (0, None)],
)
def test_the_last_day_in_time_leaves_so_many_working_days(days: int, last: date | None) -> None:
    """28 May 2018 was a bank holiday."""
    assert last_day_in_time(date(2018, 6, 12), days) == last
