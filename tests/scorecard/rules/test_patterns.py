"""Patterns: the word for a series by its latest code, polarity and band, and when nothing is claimed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Basis, Polarity, Unit
from scorecard.rules.patterns import (
    Pattern,
    pattern_of,
    tiny,
    tiny_base,
    trend_length,
    untestable,
)
from scorecard.rules.targets import Band
from scorecard.rules.variation import Footing, Reading, Side, Special, analyse, run_line

H, L, C, B = Polarity.HIGHER, Polarity.LOWER, Polarity.CONTEXT, Polarity.BAND


def reading(value, special=Special.NONE, stage=Footing.LIMITS):
    number = None if value is None else Fraction(value)
    return Reading(number, Fraction(10), Fraction(0), Fraction(20), special, stage)


def latest(value, special):
    return [reading(10), reading(11), reading(value, special)]


@pytest.mark.parametrize(
    ("special", "word_when_higher_is_better", "detail"),
    [
        ("above_limit", "better", "above usual range"),
        ("below_limit", "worse", "below usual range"),
        ("run_above", "better", "run above average"),
        ("run_below", "worse", "run below average"),
        ("two_of_three_above", "better", "near its upper limit"),
        ("two_of_three_below", "worse", "near its lower limit"),
        ("none", "no_change", ""),
    ],
)
def test_each_code_has_its_word_and_detail(special, word_when_higher_is_better, detail):
    opposite = {"better": "worse", "worse": "better", "no_change": "no_change"}
    neither = {"better": "unusual", "worse": "unusual", "no_change": "no_change"}
    word = word_when_higher_is_better
    code = Special(special)

    found = pattern_of(latest(12, code), polarity=H)

    assert found == Pattern(word, code.side, detail, code)
    assert pattern_of(latest(12, code), polarity=L).word == opposite[word]
    assert pattern_of(latest(12, code), polarity=C).word == neither[word]


@pytest.mark.parametrize(
    ("value", "special", "band", "word"),
    [
        pytest.param(17, "above_limit", Band(10, 15), "worse", id="above the band and high"),
        pytest.param(17, "trend_down", Band(10, 15), "better", id="above the band, coming down to it"),
        pytest.param(7, "below_limit", Band(10, 15), "worse", id="below the band and low"),
        pytest.param(7, "trend_up", Band(10, 15), "better", id="below the band, rising to it"),
        pytest.param(Fraction(31, 2), "above_limit", Band(10, 15), "worse", id="half above the band"),
        pytest.param(Fraction(19, 2), "below_limit", Band(10, 15), "worse", id="half below the band"),
        pytest.param(12, "above_limit", Band(10, 15), "unusual", id="inside the band"),
        pytest.param(15, "above_limit", Band(10, 15), "unusual", id="on the band's edge"),
        pytest.param(12, "above_limit", Band(), "unusual", id="a band without edges"),
        pytest.param(12, "above_limit", None, "unusual", id="no band"),
    ],
)
def test_a_band_is_good_inside_only(value, special, band, word):
    assert pattern_of(latest(value, Special(special)), polarity=B, band=band).word == word


@pytest.mark.parametrize(
    ("values", "noun", "detail"),
    [
        ([9, 1, 2, 3, 4, 5, 6, 7], "quarter", "seven quarters rising"),
        ([9, 1, 2, 3, 4, 5, 6, 7, 8], "month", "eight months rising"),
        ([1, 9, 8, 7, 6, 5, 4, 3], "year", "seven years falling"),
        (list(range(12)), "quarter", "twelve quarters rising"),
        (list(range(13)), "quarter", "13 quarters rising"),
        ([*range(7), None], "quarter", "seven quarters rising"),
        ([0, None, *range(7)], "quarter", "seven quarters rising"),
    ],
)
def test_a_trend_is_told_with_its_length(values, noun, detail):
    code = Special.TREND_UP if detail.endswith("rising") else Special.TREND_DOWN
    readings = [reading(value, code if value is not None else Special.NONE) for value in values]

    assert pattern_of(readings, polarity=H, noun=noun).detail == detail


def test_a_trend_of_nothing_has_no_length():
    assert trend_length([], rising=True) == 0
    assert trend_length([reading(None)], rising=True) == 0
    assert trend_length([reading(3), reading(3)], rising=True) == 1
    assert trend_length([reading(3), reading(3)], rising=False) == 1


@pytest.mark.parametrize(
    ("values", "detail"),
    [([], "0 of 13 quarters"), ([None], "0 of 13 quarters"), ([1, None, 2] * 3, "6 of 13 quarters")],
)
def test_too_few_points_are_counted(values, detail):
    found = pattern_of(analyse(values), polarity=H)

    assert (found.word, found.side, found.detail) == ("too_few", None, detail)


def test_the_last_point_with_a_value_speaks():
    readings = [*latest(1, Special.BELOW_LIMIT), reading(None)]

    assert pattern_of(readings, polarity=H).word == "worse"


def test_a_series_that_never_moves_is_said_to_be_the_same():
    found = pattern_of(analyse([100] * 14), polarity=H, noun="month")

    assert (found.word, found.detail) == ("no_change", "the same every month")


def test_a_series_without_limits_that_does_move_is_not_called_the_same():
    found = pattern_of(analyse([1, None, 2, None] * 8), polarity=H)

    assert (found.word, found.detail) == ("no_change", "")


def test_what_was_not_tested_is_not_called_stable():
    assert pattern_of(run_line([1, 2, 90] * 9), polarity=H) == Pattern("not_tested")


@pytest.mark.parametrize(
    ("basis", "reason"),
    [
        ("in_period", None),
        ("snapshot", None),
        ("rolling", "rolling figures: no pattern test"),
        ("year_to_date", "rolling figures: no pattern test"),
    ],
)
def test_overlapping_figures_have_no_pattern_test(basis, reason):
    assert untestable(Basis(basis)) == reason


@pytest.mark.parametrize(
    ("unit", "counts", "too_small"),
    [
        pytest.param("percent", [(10, 40), (10, 40)], False, id="numerators of ten"),
        pytest.param("percent", [(9, 40), (10, 40)], True, id="numerators averaging under ten"),
        pytest.param("percent", [(30, 40), (30, 39)], True, id="what is left over averages under ten"),
        pytest.param("percent", [(30, 40), (30, 40)], False, id="what is left over is ten"),
        pytest.param("percent", [(1, 40), (40, 80)], False, id="the average decides"),
        pytest.param("percent", [(None, 40), (30, None)], False, id="unknown counts say nothing"),
        pytest.param("percent", [], False, id="no points"),
        pytest.param("count", [(9, None)], True, id="a count under ten"),
        pytest.param("count", [(10, None)], False, id="a count of ten"),
        pytest.param("rate", [(9, 280_000)], True, id="a rate of nine children"),
        pytest.param("rate", [(30, 36)], False, id="a rate has no complement"),
        pytest.param("mean", [(3, 40)], False, id="a mean counts no children above the line"),
        pytest.param("median", [(3, 40)], False, id="nor does a median"),
    ],
)
def test_tiny_numbers_do_not_signal(unit, counts, too_small):
    assert tiny(Unit(unit), counts) is too_small


@pytest.mark.parametrize(("denominator", "too_small"), [(19, True), (20, False), (0, True), (None, False)])
def test_a_denominator_under_twenty_does_not_signal(denominator, too_small):
    assert tiny_base(denominator) is too_small


@given(st.lists(st.integers(0, 30), min_size=13, max_size=40), st.sampled_from(list(Polarity)))
def test_worse_and_better_swap_when_the_good_direction_does(values, polarity):
    opposite = {H: L, L: H}.get(polarity, polarity)
    swap = {"worse": "better", "better": "worse"}

    one = pattern_of(analyse(values), polarity=polarity)
    other = pattern_of(analyse(values), polarity=opposite)

    assert other.word == (swap.get(one.word, one.word) if opposite is not polarity else one.word)
    assert (other.side, other.detail) == (one.side, one.detail)


@given(st.lists(st.integers(0, 30), min_size=13, max_size=40), st.sampled_from(list(Polarity)))
def test_a_word_of_change_comes_with_a_side_and_a_detail(values, polarity):
    found = pattern_of(analyse(values), polarity=polarity, band=Band(10, 20))

    changed = found.word in ("worse", "better", "unusual")
    assert changed == (found.side in set(Side)) == (found.special is not Special.NONE)
    assert not changed or found.detail


COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 30), st.integers(0, 30)), min_size=13, max_size=40)
PAIRS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 40)), st.one_of(st.none(), st.integers(40, 80)))
)


@given(COUNTS, st.sampled_from([H, L, C]), st.integers(-50, 50), st.integers(1, 9))
def test_neither_level_nor_unit_changes_the_pattern(values, polarity, shift, factor):
    moved = [None if value is None else value * factor + shift for value in values]

    assert pattern_of(analyse(moved), polarity=polarity) == pattern_of(analyse(values), polarity=polarity)


@given(COUNTS, st.integers(1, 3))
def test_gaps_at_the_end_are_no_noughts(values, gaps):
    told = pattern_of(analyse(values), polarity=H)

    assert pattern_of(analyse([*values, *[None] * gaps]), polarity=H) == told


@given(PAIRS, st.randoms(use_true_random=False), st.sampled_from(list(Unit)))
def test_what_is_tiny_does_not_depend_on_the_order_of_the_points_or_on_gaps(pairs, dice, unit):
    shuffled = [*pairs, (None, None), (None, 60)]
    dice.shuffle(shuffled)

    assert tiny(unit, shuffled) == tiny(unit, pairs)


@given(PAIRS, st.sampled_from(list(Unit)))
def test_a_share_is_as_tiny_as_what_it_leaves_over(pairs, unit):
    known = [(top, bottom) for top, bottom in pairs if top is not None and bottom is not None]
    left = [(bottom - top, bottom) for top, bottom in known]

    if unit is Unit.PERCENT:
        assert tiny(unit, left) == tiny(unit, known)
    assert not tiny(unit, [])
