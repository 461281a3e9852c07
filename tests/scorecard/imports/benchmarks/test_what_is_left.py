"""What cannot be taken from a published workbook is left with its reason, and nothing is guessed."""

from functools import partial

import pytest

from files.errors import Unreadable
from scorecard.imports.benchmarks import Place, read_workbook
from scorecard.rules.figures import Status
from tests.scorecard.imports.benchmarks import build

READING = Place("E06000038", "Reading", "870")


def rows_of(read):
    return {(row.indicator_code, row.area_name, row.last.year): row for row in read.rows}


def report_of(read, name):
    return next(report for report in read.sheets if report.sheet == name)


@pytest.fixture(scope="module")
def standard():
    return read_workbook(build.workbook())


def test_a_hidden_number_is_suppressed_and_never_worked_out_from_the_rest():
    rows = rows_of(read_workbook(build.workbook(), places=(READING,)))

    for code in ("T05", "T02"):
        row = rows[code, "Reading", 2018]
        assert (row.status, row.value, row.numerator) == (Status.SUPPRESSED, None, None)
    assert rows["T02", "Reading", 2018].denominator == 40


def test_a_second_sheet_that_says_otherwise_is_reported():
    figures = {"England": {5: 2000, 6: 440, 7: 22}, "Hampshire": {5: 150, 6: 30, 7: 20}}
    read = read_workbook(
        build.workbook({**build.STANDARD, "D3": partial(build.repeat_plans, figures=figures)})
    )

    assert rows_of(read)["T05", "England", 2018].value == 20
    assert report_of(read, "D3").left[0] == "T05, England, G11: 22 here, 20 in A2 D23, which is kept."


def test_every_sheet_is_reported_with_what_was_taken_and_left(standard):
    assert [report.sheet for report in standard.sheets] == list(build.STANDARD)
    assert report_of(standard, "C4").taken == (
        "D09, South East: year ending March 2018",
        "D09, Hampshire: year ending March 2018",
        "D10, England: year ending March 2018",
        "D10, South East: year ending March 2018",
        "D10, Hampshire: year ending March 2018",
        "T02, England: year ending March 2018",
        "T02, South East: year ending March 2018",
        "T02, Hampshire: year ending March 2018",
        "T03, England: year ending March 2018",
        "T03, South East: year ending March 2018",
        "T03, Hampshire: year ending March 2018",
    )
    assert "Section 47 enquiries within the year / Number of children" in report_of(standard, "C4").left
    assert report_of(standard, "INDEX").why == "It has neither a row for England nor a heading of years."
    assert report_of(standard, "D3").title.endswith("which are a second or subsequent plan")


def test_a_percentage_its_parts_do_not_give_is_left_with_the_reason():
    figures = {"Hampshire": {5: 150, 6: 30, 7: 62}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, figures=figures)}))

    assert ("T05", "Hampshire", 2018) not in rows_of(read)
    assert "30 of 150 does not give the 62 that is printed" in " ".join(report_of(read, "D3").left)


def test_a_rate_the_population_does_not_give_is_left_with_the_reason():
    def ten_times(sheet):
        build.enquiries(sheet)
        row = next(cell.row for cell in sheet["C"] if cell.value == "Hampshire")
        sheet.cell(row, 5, 1003)

    read = read_workbook(build.workbook({**build.STANDARD, "C4": ten_times}))

    assert ("D09", "Hampshire", 2018) not in rows_of(read)
    assert any("1003" in line and "misread" in line for line in report_of(read, "C4").left)


def test_a_symbol_nobody_explains_is_left_with_its_cell():
    figures = {"Hampshire": {5: 150, 6: 30, 7: "?"}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, figures=figures)}))

    assert ("T05", "Hampshire", 2018) not in rows_of(read)
    assert "T05, Hampshire, year ending March 2018: G17 holds '?'" in " ".join(report_of(read, "D3").left)


def test_a_blank_is_left_and_never_a_zero():
    figures = {"Hampshire": {5: 150, 6: 30}, "England": {5: 2000, 6: 400, 7: 20}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, figures=figures)}))

    assert ("T05", "Hampshire", 2018) not in rows_of(read)
    assert any("G17 is blank." in line for line in report_of(read, "D3").left)


def test_a_hidden_sheet_is_left():
    def hidden(sheet):
        build.repeat_plans(sheet)
        sheet.sheet_state = "hidden"

    read = read_workbook(build.workbook({"INDEX": build.index, "D3": hidden}))

    assert (read.rows, report_of(read, "D3").why) == ((), "It is hidden.")


def test_duration_bands_that_do_not_end_on_the_day_are_not_added_up():
    def coarser(sheet):
        build.enquiries(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "11-15\ndays":
                    cell.value = "11-20\ndays"

    rows = rows_of(read_workbook(build.workbook({"C4": coarser})))

    assert not any(code == "T02" for code, _, _ in rows)


def test_bytes_that_are_no_workbook_are_refused_in_words():
    with pytest.raises(Unreadable):
        read_workbook(b"%PDF-1.7 not a workbook")


def test_a_workbook_of_something_else_gives_nothing_and_says_why():
    def shopping(sheet):
        sheet["A1"] = "Shopping"
        sheet["A2"] = "Milk"
        sheet["B2"] = 2

    read = read_workbook(build.workbook({"List": shopping}))

    assert (read.rows, read.populations) == ((), ())
    assert read.sheets[0].why


def test_a_table_without_its_year_or_its_country_is_left_with_the_reason():
    undated = partial(build.repeat_plans, year="Year: all", title=("Table D3: Plans",))

    def elsewhere(sheet):
        build.national(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "Coverage: England":
                    cell.value = "Coverage: Wales"

    read = read_workbook(build.workbook({"D3": undated, "A2": elsewhere}))

    assert read.rows == ()
    assert [report.why for report in read.sheets] == [
        "It does not say which year it is of.",
        "It has years but does not say that it covers England.",
    ]


def test_people_are_whole_or_left():
    def estimated(sheet):
        build.annex(sheet)
        sheet["E9"] = 30_010.4

    read = read_workbook(build.workbook({"ANNEX": estimated}))

    assert ("Hampshire", 2017) not in {(one.area_name, one.mid_year) for one in read.populations}


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("3. Hampshire did not submit this data and as a result has zero recorded.", Status.NOT_SUPPLIED),
        ("3. Reading did not submit this data and as a result has zero recorded.", Status.TRUE_ZERO),
        ("3. Hampshire changed its system during the year.", Status.TRUE_ZERO),
    ],
)
def test_a_zero_that_a_note_says_was_never_sent_is_not_a_zero(note, status):
    figures = {"Hampshire": {5: 150, 6: 0, 7: 0}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, figures=figures, notes=(note,))}))

    assert rows_of(read)["T05", "Hampshire", 2018].status is status
