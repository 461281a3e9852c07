"""A workbook of the shape DfE publishes is read by its words, and what is left is said with its reason."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from scorecard.imports.benchmarks import ENGLAND, HAMPSHIRE, Place, read_workbook
from scorecard.rules.figures import Basis, Status, Unit
from tests.scorecard.imports.benchmarks import build

READING = Place("E06000038", "Reading", "870")


def rows_of(read):
    return {(row.indicator_code, row.area_name, row.last.year): row for row in read.rows}


def report_of(read, name):
    return next(report for report in read.sheets if report.sheet == name)


@pytest.fixture(scope="module")
def standard():
    return read_workbook(build.workbook())


def test_a_council_table_gives_value_parts_and_where_they_stand(standard):
    row = rows_of(standard)["T05", "Hampshire", 2018]

    assert (row.numerator, row.denominator, row.value) == (30, 150, 20)
    assert (row.first, row.last) == (date(2017, 4, 1), date(2018, 3, 31))
    assert (row.area_code, row.status, row.unit, row.basis) == (
        "E10000014",
        Status.REPORTED,
        Unit.PERCENT,
        Basis.IN_PERIOD,
    )
    assert (row.sheet, row.cell) == ("D3", "G17")
    assert (
        row.source == "Department for Education, Characteristics of children in need: 2017 to 2018, Table D3"
    )
    assert row.published_on == date(2018, 10, 25)


def test_a_national_table_gives_england_for_every_year_it_holds(standard):
    rows = rows_of(standard)

    assert (rows["T05", "England", 2017].value, rows["T05", "England", 2018].value) == (19, 20)
    assert rows["T05", "England", 2017].cell == "C23"
    assert (rows["D09", "England", 2017].numerator, rows["D09", "England", 2017].value) == (4800, 48)
    assert rows["D12", "England", 2018].basis is Basis.SNAPSHOT
    assert (rows["T04", "England", 2018].numerator, rows["T04", "England", 2018].denominator) == (800, 850)


def test_plans_of_two_years_are_over_plans_ended_where_those_come_last(standard):
    rows = rows_of(standard)

    assert (rows["T06", "England", 2017].numerator, rows["T06", "England", 2017].denominator) == (90, 1800)
    assert not any(code == "T07" for code, _, _ in rows)


def test_a_dot_is_not_applicable_as_its_sheet_says(standard):
    row = rows_of(standard)["T06", "England", 2018]

    assert (row.status, row.value, row.numerator, row.denominator) == (
        Status.NOT_APPLICABLE,
        None,
        None,
        None,
    )


def test_rates_are_found_beside_the_count_they_belong_to(standard):
    row = rows_of(standard)["D09", "Hampshire", 2018]

    assert (row.numerator, row.value, row.denominator, row.unit) == (301, Decimal("100.3"), None, Unit.RATE)


def test_what_is_not_printed_is_worked_out_from_its_parts(standard):
    row = rows_of(standard)["T02", "Hampshire", 2018]

    assert (row.numerator, row.denominator, row.value) == (100, 130, Decimal("76.9"))
    assert row.cell == "L16:M16"


def test_a_median_is_read_as_it_is_printed(standard):
    row = rows_of(standard)["T03", "South East", 2018]

    assert (row.value, row.numerator, row.denominator, row.unit) == (13, None, None, Unit.MEDIAN)


def test_england_printed_on_two_sheets_is_taken_once_and_the_first_is_kept(standard):
    assert rows_of(standard)["T05", "England", 2018].sheet == "A2"
    assert "T05, England: year ending March 2018" not in report_of(standard, "D3").taken


def test_populations_are_of_the_mid_year_the_year_began_with(standard):
    people = {(one.area_name, one.mid_year): one for one in standard.populations}

    assert (people["Hampshire", 2017].people, people["Hampshire", 2017].cell) == (30_010, "E9")
    assert people["England", 2016].people == 1_000_000
    assert {one.ages for one in standard.populations} == {"0-17"}
    assert "Population, Hampshire: mid-2016 to mid-2017" in report_of(standard, "ANNEX").taken


def test_sheets_may_have_other_names_and_stand_elsewhere():
    def moved(sheet):
        build.repeat_plans(sheet)
        sheet.insert_cols(1, 2)
        sheet.insert_rows(1, 3)

    read = read_workbook(build.workbook({"Sheet7": moved}), published_on=date(2019, 1, 2))

    row = rows_of(read)["T05", "Hampshire", 2018]
    assert (row.value, row.sheet, row.cell, row.published_on) == (20, "Sheet7", "I20", date(2019, 1, 2))


def test_another_years_workbook_is_of_its_own_year():
    earlier = partial(build.repeat_plans, year="Year: 2013-14")
    read = read_workbook(build.workbook({"INDEX": partial(build.index, years="2013 to 2014"), "D3": earlier}))

    assert {row.last for row in read.rows} == {date(2014, 3, 31)}
    assert read.published_on == date(2014, 10, 29)


def test_a_release_we_do_not_know_has_no_date_unless_it_is_given():
    sheets = {
        "INDEX": partial(build.index, years="2010 to 2011"),
        "D3": partial(build.repeat_plans, year="2010-11"),
    }

    assert read_workbook(build.workbook(sheets)).rows[0].published_on is None
    given = read_workbook(build.workbook(sheets), published_on=date(2011, 11, 1))
    assert given.rows[0].published_on == date(2011, 11, 1)


def test_headings_spread_without_merging_are_still_found():
    def unmerged(sheet):
        build.enquiries(sheet)
        for block in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(block))

    rows = rows_of(read_workbook(build.workbook({"C4": unmerged})))

    assert rows["T02", "Hampshire", 2018].numerator == 100
    assert rows["D09", "Hampshire", 2018].value == Decimal("100.3")


def test_councils_are_found_by_name_where_there_is_no_code():
    places = tuple((None, name) for _, name in build.COUNTIES)
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, places=places)}))

    assert rows_of(read)["T05", "Hampshire", 2018].value == 20


def test_a_council_that_was_renamed_is_found_by_its_code():
    places = tuple((code, "Hampshire County" if code == 850 else name) for code, name in build.COUNTIES)
    figures = {"Hampshire County": {5: 150, 6: 30, 7: 20}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, places=places, figures=figures)}))

    row = rows_of(read)["T05", "Hampshire", 2018]
    assert (row.area_name, row.value) == ("Hampshire", 20)


def test_a_printed_zero_is_a_true_zero():
    figures = {"Hampshire": {5: 150, 6: 0, 7: 0}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, figures=figures)}))

    row = rows_of(read)["T05", "Hampshire", 2018]
    assert (row.value, row.status, row.numerator) == (0, Status.TRUE_ZERO, 0)


def test_places_asked_for_are_the_only_councils_read():
    read = read_workbook(build.workbook(), places=(ENGLAND, HAMPSHIRE))

    assert {row.area_name for row in read.rows} == {"England", "Hampshire"}


def test_a_share_of_nothing_is_not_applicable():
    def nobody(sheet):
        build.enquiries(sheet)
        row = next(cell.row for cell in sheet["C"] if cell.value == "Hampshire")
        for column in (9, 12, 13):
            sheet.cell(row, column, 0)

    row = rows_of(read_workbook(build.workbook({"C4": nobody})))["T02", "Hampshire", 2018]

    assert (row.status, row.value, row.numerator, row.denominator) == (Status.NOT_APPLICABLE, None, 0, 0)


def test_a_percentage_with_more_decimals_than_are_printed_is_given_as_printed():
    figures = {"Hampshire": {5: 150, 6: 31, 7: 20.66666}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, figures=figures)}))

    assert rows_of(read)["T05", "Hampshire", 2018].value == Decimal("20.7")


def test_numbers_kept_as_text_are_numbers():
    figures = {"Hampshire": {5: "1,500", 6: "300 ", 7: "20.0"}}
    read = read_workbook(build.workbook({"D3": partial(build.repeat_plans, figures=figures)}))

    row = rows_of(read)["T05", "Hampshire", 2018]
    assert (row.numerator, row.denominator, row.value) == (300, 1500, 20)


def test_a_year_that_breaks_off_within_the_title_is_found():
    title = (
        "Table D6: Number of children who were the subject of a plan at 31 ",
        "March 2017, by local authority",
    )
    read = read_workbook(
        build.workbook({"D3": partial(build.repeat_plans, title=title, year="Statistics: children in need")})
    )

    assert {row.last for row in read.rows} == {date(2017, 3, 31)}
