"""The pages of cycles: planned, filled, launched and closed by clicking; narrowed; and who sees what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency, AgencyKind, Board, Person
from registers.models import Assessment, Assignment, Cycle
from tests.factories import AssessmentFactory, AssignmentFactory, CycleFactory, StandardSetFactory

ClientOf = Callable[[Person | None], Client]
DAYS = {
    "opens_on_day": "2",
    "opens_on_month": "4",
    "opens_on_year": "2018",
    "due_on_day": "29",
    "due_on_month": "6",
    "due_on_year": "2018",
}


def got(client: Client, name: str, *args: object, query: str = "") -> str:
    return client.get(reverse(f"registers:{name}", args=["wessex", *args]) + query).content.decode()


def posted(client: Client, name: str, given: dict[str, Any], *args: object) -> str:
    address = reverse(f"registers:{name}", args=["wessex", *args])
    return client.post(address, given, follow=True).content.decode()


@pytest.fixture
def running(board: Board) -> Cycle:
    """A cycle due on 18 May, three days ago: one organisation late, one late and invited, one that came."""
    standards = StandardSetFactory(board=board, version=1)
    cycle: Cycle = CycleFactory(
        board=board, number=1, name="2017-18", standards=standards, due_on=date(2018, 5, 18)
    )
    late = AssessmentFactory(cycle=cycle, agency__name="Late Trust", state="sent")
    AssignmentFactory(assessment=late)
    AssessmentFactory(cycle=cycle, agency__name="Kind Charity", duty="invited", kindly=True, state="not_sent")
    AssessmentFactory(
        cycle=cycle,
        agency__name="Good School",
        duty="own_duty",
        state="submitted",
        submitted_at=cycle.launched_at,
    )
    AssessmentFactory(
        cycle=cycle, agency__name="Gone Club", left_out_at=cycle.launched_at, left_out_why="Closed."
    )
    return cycle


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


def test_standards_are_begun_and_edited_by_clicking(
    board: Board, business_manager: Person, board_member: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    assert "is begun" in posted(client, "section-11-begin", {"source": "year-2007"})
    assert "is begun" in posted(client, "section-11-begin", {"source": "version"})
    given = {"title": "Missing children", "asks": "Who goes missing?", "do": "save"}
    assert "9. Missing children" in posted(client, "section-11-standard-add", given, 2)
    assert "It has moved up." in posted(client, "section-11-standard", {"do": "up"}, 2, 9)
    assert "It is the first already." in posted(client, "section-11-standard", {"do": "up"}, 2, 1)
    assert "The standard is changed." in posted(
        client, "section-11-standard", given | {"title": "Missing"}, 2, 8
    )
    assert "It is taken out." in posted(client, "section-11-standard", {"do": "remove"}, 2, 1)
    assert "The name is changed." in posted(client, "section-11-rename", {"name": "Ours"}, 2)
    said = got(client_of(board_member), "section-11-version", 2)
    assert "Not taken up" in said
    assert "Add a standard" not in said


def test_words_and_kinds_are_set_by_clicking(
    board: Board, charity_kind: AgencyKind, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    given = {"legal": "You need not.", "asking": "Would you, by {due}?", "again": "There is time."}
    assert "Check with your solicitor." in got(client, "section-11-wordings")
    assert "You need not." in posted(client, "section-11-wording", given, "invited")
    assert "Say in what is asked by when" in posted(
        client, "section-11-wording", given | {"asking": "Would you?"}, "invited"
    )
    assert "(has its own)" in posted(
        client, "section-11-kind-words", given | {"legal": "For charities."}, "charity"
    )
    assert "Changed, for letters to come." in posted(
        client, "section-11-kind-words", {"reset": "yes"}, "charity"
    )
    assert "the usual words already" in posted(client, "section-11-kind-words", {"reset": "yes"}, "charity")
    said = posted(client, "section-11-kind", {"duty": "own_duty", "basis": ""}, "charity")
    assert "Name the law" in said
    said = posted(client, "section-11-kind", {"duty": "own_duty", "basis": "section 11"}, "charity")
    assert "is changed, for cycles to come." in said
    for name, wrong in (("section-11-wording", "nobody"), ("section-11-kind", "no-kind")):
        assert client.get(reverse(f"registers:{name}", args=["wessex", wrong])).status_code == 404
