"""OpenDocument spreadsheets: repeated cells, what is covered or hidden, texts, dates, errors of several writers."""

from datetime import date
from decimal import Decimal

import pytest

from files.errors import Unreadable
from files.limits import Limits
from files.readers import read
from files.sheets import Fault
from tests.files.opened import cell, ods_of, row, table

BLANK = "<table:table-row><table:table-cell/></table:table-row>"


def sheet_of(inside: str, **limits: int):
    return read(ods_of(table(inside)), limits=Limits(**limits)).sheets[0]


def only(xml: str):
    """The one cell of a sheet whose cell is written out."""
    return sheet_of(f"<table:table-row>{xml}</table:table-row>").rows[0][0]


def repeated(value, times, attributes=""):
    return cell(value).replace(
        "<table:table-cell", f'<table:table-cell table:number-columns-repeated="{times}"'
    )


def test_cells_and_rows_that_are_repeated_stand_where_they_are_shown():
    inside = row(["a"]) + (
        f'<table:table-row table:number-rows-repeated="2">{repeated(None, 2)}{repeated(7, 3)}</table:table-row>'
    )
    sheet = sheet_of(inside + row(["b"]))

    assert [one.address for cells in sheet.rows for one in cells] == [
        "A1", "C2", "D2", "E2", "C3", "D3", "E3", "A4",
    ]  # fmt: skip
    assert sheet.cell(3, 4).value == 7


def test_a_billion_blank_cells_cost_nothing():
    inside = row([1]) + (
        f'<table:table-row table:number-rows-repeated="1000000000">{repeated(None, 10**9)}</table:table-row>'
    )

    assert len(sheet_of(inside).rows) == 1


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (
            f'<table:table-row table:number-rows-repeated="1000000000">{cell(1)}</table:table-row>',
            "too-large",
        ),
        (f"<table:table-row>{repeated(1, 10**9)}</table:table-row>", "too-large"),
        (f"<table:table-row>{repeated(None, 10**9)}{cell(1)}</table:table-row>", "damaged-file"),
        (f"<table:table-row>{repeated(1, 0)}</table:table-row>", "damaged-file"),
        (f"<table:table-row>{repeated(1, 'many')}</table:table-row>", "damaged-file"),
        (row(["a" * 32_768]), "too-large"),
        (row([" "]).replace("<text:s/>", '<text:s text:c="999999999"/>'), "too-large"),
    ],
)
def test_figures_declared_without_end_are_refused_before_they_are_made(inside, code):
    with pytest.raises(Unreadable) as refusal:
        sheet_of(inside)

    assert refusal.value.code == code


def test_what_is_under_a_merged_block_leads_to_its_first_cell_and_is_not_read():
    head = cell("Q1").replace("<table:table-cell", '<table:table-cell table:number-columns-spanned="3"')
    covered = cell(5).replace("table:table-cell", "table:covered-table-cell") * 2
    sheet = sheet_of(f"<table:table-row>{head}{covered}{cell('after')}</table:table-row>")

    assert [sheet.label(1, column).value for column in (1, 2, 3, 4)] == ["Q1", "Q1", "Q1", "after"]
    assert not sheet.cell(1, 2).filled


def test_hidden_and_filtered_rows_and_columns_and_hidden_sheets_are_flagged():
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    inside = (
        columns
        + row([1, 2, 3])
        + row([4], 'table:visibility="filter"')
        + row([5], 'table:visibility="collapse"')
    )
    book = read(ods_of(table(inside), table(row([1]), "Working", "gone")))

    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert book.sheets[0].hidden_rows == {2, 3}
    assert book.sheets[0].hidden_columns == {2, 3}
    assert book.sheets[0].cell(1, 2).value == 2


def test_a_percentage_is_told_by_its_type_and_keeps_what_is_stored():
    found = only(
        '<table:table-cell office:value-type="percentage" office:value="0.235"><text:p>24%</text:p></table:table-cell>'
    )

    assert (found.value, found.written, found.percent) == (Decimal("0.235"), "23.5%", True)


@pytest.mark.parametrize(
    ("style", "written"), [("day", "1 April 2013"), ("month", "April 2013"), ("unknown", "1 April 2013")]
)
def test_a_date_is_shown_with_its_day_unless_its_style_leaves_it_out(style, written):
    about = f'table:style-name="{style}" office:value-type="date" office:date-value="2013-04-01T12:30:00"'
    found = only(f"<table:table-cell {about}><text:p>x</text:p></table:table-cell>")

    assert (found.value, found.written) == (date(2013, 4, 1), written)


def test_a_cell_without_a_style_has_its_columns():
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="month"/>'

    assert sheet_of(columns + row(["a", date(2013, 4, 1)])).cell(1, 2).written == "April 2013"


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ('table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"', "#DIV/0!"),
        ('table:formula="of:=x" office:value-type="string" calcext:value-type="error"', "Err:508"),
        ('table:formula="of:=1/0" office:value-type="float" office:value="0"', "#DIV/0!"),
        ('table:formula="of:=1/0" office:value-type="float" office:value="0"', "Err:502"),
        ('table:formula="of:=NA()" office:value-type="string" office:string-value=""', "#N/A"),
    ],
)
def test_an_error_is_one_however_a_program_writes_it(about, text):
    found = only(f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>")

    assert (found.value, found.written, found.fault) == (None, text, Fault.ERROR)


def test_a_formula_nobody_worked_out_is_flagged_and_an_empty_result_is_a_blank():
    assert only('<table:table-cell table:formula="of:=1+1"/>').fault is Fault.UNCALCULATED
    empty = '<table:table-cell table:formula="of:=T(&quot;&quot;)" office:value-type="string" office:string-value=""/>'
    sheet = sheet_of(f"<table:table-row>{cell(1)}{empty}</table:table-row>")

    assert not sheet.cell(1, 2).filled


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("<text:p>one</text:p><text:p>two</text:p>", "one\ntwo"),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>", "a   b\tc\nd"),
        ("<text:p>\n   set \n  out</text:p>", "set out"),
        ("<text:p>Eng<text:span>land<text:span>1</text:span></text:span></text:p>", "England1"),
        ("<office:annotation><text:p>a remark</text:p></office:annotation><text:p>said</text:p>", "said"),
        ("<text:p>said<office:annotation><text:p>a remark</text:p></office:annotation></text:p>", "said"),
        (
            "<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame><text:p>said</text:p>",
            "said",
        ),
    ],
)
def test_a_text_is_the_cells_own_with_its_blanks_and_line_breaks(inside, value):
    assert only(f'<table:table-cell office:value-type="string">{inside}</table:table-cell>').value == value


def test_drawings_beside_the_cells_hold_no_cells():
    shapes = "<table:shapes><draw:frame><text:p>drawn</text:p></draw:frame></table:shapes>"

    assert [one.value for cells in sheet_of(shapes + row([1])).rows for one in cells] == [1]


def test_a_file_whose_names_are_none_of_opendocuments_is_refused_and_never_empty():
    data = ods_of(table(row([1])), more={"content.xml": "<a><b/></a>"})

    with pytest.raises(Unreadable) as refusal:
        read(data)

    assert refusal.value.code == "damaged-file"
