"""Coming in by the front door, and being kept out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Person
from tests.factories import PersonFactory

PASSWORD = "three random words"


@pytest.fixture
def member(chair: Person) -> Person:
    """The chair, with a password."""
    chair.set_password(PASSWORD)
    chair.save()
    return chair


def sign_in(client: Client, email: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post(reverse("agencies:sign-in"), {"username": email, "password": password, **more})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens_the_front_page(client: Client, member: Person) -> None:
    answer = sign_in(client, member.email, PASSWORD)

    assert answer.status_code == 302
    assert answer["Location"] == reverse("home")
    assert signed_in(client)


def test_the_case_of_an_email_address_does_not_matter(client: Client, member: Person) -> None:
    sign_in(client, member.email.upper(), PASSWORD)

    assert signed_in(client)


@pytest.mark.parametrize("email", ["charlotte@example.org", "stranger@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_words(
    client: Client, member: Person, email: str
) -> None:
    answer = sign_in(client, email, "not this one")

    assert answer.status_code == 200
    assert not signed_in(client)
    assert "That email address and password do not go together." in answer.content.decode()


def test_an_empty_form_says_what_is_missing(client: Client, db: None) -> None:
    page = sign_in(client, "", "").content.decode()

    assert "Enter your email address." in page
    assert "Enter your password." in page


def test_a_closed_account_does_not_open(client: Client, member: Person) -> None:
    member.is_active = False
    member.save()

    sign_in(client, member.email, PASSWORD)

    assert not signed_in(client)


def test_after_eight_wrong_passwords_even_the_right_one_waits(client: Client, member: Person) -> None:
    for _ in range(8):
        answer = sign_in(client, member.email, "not this one")

    assert answer.status_code == 429
    assert "Wait a quarter of an hour" in answer.content.decode()
    assert sign_in(client, member.email, PASSWORD).status_code == 429
    assert not signed_in(client)


def test_another_spelling_of_the_address_gives_no_further_tries(client: Client, member: Person) -> None:
    for number in range(8):
        sign_in(client, member.email.upper() if number % 2 else member.email, "not this one")

    assert sign_in(client, member.email.title(), PASSWORD).status_code == 429


def test_the_wait_ends_after_a_quarter_of_an_hour(client: Client, member: Person) -> None:
    for _ in range(8):
        sign_in(client, member.email, "not this one")

    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        sign_in(client, member.email, PASSWORD)

    assert signed_in(client)


def test_one_address_locked_out_does_not_lock_another(client: Client, member: Person) -> None:
    for _ in range(9):
        sign_in(client, "stranger@example.org", "not this one")

    sign_in(client, member.email, PASSWORD)

    assert signed_in(client)


def test_a_link_asked_for_before_signing_in_is_where_one_comes_out(client: Client, member: Person) -> None:
    wanted = reverse("scorecard:overview", args=["wessex"])
    asked = client.get(wanted)

    assert asked.status_code == 302
    answer = client.post(asked["Location"], {"username": member.email, "password": PASSWORD, "next": wanted})

    assert answer["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_host(client: Client, member: Person, elsewhere: str) -> None:
    answer = sign_in(client, member.email, PASSWORD, next=elsewhere)

    assert answer["Location"] == reverse("home")


def test_signing_out_ends_the_session(client_of: Callable[[Person | None], Client], member: Person) -> None:
    client = client_of(member)

    client.post(reverse("agencies:sign-out"))

    assert not signed_in(client)
    assert client.get(reverse("front-page", args=["wessex"]))["Location"].startswith(
        reverse("agencies:sign-in")
    )


def test_a_link_alone_signs_nobody_out(client_of: Callable[[Person | None], Client], member: Person) -> None:
    client = client_of(member)

    assert client.get(reverse("agencies:sign-out")).status_code == 405
    assert signed_in(client)


def test_someone_who_is_in_already_is_not_asked_again(
    client_of: Callable[[Person | None], Client], member: Person
) -> None:
    assert client_of(member).get(reverse("agencies:sign-in"))["Location"] == reverse("home")


def test_a_person_without_a_password_cannot_sign_in_with_an_empty_one(client: Client, db: None) -> None:
    person = PersonFactory()

    sign_in(client, person.email, "")
    sign_in(client, person.email, "!")

    assert not signed_in(client)
