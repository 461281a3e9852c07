"""Numbers in a matrix of courses by agencies: what cells tell, and totals held against a slow and obvious sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.matrices import (
    BLANK,
    NOT_APPLICABLE,
    NOT_TOLD,
    UNCLEAR,
    Grid,
    Telling,
    Told,
    is_subtotal,
    is_total,
    together,
    told_in,
)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("12", Told(Telling.PLACES, 12)),
        (" 1,204 ", Told(Telling.PLACES, 1204)),
        ("0", Told(Telling.PLACES, 0)),
        ("7.0", Told(Telling.PLACES, 7)),
        ("", BLANK),
        ("  ", BLANK),
        ("-", NOT_TOLD),
        ("x", NOT_TOLD),
        ("*", NOT_TOLD),
        ("<5", NOT_TOLD),
        ("[c]", NOT_TOLD),
        ("N/A", NOT_APPLICABLE),
        ("12.5", UNCLEAR),
        ("-3", UNCLEAR),
        ("12%", UNCLEAR),
        ("1,2", UNCLEAR),
        ("ten", UNCLEAR),
        ("٣", UNCLEAR),
        ("99,999", Told(Telling.PLACES, 99_999)),
        ("100000", UNCLEAR),
    ],
)
def test_a_cell_tells_a_number_or_says_that_it_tells_none(text: str, tells: Told) -> None:
    assert told_in(text) == tells


def test_totals_are_known_by_their_words_and_agencies_are_not_taken_for_them() -> None:
    assert all(map(is_total, ("Total", " GRAND  TOTAL", "All agencies")))
    assert not any(map(is_total, ("Total Health Ltd", "County Health", "Subtotal", "")))
    assert is_subtotal("Sub-total: health")
    assert not is_subtotal("Total")


def test_sessions_of_a_course_come_to_their_sum_and_to_nothing_where_one_is_not_told() -> None:
    three, four = Told(Telling.PLACES, 3), Told(Telling.PLACES, 4)
    assert together([three, four, NOT_APPLICABLE]) == Told(Telling.PLACES, 7)
    assert together([three, Told(Telling.PLACES, 0)]) == three
    assert together([three, NOT_TOLD]) == NOT_TOLD
    assert together([NOT_APPLICABLE]) == NOT_APPLICABLE


_CELL = st.one_of(
    st.integers(0, 9).map(lambda number: Told(Telling.PLACES, number)),
    st.sampled_from([BLANK, NOT_TOLD, NOT_APPLICABLE, UNCLEAR]),
)
_PLACES = [(row, column) for row in range(4) for column in range(4)]
_LINES = st.frozensets(st.integers(0, 3), max_size=2)


@given(st.lists(_CELL, min_size=16, max_size=16), _LINES, _LINES)
def test_a_total_is_wrong_exactly_where_no_numbers_behind_what_is_hidden_could_make_it_right(
    cells: list[Told], rows: frozenset[int], columns: frozenset[int]
) -> None:
    grid = Grid(dict(zip(_PLACES, cells, strict=True)), rows, columns)

    found = {(one.row, one.column) for one in grid.wrong_totals()}

    assert found == {place for place in _PLACES if _is_wrong(grid, *place)}


def _is_wrong(grid: Grid, row: int, column: int) -> bool:
    """By going through every cell, and trying every number a hidden one may stand for, all hidden ones together."""
    if row not in grid.total_rows and column not in grid.total_columns:
        return False
    total = grid.cells[row, column].places
    if total is None:
        return False
    possible = {0}
    for r in range(4):
        for c in range(4):
            if r in grid.total_rows or c in grid.total_columns:
                continue
            if row not in grid.total_rows and r != row:
                continue
            if column not in grid.total_columns and c != column:
                continue
            one = grid.cells[r, c]
            if one.telling in (Telling.NOT_TOLD, Telling.UNCLEAR):
                possible = {known + hidden for known in possible for hidden in range(10)}
            elif one.places is not None:
                possible = {known + one.places for known in possible}
    return total not in possible
