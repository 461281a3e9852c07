"""A person's own page: what they are told of by email is theirs to choose, but for what the law asks for."""

from collections.abc import Callable

from django.test import Client

from agencies.models import Board, Entry, Person

ClientOf = Callable[[Person | None], Client]


def test_the_page_says_who_one_is_and_what_is_always_told(
    board: Board, health_lead: Person, client_of: ClientOf
) -> None:
    page = client_of(health_lead).get("/account/").content.decode()

    assert "helen@example.org" in page
    assert "Wessex Safeguarding Children Board" in page
    assert "Agency lead, County Health" in page
    assert "Children Act 2004, section 14B" in page
    assert page.count(" checked") == 2


def test_a_choice_is_kept_on_record_and_the_page_shows_it(
    board: Board, health_lead: Person, client_of: ClientOf
) -> None:
    helen = client_of(health_lead)

    page = helen.post("/account/", {"told_news": "on"}, follow=True).content.decode()

    assert "Your choice is kept." in page
    health_lead.refresh_from_db()
    assert (health_lead.reminded, health_lead.told_news) == (False, True)
    assert page.count(" checked") == 1
    entry = Entry.objects.get(verb="people.choose_mail")
    assert (entry.by_id, entry.kind, entry.reference) == (health_lead.pk, "person", str(health_lead.pk))
    assert "not to be reminded of what no law asks for" in entry.words


def test_saving_what_is_so_already_enters_nothing(
    board: Board, health_lead: Person, client_of: ClientOf
) -> None:
    page = client_of(health_lead).post("/account/", {"reminded": "on", "told_news": "on"}, follow=True)

    assert "Nothing has changed." in page.content.decode()
    assert not Entry.objects.filter(verb="people.choose_mail").exists()


def test_a_choice_is_of_ones_own_mail_alone(
    board: Board, health_lead: Person, chair: Person, client_of: ClientOf
) -> None:
    client_of(health_lead).post("/account/", {})

    chair.refresh_from_db()
    assert (chair.reminded, chair.told_news) == (True, True)


def test_every_page_leads_to_ones_own_and_who_belongs_to_no_board_has_one_too(
    board: Board, chair: Person, outsider: Person, client_of: ClientOf
) -> None:
    assert 'href="/account/">Charlotte Adeyemi</a>' in client_of(chair).get("/wessex/").content.decode()
    assert "no part in any board" in client_of(outsider).get("/account/").content.decode()
