"""A work address's own pages: what belongs to it, and nobody else's."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person, SignedLink
from agencies.queries.links import link_of
from tests.factories import (
    BookingFactory,
    CourseFactory,
    LearnerFactory,
    ProfessionFactory,
    SessionFactory,
    WorkDomainFactory,
)
from tests.training.coming_in import HOLLY, NOON, opened, page
from training.actions import own_training
from training.models import Booking, Learner, Session
from training.queries.holders import holder_of

pytestmark = pytest.mark.usefixtures("noon", "domains")


def test_a_learner_sees_own_bookings_and_nobody_elses(
    client: Client, board: Board, health: Agency, holly: Learner, session: Session
) -> None:
    mine = BookingFactory(session=session, learner=holly)
    other = BookingFactory(
        session=session, learner__board=board, learner__agency=health, learner__name="Hugo Else"
    )
    token = opened(client, HOLLY)

    assert "Working with fathers" in page(client, "learn", token)
    assert "Tuesday 12 June 2018, 09:30 to 16:00" in page(client, "learn-booking", token, mine.pk)
    for name in ("learn-booking", "learn-cancel", "learn-sign-in", "learn-certificate"):
        assert client.get(reverse(f"training:{name}", args=[token, other.pk])).status_code == 404, name
    assert client.post(reverse("training:learn-cancel", args=[token, other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.state == "booked"


def test_joining_instructions_are_for_who_has_a_place(
    client: Client, holly: Learner, session: Session
) -> None:
    session.joining = "Park behind the hall."
    session.save()
    booking = BookingFactory(session=session, learner=holly, state="waiting")
    token = opened(client, HOLLY)

    said = page(client, "learn-booking", token, booking.pk)
    assert "On the waiting list: nobody is before you" in said
    assert "Park behind the hall." not in said
    Booking.objects.update(state="booked")
    assert "Park behind the hall." in page(client, "learn-booking", token, booking.pk)


def test_somebody_new_books_says_who_they_are_and_is_entered_once(
    client: Client, board: Board, health: Agency, session: Session
) -> None:
    profession = ProfessionFactory(board=board)
    token = opened(client, HOLLY)
    book = reverse("training:learn-book", args=[token, session.number])

    assert "Enter your name." in client.post(book, {}).content.decode()
    client.post(book, {"name": "Holly Visitor", "profession": profession.pk})

    learner = Learner.objects.get()
    assert (learner.email, learner.name, learner.agency, learner.profession) == (
        HOLLY,
        "Holly Visitor",
        health,
        profession,
    )
    assert [one.state for one in learner.bookings.all()] == ["booked"]
    again = client.post(book, {})
    assert "asked for this session already" in again.content.decode()


def test_an_address_of_two_agencies_says_which(
    client: Client, board: Board, police: Agency, session: Session
) -> None:
    WorkDomainFactory(agency=police, domain="health.example")
    token = opened(client, HOLLY)
    book = reverse("training:learn-book", args=[token, session.number])

    assert "Choose the agency you work for." in client.post(book, {"name": "Holly"}).content.decode()
    client.post(book, {"name": "Holly", "agency": police.pk})
    assert Learner.objects.get().agency == police


def test_cancelling_late_is_said_before_and_in_time_likewise(
    client: Client, holly: Learner, session: Session
) -> None:
    soon = SessionFactory(
        course=session.course,
        starts=datetime(2018, 5, 24, 8, tzinfo=UTC),
        ends=datetime(2018, 5, 24, 12, tzinfo=UTC),
    )
    late = BookingFactory(session=soon, learner=holly)
    early = BookingFactory(session=session, learner=holly)
    token = opened(client, HOLLY)

    assert "counts as cancelled late" in page(client, "learn-cancel", token, late.pk)
    assert "You are in time." in page(client, "learn-cancel", token, early.pk)
    client.post(reverse("training:learn-cancel", args=[token, late.pk]), {"why": ""})
    client.post(reverse("training:learn-cancel", args=[token, early.pk]), {"why": "On leave"})
    late.refresh_from_db()
    early.refresh_from_db()
    assert (late.state, early.state, early.ended_why) == ("cancelled_late", "cancelled", "On leave")


def test_what_could_identify_a_child_is_not_taken_as_a_reason(
    client: Client, holly: Learner, session: Session
) -> None:
    booking = BookingFactory(session=session, learner=holly)
    token = opened(client, HOLLY)

    answer = client.post(
        reverse("training:learn-cancel", args=[token, booking.pk]), {"why": "Visit to J.S. aged 7"}
    )

    assert answer.status_code == 200
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_the_record_and_the_bookings_never_say_who_by_name_or_address(
    client: Client, board: Board, session: Session
) -> None:
    token = opened(client, HOLLY)
    client.post(reverse("training:learn-book", args=[token, session.number]), {"name": "Holly Visitor"})
    booking = Booking.objects.get()
    client.post(reverse("training:learn-cancel", args=[token, booking.pk]), {"why": ""})

    booking.refresh_from_db()
    keys = list(SignedLink.objects.values_list("key", flat=True))
    kept = f"{list(Entry.objects.values())} {booking.booked_by} {booking.ended_by} {keys}"
    assert "olly" not in kept
    assert booking.ended_by == f"a learner, {booking.learner.pseudonym}"


def test_somebody_signed_in_sees_no_menu_of_theirs_on_a_links_pages(
    client_of: Callable[[Person | None], Client], chair: Person, holly: Learner
) -> None:
    client = client_of(chair)
    token = opened(client, HOLLY)

    said = page(client, "learn", token)
    assert "Charlotte Adeyemi" not in said
    assert "/wessex/scorecard/" not in said


def test_an_erased_learner_is_known_to_no_link(client: Client, holly: Learner, session: Session) -> None:
    BookingFactory(session=session, learner=holly)
    token = opened(client, HOLLY)
    Learner.objects.update(email="", name="", erased_at=NOON, erased_by="the office")

    assert "You have booked nothing." in page(client, "learn", token)


def test_where_two_entries_were_made_one_the_link_shows_the_one_that_stays(
    board: Board, holly: Learner, session: Session, client: Client
) -> None:
    stays = LearnerFactory(board=board, agency=holly.agency, email="h.visitor@health.example")
    BookingFactory(session=session, learner=stays)
    holly.merged_into = stays
    holly.save()
    token = opened(client, HOLLY)

    link = link_of(token, "learner")
    assert link is not None
    assert holder_of(link).learner == stays
    assert "Working with fathers" in page(client, "learn", token)


def test_sessions_of_other_boards_past_cancelled_and_for_councillors_are_not_offered(
    client: Client, board: Board, other_board: Board, session: Session
) -> None:
    SessionFactory(course=CourseFactory(board=other_board, title="Elsewhere"))
    SessionFactory(
        course__board=board,
        course__title="Called off",
        cancelled_at=NOON,
        cancelled_why="Snow",
        cancelled_by="x",
    )
    SessionFactory(course__board=board, course__title="For members", audience="councillors")
    SessionFactory(
        course__board=board,
        course__title="Long ago",
        starts=datetime(2018, 5, 1, 8, tzinfo=UTC),
        ends=datetime(2018, 5, 1, 9, tzinfo=UTC),
    )
    token = opened(client, HOLLY)

    said = page(client, "learn-sessions", token)
    assert "Working with fathers" in said
    for title in ("Elsewhere", "Called off", "For members", "Long ago"):
        assert title not in said
    own = set(Session.objects.filter(course__title="Working with fathers").values_list("number", flat=True))
    for number in set(Session.objects.values_list("number", flat=True)) - own:
        assert client.get(reverse("training:learn-book", args=[token, number])).status_code == 404


def test_own_training_refuses_what_the_pages_do_not_offer(
    client: Client, board: Board, holly: Learner, session: Session
) -> None:
    """The pages ask first; the actions ask again."""
    other = BookingFactory(session=session, learner__board=board)
    token = opened(client, HOLLY)
    link = link_of(token, "learner")
    assert link is not None
    holder = holder_of(link)

    for act, more in (
        (own_training.cancel, {}),
        (own_training.cancel_for, {}),
        (own_training.decide, {"yes": True}),
    ):
        with pytest.raises(own_training.Refused):
            act(holder=holder, booking_id=other.pk, **more)  # type: ignore[operator]
