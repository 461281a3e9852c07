"""What those who were trained said: shares with denominators, changes with their uncertainty, few called too few."""

from math import sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.impact import Asked, Change, change

#: The 97.5% points of Student's t, from tables, by degrees of freedom.
TABLED = {9: 2.262, 19: 2.093, 29: 2.045, 59: 2.001, 119: 1.980}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(0, 0, 0), "nobody has been asked yet"),
        (Asked(30, 0, 0), "nobody of 30 who were asked has answered"),
        (Asked(30, 9, 8), "8 of 9 who answered, of 30 asked: too few to say"),
        (Asked(30, 10, 8), "8 of 10 who answered (80%), of 30 asked"),
        (Asked(10, 10, 10), "10 of 10 who answered (100%), of 10 asked"),
        (Asked(90, 52, 31), "31 of 52 who answered (60%), of 90 asked"),
        (Asked(200, 200, 1), "1 of 200 who answered (1%), of 200 asked"),
    ],
)
def test_a_share_has_its_denominator_and_few_answers_are_no_percentage(asked: Asked, words: str) -> None:
    assert asked.words == words


def test_a_change_of_the_same_people_is_said_with_how_far_it_may_be_off() -> None:
    up = change([(2, 4), (3, 4), (3, 3), (2, 3), (4, 5)] * 4)
    same = change([(3, 4), (4, 3)] * 5)

    assert up.words == "Up 1.0 of 5 on average (between 0.7 and 1.3), from 20 people who answered both times"
    assert same.words == (
        "Unchanged (between \N{MINUS SIGN}0.8 and 0.8; no clear change), from 10 people who answered both times"
    )
    assert change([(4, 2)] * 10).words.startswith("Down 2.0 of 5")
    assert change([(2, 4)] * 9).words == "9 answered both times: too few to say"
    assert change([]).words == "0 answered both times: too few to say"
    assert change([(2, 4)]).mean == 2


@pytest.mark.parametrize(
    ("mean", "low", "high", "words"),
    [
        (0.5, 0.1, 0.9, "Up 0.5 of 5 on average (between 0.1 and 0.9)"),
        (0.5, 0.0, 1.0, "Up 0.5 of 5 on average (between 0.0 and 1.0; no clear change)"),
        (-0.5, -1.0, 0.0, "Down 0.5 of 5 on average (between −1.0 and 0.0; no clear change)"),
        (-0.5, -0.9, -0.1, "Down 0.5 of 5 on average (between −0.9 and −0.1)"),
        (0.04, -0.04, 0.12, "Unchanged (between 0.0 and 0.1; no clear change)"),
        (-0.04, -0.12, 0.04, "Unchanged (between −0.1 and 0.0; no clear change)"),
    ],
)
def test_a_change_is_clear_where_none_lies_outside_its_interval(
    mean: float, low: float, high: float, words: str
) -> None:
    assert Change(12, mean, low, high).words == f"{words}, from 12 people who answered both times"


def test_of_nobody_and_of_a_few_the_mean_is_all_there_is() -> None:
    assert change([]) == Change(0, 0.0, 0.0, 0.0)
    assert change([(2, 4), (2, 3)] * 4) == Change(8, 1.5, 1.5, 1.5)


@pytest.mark.parametrize(("freedom", "point"), TABLED.items())
def test_the_interval_is_as_wide_as_students_t_has_it(freedom: int, point: float) -> None:
    pairs = [(3, 3 + (place % 2)) for place in range(freedom + 1)]
    moved = [after - before for before, after in pairs]

    found = change(pairs)

    half = point * stdev(moved) / sqrt(len(moved))
    assert found.high - found.mean == pytest.approx(half, rel=0.003)
    assert found.mean == pytest.approx(mean(moved))


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=60))
def test_the_mean_lies_in_its_interval(pairs: list[tuple[int, int]]) -> None:
    found = change(pairs)

    assert found.low <= found.mean <= found.high
    assert found.people == len(pairs)
