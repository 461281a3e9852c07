"""Case audits: recorded without a case, changed with every change kept, and repeated to see what moved."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import audits as acts
from registers.actions.overtaken import Overtaken
from registers.models import CaseAudit
from registers.queries.audits import audit_page
from registers.rules.audits import counts_fit, day_fits, good_share
from tests.conftest import TODAY
from tests.factories import (
    THE_DAY,
    ActionFactory,
    AuditedAgencyFactory,
    AuditGradeFactory,
    CaseAuditFactory,
    ChallengeFactory,
    EvidenceFactory,
    SeatFactory,
)

ClientOf = Callable[[Person], Client]
CHILD = "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"


@pytest.fixture
def manager(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(business_manager)


def recorded(board: Board, by: Standing, *agencies: Agency, **given: Any) -> CaseAudit:
    common = {
        "theme": "Neglect",
        "held_on": date(2018, 2, 6),
        "cases": 12,
        "grades": {"good": 7, "requires": 4},
        "showed": "Chronologies are kept, and seldom read.",
    }
    return acts.record_audit(board=board, agencies=agencies, by=by, **common | given)


@pytest.mark.parametrize(
    ("cases", "grades", "why"),
    [
        (12, {"good": 12}, ""),
        (12, {}, ""),
        (1, {"inadequate": 1}, ""),
        (500, {}, ""),
        (12, {"good": 9, "requires": 4}, "13 grades were given to 12 cases."),
        (1, {"good": 2}, "2 grades were given to 1 case."),
        (0, {}, "from 1 to 500"),
        (501, {}, "from 1 to 500"),
    ],
)
def test_grades_fit_the_number_of_cases(cases: int, grades: dict[str, int], why: str) -> None:
    verdict = counts_fit(cases, grades)

    assert bool(verdict) is not bool(why)
    assert why in verdict.reason


@pytest.mark.parametrize(
    ("grades", "share"),
    [
        ({}, None),
        ({"good": 1}, 100),
        ({"inadequate": 3}, 0),
        ({"outstanding": 1, "good": 1, "requires": 1}, 67),
        ({"good": 1, "requires": 7}, 13),
        ({"good": 1, "requires": 2}, 33),
    ],
)
def test_the_share_of_good_is_of_those_graded_and_halves_go_up(
    grades: dict[str, int], share: int | None
) -> None:
    assert good_share(grades) == share


def test_an_audit_was_held_and_after_the_one_it_repeats() -> None:
    assert day_fits(TODAY, today=TODAY)
    assert "once it was held" in day_fits(date(2018, 5, 22), today=TODAY).reason
    assert "Check the year" in day_fits(date(1918, 5, 1), today=TODAY).reason
    for earlier in (date(2018, 3, 1), TODAY):
        verdict = day_fits(date(2018, 3, 1), today=TODAY, earlier=earlier)
        assert verdict.reason == "An audit repeats one that was held before it."
    assert day_fits(date(2018, 3, 2), today=TODAY, earlier=date(2018, 3, 1))


def test_an_audit_is_numbered_with_who_took_part_and_how_cases_were_graded(
    board: Board, health: Agency, police: Agency, manager: Standing
) -> None:
    audit = recorded(board, manager, health, police)

    assert audit.reference == "AU-1"
    assert {one.agency_id for one in audit.parts.all()} == {health.pk, police.pk}
    assert {one.grade: one.number for one in audit.grades.all()} == {"good": 7, "requires": 4}
    entry = Entry.objects.get(verb="audits.record")
    assert (entry.kind, entry.reference) == ("audit", str(audit.pk))


@pytest.mark.parametrize(
    "name", ["health_lead", "board_member", "analyst", "councillor", "training_coordinator"]
)
def test_only_chair_and_office_record_audits(
    name: str,
    board: Board,
    health: Agency,
    cast: dict[str, Person],
    standing_of: Callable[[Person], Standing],
) -> None:
    with pytest.raises(Refused, match="Only the independent chair and the business manager keep"):
        recorded(board, standing_of(cast[name]), health)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"theme": " "}, "Say what the audit was about"),
        ({"theme": CHILD}, "could identify a child"),
        ({"showed": ""}, "Say what it showed"),
        ({"showed": CHILD}, "could identify a child"),
        ({"cases": 0}, "from 1 to 500"),
        ({"grades": {"good": 13}}, "13 grades were given to 12 cases"),
        ({"grades": {"splendid": 1}}, "four grades"),
        ({"grades": {"good": -1}}, "four grades"),
        ({"held_on": date(2018, 5, 22)}, "once it was held"),
    ],
)
def test_what_does_not_hold_together_is_refused(
    board: Board, health: Agency, manager: Standing, given: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        recorded(board, manager, health, **given)
    assert not CaseAudit.objects.exists()


def test_agencies_sat_at_the_board_on_the_day(
    board: Board, other_board: Board, health: Agency, police: Agency, manager: Standing
) -> None:
    with pytest.raises(Refused, match="Say which agencies took part"):
        recorded(board, manager)
    police.seats.update(until=date(2018, 2, 1))
    stranger = SeatFactory(board=other_board, agency__name="Mercia Health").agency
    with pytest.raises(Refused, match="County Police, Mercia Health had no seat at this board on that day"):
        recorded(board, manager, health, police, stranger)

    assert recorded(board, manager, health, police, held_on=date(2018, 1, 31)).parts.count() == 2


def test_an_audit_repeats_another_of_the_boards(
    board: Board, other_board: Board, health: Agency, manager: Standing
) -> None:
    first = recorded(board, manager, health)
    theirs = CaseAuditFactory(board=other_board, held_on=date(2017, 1, 1))

    again = recorded(board, manager, health, held_on=date(2018, 5, 2), again=first)

    assert again.again == first
    with pytest.raises(Refused, match="another of this board’s"):
        recorded(board, manager, health, again=theirs)


def test_what_is_changed_is_told_and_who_saves_second_is_told_first(
    board: Board, health: Agency, police: Agency, manager: Standing
) -> None:
    audit = recorded(board, manager, health)
    given = {
        "theme": "Neglect",
        "held_on": audit.held_on,
        "cases": 12,
        "showed": audit.showed,
        "grades": {"good": 8, "requires": 4},
    }

    acts.amend(audit_id=audit.pk, agencies=[health, police], seen=1, by=manager, **given)

    said = Entry.objects.get(verb="audits.amend").words
    assert said == (
        "Changed AU-1. Those who took part was “County Health”, and is “County Health, County Police”. "
        "The grades was “7 good, 4 requires improvement”, and is “8 good, 4 requires improvement”."
    )
    with pytest.raises(Overtaken):
        acts.amend(audit_id=audit.pk, agencies=[health], seen=1, by=manager, **given)
    with pytest.raises(Refused, match="Nothing has changed"):
        acts.amend(audit_id=audit.pk, agencies=[health, police], seen=2, by=manager, **given)


def test_an_audit_is_not_moved_behind_the_one_that_repeats_it(
    board: Board, health: Agency, manager: Standing
) -> None:
    first = recorded(board, manager, health)
    recorded(board, manager, health, held_on=date(2018, 3, 6), again=first)

    with pytest.raises(Refused, match="AU-2 repeats it, and was held on 6 March 2018"):
        acts.amend(
            audit_id=first.pk,
            theme="Neglect",
            held_on=date(2018, 4, 6),
            cases=12,
            agencies=[health],
            grades={},
            showed="It moved.",
            seen=1,
            by=manager,
        )


def test_a_repeat_stands_beside_the_one_it_repeats(board: Board, health: Agency, manager: Standing) -> None:
    first = recorded(board, manager, health, grades={"good": 3, "inadequate": 6})
    second = recorded(
        board,
        manager,
        health,
        held_on=date(2018, 5, 2),
        again=first,
        grades={"outstanding": 1, "good": 8},
        cases=10,
    )

    page = audit_page(manager, second)

    assert [(one.grade, one.then, one.now) for one in page.grades] == [
        ("Outstanding", 0, 1),
        ("Good", 3, 8),
        ("Requires improvement", 0, 0),
        ("Inadequate", 6, 0),
    ]
    assert (page.good_then, page.good, page.ungraded) == (33, 100, 1)
    assert audit_page(manager, first).repeated == (second,)


def test_its_page_shows_what_came_of_it(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    audit = CaseAuditFactory(board=board, number=3)
    ActionFactory(board=board, number=12, origin_kind="audit", origin_key=str(audit.pk))
    challenge = ChallengeFactory(board=board, number=29)
    for _ in range(2):
        EvidenceFactory(action=None, challenge=challenge, audit=audit)

    said = client_of(chair).get(reverse("registers:audit", args=["wessex", 3])).content.decode()

    assert "Neglect" in said
    assert ">A-12</a>" in said
    assert said.count(">CH-29</a></li>") == 1
    assert "From signal to result: CH-29" in said
    assert f"?from=audit&amp;key={audit.pk}" in said


FORM = {
    "theme": "Neglect",
    "held_on_day": "6",
    "held_on_month": "2",
    "held_on_year": "2018",
    "cases": "12",
    "grade_good": "7",
    "showed": "Chronologies are kept.",
}


def test_it_is_recorded_and_put_right_on_pages(
    board: Board, health: Agency, business_manager: Person, chair: Person, client_of: ClientOf
) -> None:
    client, given = client_of(business_manager), FORM | {"agencies": [health.pk]}
    said = client.post(
        reverse("registers:audit-record", args=["wessex"]), given, follow=True
    ).content.decode()
    assert "AU-1 is recorded." in said
    edit = reverse("registers:audit-amend", args=["wessex", 1])
    assert 'value="7"' in client.get(edit).content.decode()

    client_of(chair).post(edit, given | {"theme": "Early help", "seen": "1"})
    told = client.post(edit, given | {"cases": "13", "seen": "1"}, follow=True).content.decode()
    assert "Somebody else has changed this" in told
    assert "The theme was “Neglect”, and is “Early help”." in told
    client.post(edit, given | {"cases": "13", "seen": "2"}, follow=True)

    assert (CaseAudit.objects.get().theme, CaseAudit.objects.get().cases) == ("Neglect", 13)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"cases": "a dozen"}, "Enter how many cases were looked at, in figures."),
        ({"cases": "5"}, "7 grades were given to 5 cases."),
        ({"grade_good": "-1"}, "Graded good: enter a number, or leave it empty."),
        ({"showed": ""}, "Say what it showed."),
    ],
)
def test_the_form_says_what_is_wrong(
    board: Board,
    health: Agency,
    business_manager: Person,
    client_of: ClientOf,
    given: dict[str, str],
    said: str,
) -> None:
    address = reverse("registers:audit-record", args=["wessex"])

    page = client_of(business_manager).post(address, FORM | {"agencies": [health.pk]} | given)

    assert said in page.content.decode()
    assert not CaseAudit.objects.exists()


def test_the_list_takes_no_more_questions_the_longer_it_is(
    board: Board,
    health: Agency,
    chair: Person,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = CaseAuditFactory(board=board, number=1, held_on=date(2010, 1, 1))
    for number in range(2, 62):
        audit = CaseAuditFactory(board=board, number=number, again=first)
        AuditedAgencyFactory(audit=audit, agency=health)
        AuditGradeFactory(audit=audit)
    client = client_of(chair)

    with django_assert_num_queries(8):
        page = client.get(reverse("registers:audits", args=["wessex"])).content.decode()

    assert page.count("<tr") == 51
    assert "100%" in page
    assert "repeats AU-1" in page


def test_a_board_without_audits_says_so(board: Board, chair: Person, client_of: ClientOf) -> None:
    page = client_of(chair).get(reverse("registers:audits", args=["wessex"])).content.decode()

    assert "No case audit has been recorded yet." in page


def test_times_of_recording_are_the_boards(board: Board, health: Agency, manager: Standing) -> None:
    assert recorded(board, manager, health).recorded_at.date() == TODAY != THE_DAY.date()
