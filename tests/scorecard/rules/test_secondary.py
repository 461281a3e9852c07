"""Which further numbers are hidden: what is tried first, and what is never hidden."""

from dataclasses import replace
from decimal import Decimal

from scorecard.rules.suppression import NHS
from scorecard.rules.suppression.leaks import leaks
from scorecard.rules.suppression.relations import share, total
from scorecard.rules.suppression.secondary import suppress
from scorecard.rules.suppression.tables import Cell, Relation, State, Table, counted, unprinted

ROW = total("the row adds up", ["a", "b", "c"], "row")
#: The same said of no total, so that no part is hidden for company.
SUM = replace(ROW, whole=None)


def hidden(*cells, ties=(ROW,)):
    """The keys of what is hidden once nothing leaks any more."""
    (found,) = suppress([Table(tuple(cells), tuple(ties))])
    assert leaks([found]) == ()
    return {one.key for one in found.cells if one.state is State.HIDDEN}


def row(b, c, a=3, **words):
    """A small count, two others and their total."""
    return counted("a", a), b, c, Cell("row", a + b.value + c.value, **words)


def test_of_two_alike_the_first_by_its_key_goes_whatever_it_is():
    assert hidden(*row(Cell("b", 40), Cell("c", 57), fixed=True), ties=[SUM]) == {"a", "b"}
    assert hidden(*row(Cell("b", 57), Cell("c", 40), fixed=True), ties=[SUM]) == {"a", "b"}


def test_a_part_goes_before_a_total_and_its_set_with_it():
    """One, two and three are six, so none of them can be five: the other set is hidden, the total stays."""
    cells = [counted(key, value) for key, value in zip("abcdef", [1, 2, 3, 40, 57, 60], strict=True)]
    tie = total("the row adds up", [*"abcdef"], "row")

    assert hidden(*cells, Cell("row", 163), ties=[tie]) == {*"abcdef"}


def test_the_total_goes_where_no_part_can():
    assert hidden(*row(Cell("b", 40, fixed=True), Cell("c", 57, fixed=True))) == {"a", "row"}


def test_the_smaller_by_its_public_hint_goes_first():
    assert hidden(*row(Cell("b", 40, size=2), Cell("c", 57, size=1), fixed=True), ties=[SUM]) == {"a", "c"}


def test_what_is_part_of_a_smaller_published_total_goes_first():
    large, small = total("large", ["b", "d"], "large"), total("small", ["c", "e"], "small")
    others = [Cell("d", 400), Cell("large", 440), Cell("e", 33), Cell("small", 90)]

    found = hidden(*row(Cell("b", 40), Cell("c", 57), fixed=True), *others, ties=(SUM, large, small))

    assert ("b" in found, "c" in found) == (False, True)


def test_a_total_that_is_not_published_is_no_reason_to_go_first():
    hidden_one, small = total("hidden", ["b", "d"], "hidden"), total("small", ["c", "e"], "small")
    others = [unprinted("d", 400), unprinted("hidden", 440), unprinted("e", 33), Cell("small", 90)]

    found = hidden(*row(Cell("b", 40), Cell("c", 57), fixed=True), *others, ties=(SUM, hidden_one, small))

    assert found == {"a", "b"}


def test_what_protects_another_hidden_count_too_goes_first():
    other = total("the other row", ["c", "q"], "other")
    others = [counted("q", 3), Cell("other", 60)]

    assert hidden(*row(Cell("b", 40), Cell("c", 57), fixed=True), *others, ties=(SUM, other)) == {
        "a",
        "c",
        "q",
    }


def test_a_zero_is_never_hidden_where_its_mark_would_deny_it_and_else_last():
    assert hidden(*row(Cell("b", 0), Cell("c", 57))) == {"a", "c"}
    assert hidden(*row(Cell("b", 0, least=0), Cell("c", 57))) == {"a", "c"}
    assert hidden(*row(Cell("b", 0, least=0), Cell("c", 57, fixed=True))) == {"a", "b", "row"}


def test_what_stands_at_one_place_with_what_cannot_go_stays():
    together = [Cell("b", 40, place="here"), Cell("c", 57)]

    assert hidden(*row(*together), Cell("d", 9, place="here"), ties=[SUM]) == {"a", "b", "d"}
    for tie in (SUM, ROW):
        assert hidden(*row(*together), Cell("d", 9, place="here", fixed=True), ties=[tie]) == {"a", "c"}
        assert hidden(*row(*together), Cell("d", 0, place="here"), ties=[tie]) == {"a", "c"}


def test_rounded_numbers_can_go_as_well():
    """From 38 to 42, and from 28 to 32, of 72: a hidden count is six at most, and seven is none."""
    cells = [counted("a", 3, NHS), counted("b", 40, NHS), counted("c", 29, NHS), Cell("row", 72)]

    assert hidden(*cells) == {"a", "b"}


def test_a_printed_percentage_goes_before_the_counts_it_is_of():
    told = share("6%", "n", "d", Decimal(6), place="share")
    table = Table((counted("n", 3), Cell("d", 50)), told)

    (found,) = suppress([table])

    assert [one.state for one in found.cells] == [State.HIDDEN, State.SHOWN]
    assert [one.shown for one in found.relations] == [False, False]


def test_a_percentage_that_is_out_stays_and_the_count_goes():
    told = share("6%", "n", "d", Decimal(6), place="share")
    out = Cell("other", 9, place="share", fixed=True)

    (found,) = suppress([Table((counted("n", 3), Cell("d", 50), out), told)])

    assert [one.state for one in found.cells] == [State.HIDDEN, State.HIDDEN, State.SHOWN]
    assert all(one.shown for one in found.relations)


def test_all_parts_of_a_small_hidden_total_are_hidden_zeros_too_and_their_parts_in_turn():
    inner = total("the parts of b", ["d", "e"], "b")
    cells = [counted("a", 0), counted("b", 2), counted("c", 2), counted("row", 4)]

    assert hidden(*cells, counted("d", 2), counted("e", 0), ties=(ROW, inner)) == {*"abcde", "row"}


def test_what_is_out_is_not_hidden_and_what_it_gives_away_is_left_standing():
    out = Table(tuple(replace(one, fixed=True) for one in (Cell("b", 40), Cell("c", 57), Cell("row", 100))))
    own = Table((counted("a", 3),), (ROW,))

    assert suppress([own], known=[out]) == (own,)
    assert [one.key for one in leaks([own], known=[out])] == ["a"]


def test_all_that_bounds_a_cell_is_looked_at_not_only_what_gives_it_away():
    """The first by its name goes first, and was not needed: that takes less time than to ask which one is."""
    both = Relation("a and b are nine", (("a", 1), ("b", 1)), 9, 9)
    least = Relation("b is six or more", (("b", 1),), 6, None, place="second")
    most = Relation("eight at most", (("b", 1),), 0, 8, place="first")
    table = Table((unprinted("a", 3), unprinted("b", 6)), (both, least, most))

    (found,) = suppress([table])

    assert [one.shown for one in found.relations] == [True, False, False]


def test_what_ties_a_cell_without_bounding_it_stays():
    two = Relation("they add up", (("a", 1), ("b", 1), ("row", -1)))
    loose = Relation("fifty at most", (("a", 1),), 0, 50, place="a percentage")
    table = Table((counted("a", 3), Cell("b", 40), Cell("row", 43, fixed=True)), (two, loose))

    (found,) = suppress([table])

    assert [one.key for one in found.cells if one.state is State.HIDDEN] == ["a", "b"]
    assert all(one.shown for one in found.relations)
