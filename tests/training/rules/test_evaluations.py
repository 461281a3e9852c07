"""When each evaluation is asked, and what the answers show: never more than they can."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

import pytest
from scipy import stats

from agencies.rules.clock import LONDON
from training.rules.evaluations import (
    FEWEST_PAIRS,
    SCALE,
    Asking,
    Change,
    Rate,
    Stage,
    change,
    due,
    earliest_session,
    t_975,
)
from training.rules.months import months_on

STARTS = datetime(2018, 6, 12, 9, 30, tzinfo=LONDON)
ENDS = datetime(2018, 6, 12, 16, 0, tzinfo=LONDON)


def asking(
    *, place: bool = False, came: bool = False, manager: bool = False, asked: frozenset[Stage] = frozenset()
) -> Asking:
    return Asking(STARTS, ENDS, has_place=place, came=came, has_manager=manager, asked=asked)


def booked(**more: bool) -> Asking:
    return asking(place=True, **more)


def came(**more: bool) -> Asking:
    return asking(came=True, **more)


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2018, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("one", "now", "stages"),
    [
        (booked, at(6, 5, 9, 29), ()),
        (booked, at(6, 5, 9, 30), (Stage.BEFORE,)),
        (booked, at(6, 12, 9, 29), (Stage.BEFORE,)),
        (booked, at(6, 12, 9, 30), ()),
        (booked, at(6, 12, 16, 0), ()),
        (came, at(6, 12, 15, 59), ()),
        (came, at(6, 12, 16, 0), (Stage.END,)),
        (came, at(6, 26, 15, 59), (Stage.END,)),
        (came, at(6, 26, 16, 0), ()),
        (came, at(9, 11, 23, 59), ()),
        (came, at(9, 12, 0, 0), (Stage.THREE_MONTHS,)),
        (came, at(10, 12, 23, 59), (Stage.THREE_MONTHS,)),
        (came, at(10, 13, 0, 0), ()),
    ],
)
def test_each_is_asked_in_its_time_and_in_no_other(
    one: Callable[[], Asking], now: datetime, stages: tuple[Stage, ...]
) -> None:
    assert due(one(), now) == stages


def test_a_manager_is_asked_with_the_learner_where_there_is_one() -> None:
    now = datetime(2018, 9, 12, 8, tzinfo=LONDON)

    assert due(came(manager=True), now) == (Stage.THREE_MONTHS, Stage.MANAGER)


def test_nothing_is_asked_twice() -> None:
    now = datetime(2018, 9, 12, 8, tzinfo=LONDON)

    assert due(asking(came=True, asked=frozenset({Stage.THREE_MONTHS})), now) == ()


def test_no_session_is_passed_over_that_still_asks_something_and_none_looked_at_for_nothing() -> None:
    """On every day of some years; only a month that is short of a day lets one or two be looked at too early."""
    for day in (date(2018, 1, 1) + timedelta(days=n) for n in range(1200)):
        now = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
        first = earliest_session(day)
        asks = {}
        for days in range(-6, 4):
            ended = first + timedelta(days=days)
            ends = datetime(ended.year, ended.month, ended.day, 16, tzinfo=LONDON)
            asks[days] = bool(due(Asking(ends, ends, has_place=False, came=True, has_manager=True), now))
        assert not any(asks[days] for days in range(-6, 0))
        assert asks[0 if (day - timedelta(days=30)).day <= 28 else 3]


@pytest.mark.parametrize(
    ("day", "months", "on"),
    [
        (date(2018, 11, 30), 3, date(2019, 2, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2018, 12, 31), 12, date(2019, 12, 31)),
        (date(2018, 3, 31), -1, date(2018, 2, 28)),
        (date(2018, 1, 15), -1, date(2017, 12, 15)),
        (date(2018, 6, 12), 36, date(2021, 6, 12)),
    ],
)
def test_months_on_is_the_same_day_or_the_months_last(day: date, months: int, on: date) -> None:
    assert months_on(day, months) == on


def test_too_few_pairs_say_nothing_at_all() -> None:
    few = change([(1, 5)] * (FEWEST_PAIRS - 1))

    assert (few.pairs, few.mean, few.low, few.before) == (9, None, None, None)
    assert not few.enough
    assert not few.beyond_chance


def test_ten_pairs_are_enough() -> None:
    assert change([(2, 3), (3, 4), (2, 4), (3, 3), (2, 4), (1, 3), (3, 5), (2, 2), (4, 4), (3, 4)]).enough


def test_the_interval_is_students_for_paired_differences() -> None:
    """Held against another hand's computation, over many draws."""
    dice = Random(5)
    for size in (10, 11, 17, 40, 200):
        pairs = [(dice.randint(1, 5), dice.randint(1, 5)) for _ in range(size)]
        found = change(pairs)
        other = stats.ttest_rel([b for _, b in pairs], [a for a, _ in pairs]).confidence_interval(0.95)

        assert found.low == pytest.approx(other.low, abs=2e-4)
        assert found.high == pytest.approx(other.high, abs=2e-4)


def test_the_ninety_five_percent_hold_what_they_promise() -> None:
    """Of 2,000 samples without any change, about one in twenty shows one all the same."""
    dice = Random(11)
    wrong = sum(
        change([(dice.randint(1, 5), dice.randint(1, 5)) for _ in range(30)]).beyond_chance
        for _ in range(2_000)
    )

    assert 0.035 < wrong / 2_000 < 0.065


def test_everybody_moving_alike_is_a_change_for_certain() -> None:
    alike = change([(2, 4)] * 12)

    assert (alike.mean, alike.low, alike.high) == (2, 2, 2)
    assert alike.beyond_chance


def test_each_term_of_the_series_counts_as_the_handbook_has_it() -> None:
    """To six decimal places, at one degree of freedom, where each counts whole, and at two."""
    terms = (1.959964, 2.372271, 2.822499, 2.555850, 1.589534)

    assert t_975(1) == pytest.approx(sum(terms), abs=5e-6)
    assert t_975(2) == pytest.approx(sum(term / 2**power for power, term in enumerate(terms)), abs=5e-6)


def test_answers_go_from_one_to_five() -> None:
    assert SCALE == (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("low", "high", "beyond"),
    [(-0.5, 0.5, False), (0.0, 0.5, False), (0.1, 0.5, True), (-0.5, 0.0, False), (-0.5, -0.1, True)],
)
def test_a_change_is_beyond_chance_where_none_lies_outside_its_interval(
    low: float, high: float, beyond: bool
) -> None:
    found = Change(10, before=3, after=3 + (low + high) / 2, mean=(low + high) / 2, low=low, high=high)

    assert found.beyond_chance is beyond


@pytest.mark.parametrize("freedom", [9, 10, 15, 29, 60, 400])
def test_students_t_is_right_to_three_places(freedom: int) -> None:
    assert t_975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=5e-4)


def test_a_rate_of_nobody_is_none() -> None:
    assert Rate(0, 0).percent is None
    assert Rate(3, 12).percent == 25
