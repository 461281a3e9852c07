"""Company: the parts of a total that are hidden together, so that no mark follows from a hidden number."""

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scorecard.rules.suppression import NHS
from scorecard.rules.suppression.company import company
from scorecard.rules.suppression.joining import joined
from scorecard.rules.suppression.leaks import leaks
from scorecard.rules.suppression.relations import total
from scorecard.rules.suppression.secondary import suppress
from scorecard.rules.suppression.tables import Cell, State, Table, counted, unprinted

VALUES = st.lists(st.one_of(st.integers(0, 8), st.integers(6, 60)), min_size=2, max_size=9)


def of_parts(*values: int) -> Table:
    """Parts by their numbers, and their total."""
    parts = [counted(at, value) for at, value in enumerate(values)]
    return Table(
        (*parts, counted("total", sum(values))), (total("the parts add up", range(len(values)), "total"),)
    )


def hidden(table: Table) -> set[object]:
    (found,) = suppress([table])
    assert leaks([found]) == ()
    return {one.key for one in found.cells if one.state is State.HIDDEN}


def test_parts_are_hidden_in_sets_of_three_or_more():
    assert hidden(of_parts(3, 40, 57)) == {0, 1, 2}
    assert hidden(of_parts(40, 57, 60, 70, 3)) == {0, 1, 2, 3, 4}
    assert hidden(of_parts(40, 57, 60, 70, 3, 80)) == {3, 4, 5}
    assert hidden(of_parts(40, 3, 60, 70, 57, 80, 90)) == {0, 1, 2}
    assert hidden(of_parts(40, 50, 60, 70, 57, 3, 90)) == {3, 4, 5, 6}
    assert hidden(of_parts(40, 50)) == set()


def test_two_parts_are_hidden_both():
    assert hidden(of_parts(3, 40)) == {0, 1}


def test_nobody_needs_to_ask_whether_two_give_each_other_away():
    cells, relations = joined([of_parts(3, 0, 40)])

    assert company(relations, cells, frozenset()) == {2}


def test_zeros_stay_and_are_no_company():
    assert hidden(of_parts(3, 0, 40, 0, 57, 60, 70, 80)) == {0, 2, 4}


def test_what_is_out_is_no_company():
    parts = [counted(0, 3), *(Cell(at, 40, fixed=at < 3) for at in range(1, 6))]
    tie = total("the parts add up", range(6), "total")

    assert hidden(Table((*parts, Cell("total", 203)), (tie,))) == {0, 3, 4, 5}


def test_the_order_is_that_of_the_public_hint():
    parts = [counted(0, 3), *(Cell(at, 40, size=-at) for at in range(1, 6))]
    tie = total("the parts add up", range(6), "total")

    assert hidden(Table((*parts, Cell("total", 203)), (tie,))) == {0, 1, 2}


def test_none_is_needed_where_the_rest_cannot_be_read_off():
    """A total that is not printed; a part that stands nowhere; numbers that are rounded."""
    tie = total("the parts add up", range(3), "total")
    rounded = total("the parts add up", range(4), "total")

    assert hidden(Table((counted(0, 3), Cell(1, 40), Cell(2, 50), unprinted("total", 93)), (tie,))) == {0}
    assert hidden(Table((counted(0, 3), Cell(1, 40), unprinted(2, 50), Cell("total", 93)), (tie,))) == {0}
    assert hidden(
        Table(
            (*(counted(at, n, NHS) for at, n in enumerate([3, 41, 51, 61])), counted("total", 156, NHS)),
            (rounded,),
        )
    ) == {0}


def test_what_is_hidden_for_company_needs_company_in_its_other_total():
    """Rows of three and columns of three: the block is hidden."""
    cells = [counted((r, c), 3 if (r, c) == (0, 0) else 40 + 10 * r + c) for r in range(6) for c in range(6)]
    value = {one.key: one.value for one in cells}
    rows = [total(f"row {r}", [(r, c) for c in range(6)], f"r{r}") for r in range(6)]
    columns = [total(f"column {c}", [(r, c) for r in range(6)], f"c{c}") for c in range(6)]
    ends = [Cell(f"r{r}", sum(value[r, c] for c in range(6))) for r in range(6)]
    ends += [Cell(f"c{c}", sum(value[r, c] for r in range(6))) for c in range(6)]

    assert hidden(Table((*cells, *ends), (*rows, *columns))) == {(r, c) for r in range(3) for c in range(3)}


@settings(max_examples=60)
@given(VALUES, st.data())
def test_other_hidden_numbers_with_the_same_sums_are_hidden_alike(values: list[int], data: st.DataObject):
    """Whatever a reader may suppose of a set: that others of it are small, or one only."""
    other = list(values)
    for at in _sets(values):
        if _small(values, at):
            rest = sum(values[one] for one in at) - len(at)
            first = data.draw(st.integers(0, min(4, rest)))
            shares = sorted(
                data.draw(st.lists(st.integers(0, rest - first), min_size=len(at) - 2, max_size=len(at) - 2))
            )
            parts = [first, *(b - a for a, b in pairwise([0, *shares, rest - first]))]
            for one, part in zip(data.draw(st.permutations(at)), parts, strict=True):
                other[one] = 1 + part
    enough = all(
        sum(held[one] for one in at) >= 4 + len(at)
        for held in (values, other)
        for at in _sets(held)
        if _small(held, at)
    )
    assume(enough)

    assert hidden(of_parts(*other)) == hidden(of_parts(*values))


def _sets(values: list[int]) -> list[list[int]]:
    """The places of the sets, told apart from the rule: as many as threes go into it, alike in size."""
    held = [at for at, one in enumerate(values) if one]
    many = max(1, len(held) // 3)
    return [held[len(held) * at // many : len(held) * (at + 1) // many] for at in range(many)]


def _small(values: list[int], at: list[int]) -> bool:
    return len(at) > 1 and any(values[one] < 6 for one in at)
