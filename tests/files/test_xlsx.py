"""XLSX workbooks: values as stored, errors, dates, percentages, merged labels, hidden parts."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from files.errors import Unreadable
from files.readers import read
from files.sheets import BookKind, Cell, Fault, Sheet
from tests.files.books import with_parts, xlsx_bytes, xlsx_of


def sheet_of(rows, change=None) -> Sheet:
    return read(xlsx_bytes({"Return": rows}, change)).sheets[0]


def cell_of(xml: str, **parts: str) -> Cell:
    return read(xlsx_of(f"<sheetData><row r='2'>{xml}</row></sheetData>", **parts)).sheets[0].rows[0][0]


def test_values_keep_their_type_and_their_address():
    book = read(xlsx_bytes({"Return": [["Ref", 5, 20.2, True, date(2013, 6, 30)]]}))
    row = book.sheets[0].rows[0]

    assert book.kind is BookKind.XLSX
    assert [cell.value for cell in row] == ["Ref", 5, Decimal("20.2"), True, date(2013, 6, 30)]
    assert [cell.address for cell in row] == ["A1", "B1", "C1", "D1", "E1"]
    assert [cell.written for cell in row] == ["Ref", "5", "20.2", "TRUE", "30 June 2013"]
    assert {cell.sheet for cell in row} == {"Return"}


def test_an_error_a_blank_a_space_nought_and_the_text_nought_are_five_different_things():
    sheet = sheet_of([["#DIV/0!", None, " ", 0, "0"]])
    cells = [sheet.cell(1, column) for column in range(1, 6)]

    assert [cell.value for cell in cells] == [None, None, " ", 0, "0"]
    assert [cell.fault for cell in cells] == [Fault.ERROR, None, None, None, None]
    assert [cell.filled for cell in cells] == [True, False, True, True, True]
    assert cells[0].written == "#DIV/0!"


def test_a_formula_is_read_as_the_result_saved_with_it():
    assert cell_of("<c r='B2'><f>1+1</f><v>2</v></c>").value == 2
    assert cell_of("<c r='B2' t='str'><f>A1</f><v>yes</v></c>").value == "yes"


@pytest.mark.parametrize("xml", ["<c r='B2'><f>1+1</f></c>", "<c r='B2'><f>1+1</f><v/></c>"])
def test_a_formula_nobody_worked_out_is_flagged_and_never_a_blank(xml):
    cell = cell_of(xml)

    assert cell.fault is Fault.UNCALCULATED
    assert cell.value is None


def test_a_formula_whose_result_is_an_empty_text_is_a_blank():
    filled = "<c r='A2'><v>1</v></c><c r='B2' t='str'><f>IF(1,\"\")</f><v></v></c>"

    assert not read(xlsx_of(f"<sheetData><row>{filled}</row></sheetData>")).sheets[0].cell(2, 2).filled


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("20.2", Decimal("20.2")),
        ("20.199999999999999", Decimal("20.2")),
        ("0.30000000000000004", Decimal("0.3")),
        ("1E3", 1000),
        ("12.0", 12),
        ("-3", -3),
        ("1.0000000000000001E-2", Decimal("0.01")),
    ],
)
def test_a_number_is_the_one_a_spreadsheet_shows(stored, value):
    cell = cell_of(f"<c r='B2'><v>{stored}</v></c>")

    assert cell.value == value
    assert type(cell.value) is type(value)


@pytest.mark.parametrize(
    ("code", "written", "percent"),
    [("0%", "23.05%", True), ("0.0%", "23.05%", True), ("0.00", "0.2305", False), ('0" %"', "0.2305", False)],
)
def test_a_percent_format_is_told_from_a_percent_sign_that_is_only_drawn(code, written, percent):
    def change(sheet):
        sheet["A1"].number_format = code

    cell = sheet_of([[0.2305]], change).cell(1, 1)

    assert (cell.value, cell.written, cell.percent) == (Decimal("0.2305"), written, percent)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("dd/mm/yyyy", "1 April 2013"),
        ("mmm-yy", "April 2013"),
        ("[$-809]d mmmm yyyy;@", "1 April 2013"),
        ("General", "41365"),
        ('0.0" days"', "41365"),
        ("[Red]0", "41365"),
    ],
)
def test_a_date_is_told_by_its_format_and_a_month_alone_stays_a_month(code, written):
    def change(sheet):
        sheet["A1"].number_format = code

    assert sheet_of([[41365]], change).cell(1, 1).written == written


@pytest.mark.parametrize(
    ("workbook", "serial", "day"),
    [
        ("", 1, date(1900, 1, 1)),
        ("", 59, date(1900, 2, 28)),
        ("", 61, date(1900, 3, 1)),
        ("", 41455, date(2013, 6, 30)),
        ("<workbookPr date1904='1'/>", 39993, date(2013, 6, 30)),
    ],
)
def test_days_are_counted_from_1900_or_1904(workbook, serial, day):
    styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"

    assert cell_of(f"<c r='A2' s='1'><v>{serial}</v></c>", styles=styles, workbook=workbook).value == day


def test_a_serial_beyond_the_calendar_stays_a_number():
    styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"

    assert cell_of("<c r='A2' s='0'><v>99999999</v></c>", styles=styles).value == 99999999


def test_texts_in_runs_are_joined_and_reading_aids_left_out():
    strings = (
        "<si><r><t>Eng</t></r><r><t>land1</t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_b_x0000_</t></si>"
    )

    assert cell_of("<c r='A2' t='s'><v>0</v></c>", strings=strings).value == "England1"
    assert cell_of("<c r='A2' t='s'><v>1</v></c>", strings=strings).value == "a\rb"
    assert cell_of("<c r='A2' t='inlineStr'><is><t>in</t><t>line</t></is></c>").value == "inline"


def test_dates_in_words_and_numbers_that_are_none_are_kept_as_they_stand():
    assert cell_of("<c r='A2' t='d'><v>2013-06-30T00:00:00</v></c>").written == "30 June 2013"
    assert cell_of("<c r='A2'><v>five</v></c>").value == "five"
    assert cell_of("<c r='A2'><v>1E999</v></c>").value == "1E999"


def test_rows_hidden_by_default_are_hidden_unless_they_say_otherwise():
    rows = "<row><c><v>1</v></c></row><row hidden='0'><c><v>2</v></c></row>"
    sheet = read(xlsx_of(f"<sheetFormatPr zeroHeight='1'/><sheetData>{rows}</sheetData>")).sheets[0]

    assert sheet.hidden_rows == {1}


def test_a_block_merged_over_a_whole_page_is_no_label():
    sheet = sheet_of([["Title"], ["a"]], lambda sheet: sheet.merge_cells("A1:Z100"))

    assert sheet.label(1, 3).value is None
    assert sheet.label(1, 1).value == "Title"


def test_cells_without_addresses_follow_each_other():
    sheet = read(
        xlsx_of("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>")
    )

    assert [cell.address for row in sheet.sheets[0].rows for cell in row] == ["A1", "B1", "A2"]


def test_a_merged_block_shows_its_first_cell_everywhere():
    sheet = sheet_of([["Q1", None, None], ["a", "b", "c"]], lambda sheet: sheet.merge_cells("A1:C1"))

    assert [sheet.label(1, column).value for column in (1, 2, 3)] == ["Q1", "Q1", "Q1"]
    assert sheet.label(1, 3).address == "A1"
    assert not sheet.cell(1, 3).filled
    assert sheet.label(2, 3).value == "c"


def test_what_is_hidden_is_flagged():
    def change(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["C"].hidden = True
        if sheet.title == "Working":
            sheet.sheet_state = "veryHidden"

    book = read(xlsx_bytes({"Return": [[1, 2, 3], [4, 5, 6]], "Working": [[1]]}, change))

    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert book.sheets[0].hidden_rows == {2}
    assert book.sheets[0].hidden_columns == {2, 3}
    assert book.sheets[0].cell(2, 2).value == 5


def test_chart_sheets_hold_no_cells_and_are_passed_over():
    data = xlsx_bytes({"Return": [[1]], "Other": [[2]]})
    part = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = archive.read(part).decode()
    changed = re.sub(r"worksheet(?=[^/]*/xl/worksheets/sheet2)", "chartsheet", held)

    assert changed != held
    assert [sheet.name for sheet in read(with_parts(data, {part: changed})).sheets] == ["Return"]


NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**8), 10**8, allow_nan=False, allow_infinity=False, places=6),
)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.one_of(NUMBERS, st.none()), min_size=1, max_size=6), min_size=1, max_size=8))
def test_every_number_comes_back_exactly_and_as_another_reader_has_it(rows):
    data = xlsx_bytes({"S": [["head"], *rows]})
    sheet = read(data).sheets[0]
    other = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name("S")
    theirs = other.to_python(skip_empty_area=False)

    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            assert cell.value == value
            if value is not None:
                assert theirs[number - 1][column - 1] == float(value)


@pytest.mark.parametrize(
    "xml",
    [
        "<sheetData><row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row></sheetData>",
        "<sheetData><row><c r='1A'><v>1</v></c></row></sheetData>",
        "<sheetData><row><c r='ZZZ1'><v>1</v></c></row></sheetData>",
        "<sheetData><row><c r='A1' t='s'><v>5</v></c></row></sheetData>",
        "<sheetData><row><c r='A1' t='s'><v>-1</v></c></row></sheetData>",
        "<sheetData><row><c r='A1' s='x'><v>5</v></c></row></sheetData>",
        "<sheetData><row r='0'><c><v>5</v></c></row></sheetData>",
        "<sheetData><row>",
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(xml):
    with pytest.raises(Unreadable) as refusal:
        read(xlsx_of(xml))

    assert refusal.value.code == "damaged-file"
