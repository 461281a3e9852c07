"""What a block is unless it is said: plain."""

from reports.rules.blocks import Cell, Column, Points, Section


def test_what_is_not_said_of_a_block_is_plain() -> None:
    points, column, cell = Points(("Up.",)), Column("Agency"), Cell("Health")

    assert (points.ordered, column.number, cell.bold) == (False, False, False)


def test_a_section_stands_upright_and_tells_its_data_before_its_words_unless_it_is_said() -> None:
    section = Section("area", "The area in numbers")

    assert (section.landscape, section.words_first) == (False, False)
