"""The attacker against a slow one who tries everything, and tables that he must find nothing in."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.rules.suppression import NHS, STANDARD
from scorecard.rules.suppression.joining import DoNotAddUp
from scorecard.rules.suppression.leaks import leaks
from scorecard.rules.suppression.relations import complement, difference, same, share, total
from scorecard.rules.suppression.secondary import suppress
from scorecard.rules.suppression.tables import State, Table, Why, counted, unprinted
from tests.scorecard.rules.leaks_oracle import leaks_by_trying

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def a_row(parts, rule=STANDARD):
    """Parts and their printed total."""
    cells = [counted(f"p{n}", value, rule) for n, value in enumerate(parts)]
    return Table(
        (*cells, counted("all", sum(parts), rule)),
        (total("sum", [f"p{n}" for n in range(len(parts))], "all"),),
    )


def a_grid(rows):
    """Rows and columns with their totals and the total of all."""
    high, wide = len(rows), len(rows[0])
    cells = [counted((r, c), rows[r][c]) for r in range(high) for c in range(wide)]
    cells += [counted((r, "all"), sum(rows[r])) for r in range(high)]
    cells += [counted(("all", c), sum(row[c] for row in rows)) for c in range(wide)]
    cells.append(counted(("all", "all"), sum(map(sum, rows))))
    ties = [total(f"row {r}", [(r, c) for c in range(wide)], (r, "all")) for r in range(high)]
    ties += [total(f"column {c}", [(r, c) for r in range(high)], ("all", c)) for c in range(wide)]
    ties.append(total("rows", [(r, "all") for r in range(high)], ("all", "all")))
    ties.append(total("columns", [("all", c) for c in range(wide)], ("all", "all")))
    return Table(tuple(cells), tuple(ties))


def keys(found):
    return {one.key for one in found}


def all_totals_printed(table):
    wholes = {one.whole for one in table.relations}
    return all(cell.state is not State.HIDDEN for cell in table.cells if cell.key in wholes)


@SLOW
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_a_row_leaks_what_trying_everything_says(parts):
    table = a_row(parts)
    if not all_totals_printed(table):
        return

    assert keys(leaks([table])) == leaks_by_trying(table, sum(parts))


@SLOW
@given(st.lists(st.lists(st.integers(1, 9), min_size=2, max_size=2), min_size=2, max_size=3))
def test_a_grid_leaks_what_trying_everything_says(rows):
    table = a_grid(rows)
    hidden = sum(cell.state is State.HIDDEN for cell in table.cells)
    if not all_totals_printed(table) or hidden > 4:
        return

    assert keys(leaks([table])) == leaks_by_trying(table, max(map(max, rows)) * 3)


@SLOW
@given(st.integers(1, 5), st.integers(6, 60), st.integers(0, 1))
def test_a_printed_percentage_leaks_what_trying_everything_says(number, of, places):
    number, of = min(number, of), of
    printed = Decimal(100 * number / of).quantize(Decimal(1).scaleb(-places))
    table = Table((counted("n", number), counted("d", of)), share("share", "n", of, printed, place="share"))

    try:
        found = keys(leaks([table]))
    except DoNotAddUp:  # rounded another way than half up: no such percentage is printed
        return
    assert found == leaks_by_trying(table, of)


@SLOW
@given(st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=4), min_size=2, max_size=4))
def test_what_was_suppressed_never_leaks_and_stays_so(rows):
    width = min(map(len, rows))
    grid = a_grid([row[:width] for row in rows])

    out = suppress([grid])

    assert leaks(out) == ()
    assert suppress(out) == out
    for before, after in zip(grid.cells, out[0].cells, strict=True):
        assert after.value == before.value
        assert after.state is not State.HIDDEN or before.value or after.why is Why.SECONDARY
        assert before.state is not State.HIDDEN or after.state is State.HIDDEN


def test_one_hidden_part_of_a_printed_total_always_leaks():
    (leak,) = leaks([a_row([3, 40, 57])])

    assert leak.key == "p0"
    assert leak.possible == (3,)
    assert {"p1", "p2", "all"} <= set(leak.published)


def test_two_hidden_parts_leak_when_little_is_left_for_them():
    assert keys(leaks([a_row([1, 2, 40])])) == {"p0", "p1"}
    assert keys(leaks([a_row([4, 4, 4, 40])])) == set()


def test_what_is_left_of_a_denominator_protects_nobody_small():
    table = Table(
        (counted("n", 37), unprinted("rest", 3), counted("d", 40)), (complement("rest", "n", "rest", "d"),)
    )

    assert keys(leaks([table])) == {"rest"}


def test_a_difference_between_two_published_totals_gives_the_quarter_away():
    table = Table(
        (counted("q2 to date", 43), counted("q1", 40), counted("q2", 3)),
        (difference("the year so far", "q2 to date", "q1", "q2"),),
    )

    assert keys(leaks([table])) == {"q2"}
    assert leaks(suppress([table])) == ()


def test_an_earlier_edition_that_showed_it_cannot_be_taken_back():
    now = Table((counted("now", 4),), (same("editions", "now", "then"),))
    then = Table((counted("then", 4, NHS),))
    shown = Table((unprinted("then", None),))
    assert keys(leaks([now], known=[shown])) == set()
    assert then.cells[0].state is State.HIDDEN

    out = Table((counted("then", 40),))
    with pytest.raises(DoNotAddUp):
        leaks([now], known=[out])


def test_the_nhs_hides_to_seven_and_rounds_the_rest():
    cells = {n: counted("c", n, NHS) for n in (0, 1, 7, 8, 43)}

    assert [cells[n].state for n in (0, 1, 7, 8, 43)] == [
        State.SHOWN, State.HIDDEN, State.HIDDEN, State.ROUNDED, State.ROUNDED,
    ]  # fmt: skip
    assert cells[43].printed == 45


def test_true_zeros_are_never_hidden_as_small():
    out = suppress([a_row([0, 3, 50, 60])])

    zero = next(cell for cell in out[0].cells if cell.key == "p0")
    assert zero.state is State.SHOWN


def test_the_choice_does_not_look_at_the_values_it_hides():
    one, other = a_row([3, 40, 57]), a_row([4, 40, 56])

    hidden = [
        {cell.key for cell in suppress([table])[0].cells if cell.state is State.HIDDEN}
        for table in (one, other)
    ]

    assert hidden[0] == hidden[1]
