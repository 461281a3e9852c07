"""A manager's team: whom they were named for and whom they booked, and nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board
from tests.factories import (
    BookingFactory,
    EvaluationFactory,
    LearnerFactory,
)
from tests.training.coming_in import HOLLY, opened, page
from training.models import Booking, Learner, Session

pytestmark = pytest.mark.usefixtures("noon", "domains")


def test_a_manager_says_yes_to_whom_they_were_named_for_and_to_nobody_else(
    client: Client, board: Board, health: Agency, holly: Learner, session: Session
) -> None:
    session.course.needs_approval = True
    session.course.save()
    mine = BookingFactory(session=session, learner=holly, state="asked", manager_email="mona@health.example")
    other = BookingFactory(
        session=session,
        learner__board=board,
        learner__agency=health,
        state="asked",
        manager_email="max@health.example",
    )
    token = opened(client, "mona@health.example")

    assert "Holly Visitor" in page(client, "learn-team", token)
    client.post(reverse("training:learn-team-decide", args=[token, mine.pk]), {"answer": "yes"})
    for name in ("learn-team-decide", "learn-team-cancel"):
        answer = client.post(reverse(f"training:{name}", args=[token, other.pk]), {"answer": "yes"})
        assert answer.status_code == 404, name
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.state, other.state) == ("booked", "asked")
    assert mine.approved_by == "somebody with a work address of County Health"


def test_a_manager_says_no(client: Client, holly: Learner, session: Session) -> None:
    booking = BookingFactory(
        session=session, learner=holly, state="asked", manager_email="mona@health.example"
    )
    token = opened(client, "mona@health.example")

    client.post(reverse("training:learn-team-decide", args=[token, booking.pk]), {"answer": "no"})

    booking.refresh_from_db()
    assert booking.state == "declined"
    assert "Not approved" in page(client, "learn-team", token)


def test_a_manager_books_for_a_colleague_sees_it_and_gives_it_back(
    client: Client, board: Board, session: Session
) -> None:
    token = opened(client, "mona@health.example")
    book = reverse("training:learn-team-book", args=[token, session.number])

    client.post(book, {"email": HOLLY, "name": "Holly Visitor"})
    booking = Booking.objects.get()
    assert (booking.state, booking.manager_email) == ("booked", "mona@health.example")
    assert "Holly Visitor" in page(client, "learn-team", token)

    client.post(reverse("training:learn-team-cancel", args=[token, booking.pk]), {"why": ""})
    booking.refresh_from_db()
    assert booking.state == "cancelled"


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("paul@police.example", "is not a work address of County Health"),
        ("holly@private.example", "is not a work address of County Health"),
        ("mona@health.example", "This is your own address"),
    ],
)
def test_a_manager_books_for_nobody_of_another_agency(
    client: Client, board: Board, session: Session, email: str, words: str
) -> None:
    token = opened(client, "mona@health.example")

    answer = client.post(
        reverse("training:learn-team-book", args=[token, session.number]),
        {"email": email, "name": "Somebody"},
    )

    assert words in answer.content.decode()
    assert not Booking.objects.exists()


def test_a_manager_cannot_book_somebody_who_moved_to_another_agency(
    client: Client, board: Board, police: Agency, session: Session
) -> None:
    LearnerFactory(board=board, agency=police, email=HOLLY)
    token = opened(client, "mona@health.example")

    answer = client.post(
        reverse("training:learn-team-book", args=[token, session.number]), {"email": HOLLY, "name": "Holly"}
    )

    assert "That address is another agency’s." in answer.content.decode()


def test_what_is_asked_of_a_manager_is_not_asked_of_the_learner(
    client: Client, holly: Learner, session: Session
) -> None:
    booking = BookingFactory(
        session=session, learner=holly, state="attended", manager_email="mona@health.example"
    )
    hers = EvaluationFactory(booking=booking, stage="three_months")
    managers = EvaluationFactory(booking=booking, stage="manager")
    holly_token = opened(client, HOLLY)
    mona = Client()
    mona_token = opened(mona, "mona@health.example")

    assert page(client, "learn-evaluate", holly_token, hers.pk)
    assert page(mona, "learn-evaluate", mona_token, managers.pk)
    assert client.get(reverse("training:learn-evaluate", args=[holly_token, managers.pk])).status_code == 404
    assert mona.get(reverse("training:learn-evaluate", args=[mona_token, hers.pk])).status_code == 404
