"""A column a period: what sound files give, with and without a column that names the parts of a figure."""

from decimal import Decimal

import pytest

from scorecard.rules.figures import Status
from tests.files.books import xlsx_bytes
from tests.scorecard.imports.board import FORMATS, Q1, Q4, as_csv, as_xlsx, checked, due, noted, told

QUARTERS = ["Q4 2012/13", "Q1 2013/14", "Q2 2013/14"]


def values(outcome):
    return [(row.indicator_code, row.period.short, row.value, row.cell) for row in outcome.rows]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
def test_each_cell_under_a_period_is_a_figure_and_blank_quarters_to_come_are_nothing(file_as):
    rows = [
        ["Ref", "Indicator", *QUARTERS],
        ["D01", "Contacts", 5, 6, None],
        ["T05", "Repeats", "21%", "22%", None],
    ]
    outcome = checked(file_as(rows))

    assert told(outcome) == []
    assert outcome.layout == "column per period"
    assert outcome.rows_read == 2
    assert values(outcome) == [
        ("D01", "Q4 2012/13", 5, "C2"),
        ("D01", "Q1 2013/14", 6, "D2"),
        ("T05", "Q4 2012/13", 21, "C3"),
        ("T05", "Q1 2013/14", 22, "D3"),
    ]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
def test_a_measure_column_lets_an_indicator_take_three_rows(file_as):
    rows = [
        ["Ref", "Measure", *QUARTERS],
        ["T05", "Number", 30, 31, None],
        ["T05", "Out of", 120, 124, None],
        ["T05", "Result", "25.0", "25.0", None],
        ["D01", "number", 5, 6, None],
    ]
    outcome = checked(file_as(rows))

    assert told(outcome) == []
    assert values(outcome) == [
        ("T05", "Q4 2012/13", 25, "C2"),
        ("T05", "Q1 2013/14", 25, "D2"),
        ("D01", "Q4 2012/13", 5, "C5"),
        ("D01", "Q1 2013/14", 6, "D5"),
    ]
    assert (outcome.rows[1].numerator, outcome.rows[1].denominator) == (31, 124)


@pytest.mark.parametrize("merged", [True, False])
def test_the_reference_may_stand_once_beside_its_three_rows(merged):
    rows = [
        ["Ref", "Measure", "Q1 2013/14"],
        ["T05", "Number", 30],
        [None, "Out of", 120],
        [None, "%", "25.0"],
        ["W03", "Numerator", 330],
        [None, "Denominator", "20.5"],
    ]
    outcome = checked(xlsx_bytes({"R": rows}, (lambda s: s.merge_cells("A2:A4")) if merged else None))

    assert told(outcome) == []
    assert values(outcome) == [
        ("T05", "Q1 2013/14", 25, "C2"),
        ("W03", "Q1 2013/14", Decimal("16.097561"), "C5"),
    ]


def test_all_numbers_may_come_before_all_they_are_out_of():
    rows = [
        ["Ref", "Measure", "Q1 2013/14"],
        ["T05", "Number", 30],
        ["W01", "Number", 5],
        ["T05", "Out of", 120],
        ["W01", "Out of", 40],
    ]
    outcome = checked(as_csv(rows))

    assert [(row.indicator_code, row.value) for row in outcome.rows] == [
        ("T05", 25),
        ("W01", Decimal("12.5")),
    ]


def test_periods_may_stand_merged_over_headings_of_the_parts():
    rows = [
        ["Ref", "Q4 2012/13", None, None, "Q1 2013/14", None, None],
        [None, "Number", "Out of", "%", "Number", "Out of", "%"],
        ["T05", 30, 120, None, 31, 124, "25.0"],
    ]

    def change(sheet):
        sheet.merge_cells("B1:D1")
        sheet.merge_cells("E1:G1")
        sheet.merge_cells("A1:A2")

    outcome = checked(xlsx_bytes({"R": rows}, change))

    assert told(outcome) == []
    assert values(outcome) == [("T05", "Q4 2012/13", 25, "B3"), ("T05", "Q1 2013/14", 25, "E3")]


def test_targets_ratings_and_comparators_beside_the_periods_are_left_out_and_said():
    headings = ["Ref", "Indicator", "Target", *QUARTERS[:2], "YTD", "RAG", "England 2012-13"]
    outcome = checked(as_csv([headings, ["D01", "Contacts", 4, 5, 6, 11, "green", 7]]))

    assert told(outcome) == []
    assert [row.value for row in outcome.rows] == [5, 6]
    assert noted(outcome) == [("columns-not-used", "C1")]
    assert all(name in outcome.findings[0].message for name in ("Target", "YTD", "RAG", "England 2012-13"))


def test_a_row_of_targets_among_the_measures_is_no_figure():
    rows = [["Ref", "Measure", "Q1 2013/14"], ["D01", "Number", 5], ["D01", "Target", 4]]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert [row.value for row in outcome.rows] == [5]
    assert noted(outcome) == [("row-not-read", "A3")]


def test_words_in_a_cell_say_why_there_is_no_number_for_that_period():
    outcome = checked(as_csv([["Ref", *QUARTERS[:2]], ["D01", "not supplied", 6]]))

    assert [(row.status, row.value) for row in outcome.rows] == [
        (Status.NOT_SUPPLIED, None),
        (Status.REPORTED, 6),
    ]


def test_a_reason_and_a_remark_speak_of_the_period_answered_only():
    rows = [["Ref", *QUARTERS[:2], "Reason", "Comments"], ["D01", 5, None, "not supplied", "System change"]]
    outcome = checked(as_xlsx(rows), due("D01"))

    assert told(outcome) == []
    assert [(row.period, row.status, row.commentary, row.cell) for row in outcome.rows] == [
        (Q4, Status.REPORTED, "", "B2"),
        (Q1, Status.NOT_SUPPLIED, "System change", "D2"),
    ]


def test_areas_and_parts_may_have_rows_of_their_own():
    rows = [
        ["Ref", "District", "Split", "Q1 2013/14"],
        ["D05", "Eastleigh", "schools", "10%"],
        ["D05", "", "", "90%"],
    ]
    outcome = checked(as_csv(rows))

    assert [(row.area_code, row.breakdown) for row in outcome.rows] == [
        ("E07000086", "schools"),
        ("E10000014", "all"),
    ]


def test_headings_between_blocks_and_notes_below_are_no_figures_and_that_is_noted_once():
    rows = [
        ["Ref", "Indicator", "Q1 2013/14"],
        ["Children and families"],
        ["D01", "", 5],
        [" "],
        ["Source: cases"],
    ]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert noted(outcome) == [("row-not-read", "A2")]


def test_both_layouts_may_come_in_one_book():
    sheets = {"A": [["Ref", "Q1 2013/14"], ["D01", 5]], "B": [["Ref", "Number", "Out of"], ["T05", 1, 4]]}
    outcome = checked(xlsx_bytes(sheets))

    assert outcome.layout == "mixed"
    assert [(row.sheet, row.value) for row in outcome.rows] == [("A", 5), ("B", 25)]


def test_a_lone_year_is_read_where_a_line_above_says_when_the_years_end():
    rows = [["Ref", "Indicator", "2012", "2013"], ["W06", "People trained", 40, 45]]
    said = [["Year ending 31 March"], [], *rows]

    assert [code for code, _ in told(checked(as_csv(rows)))] == ["period-unclear", "period-unclear"]
    outcome = checked(as_csv(said))
    assert [(row.period.short, row.value) for row in outcome.rows if row.period.last.year == 2013] == [
        ("2012/13", 45)
    ]
