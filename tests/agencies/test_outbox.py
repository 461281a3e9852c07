"""The outbox: no letter is lost, none goes out twice, and a sent one keeps no secret."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from agencies import mail
from agencies.models import Letter
from agencies.rules import clock
from agencies.tasks import send_waiting_mail
from tests.factories import LetterFactory, PersonFactory


def sent_to() -> list[str]:
    return [one.to[0] for one in django_mail.outbox]


def failing(monkeypatch: pytest.MonkeyPatch, *, fails: Callable[[EmailMessage], bool]) -> None:
    """Let the mail server be away for some letters."""
    send = EmailMessage.send

    def unreliable(letter: EmailMessage, fail_silently: bool = False) -> int:
        if fails(letter):
            raise ConnectionRefusedError("the line is dead")
        return send(letter, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", unreliable)


def test_waiting_letters_go_out_oldest_first_and_once(db: None) -> None:
    for name in ("first", "second"):
        mail.queue(to=f"{name}@example.org", subject="Hello", text="Words")

    assert send_waiting_mail() == 2
    assert send_waiting_mail() == 0
    assert sent_to() == ["first@example.org", "second@example.org"]


def test_a_sent_letters_text_is_emptied_for_it_may_hold_a_link(db: None) -> None:
    letter = mail.queue(to="a@example.org", subject="Hello", text="https://portal.example/invitation/secret/")

    mail.send_waiting()

    letter.refresh_from_db()
    assert letter.text == ""
    assert letter.sent_on is not None
    assert "secret" in django_mail.outbox[0].body


def test_no_version_of_a_letter_keeps_its_text_in_the_history(db: None) -> None:
    mail.queue(to="a@example.org", subject="Hello", text="secret")
    mail.send_waiting()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM agencies_letterevent")
        assert cursor.rowcount >= 2
        assert "secret" not in str(cursor.fetchall())


def test_a_dead_mail_server_loses_no_letter(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = mail.queue(to="a@example.org", subject="Hello", text="Words")
    with monkeypatch.context() as dead:
        failing(dead, fails=lambda _: True)
        assert mail.send_waiting() == 0

    letter.refresh_from_db()
    assert (letter.tries, letter.last_error, letter.text) == (1, "the line is dead", "Words")
    assert mail.send_waiting() == 1
    assert sent_to() == ["a@example.org"]


def test_one_letter_that_cannot_go_does_not_hold_up_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("bad", "good"):
        mail.queue(to=f"{name}@example.org", subject="Hello", text="Words")
    failing(monkeypatch, fails=lambda letter: letter.to == ["bad@example.org"])

    mail.send_waiting()

    assert sent_to() == ["good@example.org"]


def test_a_letter_that_failed_twelve_times_is_tried_once_an_hour_and_goes_when_the_server_is_back(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = mail.queue(to="a@example.org", subject="Hello", text="Words")
    with monkeypatch.context() as dead:
        failing(dead, fails=lambda _: True)
        for _ in range(20):
            mail.send_waiting()
        letter.refresh_from_db()
        assert letter.tries == mail.MOST_TRIES == 12
        assert letter.text == "Words"

        for hour in range(1, 50):  # a weekend
            with time_machine.travel(timezone.now() + timedelta(hours=hour, minutes=hour)):
                assert mail.send_waiting() == 0
                assert mail.send_waiting() == 0
        letter.refresh_from_db()
        assert letter.tries == 12 + 49

    with time_machine.travel(timezone.now() + timedelta(hours=52)):
        assert mail.send_waiting() == 1
    assert sent_to() == ["a@example.org"]


def test_a_digest_is_not_sent_in_the_night_after_its_day(db: None) -> None:
    clock.fix(None)
    evening = datetime(2018, 5, 21, 17, 30, tzinfo=clock.LONDON)
    with time_machine.travel(evening):
        letter = mail.queue(
            to="a@example.org", subject="Owed", text="Words", person_id=PersonFactory().pk, day=clock.today()
        )
    with time_machine.travel(evening + timedelta(hours=8)):
        assert mail.send_waiting() == 0

    letter.refresh_from_db()
    assert letter.state == Letter.State.LAPSED


def test_a_digest_goes_on_its_day_also_where_the_boards_clock_is_held(db: None) -> None:
    mail.queue(
        to="a@example.org", subject="Owed", text="Words", person_id=PersonFactory().pk, day=clock.today()
    )

    assert mail.send_waiting() == 1


@pytest.mark.parametrize("subject", ["“two\nlines.csv” was not loaded", f"“{'x' * 300}.csv” was not loaded"])
def test_a_subject_made_of_an_odd_file_name_still_goes_out_on_one_line(db: None, subject: str) -> None:
    mail.queue(to="a@example.org", subject=subject, text="Words")
    mail.queue(to="b@example.org", subject="Another", text="Words")

    assert mail.send_waiting() == 2
    assert "\n" not in django_mail.outbox[0].subject


def test_a_letter_is_written_with_what_it_tells_of_or_not_at_all(db: None) -> None:
    with transaction.atomic():
        mail.queue(to="a@example.org", subject="It happened", text="Words")
        transaction.set_rollback(True)

    assert not Letter.objects.exists()


def test_a_sweep_takes_no_more_than_it_is_told(db: None) -> None:
    LetterFactory.create_batch(3)

    assert mail.send_waiting(most=2) == 2
    assert Letter.objects.filter(state=Letter.State.WAITING).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_never_send_one_letter_twice(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    for number in range(3):
        mail.queue(to=f"{number}@example.org", subject="Hello", text="Words")
    sending, go_on = threading.Event(), threading.Event()
    send = EmailMessage.send

    def slowly(letter: EmailMessage, fail_silently: bool = False) -> int:
        if letter.to == ["0@example.org"]:
            sending.set()
            assert go_on.wait(10)
        return send(letter, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", slowly)
    counts: list[int] = []

    def sweep() -> None:
        counts.append(mail.send_waiting())
        connection.close()

    first = threading.Thread(target=sweep)
    first.start()
    assert sending.wait(10)
    second = mail.send_waiting()
    go_on.set()
    first.join()

    assert (second, counts) == (2, [1])
    assert sorted(sent_to()) == ["0@example.org", "1@example.org", "2@example.org"]
