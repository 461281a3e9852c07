"""Cells and relations as they are printed, hidden, and hidden with others."""

from dataclasses import replace

import pytest

from scorecard.rules.suppression import NHS, STANDARD, SuppressionRule
from scorecard.rules.suppression.relations import total
from scorecard.rules.suppression.tables import Cell, State, Table, Why, counted, unprinted

BY_TWO = SuppressionRule(1, 5, 2)


@pytest.mark.parametrize(
    ("value", "rule", "state", "printed"),
    [
        (0, STANDARD, State.SHOWN, 0),
        (1, STANDARD, State.HIDDEN, None),
        (5, STANDARD, State.HIDDEN, None),
        (6, STANDARD, State.SHOWN, 6),
        (7, NHS, State.HIDDEN, None),
        (8, NHS, State.ROUNDED, 10),
        (0, NHS, State.SHOWN, 0),
        (7, BY_TWO, State.ROUNDED, 8),
    ],
)
def test_a_printed_count_stands_as_its_own_rule_leaves_it(value, rule, state, printed):
    cell = counted("a", value, rule, place="here")

    assert (cell.state, cell.printed, cell.value, cell.where) == (state, printed, value, "here")
    assert cell.why is (Why.PRIMARY if state is State.HIDDEN else None)
    assert (cell.least, cell.fixed, cell.size) == (1, False, 0)


@pytest.mark.parametrize(
    ("value", "state", "why"),
    [
        (0, State.UNPRINTED, None),
        (3, State.HIDDEN, Why.PRIMARY),
        (6, State.UNPRINTED, None),
        (None, State.UNPRINTED, None),
    ],
)
def test_what_is_printed_nowhere_may_be_nothing_and_cannot_be_hidden_more(value, state, why):
    cell = unprinted("a", value)

    assert (cell.state, cell.why, cell.least, cell.fixed, cell.printed) == (state, why, 0, True, None)
    assert cell.hidden() is cell


def test_a_cell_of_no_place_is_hidden_by_itself_and_only_once():
    shown = Cell("a", 9)

    assert shown.where == "a"
    assert shown.hidden() == Cell("a", 9, State.HIDDEN, Why.SECONDARY)
    assert replace(shown, fixed=True).hidden().state is State.SHOWN
    small = counted("a", 3)
    assert small.hidden() is small


def test_everything_at_a_place_is_hidden_with_it_and_nothing_else():
    cells = (Cell("n", 40, place="here"), Cell("d", 80, place="here"), Cell("w", 90))
    tie = replace(total("sum", ["n", "d"], "w"), place="here")
    other, bare = replace(tie, place="there"), replace(tie, place=None)

    found = Table(cells, (tie, other, bare)).hiding(["here"])

    assert [one.state for one in found.cells] == [State.HIDDEN, State.HIDDEN, State.SHOWN]
    assert [one.shown for one in found.relations] == [False, True, True]
