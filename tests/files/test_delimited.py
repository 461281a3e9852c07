"""CSV files: encodings, dividers, line ends, blank lines, quotation marks."""

import pytest

from files.errors import Unreadable
from files.readers import read
from files.sheets import CSV_SHEET, BookKind
from tests.files.books import csv_bytes

ROWS = [["Ref", "Number", "Remark"], ["D01", "1042", "no, none"], ["D02", "7", "fine"]]


def grid(data: bytes) -> list[list[str]]:
    return [[cell.written for cell in row] for row in read(data).sheets[0].rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_divider_encoding_and_line_end_gives_the_same_cells(delimiter, encoding, line_end):
    data = csv_bytes(ROWS, delimiter=delimiter, encoding=encoding, line_end=line_end)

    assert grid(data) == ROWS


def test_a_file_that_is_not_utf8_is_read_as_windows_1252_and_says_so():
    book = read(csv_bytes([["Ref", "Remark"], ["D01", "£5 – “agreed”"]], encoding="cp1252"))

    assert book.kind is BookKind.CSV
    assert book.encoding == "cp1252"
    assert book.sheets[0].cell(2, 2).value == "£5 – “agreed”"


def test_a_value_stays_the_text_it_is():
    sheet = read(b"Ref,A,B,C,D\nD01,007, ,0,1.50\n").sheets[0]

    assert [sheet.cell(2, column).value for column in range(1, 6)] == ["D01", "007", " ", "0", "1.50"]
    assert sheet.name == CSV_SHEET


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    sheet = read(b"Title\n\n\nRef,Number\nD01,5\n").sheets[0]

    assert sheet.cell(5, 2).address == "B5"
    assert sheet.cell(5, 2).value == "5"


def test_a_cell_may_hold_line_breaks_and_doubled_quotation_marks():
    sheet = read(b'Ref,Remark\nD01,"said ""no""\nand left"\nD02,x\n').sheets[0]

    assert sheet.cell(2, 2).value == 'said "no"\nand left'
    assert sheet.cell(3, 1).value == "D02"


def test_commas_in_remarks_do_not_make_a_semicolon_file_a_comma_file():
    data = b"Ref;Number;Remark\nD01;5;a, b\nD02;6;c, d\nD03;7;e, f\n"

    assert grid(data)[3] == ["D03", "7", "e, f"]


def test_decimal_commas_do_not_make_a_semicolon_file_a_comma_file():
    assert grid(b"Ref;Number;Result\nD01;5;12,5\nD02;6;13,5\n")[1] == ["D01", "5", "12,5"]


def test_a_line_that_names_the_divider_is_obeyed_and_still_counted_as_a_row():
    sheet = read(b"sep=;\nRef;Number\nD01;5\n").sheets[0]

    assert sheet.cell(3, 2).value == "5"
    assert not sheet.cell(1, 1).filled


@pytest.mark.parametrize("text", [b'Ref,Number\nD01,"5\nD02,6\n', b'Ref,Number\nD01,"5" or so,6\n'])
def test_quotation_marks_that_do_not_pair_are_refused_not_guessed(text):
    with pytest.raises(Unreadable) as refusal:
        read(text)

    assert refusal.value.code == "quotation-marks"
    assert "line" in refusal.value.message
