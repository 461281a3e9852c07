"""A health visitor: books, waits, is promoted, signs in by code, evaluates, is asked again, has a certificate."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from tests.factories import (
    BookingFactory,
    LearnerFactory,
    ProfessionFactory,
    SessionFactory,
    TrainerFactory,
    WorkDomainFactory,
)
from tests.journeys.post_box import comes_in, newest
from tests.journeys.visitor import PHONE, Visitor
from training.actions import bookings, evaluations, links
from training.models import Booking, Evaluation, Session

pytestmark = pytest.mark.django_db(transaction=True)

HOLLY = "holly@health.example"
OFFICE = Actor(None, "Tara Singh (Training coordinator)")


@pytest.fixture
def full(board: Board, health: Agency) -> Session:
    """A session of one place, on 12 June 2018, which somebody has."""
    session: Session = SessionFactory(
        course__board=board, course__title="Working with fathers", capacity=1, joining="Park behind the hall."
    )
    BookingFactory(session=session, learner=LearnerFactory(board=board, agency=health))
    WorkDomainFactory(agency=health, domain="health.example")
    ProfessionFactory(board=board)
    return session


def test_a_health_visitor_from_the_first_link_to_the_certificate(
    visit: Callable[..., Visitor], board: Board, full: Session
) -> None:
    holly = visit(width=PHONE)

    _books_and_waits(holly)
    _is_promoted(holly, full)
    clock.fix(date(2018, 6, 12))
    _signs_in(holly, visit, full)
    clock.fix(date(2018, 6, 13))
    evaluations.ask_due()
    _answers(holly, "at the end", ("How useful was it for your work?",), "")
    clock.fix(date(2018, 9, 13))
    evaluations.ask_due()
    evaluations.ask_due()
    _answers(holly, "three months on", (), "Yes")
    word = _has_a_certificate(holly)
    _anybody_may_check(visit(), word)

    answers = Evaluation.objects.order_by("pk").values_list("stage", "knowledge", "useful", "changed")
    assert list(answers) == [("end", 4, 4, None), ("three_months", 4, None, True)]


def _books_and_waits(holly: Visitor) -> None:
    holly.opens("/learn/ask/wessex/")
    holly.fills("Your work email address", HOLLY)
    holly.presses("Send me a link")
    holly.sees("If this address is known, a link is on its way.")
    comes_in(holly, HOLLY)
    holly.sees("You have booked nothing.")
    holly.need_not_scroll_sideways()
    holly.presses("Book a place")
    holly.follows("Working with fathers")
    holly.sees("Every place is taken.")
    holly.fills("Your name", "Holly Visitor")
    holly.page.get_by_label("What you work as").select_option(label="Health visitors and school nurses")
    holly.presses("Wait for a place")
    holly.sees("On the waiting list: nobody is before you")
    holly.does_not_see("Park behind the hall.")
    holly.need_not_scroll_sideways()


def _is_promoted(holly: Visitor, session: Session) -> None:
    first = session.bookings.order_by("pk").first()
    assert first is not None
    bookings.cancel(booking_id=first.pk, by=OFFICE)

    assert newest(HOLLY, r"(Park behind the hall\.)")
    holly.page.reload()
    holly.sees("Booked")
    holly.sees("Park behind the hall.")
    assert b"BEGIN:VEVENT" in Path(holly.saves("Put it into your calendar").path()).read_bytes()


def _signs_in(holly: Visitor, visit: Callable[..., Visitor], session: Session) -> None:
    trainer = TrainerFactory(session=session, name="Tom Trainer", email="tom@trainers.example")
    links.send_to_trainer(trainer=trainer, by=OFFICE)
    tom = visit()
    comes_in(tom, "tom@trainers.example")
    expect(tom.page.get_by_label("Holly Visitor")).not_to_be_checked()
    tom.follows("Code for the screen")
    code = tom.page.locator(".board-room-code").inner_text()

    holly.page.reload()
    holly.follows("Sign in with the code on the trainer’s screen")
    holly.fills("Six-figure code", code)
    holly.presses("Sign in to this session")
    holly.sees("You are signed in.")

    tom.follows("Back to the list")
    expect(tom.page.get_by_label("Holly Visitor")).to_be_checked()
    tom.follows("Close the list")
    tom.presses("Close the list")
    tom.sees("1 of 1 with a place came, 0 came without one.")


def _answers(holly: Visitor, stage: str, more: tuple[str, ...], changed: str) -> None:
    holly.opens(newest(HOLLY, r"(https?://\S+/learn/\S+/evaluations/\d+/)"))
    holly.presses("Send me a code")
    holly.fills("Six-figure code", newest(HOLLY, r"code is (\d{6})"))
    holly.presses("Go on")
    holly.sees(stage.capitalize())
    for question in ("How well do you know what to do?", "How confident are you in doing it?", *more):
        holly.page.get_by_role("group", name=question).get_by_label("4", exact=True).check()
    if changed:
        holly.page.get_by_role("group", name="Has anything changed").get_by_label(changed, exact=True).check()
    holly.need_not_scroll_sideways()
    holly.presses("Send my answer")
    holly.sees("Thank you. Your answer is kept.")
    holly.does_not_see("To answer")


def _has_a_certificate(holly: Visitor) -> str:
    saved = holly.saves("Certificate (PDF)")
    words = " ".join(page.extract_text() for page in PdfReader(saved.path()).pages)
    assert "Holly Visitor" in words
    assert "Working with fathers" in words
    word = Booking.objects.get(learner__email=HOLLY).certificate.word
    assert word in words.replace("\n", "").replace(" ", "")
    return str(word)


def _anybody_may_check(anybody: Visitor, word: str) -> None:
    anybody.opens(f"/certificates/{word}/")
    anybody.sees("This certificate is genuine")
    anybody.sees("H. V.")
    anybody.does_not_see("Holly")
    anybody.need_not_scroll_sideways()
