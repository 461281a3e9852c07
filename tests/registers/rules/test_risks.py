"""Scores, bands, movement and dates of risks, as rules: tables, and what holds of any bands a board may set."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.rules.risks import (
    GRAVE,
    IMPACTS,
    SCORES,
    Acceptance,
    Bands,
    Level,
    Move,
    Verb,
    acceptance,
    day_ahead,
    last_quarters_end,
    move,
    quarters_between,
    when,
)

TODAY = date(2018, 5, 21)
#: Any bands the settings page lets a board set: each begins above the one before it, up to 25.
BANDS = (
    st.lists(st.integers(2, 25), min_size=3, max_size=3, unique=True).map(sorted).map(lambda at: Bands(*at))
)


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (1, Level.LOW), (2, Level.LOW), (3, Level.LOW),
        (4, Level.MODERATE), (5, Level.MODERATE), (6, Level.MODERATE),
        (8, Level.HIGH), (9, Level.HIGH), (10, Level.HIGH), (12, Level.HIGH),
        (15, Level.EXTREME), (16, Level.EXTREME), (20, Level.EXTREME), (25, Level.EXTREME),
    ],
)  # fmt: skip
def test_the_default_bands_are_the_issues(score: int, level: Level) -> None:
    assert Bands().level(score) is level


def test_the_defaults_are_those_of_a_board_that_has_set_none() -> None:
    """Between two scores a band could begin at other numbers and mean the same: they stand on the settings page."""
    assert Bands() == Bands(moderate=4, high=8, extreme=15, tolerance=15)


def test_an_impact_is_grave_from_major_on() -> None:
    assert IMPACTS[GRAVE - 1] == "Major"


def test_the_default_spans_are_those_of_the_legend() -> None:
    assert {level: Bands().span(level) for level in Bands().levels} == {
        Level.EXTREME: (15, 25),
        Level.HIGH: (8, 12),
        Level.MODERATE: (4, 6),
        Level.LOW: (1, 3),
    }


@pytest.mark.parametrize("score", [0, -1, 7, 11, 13, 14, 17, 24, 26])
def test_what_no_two_numbers_make_has_no_level(score: int) -> None:
    with pytest.raises(ValueError, match="is not a product"):
        Bands().level(score)


@given(BANDS)
def test_whatever_its_bands_every_score_has_one_level_and_a_higher_score_never_a_lower_one(
    bands: Bands,
) -> None:
    order = list(Level)
    levels = [order.index(bands.level(score)) for score in SCORES]

    assert all(lower <= higher for lower, higher in pairwise(levels))


@given(BANDS)
def test_whatever_its_bands_the_levels_spans_part_all_scores_between_them(bands: Bands) -> None:
    spans = [bands.span(level) for level in bands.levels]
    held = [[score for score in SCORES if low <= score <= high] for low, high in spans]

    assert sorted(score for part in held for score in part) == list(SCORES)
    assert all(part and bands.level(part[0]) is bands.level(part[-1]) for part in held)


def test_every_score_is_a_product_and_every_product_a_score() -> None:
    assert SCORES == (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25)


@pytest.mark.parametrize(("score", "beyond"), [(12, False), (15, False), (16, True), (25, True)])
def test_a_risk_at_the_tolerance_is_still_put_up_with(score: int, beyond: bool) -> None:
    assert Bands(tolerance=15).beyond(score) is beyond


@pytest.mark.parametrize(
    ("now", "then", "moved"),
    [(16, 12, Move.UP), (12, 16, Move.DOWN), (12, 12, Move.SAME), (9, None, Move.NEW)],
)
def test_a_score_is_held_against_the_one_it_had_then(now: int, then: int | None, moved: Move) -> None:
    assert move(now, then) is moved


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.BRING_BACK])
def test_an_archived_risk_is_brought_back_before_anything_else(verb: Verb) -> None:
    assert when(verb, archived=False)
    assert when(verb, archived=True).reason == "It is archived. Bring it back first."


def test_only_what_is_archived_is_brought_back() -> None:
    assert when(Verb.BRING_BACK, archived=True)
    assert when(Verb.BRING_BACK, archived=False).reason == "It is not archived."


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2018, 5, 20), "That day is not to come. Choose a later one."),
        (TODAY, "That day is not to come. Choose a later one."),
        (date(2018, 5, 22), ""),
        (date(2020, 5, 22), ""),
        (date(2020, 5, 23), "That is more than two years away. Check the year."),
        (date(2108, 5, 22), "That is more than two years away. Check the year."),
    ],
)
def test_a_review_is_set_for_a_day_to_come_that_somebody_can_have_meant(day: date, reason: str) -> None:
    assert day_ahead(day, TODAY).reason == reason


@pytest.mark.parametrize(
    ("tolerated", "until", "stands"),
    [
        (False, None, Acceptance.NONE),
        (False, date(2018, 1, 1), Acceptance.NONE),
        (True, None, Acceptance.NO_END),
        (True, date(2018, 5, 22), Acceptance.HOLDS),
        (True, TODAY, Acceptance.HOLDS),
        (True, date(2018, 5, 20), Acceptance.OVER),
    ],
)
def test_an_acceptance_holds_on_its_last_day_and_no_longer(
    tolerated: bool, until: date | None, stands: Acceptance
) -> None:
    assert acceptance(tolerated=tolerated, until=until, today=TODAY) is stands


@pytest.mark.parametrize(
    ("first", "last", "quarters"),
    [
        (date(2018, 2, 21), TODAY, 1),
        (date(2018, 2, 22), TODAY, 0),
        (date(2017, 8, 21), TODAY, 3),
        (date(2017, 8, 22), TODAY, 2),
        (date(2017, 5, 21), TODAY, 4),
        (TODAY, TODAY, 0),
        (date(2018, 6, 1), TODAY, 0),
    ],
)
def test_quarters_that_have_gone_by_are_whole_ones(first: date, last: date, quarters: int) -> None:
    assert quarters_between(first, last) == quarters


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (TODAY, date(2018, 3, 31)),
        (date(2018, 4, 1), date(2018, 3, 31)),
        (date(2018, 3, 31), date(2017, 12, 31)),
        (date(2018, 1, 1), date(2017, 12, 31)),
        (date(2018, 12, 31), date(2018, 9, 30)),
    ],
)
def test_the_last_quarters_end_is_before_this_quarter(today: date, end: date) -> None:
    assert last_quarters_end(today) == end
