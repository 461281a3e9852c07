"""Organisations added and their people named by clicking: one by one, by kind, by a list."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, AgencyKind, Board, Person
from registers.models import Assessment, Assignment, Cycle
from tests.factories import (
    AgencyFactory,
    SeatFactory,
)
from tests.registers.section_11.clicking import got, posted, running_cycle

ClientOf = Callable[[Person | None], Client]


@pytest.fixture
def running(board: Board) -> Cycle:
    """A cycle due three days ago."""
    return running_cycle(board)


def test_people_are_named_told_again_and_their_part_ended(
    running: Cycle, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    one = Assessment.objects.get(agency__name="Kind Charity")
    where = (1, one.agency.code)
    assert "Nobody is named to write it. Name an author." in got(client, "section-11-people", *where)
    given = {"part": "author", "name": "Sue Keyes", "email": "sue@door.example"}
    assert "Sue Keyes is named." in posted(client, "section-11-assign", given, *where)
    pk = Assignment.objects.get(assessment=one).pk

    for verb, said in (
        ("again", "The letter to Sue Keyes is on its way."),
        ("shut", "No link of Sue Keyes works any more."),
        ("until", "Nothing has changed."),
        ("end", "The part of Sue Keyes has ended."),
    ):
        assert said in posted(client, "section-11-part", {"do": verb}, *where, pk)
    assert client.get(reverse("registers:section-11-part", args=["wessex", *where, pk])).status_code == 404


def test_an_organisation_gets_another_day_is_left_out_and_taken_in_again(
    running: Cycle, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    where = (1, Assessment.objects.get(agency__name="Late Trust").agency.code)
    day = {"due_on_day": "1", "due_on_month": "6", "due_on_year": "2018"}
    assert "Say why it has another day." in posted(client, "section-11-time", day, *where)
    said = posted(client, "section-11-time", day | {"reason": "Its lead is ill."}, *where)
    assert "Late Trust has another day." in said
    assert "its own day" in said
    said = posted(client, "section-11-leave-out", {"reason": "It was merged."}, *where)
    assert "It was left out of this cycle." in said
    assert "Name somebody" not in said
    assert "It was merged." in got(client, "section-11-take-in", *where)
    assert "is asked again. Say who writes for it." in posted(client, "section-11-take-in", {}, *where)


def test_a_list_is_pasted_checked_and_added(
    running: Cycle, charity_kind: AgencyKind, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    wrong = {"pasted": "Organisation,Author,Author email\nHelp Line,Sue,sue\n", "kind": charity_kind.pk}
    said = posted(client, "section-11-list", wrong, 1)
    assert "Correct the list and send it again" in said
    assert "C2" in said
    right = wrong | {"pasted": "Organisation,Author,Author email\nHelp Line,Sue,sue@help.example\n"}
    address = reverse("registers:section-11-list", args=["wessex", 1])
    checked = client.post(address, right)
    assert "1 organisation in what you pasted, 1 of them new here." in checked.content.decode()
    sealed = checked.context["preview"].sealed

    assert "1 organisation is in the cycle." in posted(
        client, "section-11-list", {"confirm": "yes", "sealed": sealed}, 1
    )
    assert "Paste a list, or send a file: one of the two." in posted(client, "section-11-list", {}, 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose an organisation, or enter the name of a new one."),
        ({"name": "Help Line"}, "Choose its kind."),
        ({"name": "Help Line", "author": "Sue"}, "Enter an email address, such as name@example.org."),
        ({"name": "Help Line", "email": "sue@help.example"}, "Enter the name."),
    ],
)
def test_what_lacks_of_an_organisation_is_said_beside_its_field(
    running: Cycle, business_manager: Person, client_of: ClientOf, given: dict[str, str], said: str
) -> None:
    assert said in posted(client_of(business_manager), "section-11-add", given, 1)
    assert not Assessment.objects.filter(agency__name="Help Line").exists()


def test_organisations_that_are_known_are_added_one_by_one_and_by_kind(
    board: Board,
    running: Cycle,
    charity: Agency,
    charity_kind: AgencyKind,
    business_manager: Person,
    client_of: ClientOf,
) -> None:
    client = client_of(business_manager)
    other = AgencyFactory(name="Help Line", kind=charity_kind)
    for agency in (charity, other):
        SeatFactory(board=board, agency=agency)
    said = posted(client, "section-11-add", {"agency": charity.pk}, 1)
    assert "Open Door is in the cycle 2017-18." in said
    assert "is known here already" in posted(
        client, "section-11-add", {"name": "Help line", "kind": charity_kind.pk}, 1
    )
    assert "Voluntary sector: 1 (invited)" in got(client, "section-11-add-kinds", 1)
    assert "Choose at least one kind." in posted(client, "section-11-add-kinds", {}, 1)

    assert "1 organisation is added." in posted(
        client, "section-11-add-kinds", {"kinds": [charity_kind.pk]}, 1
    )

    assert "Every organisation that is known here is in this cycle." in got(client, "section-11-add-kinds", 1)


def test_a_list_comes_as_a_file_too_and_a_seal_that_is_old_is_said(
    running: Cycle, charity_kind: AgencyKind, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    address = reverse("registers:section-11-list", args=["wessex", 1])
    file = SimpleUploadedFile("list.csv", b"Organisation,Kind\nHelp Line,Voluntary sector\n")
    assert "1 organisation in list.csv" in client.post(address, {"file": file}).content.decode()
    large = SimpleUploadedFile("list.csv", b"x" * (5 * 1024 * 1024 + 1))
    assert "This file is larger than 5 MB." in client.post(address, {"file": large}).content.decode()
    assert "Send it again." in posted(client, "section-11-list", {"confirm": "yes", "sealed": "x"}, 1)
