"""The menu: each person's rooms and no others, the one they are in marked; and the page of what a board sets."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from agencies.models import Agency, Board, Person
from agencies.rules.roles import Role
from tests.factories import MembershipFactory, PersonFactory

_ITEM = re.compile(
    r'service-navigation__link" href="([^"]+)"( aria-current="page")?>(?:<strong[^>]*>)?([^<]+)'
)


@pytest.fixture
def menu(client: Client) -> Callable[..., list[tuple[str, bool]]]:
    """What stands in a person's menu on a page: each label, and whether it is marked."""

    def told(person: Person, address: str) -> list[tuple[str, bool]]:
        client.force_login(person)
        said = client.get(address).content.decode()
        return [(label, bool(current)) for _, current, label in _ITEM.findall(said)]

    return told


def labels(found: list[tuple[str, bool]]) -> list[str]:
    return [label for label, _ in found]


def test_everybody_finds_the_rooms_they_may_enter(
    menu: Callable[..., list[tuple[str, bool]]],
    business_manager: Person,
    chair: Person,
    health_lead: Person,
    board: Board,
) -> None:
    councillor = PersonFactory()
    MembershipFactory(person=councillor, board=board, role=Role.COUNCILLOR.value)

    assert labels(menu(business_manager, "/wessex/")) == [
        "Scorecard",
        "Explore",
        "Challenges",
        "Threads",
        "Actions",
        "Risks",
        "Meetings",
        "Section 11",
        "Learning",
        "What is owed",
        "Data returns",
        "Reports",
        "People",
        "Settings",
    ]
    assert "Settings" not in labels(menu(chair, "/wessex/"))
    assert {"Risks", "Meetings", "People"}.isdisjoint(labels(menu(health_lead, "/wessex/")))
    assert labels(menu(councillor, "/wessex/")) == ["Reports"]


@pytest.mark.parametrize(
    ("address", "room"),
    [
        ("/wessex/", None),
        ("/wessex/scorecard/", "Scorecard"),
        ("/wessex/scorecard/explore/", "Explore"),
        ("/wessex/signals/", "Scorecard"),
        ("/wessex/audits/", "Meetings"),
        ("/wessex/letters/", "What is owed"),
        ("/wessex/registers/settings/", "Settings"),
        ("/wessex/measures/", "Settings"),
        ("/wessex/feeds/", "Settings"),
        ("/wessex/challenges/", "Challenges"),
        ("/wessex/section-11/", "Section 11"),
        ("/wessex/section-11/standards/", "Section 11"),
        ("/wessex/learning/", "Learning"),
    ],
)
def test_one_room_is_marked_wherever_its_page_stands(
    menu: Callable[..., list[tuple[str, bool]]], business_manager: Person, address: str, room: str | None
) -> None:
    marked = [label for label, current in menu(business_manager, address) if current]

    assert marked == ([room] if room else [])


def test_the_page_of_settings_leads_to_what_one_may_set(
    client: Client, business_manager: Person, health_lead: Person, board_member: Person, health: Agency
) -> None:
    client.force_login(business_manager)
    page = client.get("/wessex/settings/").content.decode()
    addresses = re.findall(r'task-list__link" href="([^"]+)"', page)

    assert len(addresses) == 8
    assert {client.get(one).status_code for one in addresses} == {200}

    client.force_login(health_lead)
    page = client.get("/wessex/settings/").content.decode()
    assert re.findall(r'task-list__link" href="([^"]+)"', page) == ["/wessex/tokens/"]

    client.force_login(board_member)
    refused = client.get("/wessex/settings/")
    assert refused.status_code == 403
    assert "kept by its business manager" in refused.content.decode()
