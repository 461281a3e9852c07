"""Evaluations: asked once when it is time, answered once by whom they were put to, summed up without names."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import (
    BookingFactory,
    CertificateFactory,
    EvaluationFactory,
    LearnerFactory,
    SessionFactory,
    WorkDomainFactory,
)
from training.actions import certificates, evaluations
from training.models import Booking, Certificate, Evaluation, Session
from training.queries import evaluations as questions
from training.queries.certificates import checked, initials
from training.queries.holders import Holder

pytestmark = pytest.mark.django_db

HOLLY, MONA = "holly@health.example", "mona@health.example"


@pytest.fixture
def came(board: Board, health: Agency, session: Session) -> Booking:
    """Holly came; Mona is her manager; the list is closed."""
    WorkDomainFactory(agency=health, domain="health.example")
    session.closed_at, session.closed_by = clock.now(), "the trainer"
    session.save()
    learner = LearnerFactory(board=board, agency=health, email=HOLLY, name="Holly Visitor")
    booking: Booking = BookingFactory(session=session, learner=learner, state="attended", manager_email=MONA)
    return booking


def holder(booking: Booking, email: str = HOLLY) -> Holder:
    learner = booking.learner if email == HOLLY else None
    return Holder(booking.session.board, email, (booking.agency,), learner)


def asked_on(day: date) -> list[tuple[str, str]]:
    """Who is written to about what when the job runs at noon of a day."""
    before = set(Letter.objects.values_list("pk", flat=True))
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC)), clock.at(day):
        evaluations.ask_due()
    rows = Letter.objects.exclude(pk__in=before).order_by("pk")
    return [(one.to, one.subject.partition(": ")[2]) for one in rows]


def test_each_is_asked_once_in_its_time_and_the_manager_too(came: Booking) -> None:
    assert asked_on(date(2018, 6, 13)) == [(HOLLY, "how was it?")]
    assert asked_on(date(2018, 6, 14)) == []
    assert asked_on(date(2018, 9, 11)) == []
    assert asked_on(date(2018, 9, 12)) == [(HOLLY, "three months on"), (MONA, "what did you see change?")]
    assert asked_on(date(2018, 9, 13)) == []


def test_who_has_a_place_is_asked_before_the_day(came: Booking) -> None:
    Booking.objects.update(state="booked")

    assert asked_on(date(2018, 6, 4)) == []
    assert asked_on(date(2018, 6, 6)) == [(HOLLY, "before you come")]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "no_show"},
        {"state": "cancelled"},
        {"imported": "row 7"},
    ],
)
def test_who_did_not_come_or_came_by_an_agencys_file_is_not_asked(
    came: Booking, change: dict[str, str]
) -> None:
    Booking.objects.update(**change)

    assert asked_on(date(2018, 6, 13)) == []


def test_nobody_erased_without_address_or_of_a_session_called_off_is_asked(came: Booking) -> None:
    learner = came.learner
    learner.email = ""
    learner.save()
    assert asked_on(date(2018, 6, 13)) == []
    learner.email = HOLLY
    learner.save()
    Session.objects.update(cancelled_at=clock.now(), cancelled_by="x", cancelled_why="Snow")
    assert asked_on(date(2018, 6, 13)) == []


def test_a_manager_of_no_agency_of_the_board_is_not_asked(came: Booking) -> None:
    Booking.objects.update(manager_email="mona@private.example")

    assert asked_on(date(2018, 9, 12)) == [(HOLLY, "three months on")]


def test_the_question_leads_to_its_own_page_and_the_record_names_nobody(came: Booking) -> None:
    asked_on(date(2018, 6, 13))

    asked = Evaluation.objects.get()
    assert f"/evaluations/{asked.pk}/" in Letter.objects.latest("pk").text
    assert "olly" not in str(list(Entry.objects.values()))


def answer(came: Booking, stage: str, **more: Any) -> Evaluation:
    asked = EvaluationFactory(booking=came, stage=stage)
    given = {"knowledge": 4, "confidence": 3, "useful": 5, "changed": True} | more.pop("answers", {})
    return evaluations.answer(
        holder=more.pop("holder", holder(came)), evaluation_id=asked.pk, answers=given, **more
    )


def test_an_answer_is_kept_as_far_as_it_was_asked(came: Booking) -> None:
    found = answer(came, "end", text="More of this.")

    assert (found.knowledge, found.confidence, found.useful, found.changed) == (4, 3, 5, None)
    assert found.text == "More of this."
    assert found.answered_by == f"a learner, {came.learner.pseudonym}"


def test_an_answer_is_given_once(came: Booking) -> None:
    found = answer(came, "end")

    with pytest.raises(Refused, match="You have answered this already"):
        evaluations.answer(holder=holder(came), evaluation_id=found.pk, answers={})


def test_what_was_asked_of_somebody_else_is_not_answered(came: Booking, board: Board, health: Agency) -> None:
    stranger = Holder(board, "hugo@health.example", (health,), LearnerFactory(board=board, agency=health))

    with pytest.raises(Refused, match="You were not asked this"):
        answer(came, "end", holder=stranger)
    with pytest.raises(Refused, match="You were not asked this"):
        answer(came, "manager")


def test_a_manager_says_what_they_saw(came: Booking) -> None:
    found = answer(came, "manager", holder=holder(came, MONA), answers={"changed": False})

    assert (found.changed, found.knowledge) == (False, None)


@pytest.mark.parametrize("wrong", [0, 6, None, True])
def test_a_scale_goes_from_one_to_five(came: Booking, wrong: Any) -> None:
    with pytest.raises(Refused, match="from 1 to 5"):
        answer(came, "end", answers={"useful": wrong})


def test_yes_or_no_is_asked_three_months_on(came: Booking) -> None:
    with pytest.raises(Refused, match="yes or no"):
        answer(came, "three_months", answers={"changed": None})


def test_what_was_known_before_cannot_be_said_afterwards(came: Booking) -> None:
    with clock.at(date(2018, 6, 13)), pytest.raises(Refused, match="The session has begun"):
        answer(came, "before")


def test_an_answer_that_could_identify_a_child_is_not_kept(came: Booking) -> None:
    with pytest.raises(Refused):
        answer(came, "end", text="Like the case of J.S. aged 7")

    assert Evaluation.objects.get().answered_at is None


def said_by(session: Session, number: int) -> None:
    """So many came, were asked before and at the end, and answered; one more was asked and did not."""
    at = {"answered_at": clock.now(), "answered_by": "a learner"}
    for n in range(number):
        booking = BookingFactory(session=session, state="attended")
        EvaluationFactory(booking=booking, stage="before", knowledge=2, confidence=2 + n % 2, **at)
        EvaluationFactory(
            booking=booking, stage="end", knowledge=4, confidence=3, useful=4, text="Good.", **at
        )
        EvaluationFactory(booking=booking, stage="three_months", changed=n % 2 == 0, **at)
    EvaluationFactory(booking=BookingFactory(session=session, state="attended"), stage="end")


def test_rates_stand_with_what_they_are_of_and_change_with_how_sure_it_is(
    session: Session, coordinator: Standing
) -> None:
    said_by(session, 10)

    found = questions.of_session(coordinator, session)
    end = next(one for one in found.stages if one.stage == "end")
    later = next(one for one in found.stages if one.stage == "three_months")
    knowledge = next(one for one in found.moved if (one.scale, one.to) == ("Knowledge", "the end"))

    assert found.came == 11
    assert (end.answered.number, end.answered.of, end.useful, end.useful_of) == (10, 11, 4, 10)
    assert later.changed is not None
    assert (later.changed.number, later.changed.of) == (5, 10)
    assert (knowledge.change.pairs, knowledge.change.mean) == (10, 2)
    assert questions.of_course(coordinator, session.course).came == 11


def test_nine_pairs_are_too_few_to_say(session: Session, coordinator: Standing) -> None:
    said_by(session, 9)

    assert not any(one.change.enough for one in questions.of_session(coordinator, session).moved)


def test_what_was_written_is_read_by_the_coordinator_alone(
    session: Session,
    coordinator: Standing,
    chair: Person,
    client_of: Callable[[Person | None], Client],
    training_coordinator: Person,
) -> None:
    said_by(session, 1)
    page = reverse("training:session-evaluation", args=["wessex", session.number])

    for person, reads in ((chair, False), (training_coordinator, True)):
        words = client_of(person).get(page).content.decode()
        assert ("Good." in words) is reads
        assert "Too few to say: 1 person answered both times, and 10 are the fewest." in words
        assert "1 of 2 (50%)" in words


def test_a_certificate_is_issued_once_to_who_came_and_says_its_least(came: Booking) -> None:
    made = certificates.issue(holder=holder(came), booking_id=came.pk)

    assert certificates.issue(holder=holder(came), booking_id=came.pk) == made
    assert Certificate.objects.count() == 1
    found = checked(made.word)
    assert found is not None
    assert (found.course, found.initials, found.held_on) == (
        "Working with fathers",
        "H. V.",
        date(2018, 6, 12),
    )


def test_no_certificate_before_the_list_is_closed_nor_for_who_did_not_come(came: Booking) -> None:
    Session.objects.update(closed_at=None, closed_by="")
    with pytest.raises(Refused, match="closed the list"):
        certificates.issue(holder=holder(came), booking_id=came.pk)
    Session.objects.update(closed_at=clock.now(), closed_by="x")
    Booking.objects.update(state="no_show")
    with pytest.raises(Refused, match="closed the list"):
        certificates.issue(holder=holder(came), booking_id=came.pk)


def test_nobody_fetches_anothers_certificate(came: Booking, board: Board, health: Agency) -> None:
    stranger = Holder(board, "hugo@health.example", (health,), LearnerFactory(board=board, agency=health))

    with pytest.raises(Refused):
        certificates.issue(holder=stranger, booking_id=came.pk)


def test_a_certificate_goes_when_its_holder_is_erased_or_the_list_put_right(
    came: Booking, client: Client
) -> None:
    word = CertificateFactory(booking=came).word
    page = reverse("training:certificate", args=[word])
    words = client.get(page).content.decode()
    assert "This certificate is genuine" in words
    assert "Holly" not in words

    Booking.objects.update(state="no_show")
    assert client.get(page).status_code == 404
    Booking.objects.update(state="attended")
    came.learner.name = came.learner.email = ""
    came.learner.erased_at, came.learner.erased_by = clock.now(), "the office"
    came.learner.save()
    gone = client.get(page)
    never = client.get(reverse("training:certificate", args=["never-issued"]))

    assert gone.status_code == never.status_code == 404
    assert "It is no longer held, or never was." in gone.content.decode()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Holly Visitor", "H. V."), ("Anne-Marie o'Neill", "A. M. O."), (" Cher ", "C."), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_another_boards_course_is_not_there(
    client_of: Callable[[Person | None], Client], training_coordinator: Person, other_board: Board
) -> None:
    elsewhere = SessionFactory(course__board=other_board)
    client = client_of(training_coordinator)

    for name, number in (("session", elsewhere.number), ("course", elsewhere.course.number)):
        assert client.get(reverse(f"training:{name}-evaluation", args=["wessex", number])).status_code == 404
