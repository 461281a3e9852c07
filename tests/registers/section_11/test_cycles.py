"""Cycles: planned, amended, launched with letters that fit each group, closed with every link shut."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from agencies.models import Agency, Board, Entry, Letter, Person, SignedLink
from agencies.queries.links import link_of
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import assignments, cycles, organisations, standards
from registers.models import Cycle, StandardSet
from registers.queries.section_11.parts import assignment_opened, parts_in, parts_of
from registers.rules.section_11.parts import Part
from registers.rules.section_11.scales import Scale
from tests.conftest import TODAY
from tests.factories import AssessmentFactory, CycleFactory, DutyWordingFactory

StandingOf = Callable[[Person], Standing]
_TOKEN = re.compile(r"/assess/([\w-]+)/")


def test_a_first_cycle_starts_with_the_standards_of_its_year(planned: Cycle) -> None:
    assert planned.number == 1
    assert planned.standards.version == 1
    assert planned.standards.standards.count() == 13
    assert planned.standards.settled_at is None
    assert Entry.objects.filter(verb="section_11.plan", reference=str(planned.pk)).count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "Give the cycle a name"),
        ({"name": "2017-18"}, "Another cycle is called 2017-18"),
        ({"due_on": date(2018, 4, 1)}, "due after the day on which the cycle opens"),
        ({"standards_id": 0}, "No such version of the standards"),
    ],
)
def test_a_cycle_that_does_not_fit_is_not_planned(
    planned: Cycle, office: Standing, change: dict[str, Any], said: str
) -> None:
    given = {
        "name": "2018-19",
        "scale": Scale.RED_AMBER_GREEN,
        "opens_on": date(2018, 4, 2),
        "due_on": date(2018, 6, 29),
    }

    with pytest.raises(Refused, match=said):
        cycles.plan(**(given | change), by=office)
    assert Cycle.objects.count() == 1


def test_only_those_who_keep_cycles_plan_them(
    board_member: Person, health_lead: Person, standing_of: StandingOf
) -> None:
    for person in (board_member, health_lead):
        with pytest.raises(Refused, match="Only the independent chair and the business manager"):
            cycles.plan(
                name="2018-19",
                scale=Scale.RED_AMBER_GREEN,
                opens_on=date(2018, 4, 2),
                due_on=date(2018, 6, 29),
                by=standing_of(person),
            )


def test_a_launch_writes_to_each_group_in_its_own_words_and_settles_the_standards(
    planned: Cycle, force: Agency, charity: Agency, office: Standing, business_manager: Person
) -> None:
    first = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    second = organisations.add(cycle_id=planned.pk, agency=charity, by=office)
    assignments.assign(
        assessment_id=first.pk, part=Part.AUTHOR, name="Ada Writer", email="Ada@Force.example", by=office
    )
    assignments.assign(
        assessment_id=first.pk,
        part=Part.SUBSTITUTE,
        name="Stan Deputy",
        email="stan@force.example",
        by=office,
    )
    assignments.assign(
        assessment_id=second.pk, part=Part.SUBSTITUTE, name="Sue Keyes", email="sue@door.example", by=office
    )
    assert not Letter.objects.exists()

    cycles.launch(cycle_id=planned.pk, by=office)

    letters = {one.to: one for one in Letter.objects.all()}
    assert set(letters) == {"ada@force.example", "sue@door.example"}
    ada, sue = letters["ada@force.example"].text, letters["sue@door.example"].text
    assert "(section 11, Children Act 2004), and must report on it when the board asks." in ada
    assert "by 29 June 2018" in ada
    assert "Nothing obliges you to take part." in sue
    assert "must" not in sue
    for one in (first, second):
        one.refresh_from_db()
    assert (first.state, second.state) == ("sent", "sent")
    assert StandardSet.objects.get().settled_at is not None


def test_who_has_an_account_is_shown_the_page_and_who_has_none_gets_a_link_of_their_own(
    planned: Cycle, force: Agency, office: Standing, police_lead: Person
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    for name, email in (("Paul Nicholls", police_lead.email), ("Ada Writer", "ada@force.example")):
        assignments.assign(assessment_id=made.pk, part=Part.AUTHOR, name=name, email=email, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)

    letters = {one.to: one.text for one in Letter.objects.all()}
    assert "/wessex/section-11/1/county-force/" in letters[police_lead.email]
    assert not _TOKEN.search(letters[police_lead.email])
    found = _TOKEN.search(letters["ada@force.example"])
    assert found is not None
    link = link_of(found[1], "assessment")
    assert link is not None
    opened = assignment_opened(link)
    assert opened is not None
    assert (opened.email, opened.assessment) == ("ada@force.example", made)
    days = (link.expires_at - timezone.now()) / timedelta(days=1)
    assert days == pytest.approx((date(2018, 6, 29) - TODAY).days + 90, abs=0.1)


def test_the_boards_own_words_take_the_place_of_the_usual_ones(
    board: Board, planned: Cycle, charity: Agency, office: Standing
) -> None:
    DutyWordingFactory(board=board, duty="invited", legal="For the group.")
    DutyWordingFactory(board=board, duty="invited", kind=charity.kind, legal="For charities alone.")
    made = organisations.add(cycle_id=planned.pk, agency=charity, by=office)
    assignments.assign(
        assessment_id=made.pk, part=Part.AUTHOR, name="Sue Keyes", email="sue@door.example", by=office
    )
    cycles.launch(cycle_id=planned.pk, by=office)

    text = Letter.objects.get().text
    assert "For charities alone." in text
    assert "We ask you kindly, by 29 June 2018." in text


def test_an_organisation_with_nobody_to_write_to_stays_not_sent_until_somebody_is_named(
    planned: Cycle, force: Agency, charity: Agency, office: Standing
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)
    made.refresh_from_db()
    assert made.state == "not_sent"
    assert "1 have nobody to write to yet" in Entry.objects.get(verb="section_11.launch").words

    assignments.assign(
        assessment_id=made.pk, part=Part.AUTHOR, name="Ada Writer", email="ada@force.example", by=office
    )

    made.refresh_from_db()
    assert made.state == "sent"
    assert Letter.objects.get().to == "ada@force.example"


def test_a_cycle_is_not_launched_empty_early_late_or_twice(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    with pytest.raises(Refused, match="No organisation is asked yet"):
        cycles.launch(cycle_id=planned.pk, by=office)
    organisations.add(cycle_id=planned.pk, agency=force, by=office)
    with clock.at(date(2018, 4, 1)), pytest.raises(Refused, match="It opens on 2 April 2018"):
        cycles.launch(cycle_id=planned.pk, by=office)
    with clock.at(date(2018, 6, 29)), pytest.raises(Refused, match="Give organisations time"):
        cycles.launch(cycle_id=planned.pk, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)
    with pytest.raises(Refused, match="was launched already"):
        cycles.launch(cycle_id=planned.pk, by=office)


def test_who_is_only_to_sign_is_told_and_the_organisation_stays_not_sent(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    assignments.assign(
        assessment_id=made.pk, part=Part.EXECUTIVE, name="Eve Chief", email="eve@force.example", by=office
    )
    cycles.launch(cycle_id=planned.pk, by=office)

    made.refresh_from_db()
    assert made.state == "not_sent"
    assert "the executive who signs it off" in Letter.objects.get().text


def test_a_cycle_that_asks_nothing_is_not_launched_and_a_second_one_may_ask_by_settled_standards(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    organisations.add(cycle_id=planned.pk, agency=force, by=office)
    kept = list(planned.standards.standards.values("number", "title", "asks"))
    planned.standards.standards.all().delete()
    with pytest.raises(Refused, match="These standards are empty"):
        cycles.launch(cycle_id=planned.pk, by=office)
    for one in kept:
        planned.standards.standards.create(**one)
    cycles.launch(cycle_id=planned.pk, by=office)
    settled = StandardSet.objects.get().settled_at
    second = cycles.plan(**_as_it_is(planned) | {"name": "Again"}, by=office)
    organisations.add(cycle_id=second.pk, agency=force, by=office)

    cycles.launch(cycle_id=second.pk, by=office)

    assert StandardSet.objects.get().settled_at == settled


def test_a_cycle_is_renamed_without_moving_anybodys_day(planned: Cycle, office: Standing) -> None:
    other = AssessmentFactory(cycle=planned, due_on=date(2018, 7, 6))
    cycles.amend(cycle_id=planned.pk, **_as_it_is(planned) | {"name": "Year 1"}, by=office)

    other.refresh_from_db()
    assert other.due_on == date(2018, 7, 6)
    assert "name 2017-18, now Year 1" in Entry.objects.get(verb="section_11.amend").words


def test_another_due_day_moves_those_who_had_it_and_have_not_submitted(
    planned: Cycle, office: Standing
) -> None:
    waiting = AssessmentFactory(cycle=planned)
    has_more = AssessmentFactory(cycle=planned, due_on=date(2018, 7, 6))
    came = AssessmentFactory(cycle=planned, state="submitted", submitted_at=clock.now())
    later = date(2018, 7, 13)

    cycles.amend(cycle_id=planned.pk, **_as_it_is(planned) | {"due_on": later}, by=office)

    for one in (waiting, has_more, came):
        one.refresh_from_db()
    assert (waiting.due_on, has_more.due_on, came.due_on) == (later, date(2018, 7, 6), date(2018, 6, 29))
    assert "due 29 June 2018, now 13 July 2018" in Entry.objects.get(verb="section_11.amend").words


def test_scale_standards_and_opening_day_stay_once_launched(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    organisations.add(cycle_id=planned.pk, agency=force, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)
    other = standards.begin_version(standards_id=planned.standards_id, by=office)
    for change in (
        {"scale": Scale.RED_AMBER_GREEN},
        {"standards_id": other.pk},
        {"opens_on": date(2018, 4, 3)},
    ):
        with pytest.raises(Refused, match="stay as they are once a cycle is launched"):
            cycles.amend(cycle_id=planned.pk, **_as_it_is(planned) | change, by=office)
    with pytest.raises(Refused, match="Nothing has changed"):
        cycles.amend(cycle_id=planned.pk, **_as_it_is(planned), by=office)


def test_closing_shuts_every_link_and_ends_every_change(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    assignments.assign(
        assessment_id=made.pk, part=Part.AUTHOR, name="Ada Writer", email="ada@force.example", by=office
    )
    with pytest.raises(Refused, match="was not launched yet"):
        cycles.close(cycle_id=planned.pk, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)
    found = _TOKEN.search(Letter.objects.get().text)
    assert found is not None

    cycles.close(cycle_id=planned.pk, by=office)

    assert link_of(found[1], "assessment") is None
    assert SignedLink.objects.get().revoked_at is not None
    with pytest.raises(Refused, match="This cycle is closed"):
        organisations.leave_out(assessment_id=made.pk, reason="It closed.", by=office)


def test_no_other_boards_cycle_or_self_assessment_can_be_touched(
    other_board: Board, force: Agency, office: Standing
) -> None:
    theirs = CycleFactory(board=other_board)
    one = AssessmentFactory(cycle=theirs)

    with pytest.raises(Refused, match="No such cycle"):
        cycles.close(cycle_id=theirs.pk, by=office)
    with pytest.raises(Refused, match="No such cycle"):
        organisations.add(cycle_id=theirs.pk, agency=force, by=office)
    with pytest.raises(Refused, match="No such self-assessment"):
        assignments.assign(
            assessment_id=one.pk, part=Part.AUTHOR, name="Ada", email="ada@force.example", by=office
        )
    assert parts_of(office, one) == frozenset()
    assert parts_in(office, [one.pk]) == {}


def _as_it_is(cycle: Cycle) -> dict[str, Any]:
    return {
        "name": cycle.name,
        "scale": Scale(cycle.scale),
        "standards_id": cycle.standards_id,
        "opens_on": cycle.opens_on,
        "due_on": cycle.due_on,
        "panel_on": cycle.panel_on,
        "report_on": cycle.report_on,
    }
