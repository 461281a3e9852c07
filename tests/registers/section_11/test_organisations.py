"""Organisations in a cycle: added one by one, new, by kind; more time; left out and taken in again."""

from datetime import date

import pytest

from agencies.models import Agency, AgencyKind, Board, Entry, SignedLink
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import assignments, cycles, organisations
from registers.models import Assessment, Assignment, Cycle
from registers.queries.section_11.kinds import kinds_left
from registers.rules.section_11.parts import Part
from tests.factories import AgencyFactory, AgencyKindFactory, AssessmentFactory, SeatFactory

DUE = date(2018, 6, 29)


def test_an_organisation_is_asked_by_the_right_of_its_kind_and_stays_so(
    planned: Cycle, force: Agency, charity: Agency, office: Standing
) -> None:
    first = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    second = organisations.add(cycle_id=planned.pk, agency=charity, by=office)
    AgencyKind.objects.filter(pk=force.kind_id).update(duty="invited", basis="", kindly=True)

    first.refresh_from_db()
    assert (first.duty, first.basis, first.kindly) == ("section_11", "section 11, Children Act 2004", False)
    assert (second.duty, second.basis, second.kindly) == ("invited", "", True)
    assert {first.due_on, second.due_on} == {DUE}


def test_one_is_not_added_twice_nor_after_its_end_nor_of_a_kind_in_no_group(
    planned: Cycle, force: Agency, police_kind: AgencyKind, office: Standing
) -> None:
    organisations.add(cycle_id=planned.pk, agency=force, by=office)
    for agency, said in (
        (force, "is in this cycle already"),
        (AgencyFactory(kind=police_kind, until=date(2018, 6, 28)), "ended before the cycle is due"),
        (AgencyFactory(kind=AgencyKindFactory(duty="")), "is in no group"),
    ):
        with pytest.raises(Refused, match=said):
            organisations.add(cycle_id=planned.pk, agency=agency, by=office)
    assert Assessment.objects.count() == 1


def test_a_new_organisation_gets_a_code_of_its_own_and_may_be_added_with_its_author(
    planned: Cycle, charity: Agency, charity_kind: AgencyKind, office: Standing
) -> None:
    AgencyFactory(code="wessex-st-marys", name="Of another board")
    made = organisations.add_new(
        cycle_id=planned.pk,
        name=" St  Mary’s ",
        kind=charity_kind,
        named=("Sue Keyes", "sue@st-marys.example"),
        by=office,
    )

    assert (made.agency.name, made.agency.code) == ("St Mary’s", "wessex-st-marys-2")
    assert made.assignments.get().part == "author"
    with pytest.raises(Refused, match="is known here already"):
        organisations.add_new(cycle_id=planned.pk, name="st marys", kind=charity_kind, by=office)


def test_a_kind_brings_those_known_here_and_no_other_boards(
    board: Board, other_board: Board, planned: Cycle, police_kind: AgencyKind, office: Standing
) -> None:
    here, gone, elsewhere = (AgencyFactory(kind=police_kind) for _ in range(3))
    SeatFactory(board=board, agency=here)
    SeatFactory(board=board, agency=gone, until=date(2018, 5, 21))
    SeatFactory(board=other_board, agency=elsewhere)
    asked = AssessmentFactory(cycle__board=board, agency__kind=police_kind).agency

    assert [(one.kind, one.left) for one in kinds_left(office, planned)] == [(police_kind, 2)]
    made = organisations.add_kinds(cycle_id=planned.pk, kinds=[police_kind.pk], by=office)

    assert {one.agency for one in made} == {here, asked}
    with pytest.raises(Refused, match="in this cycle already"):
        organisations.add_kinds(cycle_id=planned.pk, kinds=[police_kind.pk], by=office)
    assert kinds_left(office, planned) == ()


def test_one_organisation_gets_another_day_with_the_reason_on_record(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)

    organisations.give_time(
        assessment_id=made.pk, due_on=date(2018, 7, 13), reason="Its lead is ill.", by=office
    )

    made.refresh_from_db()
    assert made.due_on == date(2018, 7, 13)
    said = "County Force has until 13 July 2018; it was 29 June 2018. Its lead is ill."
    assert Entry.objects.get(verb="section_11.give_time").words == said


@pytest.mark.parametrize(
    ("day", "reason", "said"),
    [
        (date(2018, 5, 21), "Ill.", "That day has passed"),
        (DUE, "Ill.", "That is its day already"),
        (date(2018, 7, 13), " ", "Say why"),
    ],
)
def test_another_day_that_does_not_fit_is_refused(
    planned: Cycle, force: Agency, office: Standing, day: date, reason: str, said: str
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)

    with pytest.raises(Refused, match=said):
        organisations.give_time(assessment_id=made.pk, due_on=day, reason=reason, by=office)


def test_what_was_submitted_gets_no_other_day(planned: Cycle, office: Standing) -> None:
    came = AssessmentFactory(cycle=planned, state="submitted", submitted_at=clock.now())

    with pytest.raises(Refused, match="It has submitted"):
        organisations.give_time(assessment_id=came.pk, due_on=date(2018, 7, 13), reason="Ill.", by=office)


def test_leaving_out_ends_every_part_and_shuts_every_link_and_is_undone_by_taking_in(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    assignments.assign(
        assessment_id=made.pk, part=Part.AUTHOR, name="Ada Writer", email="ada@force.example", by=office
    )
    cycles.launch(cycle_id=planned.pk, by=office)

    organisations.leave_out(assessment_id=made.pk, reason="It was merged.", by=office)

    assert SignedLink.objects.get().revoked_at is not None
    assert Assignment.objects.get().ended_at is not None
    with pytest.raises(Refused, match="It was left out"):
        organisations.leave_out(assessment_id=made.pk, reason="Again.", by=office)
    organisations.take_in(assessment_id=made.pk, by=office)
    made.refresh_from_db()
    assert (made.left_out_at, made.left_out_why, made.left_out_by) == (None, "", "")
    with pytest.raises(Refused, match="It is part of this cycle"):
        organisations.take_in(assessment_id=made.pk, by=office)
