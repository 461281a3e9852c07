"""Who hears of a self-assessment that is awaited, and from when on."""

import pytest

from registers.rules.ladder import Ladder
from registers.rules.section_11.hearing import who_hears
from registers.rules.section_11.parts import Part

ALL = frozenset(Part)
AUTHOR, SUBSTITUTE, EXECUTIVE = Part.AUTHOR, Part.SUBSTITUTE, Part.EXECUTIVE


@pytest.mark.parametrize(
    ("late", "kindly", "heard"),
    [
        (0, False, {AUTHOR}),
        (1, False, {AUTHOR, SUBSTITUTE}),
        (4, False, {AUTHOR, SUBSTITUTE}),
        (5, False, {AUTHOR, SUBSTITUTE, EXECUTIVE}),
        (60, False, {AUTHOR, SUBSTITUTE, EXECUTIVE}),
        (0, True, {AUTHOR}),
        (1, True, {AUTHOR, SUBSTITUTE}),
        (60, True, {AUTHOR, SUBSTITUTE}),
    ],
)
def test_the_author_hears_first_then_who_stands_in_then_who_signs(
    late: int, kindly: bool, heard: set[Part]
) -> None:
    assert who_hears(ALL, late=late, kindly=kindly, ladder=Ladder()) == heard


@pytest.mark.parametrize(
    ("there", "heard"),
    [
        ({SUBSTITUTE, EXECUTIVE}, {SUBSTITUTE}),
        ({EXECUTIVE}, {EXECUTIVE}),
        ({Part.MODERATOR}, set()),
        (set(), set()),
    ],
)
def test_where_there_is_no_author_the_next_one_hears_from_the_beginning(
    there: set[Part], heard: set[Part]
) -> None:
    assert who_hears(there, late=0, kindly=True, ladder=Ladder()) == heard


def test_the_executive_hears_when_this_boards_ladder_comes_to_its_member() -> None:
    ladder = Ladder(member=8, letter=12, paper=20)

    assert EXECUTIVE not in who_hears(ALL, late=7, kindly=False, ladder=ladder)
    assert EXECUTIVE in who_hears(ALL, late=8, kindly=False, ladder=ladder)
