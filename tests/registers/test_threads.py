"""The golden thread of challenges: its steps, who sees them, what is waited for, what the figure says so far."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Reference, Step
from agencies.thread import steps as everybodys_steps
from registers.actions import challenges, follow_through
from registers.models import Challenge
from registers.queries.steps import steps
from registers.rules.origins import Origin
from scorecard.models import Indicator
from scorecard.queries.followup import steps_of
from tests.building import LAST, load, series, small_scorecard
from tests.factories import ActionFactory, AskedFactory, ChallengeFactory, WatchFactory
from tests.registers import moving

StandingOf = Callable[[Person], Standing]
STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]


@pytest.fixture
def at(
    chair: Person,
    health_lead: Person,
    police_lead: Person,
    health: Agency,
    police: Agency,
    standing_of: StandingOf,
) -> moving.Board:
    return moving.Board(
        standing_of(chair), standing_of(health_lead), standing_of(police_lead), health, police
    )


@pytest.fixture
def scorecard(board: Board, health: Agency, police: Agency) -> dict[str, Indicator]:
    """Six indicators, by code."""
    return small_scorecard(board, health, police)


def of(challenge: Challenge) -> Reference:
    return Reference("challenge", str(challenge.pk))


def kinds(told: tuple[Step, ...]) -> list[str]:
    return [step.kind for step in told]


def test_an_indicators_thread_holds_the_challenge_that_watches_it_and_only_its_own(at: moving.Board) -> None:
    found = moving.sent(at, watched=True)
    other = moving.sent(at)

    told = everybodys_steps(
        at.chair, [Reference("indicator", "wessex/T02"), Reference("indicator", "mercia/T02"), of(other)]
    )

    assert [step.reference for step in told[Reference("indicator", "wessex/T02")]] == [found.reference]
    assert told[Reference("indicator", "mercia/T02")] == ()
    assert [step.reference for step in told[of(other)]] == [other.reference]
    step = told[Reference("indicator", "wessex/T02")][0]
    assert (step.kind, step.state, step.owner) == (
        "challenge",
        "awaiting response",
        "County Health, County Police",
    )
    assert step.due == found.due_on


def test_a_thread_goes_from_the_question_over_replies_and_actions_to_the_result_and_the_end(
    at: moving.Board,
) -> None:
    found = moving.judged(at, moving.responded(at, joint=False, watched=True))
    clock.fix(date(2018, 6, 4))
    agreed = follow_through.agree(
        board=found.board,
        origin=Origin("challenge", str(found.pk), f"{found}: {found.title}", ""),
        text="One booking desk.",
        agency=at.lead_agency,
        owner=None,
        due_on=date(2018, 9, 28),
        by=at.chair,
    )

    told = steps(at.chair, [of(found)])[of(found)]

    assert kinds(told) == ["challenge", "response", "judgement", "action", "result"]
    assert [step.owner for step in told[:2]] == ["County Health", "County Health"]
    assert told[2].state == "accepted"
    assert (told[3].reference, told[3].due, told[3].done) == (agreed.reference, date(2018, 9, 28), False)
    assert told[4].done is False


def test_the_thread_of_an_action_of_a_challenge_is_the_challenges(at: moving.Board) -> None:
    found = moving.sent(at)
    action = ActionFactory(
        board=found.board, agency=at.lead_agency, origin_kind="challenge", origin_key=str(found.pk)
    )
    alone = ActionFactory(
        board=found.board,
        agency=at.lead_agency,
        origin_kind="risk",
        origin_key="7",
        state="embedded",
        completed_at=clock.now(),
        checked_at=clock.now(),
    )
    asked = [Reference("action", str(action.pk)), Reference("action", str(alone.pk)), Reference("risk", "7")]

    told = steps(at.chair, asked)

    assert told[asked[0]] == steps(at.chair, [of(found)])[of(found)]
    assert kinds(told[asked[1]]) == ["action", "finished", "embedded"]
    assert told[asked[2]] == told[asked[1]]


def test_a_lead_sees_what_the_own_agency_was_asked_once_it_is_sent(
    at: moving.Board, councillor: Person, outsider: Person, standing_of: StandingOf
) -> None:
    unsent, alone, joint = moving.raised(at), moving.sent(at, joint=False), moving.sent(at)
    asked = [of(one) for one in (unsent, alone, joint)]

    assert set(steps(at.chair, asked)) == set(asked)
    assert set(steps(at.lead, asked)) == set(asked[1:])
    assert set(steps(at.other, asked)) == {asked[2]}
    assert set(steps(standing_of(councillor), asked)) <= set(asked[1:])


def test_another_boards_thread_stays_there(
    at: moving.Board, other_board_manager: Person, other_board: Board
) -> None:
    found = moving.sent(at, watched=True)
    asked = [of(found), Reference("indicator", "wessex/T02"), Reference("indicator", "mercia/T02")]

    stranger = standing_at(other_board_manager, other_board.code)
    assert stranger is not None
    assert steps(stranger, asked) == {}


def test_a_withdrawn_challenge_leaves_the_indicators_thread_but_keeps_its_own(at: moving.Board) -> None:
    found = moving.sent(at, watched=True)
    challenges.withdraw(challenge_id=found.pk, reason="Asked twice.", by=at.chair)

    told = steps(at.chair, [of(found), Reference("indicator", "wessex/T02")])

    assert kinds(told[of(found)]) == ["challenge", "withdrawn"]
    assert Reference("indicator", "wessex/T02") not in told


def test_a_page_of_indicators_is_told_by_as_many_queries_as_one(
    at: moving.Board,
    scorecard: dict[str, Indicator],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    load(*series("H02", [*STEADY, 90], 120), by=at.lead, agency=at.lead_agency)
    board = scorecard["H02"].board

    def more(number: int, first: int) -> None:
        for n in range(number):
            one = ChallengeFactory(board=board, number=first + n, state="watching", sent_at=clock.now())
            AskedFactory(challenge=one, agency=at.lead_agency, verdict="accepted", replied=True)
            ActionFactory(board=board, number=first + n, origin_kind="challenge", origin_key=str(one.pk))
            WatchFactory(challenge=one, indicator_code=f"H0{n % 3 + 1}", since=date(2017, 1, 1))

    more(3, 1)
    with django_assert_max_num_queries(30) as few:
        told = steps_of(at.chair, scorecard)
    assert kinds(told["H02"]) == ["challenge", "action", "result"]
    more(60, 10)
    with django_assert_max_num_queries(len(few)):
        told = steps_of(at.chair, scorecard)
    assert len(told["H02"]) == 3 * 21


def test_the_scorecard_shows_an_open_challenge_beside_its_indicator_and_no_longer_asks_for_one(
    at: moving.Board,
    scorecard: dict[str, Indicator],
    board: Board,
    board_member: Person,
    client_of: Callable[[Person | None], Client],
) -> None:
    load(*series("H02", [*STEADY, 90], 120), by=at.lead, agency=at.lead_agency)
    client, address = client_of(board_member), reverse("scorecard:overview", args=[board.code])
    assert "1 worse than usual, and it has no challenge." in client.get(address).content.decode()

    found = moving.sent(at)
    WatchFactory(challenge=found, indicator_code="H02", first=LAST.first, last=LAST.last)
    page = client.get(address).content.decode()

    assert "1 worse than usual; none of those has no challenge." in page
    assert f"{found.reference}</a>: Awaiting response." in page
    follow = f'{found.reference}</a> <span class="board-quiet">awaiting response'
    assert follow in page
    assert follow not in client.get(address, {"show": "no-challenge"}).content.decode()
