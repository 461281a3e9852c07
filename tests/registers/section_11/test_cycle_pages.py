"""The pages of cycles: planned, launched and closed by clicking; narrowed; and who sees what."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency, AgencyKind, Board, Person
from registers.models import Assessment, Cycle
from tests.factories import (
    AssessmentFactory,
    AssignmentFactory,
    CycleFactory,
)
from tests.registers.section_11.clicking import got, posted, running_cycle

ClientOf = Callable[[Person | None], Client]
DAYS = {
    "opens_on_day": "2",
    "opens_on_month": "4",
    "opens_on_year": "2018",
    "due_on_day": "29",
    "due_on_month": "6",
    "due_on_year": "2018",
}


@pytest.fixture
def running(board: Board) -> Cycle:
    """A cycle due three days ago."""
    return running_cycle(board)


def test_a_cycle_is_planned_filled_launched_and_closed(
    business_manager: Person, charity_kind: AgencyKind, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    said = posted(client, "section-11-plan", DAYS | {"name": "2017-18", "scale": "red_amber_green"})
    assert "The cycle 2017-18 is planned." in said
    assert "Standards of the guidance in 2018, version 1" in said
    new = {"name": "Open Door", "kind": charity_kind.pk, "author": "Sue Keyes", "email": "sue@door.example"}
    said = posted(client, "section-11-add", new, 1)
    assert "Open Door is in the cycle 2017-18." in said
    assert "Gets a link at the launch" in said
    assert "Letters go to 1 of 1 organisations" in got(client, "section-11-launch", 1)

    said = posted(client, "section-11-launch", {}, 1)
    assert "The letters are on their way." in said
    assert "0 of 1 organisation has submitted; none is overdue." in said
    assert "Sent, not opened" in said
    assert "Has a link that works" in got(client, "section-11-people", 1, "wessex-open-door")
    assert "1 organisation has not submitted." in got(client, "section-11-close", 1)
    said = posted(client, "section-11-close", {}, 1)

    assert "The cycle is closed." in said
    assert "Add an organisation" not in said
    assert client.get(reverse("registers:section-11-add", args=["wessex", 1])).status_code == 403


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Give the cycle a name, such as 2017-18."),
        ({"scale": ""}, "Choose the scale."),
        ({"due_on_month": "3"}, "Self-assessments are due after the day on which the cycle opens."),
        ({"opens_on_day": "31"}, "Enter a real date"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    board: Board, business_manager: Person, client_of: ClientOf, change: dict[str, str], said: str
) -> None:
    given = DAYS | {"name": "2017-18", "scale": "met_partly_not"} | change

    assert said in posted(client_of(business_manager), "section-11-plan", given)
    assert not Cycle.objects.exists()


def test_a_running_cycle_says_how_many_came_and_who_is_late(
    running: Cycle, board_member: Person, client_of: ClientOf
) -> None:
    said = got(client_of(board_member), "section-11-cycle", 1)

    assert "1 of 3 organisations has submitted; 2 are overdue." in said
    assert "1 working day overdue" in said
    assert "1 working day past its day" in said
    assert "Nobody is named to write it" not in got(
        client_of(board_member), "section-11-cycle", 1, query="?q=late"
    )
    assert "Gone Club" not in said
    assert "Launch it" not in said


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?show=overdue", {"Late Trust", "Kind Charity"}),
        ("?show=came", {"Good School"}),
        ("?show=nobody", {"Kind Charity"}),
        ("?show=left-out", {"Gone Club"}),
        ("?group=invited", {"Kind Charity"}),
        ("?show=overdue&group=section_11", {"Late Trust"}),
        ("?q=school", {"Good School"}),
        ("?show=nonsense&group=nonsense&page=x", {"Late Trust", "Kind Charity", "Good School"}),
        ("?q=nowhere", set()),
    ],
)
def test_organisations_are_narrowed(
    running: Cycle, chair: Person, client_of: ClientOf, query: str, shown: set[str]
) -> None:
    said = got(client_of(chair), "section-11-cycle", 1, query=query)

    names = {"Late Trust", "Kind Charity", "Good School", "Gone Club"}
    assert {name for name in names if name in said} == shown


def test_a_long_cycle_is_turned_by_pages_in_as_many_queries_as_a_short_one(
    running: Cycle, chair: Person, client_of: ClientOf
) -> None:
    client = client_of(chair)
    address = reverse("registers:section-11-cycle", args=["wessex", 1])
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    kind = Assessment.objects.filter(cycle=running)[0].agency.kind
    AssessmentFactory.create_batch(60, cycle=running, agency__kind=kind)
    with CaptureQueriesContext(connection) as many:
        first = client.get(address)

    assert len(many) <= len(few)
    assert len(first.context["rows"]) == 50
    assert len(client.get(f"{address}?page=2").context["rows"]) == 13


def test_a_lead_sees_what_is_asked_of_the_own_agency_and_whoever_has_a_part_what_is_asked_of_them(
    running: Cycle,
    health: Agency,
    health_lead: Person,
    police_lead: Person,
    councillor: Person,
    client_of: ClientOf,
) -> None:
    own = AssessmentFactory(cycle=running, agency=health, state="sent")
    AssignmentFactory(assessment=own, person=councillor, email=councillor.email, part="executive")

    for person, part in ((health_lead, "Agency lead"), (councillor, "Executive")):
        said = got(client_of(person), "section-11")
        assert "County Health" in said
        assert part in said
        assert "Late Trust" not in said
    assert "Nothing is asked of you at the moment." in got(client_of(police_lead), "section-11")


def test_a_cycle_is_changed_by_clicking_and_keeps_what_is_fixed_once_launched(
    running: Cycle, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    page = got(client, "section-11-amend", 1)
    assert "Another due day holds for every organisation" in page
    assert 'name="scale"' not in page
    due = {"name": "2017-18", "due_on_day": "15", "due_on_month": "6", "due_on_year": "2018"}
    assert "The cycle 2017-18 is changed." in posted(client, "section-11-amend", due, 1)
    assert "Nothing has changed." in posted(client, "section-11-amend", due, 1)
    early = due | {"due_on_year": "2017"}
    assert "due after the day on which the cycle opens" in posted(client, "section-11-amend", early, 1)
    for name in ("section-11-cycle", "section-11-amend"):
        assert client.get(reverse(f"registers:{name}", args=["wessex", 9])).status_code == 404


def test_a_launch_that_is_too_early_says_so_and_has_no_button(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    cycle = CycleFactory(
        board=board,
        number=1,
        launched_at=None,
        launched_by="",
        opens_on=date(2018, 6, 1),
        standards__version=1,
    )
    AssessmentFactory(cycle=cycle, agency__name="Open Door")
    page = got(client_of(business_manager), "section-11-launch", 1)

    assert "Nobody is named to write for Open Door." in page
    assert "It opens on 1 June 2018." in page
    assert "Launch it</button>" not in page
    assert "1 organisation would be asked, from 1 June 2018." in got(
        client_of(business_manager), "section-11-cycle", 1
    )
