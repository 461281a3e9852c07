"""One row a figure: what sound files give, whatever their headings are called and wherever they stand."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard.imports.rows import CleanRow
from scorecard.rules.figures import Basis, Stage, Status
from scorecard.rules.periods import quarter
from tests.files.books import xlsx_bytes
from tests.scorecard.imports.board import (
    CHILDREN,
    FORMATS,
    Q1,
    Q4,
    as_csv,
    as_xlsx,
    checked,
    due,
    noted,
    told,
)

HEADINGS = ["Ref", "Indicator", "Period", "Number", "Out of", "Result"]


def only(rows, file_as=as_csv) -> CleanRow:
    outcome = checked(file_as([HEADINGS, *rows]))
    assert told(outcome) == []
    (row,) = outcome.rows
    return row


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
def test_a_percentage_is_worked_out_exactly_from_its_parts_and_traced_to_its_cell(file_as):
    row = only([["T05", "Repeat plans", "Q1 2013/14", "354", "1,536", None]], file_as)

    assert row == CleanRow(
        indicator_code="T05",
        area_code="E10000014",
        breakdown="all",
        period=Q1,
        basis=Basis.IN_PERIOD,
        numerator=Decimal(354),
        denominator=Decimal(1536),
        value=Decimal("23.046875"),
        status=Status.REPORTED,
        stage=Stage.FINAL,
        sheet="CSV" if file_as is as_csv else "Return",
        cell="D2",
    )


@pytest.mark.parametrize(
    ("code", "cells", "expected"),
    [
        ("D01", [1042, None, None], ("1042", None, "1042")),
        ("D01", [None, None, 1042], ("1042", None, "1042")),
        ("D02", [978, None, None], ("978", str(CHILDREN), "34.520003")),
        ("D02", [978, 41415, None], ("978", "41415", "236.146324")),
        ("D12", [None, None, "34.5"], (None, None, "34.5")),
        ("D02", [978, None, "138.1"], ("978", str(CHILDREN), "34.520003")),
        ("T05", [1, 3, None], ("1", "3", "33.333333")),
        ("T05", [2, 3, None], ("2", "3", "66.666667")),
        ("T05", [2, 3, 67], ("2", "3", "66.666667")),
        ("T05", [None, None, "23.0"], (None, None, "23.0")),
        ("T05", [None, None, "0.4%"], (None, None, "0.4")),
        ("T05", [43, 100, "0.43"], ("43", "100", "43")),
        ("T05", [None, 120, 15], (None, "120", "15")),
        ("W01", ["10.5", "84", None], ("10.5", "84", "12.5")),
        ("W03", ["330", "20.5", None], ("330", "20.5", "16.097561")),
        ("W03", [None, None, "16.1"], (None, None, "16.1")),
        ("T03", [None, 40, "14.5"], (None, "40", "14.5")),
    ],
)
@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
def test_each_unit_takes_the_parts_it_has(file_as, code, cells, expected):
    row = only([[code, "", "Q1 2013/14", *cells]], file_as)

    assert (row.numerator, row.denominator, row.value) == tuple(n and Decimal(n) for n in expected)
    assert row.cell == ("D2" if cells[0] is not None else "F2")


@pytest.mark.parametrize("cells", [["0", "120", None], [None, None, "0"], ["0", "120", "0%"]])
def test_nought_stays_nought(cells):
    row = only([["T05", "", "Q1 2013/14", *cells]])

    assert (row.value, row.status) == (Decimal(0), Status.TRUE_ZERO)


def test_rounding_is_half_up_from_the_exact_fraction():
    assert only([["T05", "", "Q1 2013/14", 1, 800_000, None]]).value == Decimal("0.000125")
    assert only([["T05", "", "Q1 2013/14", 5, 80_000_000, None]]).value == Decimal("0.000006")


def test_a_percent_format_decides_what_a_fraction_means():
    def change(sheet):
        sheet["F2"].number_format = "0.0%"

    data = xlsx_bytes({"Return": [HEADINGS, ["T05", "", "Q1 2013/14", None, None, 0.004]]}, change)

    assert checked(data).rows[0].value == Decimal("0.4")


@pytest.mark.parametrize(
    "headings",
    [
        ["REF", "Indicator\nname", "Quarter", "Numerator", "Denominator", "%"],
        [" ref. ", "INDICATOR", "Reporting period:", "number", "OUT  OF", "Rate (%)"],
        ["Indicator ref", "Title", "Time_period", "Count", "Total", "Outturn"],
        ["Code", "Description", "Period", "Part", "Base", "Percentage1"],
    ],
)
def test_headings_are_known_however_they_are_written(headings):
    outcome = checked(as_csv([headings, ["T05", "x", "Q1 2013/14", 354, 1536, "23.0"]]))

    assert told(outcome) == []
    assert outcome.rows[0].value == Decimal("23.046875")
    assert outcome.layout == "row per figure"
    assert outcome.rows_read == 1


def test_columns_may_come_in_any_order_and_others_are_left_out_and_said():
    rows = [
        ["Result", "RAG", "Out of", "Agency", "Number", "Ref", "Area", "Direction", "Period"],
        ["23.0", "red", 1536, "CSC", 354, "T05", "Eastleigh", "up", "Apr-Jun 13"],
    ]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert noted(outcome) == [("columns-not-used", "B1")]
    assert "B “RAG”, H “Direction”" in outcome.findings[0].message
    assert (outcome.rows[0].area_code, outcome.rows[0].cell) == ("E07000086", "E2")


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
def test_headings_may_stand_anywhere_in_the_first_rows_and_columns(file_as):
    top = [
        ["Quarterly return"],
        [None, "Agency:", "County Children's Social Care (demo)"],
        [],
        ["Period: Q1 2013/14"],
    ]
    table = [[None, None, "Ref", "Number"], [], [None, None, "D01", 5], [None, None, "Source: case system"]]
    outcome = checked(file_as([*top, *[[]] * 20, *table]))

    assert told(outcome) == []
    assert [(row.cell, row.period, row.value) for row in outcome.rows] == [("D27", Q1, Decimal(5))]
    assert noted(outcome) == [("row-not-read", "C28")]


def test_headings_below_the_rows_searched_are_not_found():
    data = as_csv([*[["A line of guidance"]] * 30, HEADINGS, ["D01", "", "Q1 2013/14", 5]])

    assert told(checked(data)) == [("table-not-recognised", "A1")]


def test_an_indicator_is_known_by_code_by_title_or_by_a_code_before_its_title():
    names = [
        ["t05", ""],
        ["T 05", ""],
        ["", "Second or later child-protection plan"],
        ["T05 – Repeat plans", ""],
    ]
    for name in names:
        assert only([[*name, "Q1 2013/14", 1, 4, None]]).indicator_code == "T05"


def test_a_file_without_a_period_answers_the_period_asked_for():
    outcome = checked(as_csv([["Ref", "Number"], ["D01", 5]]))

    assert [row.period for row in outcome.rows] == [Q1]


def test_earlier_periods_may_come_along():
    rows = [["D01", "", "Q1 2013/14", 5], ["D01", "", "Jan-Mar 13", 6], ["W06", "", "2012-13", 20]]
    outcome = checked(as_csv([HEADINGS, *rows]))

    assert told(outcome) == []
    assert [row.period.short for row in outcome.rows] == ["Q1 2013/14", "Q4 2012/13", "2012/13"]


def test_a_period_may_be_a_date_of_the_spreadsheets_own():
    def change(sheet):
        sheet["B2"].number_format = "dd/mm/yyyy"
        sheet["B3"].number_format = "mmm-yy"

    rows = [["Ref", "Period", "Number"], ["D01", date(2013, 6, 30), 5], ["D01", date(2013, 5, 1), 2]]
    outcome = checked(xlsx_bytes({"Return": rows}, change))

    assert [row.period.label for row in outcome.rows] == ["April to June 2013"]
    assert "“May 2013”: that is a month" in outcome.findings[0].message


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("not supplied", Status.NOT_SUPPLIED),
        ("Not applicable.", Status.NOT_APPLICABLE),
        ("NOT YET DUE", Status.NOT_YET_DUE),
        ("suppressed", Status.SUPPRESSED),
        ("low-reliability", Status.LOW_RELIABILITY),
    ],
)
def test_words_say_why_there_is_no_number_in_its_cell_or_beside_it(words, status):
    headings = ["Ref", "Number", "Reason"]
    in_cell = checked(as_csv([headings, ["D01", words, ""]]))
    beside = checked(as_csv([headings, ["D01", "", words]]))

    assert (told(in_cell), told(beside)) == ([], [])
    assert [(row.status, row.value, row.cell) for row in in_cell.rows] == [(status, None, "B2")]
    assert [(row.status, row.value, row.cell) for row in beside.rows] == [(status, None, "C2")]


def test_words_beside_a_sign_say_what_the_sign_means():
    outcome = checked(as_csv([["Ref", "Number", "Reason"], ["D01", "x", "suppressed"]]))

    assert told(outcome) == []
    assert outcome.rows[0].status is Status.SUPPRESSED


def test_a_number_may_be_of_low_reliability_or_provisional():
    rows = [
        ["Ref", "Period", "Number", "Status"],
        ["D01", Q1.short, 5, "low reliability"],
        ["D01", Q4.short, 6, "provisional"],
    ]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert [(row.status, row.stage, row.value) for row in outcome.rows] == [
        (Status.LOW_RELIABILITY, Stage.FINAL, 5),
        (Status.REPORTED, Stage.PROVISIONAL, 6),
    ]


def test_what_is_written_beside_a_figure_comes_along_with_it():
    rows = [["Ref", "Number", "Reason", "Commentary"], ["D01", 5, "New phone line", "Fewer calls in June"]]

    assert checked(as_csv(rows)).rows[0].commentary == "New phone line\nFewer calls in June"


def test_spaces_around_a_number_are_left_out_and_that_is_noted_once_a_sheet():
    rows = [["D01", "", "Q1 2013/14", "\u00a01,042 "], ["D01", "", "Q4 2012/13", " 7\u200b"]]
    outcome = checked(as_csv([HEADINGS, *rows]))

    assert [row.value for row in outcome.rows] == [1042, 7]
    assert noted(outcome) == [("spaces-trimmed", "D2")]
    assert "1 more place" in outcome.findings[0].message


def test_parts_of_an_indicator_and_areas_are_figures_of_their_own():
    rows = [
        ["Ref", "Breakdown", "Area", "Number", "Out of"],
        ["D05", "Schools", "", 10, 100],
        ["D05", "health  services", "", 20, 100],
        ["D05", "Total", "", 30, 100],
        ["D05", "schools", "Eastleigh", 5, 100],
    ]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert [(row.breakdown, row.area_code[-4:]) for row in outcome.rows] == [
        ("schools", "0014"),
        ("health services", "0014"),
        ("all", "0014"),
        ("schools", "0086"),
    ]


def test_a_label_merged_over_several_rows_holds_for_each_of_them():
    rows = [["Ref", "Period", "Number"], ["D01", "Q1 2013/14", 5], [None, "Q4 2012/13", 6]]
    outcome = checked(xlsx_bytes({"Return": rows}, lambda sheet: sheet.merge_cells("A2:A3")))

    assert [(row.indicator_code, row.value) for row in outcome.rows] == [("D01", 5), ("D01", 6)]


def test_a_long_table_may_repeat_its_headings_over_each_block():
    rows = [
        HEADINGS,
        ["D01", "", "Q1 2013/14", 5],
        [],
        ["Timeliness"],
        HEADINGS,
        ["T05", "", "Q1 2013/14", 1, 4],
    ]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert [row.cell for row in outcome.rows] == ["D2", "D6"]
    assert outcome.rows_read == 2


def test_several_sheets_are_read_and_guidance_is_passed_over_and_said():
    sheets = {
        "Guidance": [["How to fill this in"]],
        "Demand": [HEADINGS, ["D01", "", "Q1 2013/14", 5]],
        "Time": [HEADINGS, ["T05", "", "Q1 2013/14", 1, 4]],
        "Notes": [[None]],
    }
    outcome = checked(xlsx_bytes(sheets))

    assert told(outcome) == []
    assert [(row.sheet, row.cell) for row in outcome.rows] == [("Demand", "D2"), ("Time", "D2")]
    assert noted(outcome) == [("sheet-not-read", "A1")]


def test_quarters_to_come_that_are_blank_or_not_yet_due_are_nothing():
    rows = [
        ["D01", "", "Q1 2013/14", 5],
        ["D01", "", "Q2 2013/14", ""],
        ["D01", "", "Q3 2013/14", "not yet due"],
    ]
    outcome = checked(as_csv([HEADINGS, *rows]))

    assert told(outcome) == []
    assert [row.period for row in outcome.rows] == [quarter(2013, 1)]


def test_a_file_in_an_older_encoding_is_read_and_that_is_noted():
    rows = "Ref,Number,Commentary\nD01,5,“fewer”\n"
    outcome = checked(rows.encode("cp1252"))

    assert outcome.rows[0].commentary == "“fewer”"
    assert noted(outcome) == [("older-encoding", "C2")]


def test_a_figure_said_twice_the_same_is_taken_once_and_noted():
    outcome = checked(as_xlsx([HEADINGS, *[["T05", "", "Q1 2013/14", 1, 4, None]] * 2]))

    assert len(outcome.rows) == 1
    assert noted(outcome) == [("duplicate-row", "D3")]


def test_a_part_given_for_the_quarter_before_and_not_for_this_one_is_named() -> None:
    parts = ("schools", "health services")
    rows = [
        ["Ref", "Period", "Breakdown", "Number", "Out of"],
        *(["D05", one, part, 30, 120] for one in ("Q4 2012/13", "Q1 2013/14") for part in parts),
    ]

    whole, partly = checked(as_csv(rows), due("D05")), checked(as_csv(rows[:-1]), due("D05"))

    assert [one for one in whole.findings if one.code == "due-figure-missing"] == []
    (missing,) = (one for one in partly.findings if one.code == "due-figure-missing")
    assert missing.message == (
        "D05 “Who referrals come from”, health services, is given for January to March 2013 and not for "
        "April to June 2013."
    )
