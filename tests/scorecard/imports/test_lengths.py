"""A figure's period is as long as its indicator is reported by; totals beside the quarters are passed over."""

import pytest

from tests.files.books import xlsx_bytes
from tests.scorecard.imports.board import FORMATS, Q1, Q4, as_csv, checked, due, noted, told

WRONG = "period-of-another-length"
HEADINGS = ["Ref", "Period", "Number"]
QUARTERS = ["Q4 2012/13", "Q1 2013/14"]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize(
    ("code", "period", "says", "remedy"),
    [
        (
            "D01",
            "2012/13",
            "a year, and this indicator is reported by quarter",
            "quarter, such as “Q4 2012/13”",
        ),
        (
            "D01",
            "May 2013",
            "a month, and this indicator is reported by quarter",
            "quarter, such as “Q1 2013/14”",
        ),
        (
            "O12",
            "2012/13",
            "a year, and this indicator is reported by term",
            "term, such as “Spring 2012/13”",
        ),
        (
            "O12",
            "Q3 2012/13",
            "a quarter, and this indicator is reported by term",
            "term, such as “Autumn 2012/13”",
        ),
        (
            "O12",
            "Q1 2013/14",
            "a quarter, and this indicator is reported by term",
            "term, such as “Summer 2012/13”",
        ),
        ("W06", "Q4 2012/13", "a quarter, and this indicator is reported by year", "year, such as “2012/13”"),
    ],
)
def test_a_row_of_a_longer_or_shorter_period_is_sent_back_at_the_periods_cell(
    code, period, says, remedy, file_as
):
    outcome = checked(file_as([HEADINGS, ["D01", "Q1 2013/14", 5], [code, period, 20]]))
    (finding,) = outcome.findings

    assert told(outcome) == [(WRONG, "B3")]
    assert f"says “{period}”: that is {says}." in finding.message
    assert finding.remedy == f"Write the {remedy}."
    assert [row.period for row in outcome.rows] == [Q1]


@pytest.mark.parametrize(("code", "period"), [("O12", "Autumn term 2012/13"), ("W06", "2012/13")])
def test_a_term_or_a_year_is_right_for_what_is_reported_by_it(code, period):
    outcome = checked(as_csv([HEADINGS, ["D01", "Q1 2013/14", 5], [code, period, 20]]))

    assert told(outcome) == []
    assert len(outcome.rows) == 2


def test_a_period_said_above_the_table_is_told_at_the_name_of_the_row_it_does_not_fit():
    rows = [["Period:", "Q1 2013/14"], ["Ref", "Number"], ["D01", 5], ["W06", 20]]
    outcome = checked(as_csv(rows))

    assert told(outcome) == [(WRONG, "A4")]
    assert "Q1 2013/14, which is a quarter" in outcome.findings[0].message
    assert outcome.findings[0].remedy == "Write the year, such as “2013/14” in a column headed “Period”."


def test_many_rows_of_one_wrong_period_are_counted_and_nothing_that_follows_from_it_is_said():
    rows = [[code, "2012/13", 20] for code in ("D01", "T03", "D02")]
    outcome = checked(as_csv([HEADINGS, *rows]), due("D01"))

    assert told(outcome) == [(WRONG, "B2")]
    assert "2 more places" in outcome.findings[0].message


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize(
    "total",
    ["2012/13", "Year to June 2013", "Apr-Dec 12", "April 2012 to September 2012", "Q1-Q3 2012/13", "2012"],
)
def test_a_column_of_totals_beside_the_quarters_is_left_out_and_that_is_noted_once(total, file_as):
    rows = [["Ref", *QUARTERS, total], ["D01", 5, 6, 11], ["T05", "21%", "22%", "21.5%"]]
    outcome = checked(file_as(rows))

    assert told(outcome) == []
    assert noted(outcome) == [("total-not-read", "D1")]
    assert "total column was not read" in outcome.findings[0].message
    assert {row.period for row in outcome.rows} == {Q4, Q1}


def test_a_year_beside_the_quarters_is_read_for_what_is_reported_by_year():
    outcome = checked(as_csv([["Ref", *QUARTERS, "2012/13"], ["D01", 5, 6, 11], ["W06", None, None, 20]]))

    assert told(outcome) == []
    assert [(row.indicator_code, row.cell) for row in outcome.rows] == [
        ("D01", "B2"),
        ("D01", "C2"),
        ("W06", "D3"),
    ]


def test_a_year_without_a_quarter_beside_it_is_no_total_and_is_sent_back_at_its_figure():
    outcome = checked(xlsx_bytes({"R": [["Ref", "2012/13"], ["D01", 20], ["T03", 4]]}))

    assert told(outcome) == [(WRONG, "B2")]
    assert "it stands under “2012/13”, which is a year" in outcome.findings[0].message
    assert outcome.findings[0].remedy == "Move it under a quarter, such as “Q4 2012/13”, or leave it out."
    assert outcome.rows == ()


def test_months_beside_the_quarters_and_quarters_of_a_yearly_figure_are_sent_back():
    rows = [["Ref", *QUARTERS, "Apr 2013"], ["D01", 5, 6, 2], ["W06", 20, None, None]]

    assert told(checked(as_csv(rows))) == [(WRONG, "D2"), (WRONG, "B3")]


def test_a_file_that_holds_nothing_but_a_total_holds_no_figures():
    outcome = checked(as_csv([["Ref", *QUARTERS, "2012/13"], ["D01", None, None, 11]]))

    assert told(outcome) == [("no-figures", "A1")]


def test_an_unclear_period_that_is_no_total_still_is_unclear():
    assert told(checked(as_csv([["Ref", *QUARTERS, "Q2 2013"], ["D01", 5, 6, 11]]))) == [
        ("period-unclear", "D1")
    ]
