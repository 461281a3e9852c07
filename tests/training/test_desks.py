"""The attendance list's pages, for a trainer with the link and for the coordinator; and what may not be done there."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import page as pdf
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules import clock
from tests.factories import BookingFactory, LearnerFactory, SessionFactory, TrainerFactory
from tests.training.coming_in import NOON
from tests.training.conftest import BY
from training.actions import attendance, certificates, links
from training.exports.certificate import certificate_pdf
from training.forms.attendance import marked, sent
from training.models import Booking, Session
from training.queries.holders import Holder
from training.rules.sign_in_codes import code_at

pytestmark = pytest.mark.usefixtures("noon")

TOM = "tom@trainers.example"


@pytest.fixture(autouse=True)
def the_day(the_day: date) -> Iterator[None]:
    """It is the day of the session."""
    with clock.at(date(2018, 6, 12)):
        yield


@pytest.fixture
def booked(session: Session, health: Agency) -> Booking:
    """Holly has a place."""
    learner = LearnerFactory(
        board=session.board, agency=health, name="Holly Visitor", email="holly@health.example"
    )
    booking: Booking = BookingFactory(session=session, learner=learner)
    return booking


def faults(data: bytes) -> list[tuple[str, str]]:
    """What the PDF/UA checker finds."""
    report = pdf.validate_pdf_bytes(data, profile="ua1")
    return [(each.rule_id, each.message) for each in report.failures]


def comes_in(client: Client, session: Session) -> str:
    """Come in as the session's trainer; the link's token."""
    trainer = TrainerFactory(session=session, email=TOM)
    links.send_to_trainer(trainer=trainer, by=BY)
    token = re.findall(r"/learn/day/([\w-]+)/", Letter.objects.latest("pk").text)[0]
    code = reverse("training:day-code", args=[token])
    client.post(code)
    client.post(code, {"code": re.findall(r"\b\d{6}\b", Letter.objects.latest("pk").text)[0]})
    return str(token)


def at(client: Client, page: str, token: str, **posted: Any) -> HttpResponse:
    address = reverse(f"training:{page}", args=[token])
    return client.post(address, posted) if posted else client.get(address)


def test_only_what_was_changed_on_the_page_is_noted() -> None:
    posted = {
        **{"was-1": "0", "came-1": "1"},
        **{"was-2": "1"},
        **{"was-3": "1", "came-3": "1"},
        **{"was-4": "0"},
        **{"was-x": "0", "came-x": "1", "came-9": "1"},
    }

    assert marked(posted) == {1: True, 2: False}


def test_a_phone_sends_who_came_and_nothing_else_is_read_from_it() -> None:
    assert sent({"mark-1": "1", "mark-2": "0", "mark-3": "yes", "mark-x": "1", "came-4": "1"}) == {
        1: True,
        2: False,
    }


def test_the_list_has_names_and_agencies_and_no_address(
    client: Client, session: Session, booked: Booking
) -> None:
    token = comes_in(client, session)

    words = at(client, "day", token).content.decode()
    assert "Holly Visitor" in words
    assert "County Health" in words
    assert "holly@health.example" not in words


def test_a_page_saved_late_does_not_undo_a_code_typed_meanwhile(
    client: Client, session: Session, booked: Booking
) -> None:
    token = comes_in(client, session)
    secret = attendance.secret_of(session_id=session.pk)
    attendance.sign_in_by_code(booking_id=booked.pk, typed=code_at(secret, NOON), by=BY)

    at(client, "day", token, **{f"was-{booked.pk}": "0"})

    booked.refresh_from_db()
    assert (booked.state, booked.attended_how) == ("attended", "code")


def test_a_trainer_reaches_one_session_and_no_other(
    client: Client, board: Board, session: Session, booked: Booking
) -> None:
    other = BookingFactory(session=SessionFactory(course__board=board), learner__name="Hugo Else")
    token = comes_in(client, session)

    assert "Hugo Else" not in at(client, "day", token).content.decode()
    at(client, "day-sync", token, **{f"mark-{other.pk}": "1"})
    other.refresh_from_db()
    assert other.state == "booked"
    assert client.get(reverse("training:learn", args=[token])).status_code == 404


def test_a_trainers_link_stays_open_for_the_day_and_not_longer(
    client: Client, session: Session, noon: Any
) -> None:
    token = comes_in(client, session)

    noon.shift(timedelta(hours=11, minutes=59))
    assert at(client, "day", token).status_code == 200
    noon.shift(timedelta(minutes=1))
    assert at(client, "day", token).status_code == 302


def test_what_a_phone_sends_twice_is_noted_once(
    client: Client, session: Session, booked: Booking, health: Agency
) -> None:
    token = comes_in(client, session)
    body = {f"mark-{booked.pk}": "1", "walk-name": ["Wendy Walker"], "walk-agency": [str(health.pk)]}

    for _ in range(2):
        assert at(client, "day-sync", token, **body).json() == {"saved": True}

    assert sorted(Booking.objects.values_list("state", "walk_in")) == [
        ("attended", False),
        ("attended", True),
    ]


def test_a_phone_is_told_when_the_list_was_closed(client: Client, session: Session, booked: Booking) -> None:
    token = comes_in(client, session)
    attendance.close(session_id=session.pk, chair=False, introduced="", by=BY)

    answer = at(client, "day-sync", token, **{f"mark-{booked.pk}": "1"})

    assert answer.status_code == 409
    assert "The list is closed" in answer.json()["refused"]


def test_what_is_sent_needs_the_pages_token(session: Session, booked: Booking) -> None:
    client = Client(enforce_csrf_checks=False)
    token = comes_in(client, session)
    client.handler.enforce_csrf_checks = True

    assert at(client, "day-sync", token, **{f"mark-{booked.pk}": "1"}).status_code == 403


def test_the_screen_shows_this_minutes_code_and_is_silent_while_it_stands(
    client: Client, session: Session
) -> None:
    token = comes_in(client, session)
    code = code_at(attendance.secret_of(session_id=session.pk), NOON)
    screen = reverse("training:day-screen", args=[token])

    assert f"{code[:3]} {code[3:]}" in client.get(screen).content.decode()
    again = {"headers": {"HX-Request": "true"}}
    assert client.get(f"{screen}?seen={code}", **again).status_code == 204
    assert "<h1" not in client.get(f"{screen}?seen=000000", **again).content.decode()


def test_the_coordinator_puts_a_closed_list_right_with_a_reason(
    client_of: Callable[[Person | None], Client],
    training_coordinator: Person,
    session: Session,
    booked: Booking,
) -> None:
    attendance.close(session_id=session.pk, chair=True, introduced="", by=BY)
    client = client_of(training_coordinator)
    page = reverse("training:attendance", args=["wessex", session.number])
    ticked = {f"was-{booked.pk}": "0", f"came-{booked.pk}": "1"}

    assert "The list is closed: say why it is put right." in client.post(page, ticked).content.decode()
    client.post(page, {**ticked, "correcting": "She signed on paper."})

    booked.refresh_from_db()
    assert booked.state == "attended"
    assert "She signed on paper." in Entry.objects.latest("pk").words
    assert "Introduced by: Independent chair." in client.get(page).content.decode()


def test_the_coordinator_sends_the_trainer_the_link(
    client_of: Callable[[Person | None], Client], training_coordinator: Person, session: Session
) -> None:
    trainer = TrainerFactory(session=session, name="Tom Trainer", email=TOM)
    silent = TrainerFactory(session=session, email="")
    client = client_of(training_coordinator)

    for one, status in ((trainer, 302), (silent, 404)):
        address = reverse("training:attendance-link", args=["wessex", session.number, one.pk])
        assert client.post(address).status_code == status
    assert Letter.objects.get().to == TOM


def test_the_page_a_phone_keeps_holds_no_name(client: Client, session: Session, booked: Booking) -> None:
    words = client.get(reverse("training:day-offline")).content.decode()
    worker = client.get(reverse("training:day-worker"))

    assert "Holly" not in words
    assert worker["Content-Type"].startswith("text/javascript")
    assert reverse("training:day-offline") in worker.content.decode()


def test_the_paper_list_is_marked_as_personal_and_can_be_read_aloud(
    client: Client, session: Session, booked: Booking
) -> None:
    token = comes_in(client, session)

    data = b"".join(at(client, "day-paper", token).streaming_content)  # type: ignore[attr-defined]

    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Holly Visitor" in words
    assert "Personal data" in words
    assert faults(data) == []


def test_a_certificate_can_be_read_aloud_and_gives_the_same_bytes(session: Session, booked: Booking) -> None:
    attendance.mark(session_id=session.pk, came={booked.pk: True}, by=BY)
    attendance.close(session_id=session.pk, chair=False, introduced="", by=BY)
    holder = Holder(session.board, "holly@health.example", (booked.agency,), booked.learner)
    made = certificates.issue(holder=holder, booking_id=booked.pk)

    data = certificate_pdf(made)

    assert faults(data) == []
    assert certificate_pdf(made) == data
