"""CSV files: encodings, dividers, line ends, blank lines, quotation marks."""

import tracemalloc

import pytest

from files.errors import Unreadable
from files.limits import Limits
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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_utf16_without_its_mark_is_told_by_the_nuls_at_every_other_place(encoding, delimiter):
    book = read(csv_bytes([*ROWS, ["D03", "8", "£5 – “agreed”"]], delimiter=delimiter, encoding=encoding))

    assert [[cell.written for cell in row] for row in book.sheets[0].rows][3] == ["D03", "8", "£5 – “agreed”"]
    assert book.encoding == encoding


def test_a_line_that_names_a_tab_is_obeyed():
    assert read(b"sep=\t\r\nRef\tNumber, rounded\r\n").sheets[0].cell(2, 2).value == "Number, rounded"


def test_a_line_longer_than_any_row_is_refused_before_it_is_held():
    with pytest.raises(Unreadable) as refusal:
        read(b"a," * 600, limits=Limits(line=1_000))

    assert refusal.value.code == "too-large"


LONG = csv_bytes([["Ref", "Number", "Remark"], [], *([f"D{n}", n, "a,\nb"] for n in range(3_000))])
SHORTER = Limits(long_from=10_000)


@pytest.fixture(params=["bytes", "a file"])
def long_source(request, tmp_path):
    if request.param == "bytes":
        return LONG
    (tmp_path / "long.csv").write_bytes(LONG)
    return tmp_path / "long.csv"


def test_a_long_file_gives_the_same_cells_as_a_short_one_each_time_they_are_gone_through(long_source):
    short, long = read(LONG), read(long_source, limits=SHORTER)

    assert (short.long, long.long) == (False, True)
    assert list(long.sheets[0].rows) == list(short.sheets[0].rows)
    assert list(long.sheets[0].rows) == list(short.sheets[0].rows)
    assert len(long.sheets[0].rows) == 3_001
    assert long.sheets[0].rows[0] == short.sheets[0].rows[0]
    assert long.sheets[0].rows[-1][1].value == "2999"
    assert long.sheets[0].rows[1:3] == short.sheets[0].rows[1:3]
    assert long.sheets[0].cell(3, 1).value == "D0"
    with pytest.raises(IndexError):
        long.sheets[0].rows[3_001]


def test_a_long_file_comes_in_parts_that_each_know_their_cells(long_source):
    parts = list(read(long_source, limits=SHORTER).sheets[0].parts(1_000))

    assert [len(part.rows) for part in parts] == [1_000, 1_000, 1_000, 1]
    assert not any(part.long for part in parts)
    assert parts[1].cell(1_002, 1).value == "D999"


def test_a_short_sheet_is_its_own_only_part():
    sheet = read(csv_bytes(ROWS)).sheets[0]

    assert list(sheet.parts(1)) == [sheet]


def test_a_fault_far_down_a_long_file_is_found_before_its_first_row_is_given():
    with pytest.raises(Unreadable, match="Quotation marks near line"):
        read(LONG + b'D1,"5\n', limits=SHORTER)


def test_memory_stays_flat_however_long_the_file(tmp_path):
    peaks = []
    for rows in (6_000, 24_000):
        path = tmp_path / f"{rows}.csv"
        path.write_bytes(b"Ref,Number,Period\r\n" + b"D01,1042,Q1 2013/14\r\n" * rows)
        tracemalloc.start()
        sheet = read(path, limits=SHORTER).sheets[0]
        cells = sum(len(row) for part in sheet.parts(500) for row in part.rows)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert cells == 3 * (rows + 1)

    assert peaks[1] < peaks[0] * 1.5
