"""The pages of moderation: the panel's list, one self-assessment, the pack, and what is begun from an answer."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Letter, Person
from agencies.rules.standing import Standing
from agencies.thread import Reference
from registers.models import Action, Assessment, Challenge, Cycle, Risk
from registers.queries.offers import offers
from registers.queries.section_11 import pack as pack_question
from registers.queries.section_11.panel import Show, narrowed, panel
from tests.factories import AgencyFactory, AssignmentFactory
from tests.registers.section_11.moderating import answer, cycle_of, moderates, submitted

ClientOf = Callable[[Person], Client]
AT = "/wessex/section-11/1/hlt/moderation/"


@pytest.fixture
def came(board: Board, health: Agency, board_member: Person) -> Assessment:
    """County Health's self-assessment, best throughout, with its moderator."""
    assessment = submitted(cycle_of(board), health, 3, 3, 3)
    moderates(assessment, board_member)
    return assessment


def test_a_panel_sees_what_to_look_at_first(
    came: Assessment, police: Agency, board_member: Person, client_of: ClientOf
) -> None:
    other = submitted(came.cycle, police, 3, 0, None, state="moderated")
    for number, score in ((1, 1), (2, 0), (3, None)):
        kept = answer(other, number)
        kept.moderated_score, kept.moderated_at, kept.moderated_by = score, other.submitted_at, "Martin"
        kept.save()

    page = client_of(board_member).get("/wessex/section-11/cycles/1/panel/").content.decode()

    assert (
        "2 of 2 organisations have submitted their self-assessment. Moderated: 1, of which agreed: 0." in page
    )
    assert "Best score throughout" in page
    assert "1 standard far apart" in page
    assert "Martin Okafor" in page
    assert "Nobody yet" in page


def test_the_panels_list_is_narrowed(came: Assessment, police: Agency, office: Standing) -> None:
    submitted(came.cycle, police, 3, 2, 1, state="sent_back", sent_back_why="More.")
    submitted(came.cycle, AgencyFactory(), state="draft", submitted_at=None, submitted_by="")

    found = panel(office, came.cycle)

    assert found.asked == 3
    assert [row.assessment.agency.name for row in found.rows] == ["County Health", "County Police"]
    assert {show: found.counts[show] for show in Show if found.counts[show]} == {
        Show.CAME: 2,
        Show.WAITING: 1,
        Show.TOP: 1,
        Show.BACK: 1,
    }
    assert [row.assessment.agency.code for row in narrowed(found.rows, Show.TOP)] == ["hlt"]


def test_a_panel_of_many_asks_no_more_than_one_of_few(
    came: Assessment, office: Standing, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        submitted(came.cycle, AgencyFactory(), 1, 2, 3)

    with django_assert_num_queries(4):
        found = panel(office, came.cycle)

    assert len(found.rows) == 13


def test_a_moderator_saves_goes_on_and_finishes(
    came: Assessment, board_member: Person, client_of: ClientOf
) -> None:
    client = client_of(board_member)
    page = client.get(AT).content.decode()
    assert "It gives itself the best score throughout." in page
    assert "What it says under Training." in page

    wrong = client.post(AT, {"seen": 1, "score_1": "1", "why_1": ""})
    assert "Standard 1: Say why the score is another than the organisation’s own." in wrong.content.decode()
    assert client.post(AT, {"seen": 1, "score_1": "1", "why_1": "No audit."}).status_code == 302
    unfinished = client.post(AT, {"seen": 2, "score_1": "1", "why_1": "No audit.", "finish": "yes"})
    assert "2 standards still to be looked at." in unfinished.content.decode()
    sent = {"seen": 2, "score_1": "1", "why_1": "No audit.", "keep_rest": "on", "finish": "yes"}
    assert client.post(AT, sent).status_code == 302

    came.refresh_from_db()
    assert came.state == "moderated"
    assert [answer(came, number).moderated_score for number in (1, 2, 3)] == [1, 3, 3]
    assert "Far apart: 2 levels lower" in client.get(AT).content.decode()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    came: Assessment, board_member: Person, client_of: ClientOf
) -> None:
    client = client_of(board_member)
    client.post(AT, {"seen": 1, "score_1": "2", "why_1": "One audit is old."})

    late = client.post(AT, {"seen": 1, "score_1": "0", "why_1": "I saw none."}).content.decode()

    assert "Somebody else has changed this since you opened it." in late
    assert "I saw none." in late
    assert 'name="seen" value="2"' in late
    assert answer(came, 1).moderated_score == 2


def test_it_is_sent_back_on_a_page_of_its_own_and_everybody_who_writes_is_told(
    came: Assessment, board_member: Person, client_of: ClientOf
) -> None:
    AssignmentFactory(assessment=came, email="ada@charity.example")
    client = client_of(board_member)
    sent = {"seen": 1, "why": "Show the training figures."}
    days = dict(zip(("due_on_day", "due_on_month", "due_on_year"), (6, 7, 2018), strict=True))

    assert "Say what is to be done." in client.post(f"{AT}send-back/", days).content.decode()
    assert client.post(f"{AT}send-back/", sent | days).status_code == 302

    came.refresh_from_db()
    assert (came.state, came.due_on) == ("sent_back", date(2018, 7, 6))
    letter = Letter.objects.get(to="ada@charity.example")
    assert "Show the training figures." in letter.text
    assert "/assess/" in letter.text


def test_the_organisation_sees_what_moderation_came_to_once_it_is_finished(
    came: Assessment, health_lead: Person, police_lead: Person, client_of: ClientOf
) -> None:
    assert client_of(health_lead).get(AT).status_code == 403

    Assessment.objects.filter(pk=came.pk).update(state="moderated")

    assert client_of(health_lead).get(AT).status_code == 200
    assert client_of(police_lead).get(AT).status_code == 403
    assert client_of(health_lead).post(AT, {"seen": 1, "score_1": "3"}).status_code == 403


def test_a_gap_becomes_an_action_a_challenge_and_a_risk_in_one_step_each(
    came: Assessment, business_manager: Person, client_of: ClientOf, health: Agency, office: Standing
) -> None:
    client, key = client_of(business_manager), str(answer(came, 2).pk)
    reference = Reference("section_11", key)
    offered = {one.words: one.url for one in offers(office, [reference])[reference]}
    assert list(offered) == ["Agree an action", "Raise a challenge", "Raise a risk"]
    days = dict(zip(("due_on_day", "due_on_month", "due_on_year"), (6, 7, 2018), strict=True))

    agreed = client.post(
        offered["Agree an action"], {"text": "Train all staff.", "agency": health.pk, **days}
    )
    assert agreed["Location"] == f"{AT}#standard-2"
    raised = {"title": "Why is training not audited?", "agencies": [health.pk]}
    assert client.post(offered["Raise a challenge"], raised).status_code == 302
    form = client.get(offered["Raise a risk"]).content.decode()
    assert "Section 11, 2017-18: County Health, 2. Training: scored by itself 3" in form
    assert client.post(offered["Raise a risk"], _risk()).status_code == 302

    frozen = "Section 11, 2017-18: County Health, 2. Training: scored by itself 3, in place"
    assert Action.objects.get().origin_words.startswith(frozen)
    assert Challenge.objects.get().origin_words.startswith(frozen)
    page = client.get(AT).content.decode()
    for reference_of in (Action.objects.get(), Challenge.objects.get(), Risk.objects.get()):
        assert f">{reference_of.reference}</a>" in page
    thread = client.get(f"/wessex/challenges/{Challenge.objects.get().number}/").content.decode()
    assert "County Health, 2. Training" in thread


def test_nothing_is_begun_from_an_answer_that_was_not_submitted_or_is_another_boards(
    came: Assessment, business_manager: Person, other_board: Board, client_of: ClientOf
) -> None:
    client, key = client_of(business_manager), answer(came, 1).pk
    Assessment.objects.filter(pk=came.pk).update(state="draft")
    for page in ("actions/agree", "challenges/raise", "risks/raise"):
        assert client.get(f"/wessex/{page}/?from=section_11&key={key}").status_code == 404
        assert client.get(f"/wessex/{page}/?from=section_11&key=nought").status_code == 404

    Assessment.objects.filter(pk=came.pk).update(state="submitted")
    Cycle.objects.filter(pk=came.cycle_id).update(board=other_board)
    assert client.get(f"/wessex/actions/agree/?from=section_11&key={key}").status_code == 404


def test_the_pack_is_printed(came: Assessment, board_member: Person, client_of: ClientOf) -> None:
    answer_to = client_of(board_member).get("/wessex/section-11/cycles/1/panel/pack.pdf?show=top")

    assert answer_to["Content-Type"] == "application/pdf"
    assert b"".join(answer_to.streaming_content).startswith(b"%PDF-1.7")


def test_a_long_list_is_printed_in_parts(
    came: Assessment, office: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_question, "A_PART", 2)
    for number in range(4):
        submitted(came.cycle, AgencyFactory(name=f"School {number}"), 3, 2, 1)

    parts = [pack_question.pack(office, came.cycle, Show.CAME, part=part) for part in (1, 2, 3, 9)]

    assert [[one.row.assessment.agency.name for one in part.parts] for part in parts] == [
        ["County Health", "School 0"],
        ["School 1", "School 2"],
        ["School 3"],
        ["School 3"],
    ]
    assert [(part.part, part.of) for part in parts] == [(1, 3), (2, 3), (3, 3), (3, 3)]


def _risk() -> dict[str, object]:
    words = {
        "title": "Staff are not trained",
        "cause": "Nobody counts who came.",
        "event": "Signs are missed.",
        "consequence": "Children wait for help.",
        "response": "treat",
    }
    scores = {
        f"{moment}_{part}": 3 for moment in ("before", "now", "target") for part in ("likelihood", "impact")
    }
    days = {"review_on_day": 6, "review_on_month": 7, "review_on_year": 2018}
    return {**words, **scores, **days}
