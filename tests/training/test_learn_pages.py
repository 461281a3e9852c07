"""A work address's own pages: what somebody with the link, the code, or neither of them comes to."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Letter, Person, SignedLink
from agencies.queries.links import link_of
from tests.factories import (
    BookingFactory,
    CourseFactory,
    EvaluationFactory,
    LearnerFactory,
    ProfessionFactory,
    SessionFactory,
    WorkDomainFactory,
)
from training.actions import own_training
from training.models import Booking, Learner, Session
from training.queries.holders import holder_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOLLY = "holly@health.example"


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    """Hold the machine's clock, which links and codes go by."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _domains(board: Board, health: Agency, police: Agency) -> None:
    WorkDomainFactory(agency=health, domain="health.example")
    WorkDomainFactory(agency=police, domain="police.example")


@pytest.fixture
def holly(board: Board, health: Agency) -> Learner:
    learner: Learner = LearnerFactory(board=board, agency=health, email=HOLLY, name="Holly Visitor")
    return learner


def ask(client: Client, email: str, board: str = "wessex") -> HttpResponse:
    return client.post(reverse("training:learn-ask", args=[board]), {"email": email})


def newest_token() -> str:
    found = re.search(r"/learn/([\w-]+)/", Letter.objects.latest("pk").text)
    assert found is not None
    return found[1]


def opened(client: Client, email: str) -> str:
    """Come in by a link to the address; the link's token."""
    ask(client, email)
    token = newest_token()
    code = reverse("training:learn-code", args=[token])
    client.post(code)
    figures = re.search(r"\b\d{6}\b", Letter.objects.latest("pk").text)
    assert figures is not None
    assert client.post(code, {"code": figures[0]}).status_code == 302
    return token


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"training:{name}", args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_says_the_same_of_a_known_and_an_unknown_address(client: Client, holly: Learner) -> None:
    answers = [
        client.post(reverse("training:learn-ask", args=["wessex"]), {"email": email}, follow=True)
        for email in (HOLLY, "nobody@health.example", "holly@elsewhere.example", "holly@police.example.evil")
    ]

    said = {re.sub(r"csrf\w+|value=\"\w+\"", "", one.content.decode()) for one in answers}
    assert len(said) == 1
    assert "If this address is known, a link is on its way." in said.pop()
    assert sorted(Letter.objects.values_list("to", flat=True)) == [HOLLY, "nobody@health.example"]


def test_the_page_says_the_same_when_no_more_is_sent(client: Client, holly: Learner) -> None:
    answers = [ask(client, HOLLY) for _ in range(5)]

    assert {(one.status_code, one["Location"]) for one in answers} == {(302, "/learn/ask/wessex/sent/")}
    assert Letter.objects.count() == 3


def test_a_link_is_to_one_boards_training(client: Client, other_board: Board, holly: Learner) -> None:
    ask(client, HOLLY, "mercia")

    assert not Letter.objects.exists()
    assert client.get(reverse("training:learn-ask", args=["nowhere"])).status_code == 404


def test_an_agency_that_left_the_board_gets_no_links(client: Client, board: Board, health: Agency) -> None:
    health.seats.update(until="2018-05-21")

    ask(client, HOLLY)

    assert not Letter.objects.exists()


def test_opening_a_link_sends_nothing_and_shows_nothing(client: Client, holly: Learner) -> None:
    """Programs that look through mail open links as well."""
    ask(client, HOLLY)
    token = newest_token()

    answer = client.get(reverse("training:learn", args=[token]), follow=True)

    assert Letter.objects.count() == 1
    words = answer.content.decode()
    assert "Send me a code" in words
    assert "holly" not in words.lower()


def test_the_code_opens_the_page_that_was_asked_for(client: Client, holly: Learner) -> None:
    ask(client, HOLLY)
    token = newest_token()
    wanted = reverse("training:learn-sessions", args=[token])
    led = client.get(wanted)["Location"]
    client.post(led)
    figures = re.findall(r"\b\d{6}\b", Letter.objects.latest("pk").text)

    assert client.post(led, {"code": figures[0]})["Location"] == wanted


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/learn/other/", "/sign-in/", "/learn/../"]
)
def test_the_code_leads_nowhere_but_to_its_own_pages(client: Client, holly: Learner, elsewhere: str) -> None:
    ask(client, HOLLY)
    token = newest_token()
    led = f"{reverse('training:learn-code', args=[token])}?to={elsewhere}"
    client.post(led)
    figures = re.findall(r"\b\d{6}\b", Letter.objects.latest("pk").text)

    assert client.post(led, {"code": figures[0]})["Location"] == reverse("training:learn", args=[token])


def test_the_codes_session_is_a_new_one(client: Client, holly: Learner) -> None:
    """Whoever planted a session in this browser does not come in with it."""
    client.get(reverse("training:learn-ask", args=["wessex"]))
    session = client.session
    session["planted"] = True
    session.save()
    before = client.cookies["sessionid"].value if "sessionid" in client.cookies else session.session_key

    opened(client, HOLLY)

    assert client.cookies["sessionid"].value != before


def test_another_browser_with_the_link_is_asked_for_a_code(client: Client, holly: Learner) -> None:
    token = opened(client, HOLLY)

    assert (
        Client()
        .get(reverse("training:learn", args=[token]))["Location"]
        .startswith(reverse("training:learn-code", args=[token]))
    )


def test_one_link_does_not_open_another_in_the_same_browser(client: Client, holly: Learner) -> None:
    opened(client, HOLLY)
    ask(client, "paul@police.example")

    assert client.get(reverse("training:learn", args=[newest_token()])).status_code == 302


def test_what_was_opened_is_shut_after_an_hour_when_left_and_when_revoked(
    client: Client, holly: Learner, noon: Any
) -> None:
    token = opened(client, HOLLY)
    own = reverse("training:learn", args=[token])
    noon.shift(timedelta(minutes=59))
    assert client.get(own).status_code == 200
    noon.shift(timedelta(minutes=1))
    assert client.get(own).status_code == 302

    token = opened(client, HOLLY)
    client.post(reverse("training:learn-leave", args=[token]))
    assert client.get(reverse("training:learn", args=[token])).status_code == 302

    token = opened(client, HOLLY)
    SignedLink.objects.update(revoked_at=NOON, revoked_by="the office")
    assert client.get(reverse("training:learn", args=[token])).status_code == 404


def test_wrong_codes_are_told_and_shut_the_link_in_the_end(client: Client, holly: Learner) -> None:
    ask(client, HOLLY)
    token = newest_token()
    code = reverse("training:learn-code", args=[token])
    seen = []
    for _ in range(2):
        client.post(code)
        figures = re.findall(r"\b\d{6}\b", Letter.objects.latest("pk").text)
        wrong = f"{(int(figures[0]) + 1) % 1_000_000:06d}"
        seen += [client.post(code, {"code": wrong}) for _ in range(5)]

    assert [one.status_code for one in seen] == [200] * 9 + [404]
    assert "That is not the code." in seen[0].content.decode()
    assert "That code no longer works." in seen[4].content.decode()
    assert "This link no longer works" in seen[9].content.decode()


def test_nobody_on_the_way_keeps_a_page_and_no_page_tells_its_address(client: Client, holly: Learner) -> None:
    token = opened(client, HOLLY)

    for name in ("learn", "learn-sessions", "learn-team", "learn-code"):
        answer = client.get(reverse(f"training:{name}", args=[token]))
        assert "no-store" in answer["Cache-Control"], name
        assert answer["Referrer-Policy"] == "same-origin", name
        assert answer["X-Robots-Tag"] == "noindex", name


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
