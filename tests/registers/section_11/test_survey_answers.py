"""Answers to the survey of staff: counted, and tied to nobody by the tables, the record, the page or the browser."""

from collections.abc import Callable
from datetime import date

import pghistory.models
import pytest
from django.db import connection, models
from django.test import Client

from agencies.models import Agency, Board, Entry, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import survey_answers, surveys
from registers.actions.section_11.survey_answers import count
from registers.models import Cycle, Survey, SurveyPlace, SurveyQuestion, Tally
from tests.registers.section_11.moderating import cycle_of, submitted

OPEN, LAST, AFTER = date(2018, 5, 22), date(2018, 6, 8), date(2018, 6, 9)
CHOICES = tuple(Tally.Choice.values)


@pytest.fixture
def cycle(board: Board, health: Agency, police: Agency) -> Cycle:
    """A cycle that County Health and County Police take part in."""
    found = cycle_of(board)
    submitted(found, health, 3, 2, 2)
    submitted(found, police, 3, 3, 3)
    return found


@pytest.fixture
def survey(cycle: Cycle, health: Agency, police: Agency, office: Standing) -> Survey:
    """Two statements, a link each, open from 22 May to 8 June 2018."""
    made = surveys.make(
        cycle_id=cycle.pk, title="What you see at work", opens_on=OPEN, closes_on=LAST, by=office
    )
    standard = cycle.standards.standards.get(number=2)
    surveys.add_question(survey_id=made.pk, text="I am trained.", standard=standard, by=office)
    surveys.add_question(survey_id=made.pk, text="I am listened to.", standard=None, by=office)
    surveys.add_places(survey_id=made.pk, agency_ids=[health.pk, police.pk], by=office)
    return made


@pytest.fixture
def place(survey: Survey, health: Agency) -> SurveyPlace:
    """County Health's link, on a day on which it can be answered."""
    clock.fix(OPEN)
    return survey.places.get(agency=health)


def said(place: SurveyPlace, *choices: str) -> None:
    """One person's answer."""
    count(place_id=place.pk, choices=dict(zip(_questions(place), choices, strict=True)))


def _questions(place: SurveyPlace) -> list[int]:
    rows = SurveyQuestion.objects.filter(survey=place.survey_id).order_by("number")
    return list(rows.values_list("pk", flat=True))


def numbers(place: SurveyPlace) -> dict[tuple[int, str], int]:
    rows = Tally.objects.filter(place=place, number__gt=0)
    return {
        (number, choice): many
        for number, choice, many in rows.values_list("question__number", "choice", "number")
    }


def test_an_answer_adds_one_to_what_was_chosen_and_makes_no_row(place: SurveyPlace) -> None:
    before = Tally.objects.count()

    said(place, "agree", "disagree")
    said(place, "agree", "do_not_know")

    assert numbers(place) == {(1, "agree"): 2, (2, "disagree"): 1, (2, "do_not_know"): 1}
    assert SurveyPlace.objects.get(pk=place.pk).answers == 2
    assert Tally.objects.count() == before == 2 * 2 * len(CHOICES)


@pytest.mark.parametrize("model", [SurveyPlace, Tally])
def test_the_tables_have_no_column_for_a_person_a_moment_or_anything_from_a_browser(
    model: type[models.Model],
) -> None:
    kinds = {field.name: type(field) for field in model._meta.concrete_fields}

    assert not any(issubclass(kind, models.DateField | models.TimeField) for kind in kinds.values())
    assert not any(
        issubclass(kind, models.TextField | models.JSONField | models.GenericIPAddressField)
        for kind in kinds.values()
    )
    assert {field.related_model for field in model._meta.concrete_fields if field.is_relation} <= {
        Survey,
        Agency,
        SurveyQuestion,
        SurveyPlace,
    }
    assert not [one for one in model._meta.related_objects if "event" in one.name.lower()]


def test_no_table_of_the_portal_refers_to_a_tally() -> None:
    assert Tally._meta.related_objects == ()


def test_every_tally_of_the_organisation_bears_the_mark_of_the_last_answer(place: SurveyPlace) -> None:
    said(place, "agree_strongly", "disagree_strongly")
    said(place, "agree", "agree")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT xmin::text) FROM registers_tally WHERE place_id = %s", [place.pk]
        )
        assert cursor.fetchone() == (1,)


def test_an_answer_leaves_no_entry_and_no_history(place: SurveyPlace) -> None:
    entries, contexts = Entry.objects.count(), pghistory.models.Context.objects.count()

    answer = Client().post(_address(place), _filled(place))

    assert answer.status_code == 302
    assert (Entry.objects.count(), pghistory.models.Context.objects.count()) == (entries, contexts)


def test_whoever_answers_gets_no_cookie_and_leaves_no_session(
    place: SurveyPlace, health_lead: Person, client_of: Callable[[Person], Client]
) -> None:
    client = Client(enforce_csrf_checks=True)
    for answer in (
        client.get(_address(place)),
        client.post(_address(place), _filled(place)),
        client.get(f"{_address(place)}thanks/"),
    ):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
    page = client_of(health_lead).get(_address(place)).content.decode()
    assert health_lead.name not in page
    assert "Sign out" not in page


def test_an_answer_wants_every_statement_and_says_which_is_missing(place: SurveyPlace) -> None:
    first, second = _questions(place)

    page = Client().post(_address(place), {f"statement_{first}": "agree", f"statement_{second}": "perhaps"})

    assert page.status_code == 200
    assert "Choose an answer to statement 2." in page.content.decode()
    assert numbers(place) == {}
    with pytest.raises(Refused, match="every statement"):
        count(place_id=place.pk, choices={first: "agree"})


@pytest.mark.parametrize(("day", "words"), [(date(2018, 5, 21), "not opened yet"), (AFTER, "is over")])
def test_it_is_answered_only_while_it_is_open(place: SurveyPlace, day: date, words: str) -> None:
    clock.fix(day)

    page = Client().post(_address(place), _filled(place))

    assert words in page.content.decode()
    with pytest.raises(Refused, match="cannot be answered today"):
        said(place, "agree", "agree")
    assert numbers(place) == {}


def test_a_program_that_fills_it_in_is_held_up(place: SurveyPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey_answers, "MOST_A_MINUTE", 3)
    for _ in range(3):
        said(place, "agree", "agree")

    with pytest.raises(Refused, match="Wait a minute"):
        said(place, "agree", "agree")


def test_a_word_nobody_was_given_opens_nothing(db: None) -> None:
    assert Client().get("/survey/guessed/").status_code == 404


def _address(place: SurveyPlace) -> str:
    return f"/survey/{place.word}/"


def _filled(place: SurveyPlace) -> dict[str, str]:
    return {f"statement_{pk}": "agree" for pk in _questions(place)}
