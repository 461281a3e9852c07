"""The counts a printed line rests on, and what is told of them by what is printed."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scorecard.rules.figures import Unit
from scorecard.rules.series import SeriesFacts, SeriesPoint
from scorecard.rules.suppression import NHS, STANDARD, Printed, SuppressionRule
from scorecard.rules.suppression.printed import NUMBER, OUT_OF, REST, counts_of, table_of
from scorecard.rules.suppression.tables import State
from tests.scorecard.rules.test_protecting import COUNT, PERCENT, QUARTERS, RATE, a_line

HERE = ("line", QUARTERS[0])


def of(numbers, facts=PERCENT, rule=STANDARD):
    """The table of a line of one point."""
    return table_of(a_line("line", [numbers], facts, rule=rule))


def cells_of(table):
    return {one.key.what: one for one in table.cells}


def point(value, numerator=None, denominator=None):
    return SeriesPoint(QUARTERS[0], value, numerator, denominator)


def counted_in(unit, one):
    line = Printed("line", "one", "line", SeriesFacts(unit), (one,), STANDARD)
    return counts_of(line, one)


def test_a_line_is_all_of_its_indicator_and_of_whole_things_unless_it_says_otherwise():
    line = Printed("line", "one", "line", COUNT, (), STANDARD)

    assert (line.whole, line.in_ones) == (True, True)


@pytest.mark.parametrize(
    ("unit", "one", "counts"),
    [
        (Unit.COUNT, point(7, 3, 9), {NUMBER: 7}),
        (Unit.RATE, point(5, 3, 9), {NUMBER: 3, OUT_OF: 9}),
        (Unit.PERCENT, point(5, 3, 9), {NUMBER: 3, OUT_OF: 9, REST: 6}),
        (Unit.PERCENT, point(100, 9, 9), {NUMBER: 9, OUT_OF: 9, REST: 0}),
        (Unit.PERCENT, point(0, 0, 9), {NUMBER: 0, OUT_OF: 9, REST: 9}),
        (Unit.PERCENT, point(120, 12, 10), {NUMBER: 12, OUT_OF: 10}),
        (Unit.MEAN, point(5, 45, 9), {OUT_OF: 9}),
        (Unit.MEDIAN, point(5, 45, 9), {}),
        (Unit.COUNT, point(0), {NUMBER: 0}),
        (Unit.COUNT, point(-1), {}),
        (Unit.COUNT, point(Decimal("6.5")), {}),
        (Unit.RATE, point(5, None, Fraction(19, 2)), {}),
    ],
)
def test_a_point_rests_on_whole_numbers_of_nothing_or_more(unit, one, counts):
    assert counted_in(unit, one) == counts


def test_of_a_percentage_no_count_is_printed_and_each_small_one_is_protected():
    found = cells_of(of((40, 43)))

    assert {what: one.state for what, one in found.items()} == {
        NUMBER: State.UNPRINTED,
        OUT_OF: State.UNPRINTED,
        REST: State.HIDDEN,
    }
    assert all(one.place is None and one.fixed for one in found.values())


def test_a_rate_is_printed_with_its_count_and_everybody_knows_its_population():
    (cell,) = of((40, 10_000), RATE).cells

    assert (cell.key.what, cell.state, cell.where) == (NUMBER, State.SHOWN, HERE)


def test_where_a_source_rounds_a_percentage_is_made_of_counts_that_are_told_but_not_of_the_rest():
    for rule, printed in ((NHS, (45, 120)), (SuppressionRule(1, 5, 2), (44, 118))):
        found = cells_of(of((43, 118), rule=rule))

        assert [found[what].state for what in (NUMBER, OUT_OF, REST)] == [
            State.ROUNDED,
            State.ROUNDED,
            State.UNPRINTED,
        ]
        assert (found[NUMBER].printed, found[OUT_OF].printed) == printed
        assert (found[NUMBER].where, found[OUT_OF].where) == (HERE, HERE)


def test_of_a_hidden_percentage_of_a_source_that_rounds_no_count_is_printed():
    found = cells_of(of((5, 118), rule=NHS))

    assert [found[what].state for what in (NUMBER, OUT_OF)] == [State.HIDDEN, State.UNPRINTED]
    assert found[NUMBER].place is None


def told(table):
    """What is said of which counts besides what they add up to, by name: from where on."""
    return {one.terms[0][0].what: one.low for one in table.relations if "not small" in one.name}


@pytest.mark.parametrize(
    ("counts", "large"),
    [
        ((40, 100), {NUMBER: 6, REST: 6, OUT_OF: 6}),
        ((0, 40), {REST: 6, OUT_OF: 6}),  # nobody: printed as 0
        ((40, 40), {NUMBER: 6, OUT_OF: 6}),  # everybody: printed as 100
        ((6, 600), {NUMBER: 6, REST: 6, OUT_OF: 6}),  # printed as 1
    ],
)
def test_what_is_printed_is_not_small_but_where_it_is_nothing(counts, large):
    table = of(counts)

    assert told(table) == large
    assert all(one.place == HERE and one.high is None for one in table.relations if "not small" in one.name)


def test_how_large_it_is_at_least_goes_by_the_lines_own_rule():
    assert told(of((40, 100), rule=replace(NHS, round_to=1))) == {NUMBER: 8, REST: 8, OUT_OF: 8}


def test_a_percentage_says_what_its_counts_add_up_to_what_it_is_and_that_they_are_not_small():
    table = of((40, 100))

    assert [one.name.partition(": ")[2] for one in table.relations] == [
        "those it is true of and the rest",
        "40.0%",
        "40.0%",
        *["printed, so not small"] * 3,
    ]


@pytest.mark.parametrize(("counts", "rule"), [((3, 100), STANDARD), ((43, 118), NHS)])
def test_a_percentage_that_is_hidden_or_made_of_rounded_counts_says_nothing_more(counts, rule):
    (only,) = of(counts, rule=rule).relations

    assert "the rest" in only.name


def test_what_does_not_count_whole_things_and_a_gap_rest_on_nothing():
    assert table_of(a_line("days", [20], in_ones=False)).cells == ()
    assert table_of(a_line("plans", [None])).cells == ()
