"""Tables whose columns are told by their headings."""

import pytest

from files.headed import LOOKED_THROUGH, columns_of, headings, rows_below, written
from files.sheets import Cell, Sheet


def sheet(*rows: tuple[object, ...]) -> Sheet:
    return Sheet(
        "List",
        tuple(
            tuple(
                Cell("List", number, column, value)
                for column, value in enumerate(row, 1)
                if value is not None
            )
            for number, row in enumerate(rows, 1)
        ),
    )


def meaning(heading: str) -> str | None:
    return {"name": "NAME", "who": "NAME", "email": "EMAIL"}.get(heading.lower())


@pytest.mark.parametrize(("value", "said"), [("\u00a0 Ann ", "Ann"), (None, ""), (7, "7")])
def test_a_cell_says_what_is_written_without_spaces_around_it(value: object, said: str) -> None:
    assert written(Cell("List", 1, 1, value)) == said
    assert written(None) == ""


def test_of_two_columns_with_one_meaning_the_first_counts() -> None:
    assert columns_of(sheet(("Name", "Who", "Email")).rows[0], meaning) == {1: "NAME", 3: "EMAIL"}


def test_the_first_row_that_heads_enough_is_the_headings_and_rows_below_it_are_given() -> None:
    found = sheet(
        ("Name",), ("A title", None), ("Name", "Email"), ("Ann", None), (" ", " "), (None, "b@x.example")
    )

    number, columns = headings(found, meaning, lambda meant: len(meant) == 2)

    assert (number, columns) == (3, {1: "NAME", 2: "EMAIL"})
    below = list(rows_below(found, number, columns, {"NAME"}))
    assert [{meant: written(cell) for meant, cell in row.items()} for row in below] == [
        {"NAME": "Ann"},
        {"NAME": "", "EMAIL": "b@x.example"},
    ]
    assert below[1]["NAME"].address == "A6"


def test_headings_too_far_down_are_not_found() -> None:
    blank = (("x",),) * (LOOKED_THROUGH - 1)

    assert headings(sheet(*blank, ("Name",)), meaning, bool)[0] == LOOKED_THROUGH
    assert headings(sheet(*blank, ("x",), ("Name",)), meaning, bool) == (0, {})
