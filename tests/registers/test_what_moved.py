"""What moved in the registers, from the record: what happened, to what, who did it and who follows it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from agencies import models
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Moved
from registers.actions import challenges, follow_through
from registers.actions.challenges import Agreed
from registers.models import Action, Reply, Watch
from registers.queries.moved import FIGURES, WORDS, moved
from registers.rules.challenges import Verb
from scorecard.rules.periods import quarter
from tests.building import load, small_scorecard
from tests.registers.moving import Board, judged, raised, responded, sent


@pytest.fixture
def begun(board: models.Board) -> datetime:
    """Before anything happened."""
    return clock.now() - timedelta(minutes=1)


def since(board: models.Board, begun: datetime) -> list[Moved]:
    return sorted(moved(board.pk, begun, clock.now()), key=lambda one: one.at)


def test_what_is_not_sent_yet_is_no_news_and_what_is_sent_is_to_those_it_was_sent_to(
    at: Board, board: models.Board, begun: datetime
) -> None:
    found = raised(at)
    assert since(board, begun) == []

    challenges.send(challenge_id=found.pk, by=at.chair)

    (one,) = since(board, begun)
    assert (one.words, one.reference, one.url) == ("Challenge sent", "CH-1", "/wessex/challenges/1/")
    assert one.agencies == {at.lead_agency.pk, at.other_agency.pk}
    assert one.by_id == at.chair.person_id


def test_replies_and_judgements_are_told_without_their_words_or_the_verdict(
    at: Board, board: models.Board, begun: datetime
) -> None:
    found = responded(at, joint=False)
    judged(at, found, Verb.NOT_ACCEPT)

    words = [one.words for one in since(board, begun)]

    assert words == ["Challenge sent", "Reply came", "Reply judged"]


def test_an_action_is_followed_by_its_agency_and_its_owner(
    at: Board, board: models.Board, begun: datetime, health_lead: models.Person, office: Standing
) -> None:
    responded(at, joint=False)
    agreed = Agreed("Open one desk.", date(2018, 9, 28), agency=at.lead_agency, owner=health_lead)
    challenges.judge(reply_id=Reply.objects.get().pk, verdict=Verb.ACCEPT, actions=[agreed], by=at.chair)
    action = Action.objects.get()
    follow_through.complete(action_id=action.pk, words="It is open.", seen=1, by=at.lead)
    follow_through.embed(action_id=action.pk, words="All use it.", seen=2, by=office)

    ours = [one for one in since(board, begun) if one.reference == "A-1"]

    assert [(one.words, one.by_id) for one in ours] == [
        ("Action agreed", at.chair.person_id),
        ("Action finished", at.lead.person_id),
        ("Action checked", office.person_id),
    ]
    assert {(one.agencies, one.people, one.url) for one in ours} == {
        (frozenset({at.lead_agency.pk}), frozenset({health_lead.pk}), "/wessex/actions/1/")
    }


def test_figures_that_count_are_told_once_a_challenge_and_without_what_they_say(
    at: Board, board: models.Board, health: models.Agency, police: models.Agency
) -> None:
    small_scorecard(board, health, police)
    found = responded(at, joint=False, watched=True)
    Watch.objects.update(indicator_code="H02", agency=health, area_code="E10000014")
    judged(at, found)
    assert Watch.objects.get().since == date(2018, 5, 21)
    clock.fix(date(2018, 11, 12))
    before = clock.now() - timedelta(minutes=1)
    load(
        ("H02", quarter(2018, 1), 30, 120), by=at.lead, agency=health
    )  # begins before the reply was accepted
    assert moved(board.pk, before, clock.now()) == ()

    load(("H02", quarter(2018, 2), 30, 120), ("H01", quarter(2018, 2), 7), by=at.lead, agency=health)

    (one,) = moved(board.pk, before, clock.now())
    assert (one.words, one.reference, one.by_id) == (FIGURES, "CH-1", None)
    assert one.agencies == {health.pk}
    assert moved(board.pk, clock.now(), clock.now() + timedelta(days=1)) == ()


def test_as_many_questions_for_a_day_of_one_event_as_of_twelve(
    at: Board, board: models.Board, begun: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        responded(at, joint=False)

    with django_assert_num_queries(5):
        assert len(since(board, begun)) == 12


def test_another_boards_events_are_not_told(
    at: Board, board: models.Board, other_board: models.Board, begun: datetime
) -> None:
    sent(at, joint=False)

    assert moved(other_board.pk, begun, clock.now()) == ()


def test_every_kind_of_news_is_a_step_the_room_enters_in_its_record() -> None:
    room = Path(__file__).parents[2] / "registers" / "actions"
    written = "".join(path.read_text() for path in room.rglob("*.py"))
    for verb in WORDS:
        assert f'"{verb.partition(".")[2]}"' in written, verb
