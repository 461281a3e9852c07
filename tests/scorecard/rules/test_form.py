"""The web form as a table: every cell of its file leads back to the box it was typed in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Unit
from scorecard.rules.form import HEADINGS, Field, Row, as_file, box, box_at, names, place_of, too_long

RATE = Row("H01", "Referrals", "all", "Jan-Mar 2018", Unit.RATE)
SHARE = Row("H02", "In time", "girls aged 5-9", "Jan-Mar 2018", Unit.PERCENT)
MEDIAN = Row("W03", "Weeks waited", "all", "Jan-Mar 2018", Unit.MEDIAN)
ROWS = (RATE, SHARE, MEDIAN)
ANY_ROWS = st.lists(
    st.builds(
        Row,
        code=st.sampled_from(["C01", "D03", "H02", "H-2"]),
        title=st.just("Conferences in time"),
        part=st.sampled_from(["", "Under 1", "1 to 4"]),
        period=st.just("Q1 2013/14"),
        unit=st.sampled_from(list(Unit)),
    ),
    max_size=8,
    unique_by=lambda row: (row.code, row.part),
).map(tuple)


def test_what_is_typed_in_a_box_stands_in_the_cell_that_leads_back_to_it() -> None:
    typed = {name: name for name in names(ROWS)}

    head, *lines = csv.reader(io.StringIO(as_file(ROWS, typed).decode()))

    assert tuple(head) == HEADINGS
    cells = {f"{chr(65 + c)}{r}": text for r, line in enumerate(lines, 2) for c, text in enumerate(line)}
    found = {cell: box_at(ROWS, cell) for cell, text in cells.items() if text in typed}
    assert found == {cell: cells[cell] for cell in found}
    assert set(found.values()) == names(ROWS)


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("A2", (RATE, Field.NUMBER)),
        ("D4", (MEDIAN, Field.RESULT)),
        ("E3", (SHARE, Field.NUMBER)),
        ("F2", (RATE, Field.NUMBER)),
        ("F3", (SHARE, Field.OUT_OF)),
        ("I4", (MEDIAN, Field.COMMENTARY)),
        ("J4", (MEDIAN, Field.RESULT)),
    ],
)
def test_a_label_or_a_box_that_a_figure_has_not_leads_to_its_first_box(
    cell: str, place: tuple[Row, Field]
) -> None:
    assert place_of(ROWS, cell) == place


@pytest.mark.parametrize("cell", ["A1", "E5", "E0", "", "5", "AA2", "E2:F3"])
def test_a_cell_of_no_figure_leads_nowhere(cell: str) -> None:
    assert place_of(ROWS, cell) is None
    assert box_at(ROWS, cell) == ""


@pytest.mark.parametrize(
    ("field", "most"), [(Field.COMMENTARY, 4000), (Field.NUMBER, 60), (Field.REASON, 60)]
)
def test_a_box_takes_as_much_as_it_has_room_for(field: Field, most: int) -> None:
    name = box(RATE, field)

    assert not too_long(name, "x" * most)
    assert too_long(name, "x" * (most + 1))


@given(ANY_ROWS)
def test_every_box_has_its_own_name(rows: tuple[Row, ...]) -> None:
    assert len(names(rows)) == sum(len(row.fields) for row in rows)


@given(ANY_ROWS, st.data())
def test_the_file_says_what_was_typed_and_nothing_else(rows: tuple[Row, ...], data: st.DataObject) -> None:
    typed = {name: data.draw(st.text("ab1,;\"'  é–\n\t", max_size=12)) for name in sorted(names(rows))}

    head, *lines = csv.reader(io.StringIO(as_file(rows, typed).decode(), newline=""))

    assert tuple(head) == HEADINGS
    for row, line in zip(rows, lines, strict=True):
        assert line[:4] == [row.code, row.title, row.part, row.period]
        assert line[4:] == [" ".join(typed.get(box(row, field), "").split()) for field in Field]
