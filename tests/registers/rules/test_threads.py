"""What a thread waits for and with whom, and what its figure says so far."""

from datetime import date
from fractions import Fraction

import pytest

from registers.rules.challenges import State
from registers.rules.threads import (
    CHAIR,
    FIGURES,
    OFFICE,
    Waiting,
    Waits,
    finished_so_far,
    moved,
    next_step,
    result_so_far,
)
from registers.rules.watching import Result, Watched
from scorecard.rules.figures import Unit

FULL = Waits(
    owed=(
        Waiting("finish A-2", "County Police", date(2018, 7, 2)),
        Waiting("reply", "County Health", date(2018, 6, 1)),
    ),
    unjudged=True,
    judged=True,
    to_come=2,
)


@pytest.mark.parametrize(
    ("state", "waits", "expected"),
    [
        (State.RAISED, FULL, Waiting("send it", OFFICE)),
        (State.RESPONDED, FULL, Waiting("judge the reply", CHAIR)),
        (State.UNDER_WAY, Waits(FULL.owed, judged=True, to_come=2), FULL.owed[1]),
        (State.WATCHING, Waits(judged=True, to_come=2), Waiting("2 more figures", FIGURES)),
        (State.WATCHING, Waits(judged=True, to_come=1), Waiting("1 more figure", FIGURES)),
        (State.WATCHING, Waits(judged=True, to_come=0), Waiting("say what came of it, and close it", CHAIR)),
        (State.RESPONDED, Waits(), Waiting("judge the reply", CHAIR)),
        (State.CLOSED, FULL, None),
        (State.WITHDRAWN, FULL, None),
    ],
)
def test_who_owes_the_next_step(state: State, waits: Waits, expected: Waiting | None) -> None:
    assert next_step(state, waits) == expected


@pytest.mark.parametrize(
    ("said", "change", "unit", "expected"),
    [
        (
            Watched(Result.NO_REAL_CHANGE, 3),
            "6.1",
            Unit.PERCENT,
            "Up 6.1 points. Not yet a confirmed improvement",
        ),
        (
            Watched(Result.TOO_EARLY, 1),
            "-2",
            Unit.PERCENT,
            "Down 2.0 points. Too early to say: 1 of 3 figures",
        ),
        (Watched(Result.IMPROVED, 4), "12", Unit.COUNT, "Up 12.0. Improved"),
        (Watched(Result.BACK_IN_RANGE, 4), "-0.4", Unit.PERCENT, "Down 0.4 points. Back in range"),
        (Watched(Result.WORSE, 4), "0.04", Unit.RATE, "Unchanged. Worse than usual"),
        (Watched(Result.TOO_EARLY, 0), None, Unit.PERCENT, "No figure yet since the action"),
        (
            Watched(Result.NOT_FROM_FIGURES, 3, "rolling figures"),
            "3",
            Unit.PERCENT,
            "Can’t be judged from figures: rolling figures",
        ),
    ],
)
def test_the_result_so_far_says_how_far_it_moved_and_what_that_is_worth(
    said: Watched, change: str | None, unit: Unit, expected: str
) -> None:
    moved = None if change is None else Fraction(change)

    assert result_so_far(said, change=moved, unit=unit, decimals=1) == expected


@pytest.mark.parametrize(
    ("change", "unit", "said"),
    [
        (1, Unit.PERCENT, "Up 1 point"),
        (-1, Unit.PERCENT, "Down 1 point"),
        (2, Unit.PERCENT, "Up 2 points"),
        (-1, Unit.COUNT, "Down 1"),
        (0, Unit.PERCENT, "Unchanged"),
    ],
)
def test_one_point_is_a_point(change: int, unit: Unit, said: str) -> None:
    assert moved(Fraction(change), unit=unit, decimals=0) == said


def test_what_is_owed_is_said_with_its_day_and_one_without_a_day_comes_last() -> None:
    dated, undated = Waiting("reply", "County Health", date(2018, 3, 4)), Waiting("reply", "County Police")

    assert dated.said == "reply, with County Health, due 4 March 2018"
    assert undated.said == "reply, with County Police"
    assert next_step(State.AWAITING, Waits(owed=(undated, dated))) is dated
    assert next_step(State.AWAITING, Waits(owed=(undated,))) is undated


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["action", "reply", "action", "finished"], "1 of 2 actions finished, 0 seen to have stuck"),
        (["action", "finished", "embedded"], "1 of 1 action finished, 1 seen to have stuck"),
        (["reply"], ""),
    ],
)
def test_how_many_actions_are_finished_and_have_stuck_is_said_where_one_was_agreed(
    kinds: list[str], said: str
) -> None:
    assert finished_so_far(kinds) == said
