"""Numbers, units, verdicts and targets in the words every page, chart and PDF uses."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.rules import words
from scorecard.rules.figures import Basis, Polarity, Status, Unit
from scorecard.rules.patterns import Pattern, PatternWord
from scorecard.rules.targets import Against
from scorecard.rules.variation import Side


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (None, 1, "–"),
        (0, 1, "0.0"),
        (Decimal("1294"), 0, "1,294"),
        (Fraction(45, 1), 1, "45.0"),
        (Decimal("2.25"), 1, "2.3"),
        (Decimal("-3.45"), 1, "−3.5"),
        (Decimal("-0.4"), 1, "−0.4"),
        (Decimal("1234567.5"), 0, "1,234,568"),
    ],
)
def test_a_number_is_rounded_half_up_with_thousands_apart_and_a_true_minus(value, decimals, printed):
    assert words.number(value, decimals) == printed


def test_a_number_has_one_decimal_unless_it_is_told_how_many():
    assert words.number(Decimal("2.25")) == "2.3"


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (Decimal("1015.0"), Unit.COUNT, "1,015"),
        (Decimal(45), Unit.PERCENT, "45.0%"),
        (Decimal(45), Unit.RATE, "45.0"),
        (None, Unit.PERCENT, "–"),
    ],
)
def test_a_value_is_printed_in_its_unit(value, unit, printed):
    assert words.valued(value, unit, 1) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [(None, "–"), (Decimal("1294.000000"), "1,294"), (0, "0"), (Decimal("16.25"), "16.3"), (-4, "−4")],
)
def test_a_count_has_decimals_only_where_it_has_some(value, printed):
    assert words.whole(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, "–"),
        (Fraction(2, 5), "+0.4"),
        (Fraction(-2), "−2.0"),
        (0, "0.0"),
        (Decimal("0.04"), "0.0"),
        (Decimal("-0.04"), "0.0"),
        (Decimal("1200"), "+1,200.0"),
    ],
)
def test_a_change_carries_its_sign_unless_it_rounds_to_nothing(value, printed):
    assert words.change(value) == printed


@pytest.mark.parametrize(
    ("unit", "polarity", "per", "yearly", "said"),
    [
        (Unit.PERCENT, Polarity.LOWER, None, False, "%, lower is better"),
        (Unit.RATE, Polarity.CONTEXT, 10_000, True, "per 10,000 a year"),
        (Unit.RATE, Polarity.HIGHER, 100_000, False, "per 100,000, higher is better"),
        (Unit.COUNT, Polarity.CONTEXT, None, False, "number"),
        (Unit.MEAN, Polarity.LOWER, None, False, "average, lower is better"),
        (Unit.MEDIAN, Polarity.BAND, None, False, "median, best within a band"),
    ],
)
def test_a_unit_says_what_it_is_per_and_which_way_is_good(unit, polarity, per, yearly, said):
    assert words.unit_words(unit, polarity, per=per, yearly=yearly) == said


def test_only_a_percentage_has_a_sign_behind_it():
    assert {unit: words.suffix(unit) for unit in Unit} == {
        unit: "%" if unit == "percent" else "" for unit in Unit
    }


@pytest.mark.parametrize(
    ("pattern", "mark"),
    [
        (Pattern(PatternWord.WORSE, Side.HIGH), "worse-than-usual-high"),
        (Pattern(PatternWord.WORSE, Side.LOW), "worse-than-usual-low"),
        (Pattern(PatternWord.BETTER, Side.HIGH), "better-than-usual-high"),
        (Pattern(PatternWord.BETTER, Side.LOW), "better-than-usual-low"),
        (Pattern(PatternWord.UNUSUAL, Side.LOW), "unusual"),
        (Pattern(PatternWord.NO_CHANGE), "no-real-change"),
        (Pattern(PatternWord.TOO_FEW), "too-few-points"),
        (Pattern(PatternWord.NOT_TESTED), "not-tested"),
    ],
)
def test_a_mark_points_the_way_the_figure_moved(pattern, mark):
    assert words.pattern_mark(pattern) == mark


def test_every_verdict_and_every_empty_has_its_word_and_mark():
    assert [words.against_mark(one) for one in Against] == [
        "off-target",
        "near-target",
        "on-target",
        "no-target",
    ]
    assert set(words.PATTERN_WORDS) == set(PatternWord)
    assert set(words.AGAINST_WORDS) == set(Against)
    assert set(words.STATUS_WORDS) == set(Status)
    assert len(set(words.STATUS_WORDS.values())) == len(Status)


@pytest.mark.parametrize(
    ("polarity", "target", "low", "high", "said"),
    [
        (Polarity.HIGHER, Decimal("80.000"), None, None, "80"),
        (Polarity.LOWER, Decimal("1.30"), None, None, "1.3"),
        (Polarity.LOWER, Decimal("1200"), None, None, "1,200"),
        (Polarity.HIGHER, None, None, None, "–"),
        (Polarity.BAND, None, Decimal("10.0"), Decimal("15.50"), "10 to 15.5"),
        (Polarity.BAND, None, None, Decimal(15), "–"),
    ],
)
def test_a_target_is_printed_as_it_was_set(polarity, target, low, high, said):
    assert words.target_words(polarity, target, low=low, high=high) == said


@pytest.mark.parametrize(
    ("unit", "basis", "noun", "said"),
    [
        (
            Unit.COUNT, Basis.IN_PERIOD, "quarter",
            "A target is of each quarter by itself: its count is held against it.",
        ),
        (Unit.COUNT, Basis.IN_PERIOD, "year", ""),
        (Unit.COUNT, Basis.SNAPSHOT, "quarter", ""),
        (Unit.RATE, Basis.IN_PERIOD, "quarter", "A target is a rate a year, as the scorecard shows it."),
        (Unit.RATE, Basis.ROLLING, "year", ""),
        (Unit.PERCENT, Basis.IN_PERIOD, "quarter", ""),
        (
            Unit.PERCENT, Basis.YEAR_TO_DATE, "quarter",
            "A target is the whole year’s: what has built up by March is held against it.",
        ),
    ],
)  # fmt: skip
def test_a_target_says_what_stretch_of_time_it_is_of_where_that_matters(unit, basis, noun, said):
    assert words.target_covers(unit, basis, noun) == said


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.IN_PERIOD, "each quarter by itself"),
        (Basis.SNAPSHOT, "at the end of each quarter"),
        (Basis.YEAR_TO_DATE, "the year so far, each quarter"),
        (Basis.ROLLING, "rolling years"),
    ],
)
def test_a_basis_is_said_by_what_it_covers(basis, said):
    assert words.basis_words(basis, "quarter") == said


def test_a_figure_and_its_target_are_counted_alike_unless_it_is_said_that_they_differ():
    assert words.against_words(Against.OFF) == "Off target"
    assert words.against_words(Against.OFF, differs=True) == "Different basis"
