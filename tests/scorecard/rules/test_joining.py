"""Several tables before one reader: what is kept of a count told twice, and what a total tells at a glance."""

from dataclasses import replace

import pytest

from scorecard.rules.suppression import STANDARD
from scorecard.rules.suppression.joining import DoNotAddUp, joined, parts_shown, small_total
from scorecard.rules.suppression.relations import total
from scorecard.rules.suppression.tables import Cell, Relation, State, Table, counted, unprinted


def of(*cells, ties=()):
    return Table(tuple(cells), tuple(ties))


def test_of_a_count_told_twice_the_more_telling_is_kept_whichever_comes_first():
    shown, hidden = Cell("a", 9), Cell("a", 9, State.HIDDEN)

    for tables in ([of(shown), of(hidden)], [of(hidden), of(shown)]):
        cells, _ = joined(tables)
        assert cells["a"].state is State.SHOWN
    assert joined([of(unprinted("a", None)), of(hidden)])[0]["a"] is hidden


def test_a_count_that_nobody_here_knows_contradicts_none():
    cells, _ = joined([of(unprinted("a", None)), of(Cell("a", 9))])

    assert cells["a"].value == 9


def test_two_values_for_one_count_do_not_add_up():
    with pytest.raises(DoNotAddUp, match="'a' is both 9 and 8"):
        joined([of(Cell("a", 9)), of(Cell("a", 8))])


@pytest.mark.parametrize(("low", "high", "holds"), [(9, 9, True), (10, None, False), (None, 8, False)])
def test_a_relation_must_hold_of_what_is_known(low, high, holds):
    tie = Relation("what a table says", (("a", 1),), low, high)

    if holds:
        assert joined([of(Cell("a", 9), ties=[tie])])[1] == (tie,)
    else:
        with pytest.raises(DoNotAddUp, match="what a table says does not hold"):
            joined([of(Cell("a", 9), ties=[tie])])


def test_a_relation_of_what_is_not_known_may_hold():
    tie = total("the parts add up", ["a", "b"], "w")

    cells, ties = joined([of(Cell("a", 9), unprinted("b", None), Cell("w", 5), ties=[tie])])

    assert (set(cells), ties) == ({"a", "b", "w"}, (tie,))


def test_a_relation_whose_percentage_is_hidden_is_not_in_force():
    tie = replace(total("the parts add up", ["a", "b"], "w"), shown=False)

    assert joined([of(Cell("a", 1), Cell("b", 1), Cell("w", 9), ties=[tie])])[1] == ()


def test_the_parts_of_a_total_printed_as_zero_are_out_and_no_others():
    tie = total("the parts add up", ["a", "b"], "w")
    nought, _ = joined([of(Cell("a", 0), Cell("b", 0), Cell("w", 0), ties=[tie])])
    one, _ = joined([of(Cell("a", 1), Cell("b", 0), Cell("w", 1), ties=[tie])])
    hidden, _ = joined([of(Cell("a", 0), Cell("b", 0, State.HIDDEN), Cell("w", 0), ties=[tie])])

    assert [cell.fixed for cell in nought.values()] == [True, True, True]
    assert [cell.fixed for cell in one.values()] == [False, False, False]
    assert [cell.fixed for cell in hidden.values()] == [True, False, True]


@pytest.mark.parametrize(("whole", "small"), [(4, True), (5, True)])
def test_a_hidden_total_its_rule_would_hide_is_small(whole, small):
    tie = total("the parts add up", ["a"], "w")
    cells = {"a": Cell("a", whole), "w": counted("w", whole)}

    assert small_total(tie, cells) is small
    assert not small_total(replace(tie, whole=None), cells)


def test_a_total_that_is_large_shown_or_unknown_is_not_small():
    tie = total("the parts add up", ["a"], "w")
    highest = STANDARD.highest

    for whole in (
        Cell("w", highest + 1, State.HIDDEN),
        Cell("w", highest),
        Cell("w", None, State.HIDDEN),
    ):
        assert not small_total(tie, {"a": Cell("a", 1), "w": whole})


def test_a_part_is_shown_where_it_need_not_have_been_and_the_total_is_no_part():
    tie = total("the parts add up", ["a", "b"], "w")
    whole = Cell("w", 12)

    def shown(a, b):
        return parts_shown(tie, {"a": a, "b": b, "w": whole})

    gone = Cell("b", 3, State.HIDDEN)
    assert shown(Cell("a", 9), gone)
    assert shown(Cell("a", 9, State.ROUNDED), gone)
    assert not shown(Cell("a", 9, State.HIDDEN), gone)
    assert not shown(Cell("a", 9, fixed=True), gone)
