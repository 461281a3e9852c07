"""A forgotten password: the letter goes through the outbox, the link works once, and nothing tells who is known."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from agencies.models import Letter, Person
from tests.factories import PersonFactory

PASSWORD = "three random words"


@pytest.fixture
def member(chair: Person) -> Person:
    """The chair, with a password."""
    chair.set_password("an older password")
    chair.save()
    return chair


def ask(client: Client, email: str) -> str:
    return client.post(reverse("agencies:password"), {"email": email}, follow=True).content.decode()


def link_in(letter: Letter) -> str:
    found = re.search(r"https?://\S+", letter.text)
    assert found is not None
    return found[0]


def choose(client: Client, link: str, password: str = PASSWORD) -> str:
    """Follow the link and choose a password; what the last page says."""
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    if not form.redirect_chain:
        return form.content.decode()
    address = form.redirect_chain[-1][0]
    chosen = {"new_password1": password, "new_password2": password}
    return client.post(address, chosen, follow=True).content.decode()


def test_the_letter_waits_in_the_outbox_and_its_link_sets_the_password(
    client: Client, member: Person
) -> None:
    ask(client, member.email)
    letter = Letter.objects.get()

    choose(client, link_in(letter))

    member.refresh_from_db()
    assert letter.to == member.email
    assert member.check_password(PASSWORD)


def test_the_link_leads_to_the_portals_own_address_whatever_host_was_asked(
    client: Client, member: Person, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["*"]

    client.post(reverse("agencies:password"), {"email": member.email}, headers={"host": "evil.example"})

    assert link_in(Letter.objects.get()).startswith("https://portal.example/password/new/")


def test_an_unknown_address_gets_no_letter_and_the_same_page(client: Client, member: Person) -> None:
    known = ask(client, member.email)
    unknown = ask(client, "stranger@example.org")

    assert Letter.objects.count() == 1
    assert unknown == known


def test_the_link_works_once(client: Client, member: Person) -> None:
    ask(client, member.email)
    link = link_in(Letter.objects.get())
    choose(client, link)

    choose(Client(), link, "another three words")

    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_the_link_closes_after_three_days(client: Client, member: Person) -> None:
    ask(client, member.email)
    link = link_in(Letter.objects.get())

    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1), tick=False):
        choose(client, link)

    member.refresh_from_db()
    assert member.check_password("an older password")


def test_a_short_password_is_refused(client: Client, member: Person) -> None:
    ask(client, member.email)

    page = choose(client, link_in(Letter.objects.get()), "too short")

    member.refresh_from_db()
    assert "at least 12 characters" in page
    assert member.check_password("an older password")


@pytest.mark.parametrize("why", ["closed account", "no password yet"])
def test_who_cannot_sign_in_gets_no_letter(client: Client, db: None, why: str) -> None:
    person = PersonFactory(is_active=why != "closed account")
    if why == "closed account":
        person.set_password(PASSWORD)
        person.save()

    ask(client, person.email)

    assert not Letter.objects.exists()
