"""What a reader does not know, piece by piece: the bounds of each cell, and the rows that tie them."""

from importlib import import_module
from itertools import product

import pytest

from scorecard.rules.suppression import NHS, STANDARD
from scorecard.rules.suppression.bounds import Row, System
from scorecard.rules.suppression.leaks import Attacker, leaks
from scorecard.rules.suppression.pieces import Piece, pieces
from scorecard.rules.suppression.primary import SuppressionRule
from scorecard.rules.suppression.relations import total
from scorecard.rules.suppression.search import SEARCHED, Search, Spans
from scorecard.rules.suppression.tables import Cell, Relation, State, Table, Why, counted, unprinted


def hidden(key, value, why=Why.SECONDARY, **words):
    return Cell(key, value, State.HIDDEN, why, **words)


def piece_of(*cells, ties=()):
    (found,) = pieces([Table(tuple(cells), tuple(ties))])
    return found


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        (counted("a", 3), 1, None),
        (hidden("a", 9, least=0), 0, None),
        (counted("a", 12, NHS), 8, 12),
        (counted("a", 23, NHS), 23, 27),
        (counted("a", 12, SuppressionRule(2, 7, 5)), 8, 12),
        (counted("a", 1, SuppressionRule(2, 7, 5)), 1, 2),
        (counted("a", 31, SuppressionRule(1, 7, 10)), 25, 34),
        (
            counted("a", 8, SuppressionRule(1, 7, 10)),
            8,
            14,
        ),  # from five on it would be ten, and to seven hidden
    ],
)
def test_a_mark_or_a_rounded_number_says_from_where_to_where_a_cell_may_be(cell, low, high):
    tie = Relation("a table says", (("a", 1), ("b", 1)), 0, None)

    found = piece_of(cell, hidden("b", 20), ties=[tie])

    assert (found.system.lower[0], found.system.upper[0]) == (low, high)


def test_what_is_printed_nowhere_may_be_nothing_and_need_not_stay_unknown():
    tie = total("the parts add up", ["a", "b"], "w")

    found = piece_of(counted("a", 3), unprinted("b", 40), unprinted("w", None), ties=[tie])

    assert found.keys == ("a", "b", "w")
    assert found.wants == (range(1, 6), None, None)
    assert found.values == (3, 40, None)
    assert found.hidden == 1
    assert found.system.lower == (1, 0, 0)
    assert found.system.upper == (None, None, None)


def test_what_is_printed_is_put_in():
    tie = total("the parts add up", ["a", "b", "c", "z"], "w")

    found = piece_of(counted("a", 3), hidden("b", 7), Cell("c", 20), Cell("z", 0), Cell("w", 30), ties=[tie])

    assert found.system.rows == (Row(((0, 1), (1, 1)), 10, 10, tie),)
    assert found.wants == (range(1, 6), range(0))
    assert found.start() == [3, 7]


def test_cells_that_nothing_ties_are_pieces_of_their_own_and_a_chain_is_one():
    def pair(name, one, other):
        return Relation(name, ((one, 1), (other, 1)), 0, None)

    cells = [counted(key, 3) for key in "abcdef"]
    ties = [pair("ab", "a", "b"), pair("cd", "c", "d"), pair("de", "d", "e")]

    found = pieces([Table(tuple(cells), tuple(ties))])

    assert [one.keys for one in found] == [("a", "b"), ("c", "d", "e"), ("f",)]
    assert [len(one.system.rows) for one in found] == [1, 2, 0]
    assert found[1].system.rows[1].terms == ((1, 1), (2, 1))


def test_a_piece_with_nothing_to_protect_is_none():
    assert pieces([Table((Cell("a", 9), unprinted("b", 40)))]) == []


def test_the_parts_of_a_hidden_total_may_be_nothing_only_if_it_is_small():
    """A switch says that it is: with it, the total is within its rule; without it, no marked part is nothing."""
    tie = total("the parts add up", ["a", "b"], "w")
    cells = [hidden(key, value) for key, value in (("a", 2), ("b", 2), ("w", 4))]

    found = piece_of(*cells, ties=[tie])

    assert found.keys == ("a", "b", "w")
    assert (found.system.lower, found.system.upper) == ((0, 0, 1, 0), (None, None, None, 1))
    assert found.system.rows == (
        Row(((0, 1), (1, 1), (2, -1)), 0, 0, tie),
        Row(((2, 1), (3, 100_000)), None, 100_005, None),
        Row(((0, 1), (3, 1)), 1, None),
        Row(((1, 1), (3, 1)), 1, None),
    )
    possible = {
        (a, b, w)
        for a, b, w, switch in product(range(8), range(8), range(15), range(2))
        if found.system.lower[2] <= w and found.system.holds([a, b, w, switch])
    }
    sums = {(a, b, a + b) for a in range(8) for b in range(8)}
    assert possible == {one for one in sums if min(one[:2]) > 0 or 0 < one[2] <= STANDARD.highest}


def test_a_hidden_total_with_a_part_that_is_printed_is_not_small():
    tie = total("the parts add up", ["a", "b"], "w")

    found = piece_of(hidden("a", 4, Why.PRIMARY), Cell("b", 30), hidden("w", 34), ties=[tie])

    assert found.system.lower == (1, STANDARD.highest + 1)
    assert found.system.rows == (Row(((0, 1), (1, -1)), -30, -30, tie),)


def test_a_part_known_to_be_more_than_nothing_stays_so():
    tie = total("the parts add up", ["a", "b"], "w")
    inner = total("the parts of b add up", ["c", "d"], "b")
    cells = [hidden("a", 4), hidden("b", 36), hidden("w", 40), Cell("c", 30), hidden("d", 6)]

    found = piece_of(*cells, ties=[tie, inner])

    lower = dict(zip(found.keys, found.system.lower, strict=False))
    assert (lower["b"], lower["a"]) == (STANDARD.highest + 1, 0)


@pytest.mark.parametrize(("many", "how"), [(SEARCHED, Search), (SEARCHED + 1, Spans)])
def test_pieces_of_two_hundred_hidden_cells_are_searched_and_larger_ones_bounded(monkeypatch, many, how):
    asked = []

    class Noting(how):
        def left(self, unknown, want):
            asked.append(unknown)

    assert SEARCHED == 200
    attacking = import_module("scorecard.rules.suppression.leaks")
    monkeypatch.setattr(attacking, how.__name__, Noting)
    piece = Piece(
        tuple(range(many)), (range(1, 6),) * many, (3,) * many, System((1,) * many, (None,) * many, ())
    )
    monkeypatch.setattr(attacking, "pieces", lambda tables: [piece])

    assert Attacker().leaks(()) == ()
    assert asked == list(range(many))


def test_each_relation_that_gives_a_cell_away_is_needed():
    row = total("the row adds up", ["a", "b"], "row")
    column = total("the column adds up", ["b", "c"], "column")
    other = total("another row adds up", ["c", "d"], "other")
    cells = [
        *(counted("a", 3), hidden("b", 9), hidden("c", 8), Cell("d", 20)),
        *(Cell("row", 12), Cell("column", 17), Cell("other", 28)),
    ]

    found = leaks([Table(tuple(cells), (row, column, other))])

    told = {leak.key: leak for leak in found}
    assert told["c"].relations == (other,)
    assert told["b"].relations == (column, other)
    assert set(told["a"].relations) == {row, column, other}
    assert told["a"].possible == (3,)
    assert set(told["c"].published) == {"d", "other"}


def test_of_two_ways_to_work_a_cell_out_in_whole_numbers_the_one_nearer_to_it_is_named():
    """That two of a are three of b leaves a only multiples of three; so does what is said of c, which is a again."""
    far = Relation("two of c are three of d", (("c", 2), ("d", -3)))
    again = Relation("a is c", (("a", 1), ("c", -1)))
    near = Relation("two of a are three of b", (("a", 2), ("b", -3)))
    cells = (counted("a", 3), counted("c", 3), unprinted("b", 2), unprinted("d", 2))

    for ties in ((far, again, near), (near, far, again)):
        told = {leak.key: leak for leak in leaks([Table(cells, ties)])}

        assert (told["a"].possible, told["a"].relations) == ((3,), (near,))
        assert (told["c"].possible, told["c"].relations) == ((3,), (far,))


def test_what_is_said_two_steps_away_is_found_where_nothing_nearer_gives_a_cell_away():
    far = Relation("two of c are three of d", (("c", 2), ("d", -3)))
    again = Relation("a is c", (("a", 1), ("c", -1)))
    aside = Relation("a and e are many", (("a", 1), ("e", 1)), 0, None)
    cells = (counted("a", 3), counted("c", 3), unprinted("d", 2), unprinted("e", 40))

    told = {leak.key: leak for leak in leaks([Table(cells, (far, aside, again))])}

    assert set(told["a"].relations) == {far, again}
    assert told["a"].published == ()


def test_of_two_numbers_that_each_give_a_cell_away_one_is_named_unless_any_reason_will_do():
    """A 3 that is said to be two or more, and to be three at the most: either says that it is not one to five."""
    least, most = Relation("two or more", (("a", 1),), 2, None), Relation("three at most", (("a", 1),), 0, 3)
    table = Table((counted("a", 3),), (least, most))

    assert [one.relations for one in leaks([table])] == [(least,)]
    assert [one.relations for one in Attacker(brief=False).leaks((table,))] == [(least,)]
    assert [one.relations for one in Attacker(brief=True).leaks((table,))] == [(least, most)]


def test_what_bounds_a_cell_and_does_not_give_it_away_is_not_named():
    """Nine less six or more is three at the most; that it is one at least, since b is eight at most, says nothing."""
    both = Relation("a and b are nine", (("a", 1), ("b", 1)), 9, 9)
    least, most = (
        Relation("b is six or more", (("b", 1),), 6, None),
        Relation("eight at most", (("b", 1),), 0, 8),
    )
    table = Table((unprinted("a", 3), unprinted("b", 6)), (both, least, most))

    assert [one.relations for one in leaks([table])] == [(both, least)]
    assert [one.possible for one in leaks([table])] == [(1, 2, 3)]
    assert [one.relations for one in Attacker(brief=True).leaks((table,))] == [(both, least, most)]
