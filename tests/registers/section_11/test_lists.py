"""A list of organisations: every fault at its cell, nobody added in part, and what is new or known."""

from datetime import timedelta

import pytest
import time_machine

from agencies.models import Agency, AgencyKind, Letter
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import cycles, lists, organisations
from registers.models import Assessment, Cycle
from registers.queries.section_11.organisations import names_known
from tests.factories import AgencyAliasFactory, AssessmentFactory

HEAD = "Organisation\tKind\tAuthor\tAuthor email\tExecutive\tEmail of executive\n"


def looked(cycle: Cycle, office: Standing, rows: str, kind: AgencyKind | None = None) -> lists.Preview:
    return lists.look_through(cycle_id=cycle.pk, data=(HEAD + rows).encode(), kind=kind, by=office)


def said(preview: lists.Preview) -> list[tuple[str, str]]:
    return [(one.cell, one.code) for one in preview.listed.findings]


def test_a_pasted_list_is_looked_through_then_added_with_everybody_named(
    planned: Cycle, charity_kind: AgencyKind, police_kind: AgencyKind, office: Standing
) -> None:
    rows = (
        "Open Door\tVoluntary sector\tSue Keyes\tSue@door.example\t\t\n"
        "\t\t\t\t\t\n"
        "County Force\tPolice\tAda Writer\tada@force.example\tEve Chief\teve@force.example\n"
    )
    preview = looked(planned, office, rows)
    assert said(preview) == []
    assert (preview.new, preview.kinds) == (2, ("Voluntary sector", "Police"))
    assert not Assessment.objects.exists()

    assert lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=office) == 2

    found = {
        one.agency.name: sorted(one.assignments.values_list("part", "email"))
        for one in Assessment.objects.filter(cycle=planned)
    }
    assert found == {
        "Open Door": [("author", "sue@door.example")],
        "County Force": [("author", "ada@force.example"), ("executive", "eve@force.example")],
    }


def test_a_known_organisation_is_found_by_any_of_its_names_and_keeps_its_kind(
    planned: Cycle, force: Agency, charity_kind: AgencyKind, office: Standing
) -> None:
    AssessmentFactory(cycle__board=planned.board, agency=force)
    AgencyAliasFactory(agency=force, name="CF Police")

    preview = looked(planned, office, "cf  police\tVoluntary sector\t\t\t\t\n")
    lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=office)

    assert (preview.new, preview.kinds) == (0, ("Police",))
    assert Assessment.objects.get(cycle=planned).agency == force
    assert Agency.objects.filter(name__icontains="police").exclude(pk=force.pk).count() == 0


def test_the_kind_chosen_holds_for_rows_that_name_none(
    planned: Cycle, charity_kind: AgencyKind, office: Standing
) -> None:
    assert said(looked(planned, office, "Open Door\t\t\t\t\t\n")) == [("B2", "kind-missing")]
    assert said(looked(planned, office, "Open Door\t\t\t\t\t\n", charity_kind)) == []


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("\tPolice\t\t\t\t\n", [("A2", "name-missing")]),
        (f"{'Long ' * 41}\tPolice\t\t\t\t\n", [("A2", "name-long")]),
        ("Open Door\tSecret society\t\t\t\t\n", [("B2", "kind-unknown")]),
        ("Open Door\tPolice\tAda\t\t\t\n", [("D2", "address-missing")]),
        ("Open Door\tPolice\t\tada@force.example\t\t\n", [("C2", "person-missing")]),
        ("Open Door\tPolice\tAda\tada at force\t\t\n", [("D2", "address-unclear")]),
        ("Open Door\tPolice\t\t\t\t\nopen door\tPolice\t\t\t\t\n", [("A3", "row-twice")]),
        ("Open Door\tPolice\t\t\tEve\teve\n", [("F2", "address-unclear")]),
    ],
)
def test_every_fault_is_said_at_its_cell_and_nobody_can_be_added(
    row: str, findings: list[tuple[str, str]], planned: Cycle, police_kind: AgencyKind, office: Standing
) -> None:
    preview = looked(planned, office, row)

    assert said(preview) == findings
    assert preview.sealed == ""
    with pytest.raises(Refused, match="Send it again"):
        lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=office)


def test_who_is_in_the_cycle_already_gets_those_who_are_new_and_who_was_left_out_stops_the_list(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    row = "County Force\t\tAda\tada@force.example\t\t\n"
    for _ in range(2):
        preview = looked(planned, office, row)
        assert said(preview) == [("A2", "asked-already")]
        lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=office)
    assert made.assignments.count() == 1

    organisations.leave_out(assessment_id=made.pk, reason="It closed.", by=office)

    assert said(looked(planned, office, row)) == [("A2", "left-out")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Name of child\tAge\nx\t7\n", "not-recognised"),
        (b"Organisation\tKind\n", "no-rows"),
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 50, ""),
        (b"Organisation\n" + b"".join(b"School %d\n" % n for n in range(501)), "too-many"),
    ],
)
def test_what_is_no_list_is_the_only_finding(
    data: bytes, code: str, planned: Cycle, charity_kind: AgencyKind, office: Standing
) -> None:
    preview = lists.look_through(cycle_id=planned.pk, data=data, kind=charity_kind, by=office)

    assert len(preview.listed.findings) == 1
    assert code in preview.listed.findings[0].code
    assert preview.sealed == ""


def test_a_seal_holds_for_an_hour_for_one_cycle_and_one_person(
    planned: Cycle, charity_kind: AgencyKind, office: Standing, chair: object, standing_of: object
) -> None:
    preview = looked(planned, office, "Open Door\t\t\t\t\t\n", charity_kind)
    chairs = standing_of(chair)  # type: ignore[operator]
    with pytest.raises(Refused, match="for another cycle"):
        lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=chairs)
    with pytest.raises(Refused, match="Send it again"):
        lists.add(cycle_id=planned.pk, sealed=preview.sealed + "x", by=office)
    with time_machine.travel(timedelta(hours=2)), pytest.raises(Refused, match="Send it again"):
        lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=office)


def test_a_list_whose_organisation_was_entered_meanwhile_is_looked_through_again(
    planned: Cycle, charity_kind: AgencyKind, office: Standing
) -> None:
    preview = looked(planned, office, "Help Line\t\t\t\t\t\nOpen Door\t\t\t\t\t\n", charity_kind)
    organisations.add_new(cycle_id=planned.pk, name="Open Door", kind=charity_kind, by=office)

    with pytest.raises(Refused, match="Open Door was entered here meanwhile"):
        lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=office)
    assert set(names_known(planned.board_id)) == {"open door"}


def test_in_a_running_cycle_whoever_is_named_is_written_to_at_once(
    planned: Cycle, force: Agency, charity_kind: AgencyKind, office: Standing
) -> None:
    organisations.add(cycle_id=planned.pk, agency=force, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)

    preview = looked(planned, office, "Open Door\t\tSue Keyes\tsue@door.example\t\t\n", charity_kind)
    lists.add(cycle_id=planned.pk, sealed=preview.sealed, by=office)

    assert Letter.objects.get().to == "sue@door.example"
