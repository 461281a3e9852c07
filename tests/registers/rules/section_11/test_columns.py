"""What the headings of a list of organisations mean, however they are written."""

import pytest

from registers.rules.section_11.columns import PAIRS, Column, column_of
from registers.rules.section_11.parts import Part


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Organisation", Column.NAME),
        ("Name of organisation", Column.NAME),
        ("TYPE", Column.KIND),
        ("E-mail", Column.AUTHOR_EMAIL),
        ("Safeguarding lead", Column.AUTHOR),
        ("Safeguarding lead’s e-mail address", Column.AUTHOR_EMAIL),
        ("Email of DSL", Column.AUTHOR_EMAIL),
        ("Deputy", Column.SUBSTITUTE),
        ("Deputy email", Column.SUBSTITUTE_EMAIL),
        ("Name of headteacher", Column.EXECUTIVE),
        ("Head_teacher name", Column.EXECUTIVE),
        ("Chief executive’s email", Column.EXECUTIVE_EMAIL),
        ("Postcode", None),
        ("", None),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading: str, column: Column | None) -> None:
    assert column_of(heading) is column


@pytest.mark.parametrize("part", PAIRS)
def test_each_part_has_a_name_and_an_address_under_the_headings_a_board_is_shown(part: Part) -> None:
    name, email = PAIRS[part]

    assert (column_of(name), column_of(email)) == (name, email)
