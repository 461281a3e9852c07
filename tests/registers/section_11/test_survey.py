"""The survey of staff for those who keep it: made, fixed once it opens, and what it showed, small groups never."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from agencies.models import Agency, Board, Letter, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import surveys
from registers.models import Cycle, Survey, SurveyPlace, Tally
from registers.queries.section_11.survey_results import results, staff_of
from registers.rules.section_11.survey import Said
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    SurveyFactory,
    SurveyPlaceFactory,
    SurveyQuestionFactory,
    TallyFactory,
)
from tests.registers.section_11.moderating import cycle_of, submitted

OVER = date(2018, 6, 30)
DAYS = {"opens_on": date(2018, 5, 22), "closes_on": date(2018, 6, 8)}


@pytest.fixture
def cycle(board: Board, health: Agency, police: Agency) -> Cycle:
    found = cycle_of(board)
    submitted(found, health, 3, 3, 3)
    submitted(found, police, 3, 2, 3)
    return found


@pytest.fixture
def survey(cycle: Cycle, office: Standing) -> Survey:
    return surveys.make(cycle_id=cycle.pk, title="What you see at work", by=office, **DAYS)


def answered(survey: Survey, agency: Agency, agree: int, disagree: int = 0, unsure: int = 0) -> SurveyPlace:
    """An organisation whose staff answered the survey's statements all alike."""
    place: SurveyPlace = SurveyPlaceFactory(survey=survey, agency=agency, answers=agree + disagree + unsure)
    for question in survey.questions.all():
        for choice, number in (("agree", agree), ("disagree", disagree), ("do_not_know", unsure)):
            TallyFactory(question=question, place=place, choice=choice, number=number)
    return place


@pytest.fixture
def closed(cycle: Cycle) -> Survey:
    """A survey of one statement, about the second standard, that closed yesterday."""
    made: Survey = SurveyFactory(cycle=cycle, closes_on=date(2018, 5, 20))
    SurveyQuestionFactory(
        survey=made, number=1, text="I am trained.", standard=cycle.standards.standards.get(number=2)
    )
    return made


def test_staff_are_set_against_what_organisations_say_of_themselves(
    closed: Survey, cycle: Cycle, health: Agency, police: Agency, office: Standing
) -> None:
    answered(closed, health, 30, 9, 1)
    answered(closed, police, 12)

    found = results(office, cycle)

    assert found is not None
    (one,) = found.statements
    assert one.staff is not None
    assert (one.staff.answers, one.staff.percent, one.staff.do_not_know) == (52, 81, 1)
    assert (one.at_best, one.scored) == (1, 2)
    assert one.difference == 50 - 81
    assert {place.name: [said.percent for said in place.said.values()] for place in found.places} == {
        "County Health": [75],
        "County Police": [100],
    }


def test_a_small_group_and_the_one_it_could_be_worked_out_from_are_hidden(
    closed: Survey, cycle: Cycle, health: Agency, police: Agency, office: Standing
) -> None:
    answered(closed, health, 30)
    answered(closed, police, 4)
    answered(closed, AgencyFactory(name="Open Door"), 15)

    found = results(office, cycle)

    assert found is not None
    assert found.answers == 49
    own = {one.agency_id: staff_of(office, one) for one in cycle.assessments.select_related("cycle")}
    assert own == {health.pk: {2: (("I am trained.", Said(30, 30, 0)),)}, police.pk: {}}
    assert [place.name for place in found.places if place.said] == ["County Health"]


def test_of_fewer_than_ten_in_all_nothing_leaves(
    closed: Survey, cycle: Cycle, health: Agency, police: Agency, office: Standing
) -> None:
    answered(closed, health, 5)
    answered(closed, police, 4)

    found = results(office, cycle)

    assert found is not None
    assert found.answers is None
    assert [one.staff for one in found.statements] == [None]
    assert [place.said for place in found.places] == [{}, {}]


def test_results_are_seen_after_its_last_day_by_the_board_alone(
    survey: Survey,
    cycle: Cycle,
    office: Standing,
    health_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    clock.fix(DAYS["closes_on"])
    assert results(office, cycle) is None

    clock.fix(OVER)
    assert results(office, cycle) is not None
    assert results(standing_of(health_lead), cycle) is None


def test_once_open_its_statements_stay_and_once_over_nothing_moves(
    survey: Survey, health: Agency, office: Standing
) -> None:
    question = surveys.add_question(survey_id=survey.pk, text="I am trained.", standard=None, by=office)
    clock.fix(DAYS["opens_on"])

    for act in (
        lambda: surveys.add_question(survey_id=survey.pk, text="More?", standard=None, by=office),
        lambda: surveys.amend_question(question_id=question.pk, text="Else?", standard=None, by=office),
        lambda: surveys.remove_question(question_id=question.pk, by=office),
    ):
        with pytest.raises(Refused, match="all have answered the same"):
            act()
    later = surveys.amend(
        survey_id=survey.pk,
        title=survey.title,
        opens_on=survey.opens_on,
        closes_on=date(2018, 6, 15),
        by=office,
    )
    assert later.closes_on == date(2018, 6, 15)

    clock.fix(OVER)
    with pytest.raises(Refused, match="It is over"):
        surveys.amend(
            survey_id=survey.pk,
            title=survey.title,
            opens_on=survey.opens_on,
            closes_on=date(2018, 7, 15),
            by=office,
        )
    with pytest.raises(Refused, match="It is over"):
        surveys.add_places(survey_id=survey.pk, agency_ids=[health.pk], by=office)


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "why"),
    [
        (date(2018, 5, 21), date(2018, 6, 8), "opens tomorrow at the earliest"),
        (date(2018, 6, 8), date(2018, 6, 7), "closes on the day it opens"),
    ],
)
def test_a_survey_has_days_to_come_in_order(
    cycle: Cycle, office: Standing, opens_on: date, closes_on: date, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        surveys.make(cycle_id=cycle.pk, title="Survey", opens_on=opens_on, closes_on=closes_on, by=office)


def test_links_are_made_for_organisations_of_the_cycle_once(
    survey: Survey, health: Agency, police: Agency, office: Standing
) -> None:
    stranger = AgencyFactory()

    assert surveys.add_places(survey_id=survey.pk, agency_ids=[health.pk, stranger.pk], by=office) == 1
    assert surveys.add_places(survey_id=survey.pk, agency_ids=[health.pk, police.pk], by=office) == 1
    with pytest.raises(Refused, match="have no link yet"):
        surveys.add_places(survey_id=survey.pk, agency_ids=[health.pk, police.pk], by=office)

    words = set(SurveyPlace.objects.values_list("word", flat=True))
    assert len(words) == 2
    assert all(len(word) >= 20 for word in words)


def test_authors_are_sent_the_link_to_pass_on(
    survey: Survey, cycle: Cycle, health: Agency, office: Standing
) -> None:
    with pytest.raises(Refused, match="No organisation with a link has an author"):
        surveys.send_links(survey_id=survey.pk, by=office)
    AssignmentFactory(assessment=cycle.assessments.get(agency=health), email="ada@health.example")
    surveys.add_places(survey_id=survey.pk, agency_ids=[health.pk], by=office)

    assert surveys.send_links(survey_id=survey.pk, by=office) == 1

    letter = Letter.objects.get(to="ada@health.example")
    assert f"/survey/{survey.places.get().word}/" in letter.text


def test_only_the_chair_and_the_office_make_a_survey(
    cycle: Cycle, board_member: Person, standing_of: Callable[[Person], Standing]
) -> None:
    with pytest.raises(Refused, match="keep the cycles"):
        surveys.make(cycle_id=cycle.pk, title="Survey", by=standing_of(board_member), **DAYS)


def test_the_office_makes_it_page_by_page_and_the_board_reads_what_it_showed(
    cycle: Cycle,
    health: Agency,
    business_manager: Person,
    board_member: Person,
    client_of: Callable[[Person], Client],
) -> None:
    office, at = client_of(business_manager), f"/wessex/section-11/cycles/{cycle.number}/survey/"
    assert "Make a survey" in office.get(at).content.decode()
    days = {f"opens_on_{n}": v for n, v in zip(("day", "month", "year"), (22, 5, 2018), strict=True)} | {
        f"closes_on_{n}": v for n, v in zip(("day", "month", "year"), (8, 6, 2018), strict=True)
    }
    assert office.post(f"{at}days/", {"title": "At work", **days}).status_code == 302
    standard = cycle.standards.standards.get(number=2).pk
    for text in ("I am trained.", "I am heard."):
        sent = {"text": text, "standard": standard}
        assert office.post(f"{at}statements/add/", sent).status_code == 302
    assert office.post(f"{at}statements/2/", {"text": "I am listened to."}).status_code == 302
    assert office.post(f"{at}statements/1/remove/").status_code == 302
    assert office.post(f"{at}links/", {"agencies": [health.pk]}).status_code == 302
    survey = Survey.objects.get()
    assert [str(one) for one in survey.questions.all()] == ["2. I am listened to."]
    page = office.get(at).content.decode()
    assert survey.places.get().word in page
    assert "Fewer than 10" in page

    Tally.objects.filter(choice="agree").update(number=12)
    survey.places.update(answers=12)
    clock.fix(OVER)
    read = client_of(board_member).get(at).content.decode()
    assert "12 people answered." in read
    assert "100% of 12 staff agree" in read
    assert survey.places.get().word not in read
