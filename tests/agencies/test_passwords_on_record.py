"""Whoever sets a password by a link is on record for it; the password is not."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from agencies.actions import people as acts
from agencies.models import Entry, Letter, Person
from agencies.queries.standings import standing_at
from agencies.rules.roles import Role
from tests.factories import PersonFactory

PASSWORD = "three random words"


def test_a_forgotten_password_set_anew_is_on_record(client: Client, chair: Person) -> None:
    chair.set_password("an older password")
    chair.save()
    client.post(reverse("agencies:password"), {"email": chair.email})
    link = re.search(r"/password/new/\S+", Letter.objects.get().text)
    assert link is not None
    form = client.get(link[0], follow=True).redirect_chain[-1][0]

    client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    chair.refresh_from_db()
    entry = Entry.objects.get(verb="people.set_password")
    assert chair.check_password(PASSWORD)
    assert (entry.by_id, entry.by, entry.reference) == (chair.pk, chair.name, str(chair.pk))
    assert entry.words == "Charlotte Adeyemi set a password by the link sent to their address."


@pytest.mark.parametrize(("has", "entries"), [("nobody", 1), ("no password", 1), ("a password", 0)])
def test_taking_up_an_invitation_is_on_record_as_setting_a_password_when_it_does(
    business_manager: Person, has: str, entries: int
) -> None:
    if has != "nobody":
        person = PersonFactory(email="ingrid@example.org")
        person.set_password("a password I know" if has == "a password" else None)
        person.save()
    manager = standing_at(business_manager, "wessex")
    assert manager is not None
    acts.invite(email="ingrid@example.org", name="Ingrid Berg", role=Role.ANALYST, agency=None, by=manager)
    token = re.search(r"/invitation/([^/]+)/", Letter.objects.latest("pk").text)
    assert token is not None

    ingrid = acts.accept(token=token[1], password=PASSWORD)

    found = Entry.objects.filter(verb="people.set_password")
    assert [(one.by_id, one.reference) for one in found] == [(ingrid.pk, str(ingrid.pk))] * entries
    assert ingrid.check_password(PASSWORD) == bool(entries)
    assert not Entry.objects.filter(words__contains=PASSWORD).exists()
