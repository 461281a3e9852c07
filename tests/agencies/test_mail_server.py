"""Letters to a real mail server on loopback: one that takes them, refuses them, hangs up, or is not there."""

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone
from pytest_django import Settings

from agencies import mail
from agencies.models import Letter
from tests.factories import PersonFactory


class Post:
    """What the server took, and how it answers: `answer` to the words, `to_recipient` to an address."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answer = "250 OK"
        self.to_recipient = ""
        self.hangs_up = False

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's own name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipient:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.taken.append(envelope)
        if self.hangs_up:
            server.transport.abort()
        return self.answer


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A mail server, and the portal told of it."""
    handler = Post()
    controller: Any = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 5
    yield handler
    controller.stop()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def a_letter(**changes: Any) -> Letter:
    return mail.queue(to="a@example.org", subject="Reply due", text="In words.", **changes)


def state_of(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


@pytest.fixture
def tomorrow(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Let the day after begin."""

    def pass_a_day() -> None:
        moved = time_machine.travel(timezone.now() + timedelta(days=1))
        moved.start()
        request.addfinalizer(moved.stop)

    return pass_a_day


def test_a_letter_goes_in_plain_words_and_in_html(db: None, post: Post) -> None:
    letter = a_letter(html="<p>In words.</p>")

    assert mail.send_waiting() == 1
    content = post.taken[0].content
    assert isinstance(content, bytes)
    assert b"multipart/alternative" in content
    assert content.index(b"text/plain") < content.index(b"text/html")
    assert state_of(letter) == "sent"
    assert (letter.text, letter.html) == ("", "")


def test_a_server_that_is_away_is_asked_again_and_takes_it_once(
    db: None, settings: Settings, post: Post
) -> None:
    letter, open_at = a_letter(), settings.EMAIL_PORT
    settings.EMAIL_PORT = free_port()
    assert mail.send_waiting() == 0
    assert (state_of(letter), letter.tries) == ("waiting", 1)

    settings.EMAIL_PORT = open_at
    assert mail.send_waiting() == 1
    assert len(post.taken) == 1


def test_a_letter_the_server_refuses_stays_refused_and_says_why(db: None, post: Post) -> None:
    letter = a_letter()
    post.to_recipient = "550 no such person here"

    mail.send_waiting()
    post.to_recipient = ""

    assert mail.send_waiting() == 0
    assert state_of(letter) == "refused"
    assert letter.last_error == "550 no such person here"


def test_a_server_that_is_busy_is_asked_again(db: None, post: Post) -> None:
    letter = a_letter()
    post.answer = "451 try later"
    mail.send_waiting()
    assert state_of(letter) == "waiting"

    post.answer = "250 OK"
    assert mail.send_waiting() == 1


def test_a_line_that_breaks_after_the_words_leaves_it_unknown_and_it_is_not_sent_again_that_day(
    db: None, post: Post
) -> None:
    letter = a_letter()
    post.hangs_up = True
    mail.send_waiting()
    assert state_of(letter) == "unknown"

    post.hangs_up = False
    assert mail.send_waiting() == 0
    assert len(post.taken) == 1


def test_an_unknown_letter_is_tried_once_more_on_the_next_day(
    db: None, post: Post, tomorrow: Callable[[], None]
) -> None:
    letter = a_letter()
    post.hangs_up = True
    mail.send_waiting()
    post.hangs_up = False
    tomorrow()

    assert mail.send_waiting() == 1
    assert state_of(letter) == "sent"


def test_an_unknown_digest_is_never_tried_again_for_the_next_days_says_the_same(
    db: None, post: Post, tomorrow: Callable[[], None]
) -> None:
    letter = a_letter(person_id=PersonFactory().pk, day=timezone.localdate())
    post.hangs_up = True
    mail.send_waiting()
    post.hangs_up = False
    tomorrow()

    assert mail.send_waiting() == 0
    assert state_of(letter) == "unknown"


@time_machine.travel(datetime(2018, 5, 21, 12, tzinfo=UTC), tick=True)
def test_what_a_dead_worker_claimed_is_unknown_and_not_sent_twice(db: None, post: Post) -> None:
    letter = a_letter()
    Letter.objects.update(state="claimed", claimed_on=timezone.now() - timedelta(minutes=16))

    assert mail.send_waiting() == 0
    assert state_of(letter) == "unknown"
    assert post.taken == []


def test_what_a_worker_has_just_claimed_is_left_to_it(db: None, post: Post) -> None:
    letter = a_letter()
    Letter.objects.update(state="claimed", claimed_on=timezone.now())

    assert mail.send_waiting() == 0
    assert state_of(letter) == "claimed"
