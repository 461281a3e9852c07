"""Addresses as spreadsheets write them."""

import pytest
from openpyxl.utils import get_column_letter

from files.sheets import Cell, column_letters


@pytest.mark.parametrize("column", [1, 2, 26, 27, 52, 53, 702, 703, 16_384])
def test_columns_are_lettered_as_spreadsheets_letter_them(column):
    assert column_letters(column) == get_column_letter(column)


def test_a_cell_knows_its_address():
    assert Cell("Return", 9, 4).address == "D9"
