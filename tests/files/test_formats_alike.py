"""Every format gives the same return the same way, and tells apart what must not be mixed up."""

import io
from datetime import date
from decimal import Decimal

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from files.readers import read
from files.sheets import BookKind, Fault
from tests.files.binaries import Error, Styled, xls_bytes, xlsb_bytes
from tests.files.books import csv_bytes, with_parts, xlsx_bytes
from tests.files.opened import ods_bytes


def xlsx(sheets):
    return xlsx_bytes({name: [[_plain(one) for one in row] for row in rows] for name, rows in sheets.items()})


def _plain(value):
    return value.text if isinstance(value, Error) else value


def xlsm(sheets):
    return with_parts(xlsx(sheets), {"xl/vbaProject.bin": b"\x00 no macros at all"})


MAKERS = {
    BookKind.XLSX: xlsx,
    BookKind.XLSM: xlsm,
    BookKind.ODS: ods_bytes,
    BookKind.XLS: xls_bytes,
    BookKind.XLSB: xlsb_bytes,
}
BLIND = (BookKind.XLS, BookKind.XLSB)
FIVE = [["Ref", Error("#DIV/0!"), None, " ", 0, "0"]]


@pytest.mark.parametrize("kind", [BookKind.XLSX, BookKind.XLSM, BookKind.ODS])
def test_an_error_a_blank_a_space_nought_and_the_text_nought_are_five_different_things(kind):
    book = read(MAKERS[kind]({"S": FIVE}))
    cells = [book.sheets[0].cell(1, column) for column in range(2, 7)]

    assert book.kind is kind
    assert not book.blind
    assert [(cell.value, cell.fault, cell.filled) for cell in cells] == [
        (None, Fault.ERROR, True),
        (None, None, False),
        (" ", None, True),
        (0, None, True),
        ("0", None, True),
    ]
    assert cells[0].written == "#DIV/0!"
    assert [type(cell.value) for cell in cells[3:]] == [int, str]


@pytest.mark.parametrize("kind", BLIND)
def test_where_an_error_looks_like_a_blank_the_book_says_so_and_the_other_four_differ(kind):
    book = read(MAKERS[kind]({"S": FIVE}))
    cells = [book.sheets[0].cell(1, column) for column in range(2, 7)]

    assert book.kind is kind
    assert book.blind
    assert [cell.filled for cell in cells[:2]] == [False, False]
    assert [(cell.value, type(cell.value)) for cell in cells[2:]] == [(" ", str), (0, int), ("0", str)]


def test_in_a_text_file_nought_is_a_text_and_a_blank_is_told_from_a_space_and_an_error():
    cells = [read(csv_bytes([["Ref", "#DIV/0!", None, " ", "0"]])).sheets[0].cell(1, n) for n in range(2, 6)]

    assert [(cell.value, cell.filled) for cell in cells] == [
        ("#DIV/0!", True),
        (None, False),
        (" ", True),
        ("0", True),
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_values_come_from_every_format_at_the_same_addresses(kind):
    rows = [
        ["Ref", "Count", None, "Share"],
        [],
        [None, 1042, True, 20.2],
        ["D01", -3, None, date(2013, 6, 30)],
    ]
    book = read(MAKERS[kind]({"Return": rows, "Notes": [["x"]]}))
    found = {cell.address: (cell.value, cell.written) for row in book.sheets[0].rows for cell in row}

    assert [sheet.name for sheet in book.sheets] == ["Return", "Notes"]
    assert found == {
        "A1": ("Ref", "Ref"),
        "B1": ("Count", "Count"),
        "D1": ("Share", "Share"),
        "B3": (1042, "1042"),
        "C3": (True, "TRUE"),
        "D3": (Decimal("20.2"), "20.2"),
        "A4": ("D01", "D01"),
        "B4": (-3, "-3"),
        "D4": (date(2013, 6, 30), "30 June 2013"),
    }


@pytest.mark.parametrize("make", [xls_bytes, xlsb_bytes])
@pytest.mark.parametrize(
    ("serial", "from_1904", "day"),
    [
        (1, False, date(1900, 1, 1)),
        (59, False, date(1900, 2, 28)),
        (61, False, date(1900, 3, 1)),
        (41455, False, date(2013, 6, 30)),
        (39993, True, date(2013, 6, 30)),
    ],
)
def test_days_of_the_binary_formats_are_counted_from_1900_or_1904(make, serial, from_1904, day):
    data = make({"S": [[Styled(serial, "dd/mm/yyyy")]]}, from_1904=from_1904)

    assert read(data).sheets[0].cell(1, 1).value == day


@pytest.mark.parametrize("make", [xls_bytes, xlsb_bytes])
@pytest.mark.parametrize("code", ['0.0" days"', "[Red]0", "#,##0", "General", "0.0%"])
def test_a_number_whose_format_only_looks_like_a_date_stays_a_number(make, code):
    assert read(make({"S": [[Styled(41455, code)]]})).sheets[0].cell(1, 1).value == 41455


@pytest.mark.parametrize("make", [xls_bytes, xlsb_bytes])
@pytest.mark.parametrize("value", [-5, 0, 0.5])
def test_a_time_of_day_is_never_taken_for_a_number(make, value):
    cell = read(make({"S": [[Styled(value, "dd/mm/yyyy")]]})).sheets[0].cell(1, 1)

    assert isinstance(cell.value, str | int)
    assert cell.value in (value, "00:00:00", "12:00:00")


NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**8), 10**8, allow_nan=False, allow_infinity=False, places=6),
)


@pytest.mark.parametrize("kind", MAKERS)
@settings(deadline=None, max_examples=15)
@given(st.lists(st.lists(st.one_of(NUMBERS, st.none()), min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_number_comes_back_exactly_and_as_another_reader_has_it(kind, rows):
    data = MAKERS[kind]({"S": [["head"], *rows]})
    sheet = read(data).sheets[0]
    other = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name("S")
    theirs = other.to_python(skip_empty_area=False)

    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            assert sheet.cell(number, column).value == value
            if value is not None:
                assert theirs[number - 1][column - 1] == float(value)
