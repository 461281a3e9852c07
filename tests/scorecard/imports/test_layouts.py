"""The layouts a table may have, and the troubles of each: what comes of it, figure by figure."""

from dataclasses import replace

import pytest

from files.readers import read as read_bytes
from scorecard.imports.check import check
from scorecard.imports.read import read
from scorecard.imports.rows import Answers, Source, Tag
from scorecard.imports.tidy import time_of
from scorecard.rules.periods import quarter, term
from tests.files.books import xlsx_bytes
from tests.scorecard.imports.board import CONTEXT, Q1, Q4, as_csv, as_xlsx, checked, noted, told


def figures(outcome):
    return [(row.indicator_code, row.period.short, row.value, row.cell) for row in outcome.rows]


def parts(outcome):
    return [(row.indicator_code, row.numerator, row.denominator) for row in outcome.rows]


def merge(*ranges):
    """Merge these on every sheet."""
    return lambda sheet: [sheet.merge_cells(one) for one in ranges]


def test_a_year_may_stand_over_its_quarters_merged_or_not():
    rows = [
        [None, None, "2012/13", None, "2013/14", None],
        ["Ref", "Indicator", "Q3", "Q4", "Q1", "YTD"],
        ["D01", "Contacts", 4, 5, 6, 99],
    ]
    for change in (merge("C1:D1", "E1:F1"), None):
        outcome = checked(xlsx_bytes({"R": rows}, change))
        assert told(outcome) == []
        assert figures(outcome) == [
            ("D01", "Q3 2012/13", 4, "C3"),
            ("D01", "Q4 2012/13", 5, "D3"),
            ("D01", "Q1 2013/14", 6, "E3"),
        ]


def test_three_lines_of_headings_are_read_together():
    rows = [
        ["Ref", "Indicator", "2013/14", None, None],
        [None, None, "Q1", None, None],
        [None, None, "Number", "Out of", "RAG"],
        ["T05", "Repeats", 31, 124, "green"],
    ]
    outcome = checked(xlsx_bytes({"R": rows}, merge("A1:A3", "B1:B3", "C1:E1", "C2:E2")))

    assert told(outcome) == []
    assert parts(outcome) == [("T05", 31, 124)]


@pytest.mark.parametrize(
    "heading", ["YTD 2013/14", "2013/14 YTD", "Q1 YTD", "Year to date", "RAG Q1 2013/14"]
)
def test_a_year_to_date_or_a_rating_is_never_read_as_a_quarter(heading):
    outcome = checked(as_csv([["Ref", "Q1 2013/14", heading], ["D01", 6, 99]]))

    assert [row.value for row in outcome.rows] == [6]


def test_targets_and_actuals_may_stand_over_quarters():
    rows = [
        ["Ref", "Target", None, "Actual", None],
        [None, "Q4 2012/13", "Q1 2013/14", "Q4 2012/13", "Q1 2013/14"],
        ["D01", 100, 100, 5, 6],
    ]
    outcome = checked(xlsx_bytes({"R": rows}, merge("B1:C1", "D1:E1", "A1:A2")))

    assert told(outcome) == []
    assert [row.value for row in outcome.rows] == [5, 6]


@pytest.mark.parametrize(
    "label", ["Number (1)", "Number[note 2]", "Number*", "Number\n", "  NUMBER ", "Number¹", "Number1"]
)
def test_note_marks_and_line_breaks_in_headings_are_passed_over(label):
    outcome = checked(as_xlsx([["Ref*", "Period", label], ["D01", "Q1 2013/14", 6]]))

    assert figures(outcome) == [("D01", "Q1 2013/14", 6, "C2")]


def test_note_marks_on_references_are_passed_over():
    assert figures(checked(as_csv([["Ref", "Q1 2013/14"], ["D01*", 6], ["W03²", 7]]))) == [
        ("D01", "Q1 2013/14", 6, "B2"),
        ("W03", "Q1 2013/14", 7, "B3"),
    ]


def test_the_labels_own_column_needs_no_heading_beside_quarters():
    rows = [[None, "Q4 2012/13", "Q1 2013/14"], ["Contacts to the front door", 5, 6]]

    assert [row.value for row in checked(as_xlsx(rows)).rows] == [5, 6]


def test_comparison_rows_under_a_row_are_no_figures():
    rows = [
        ["Ref", "Indicator", "Q1 2013/14"],
        ["D01", "Contacts to the front door", 6],
        [None, "Previous year", 5],
        [None, "2012/13", 4],
        [None, "Statistical neighbour average", 9],
        [None, "Target", 8],
    ]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert [row.value for row in outcome.rows] == [6]


def test_tables_below_each_other_each_have_their_own_headings_and_lines_above():
    rows = [
        ["Period: Q4 2012/13"],
        ["Ref", "Number"],
        ["D01", 5],
        [None],
        ["Period: Q1 2013/14"],
        ["Indicator", "Result", "Ref"],
        ["Contacts", 6, "D01"],
    ]
    outcome = checked(as_xlsx(rows))

    assert told(outcome) == []
    assert figures(outcome) == [("D01", "Q4 2012/13", 5, "B3"), ("D01", "Q1 2013/14", 6, "B7")]


def test_tables_may_stand_side_by_side():
    rows = [
        ["Ref", "Q1 2013/14", None, "Ref", "Number", "Out of"],
        ["D01", 6, None, "T05", 31, 124],
    ]
    outcome = checked(as_xlsx(rows))

    assert told(outcome) == []
    assert [(row.indicator_code, row.value, row.cell) for row in outcome.rows] == [
        ("D01", 6, "B2"),
        ("T05", 25, "E2"),
    ]


def test_a_blank_column_within_a_table_parts_nothing():
    rows = [["Ref", None, "Number", None, "Out of"], ["T05", None, 31, None, 124]]

    assert parts(checked(as_xlsx(rows))) == [("T05", 31, 124)]


def test_another_table_below_that_nobody_knows_is_not_read_as_part_of_the_first():
    rows = [
        ["Ref", "Indicator", "Q1 2013/14"],
        ["D01", "Contacts", 6],
        [None],
        ["Room", "Seats", "Used"],
        ["Blue", 4, 3],
    ]
    tables = read(read_bytes(as_xlsx(rows)))
    outcome = check(tables, CONTEXT)

    assert told(outcome) == [("table-not-recognised", "A4")]
    assert [row.value for row in outcome.rows] == [6]
    assert [cell.written for cell in tables.grids[0].headings] == ["Room", "Seats", "Used"]


def test_national_and_regional_rows_among_rows_are_left_out_and_said():
    rows = [
        ["Ref", "Area", "Q1 2013/14"],
        ["D01", "England", 900],
        ["D01", "South East", 90],
        ["D01", "Eastleigh", 6],
    ]
    outcome = checked(as_csv(rows))

    assert told(outcome) == []
    assert [(row.area_code, row.value) for row in outcome.rows] == [("E07000086", 6)]
    assert ("other-areas-left-out", "B2") in noted(outcome)


PRESENTED = [
    ["Table D3: plans by council"],
    ["Year: 2012-13"],
    ["Coverage: England"],
    ["Statistics: children in need census, Department for Education"],
    [None],
    [None, None, None, "Referrals", None, "People trained", None],
    [None, None, None, "Pupils excluded", None, "Number", "Percentage"],
    [None, "Local authority"],
    [None],
    [None, "England1", None, 900, None, 5000, 5],
    [None],
    [None, "South East2", None, 90, None, 500, 5],
    [850, "Hampshire", None, 9, None, 50, "x"],
    [851, "Portsmouth", None, 8, None, 40, 5],
    ["Notes: 1. Rounded."],
]


def test_a_presentation_workbook_gives_the_boards_own_row_with_labels_from_all_lines():
    data = xlsx_bytes({"D3": PRESENTED}, merge("D6:E6", "F6:G6"))
    tables = read(read_bytes(data))
    outcome = check(tables, CONTEXT)

    assert outcome.layout == "published table"
    assert tables.tables[0].source == Source("dfe", 2013)
    assert [one.value for one in outcome.findings if one.code == "unknown-indicator"] == [
        "Referrals > Pupils excluded"
    ]
    trained = [row for row in tables.tables[0].rows if row.area.written == "Hampshire"][-1]
    assert (trained.name.written, trained.numerator.value, trained.value.written) == (
        "People trained",
        50,
        "x",
    )
    assert ("other-areas-left-out", "B10") in noted(outcome)


def test_a_table_that_covers_the_nation_alone_is_not_the_boards():
    rows = [["Coverage: England"], ["Indicator", "2011-12", "2012-13"], ["People trained", 5, 6]]
    outcome = checked(as_xlsx(rows))

    assert outcome.rows == ()
    assert ("other-areas-left-out", "A1") in noted(outcome)


def test_columns_may_be_indicators_and_rows_periods():
    rows = [["Quarter", "Contacts to the front door", "W03"], ["Q4 2012/13", 5, 16], ["Q1 2013/14", 6, 17]]
    outcome = checked(as_xlsx(rows))

    assert told(outcome) == []
    assert outcome.layout == "column per indicator"
    assert figures(outcome) == [
        ("D01", "Q4 2012/13", 5, "B2"),
        ("W03", "Q4 2012/13", 16, "C2"),
        ("D01", "Q1 2013/14", 6, "B3"),
        ("W03", "Q1 2013/14", 17, "C3"),
    ]


PLACES = (
    "time_period time_identifier geographic_level country_code region_code old_la_code new_la_code la_name"
)
TIDY = PLACES.split()


def tidy_file(*rows):
    return as_csv([[*TIDY, "year_type", "people_trained", "pupils_excluded"], *rows])


def a_year(level, code, name, trained, excluded, kind="Total"):
    return [
        "201213",
        "Financial year",
        level,
        "E92000001",
        "E12000008",
        "850",
        code,
        name,
        kind,
        trained,
        excluded,
    ]


def test_a_tidy_file_gives_the_boards_own_rows_a_column_an_indicator():
    data = tidy_file(
        a_year("National", "", "", 5000, 900),
        a_year("Local authority", "E10000014", "Hampshire", 50, "z"),
        a_year("Local authority", "E06000044", "Portsmouth", 40, 8),
    )
    answers = Answers(version=1, indicators={"pupils excluded": "", "people trained": "W06"})
    outcome = check(read(read_bytes(data), answers), replace(CONTEXT, answers=answers, period=None))

    assert told(outcome) == []
    assert [(row.indicator_code, row.period.short, row.value) for row in outcome.rows] == [
        ("W06", "2012/13", 50)
    ]
    assert {"other-areas-left-out", "left-out-as-said"} <= {code for code, _ in noted(outcome)}


def test_a_tidy_files_split_rows_are_of_parts_and_never_of_the_whole():
    split = a_year("Local authority", "E10000014", "Hampshire", 20, 3, "Girls")
    outcome = checked(tidy_file(split, a_year("Local authority", "E10000014", "Hampshire", 50, 9)))

    assert "unknown-breakdown" in {code for code, _ in told(outcome)}


@pytest.mark.parametrize(
    ("period", "identifier", "expected"),
    [
        ("201718", "Financial year", "2017-04-01/2018-03-31"),
        ("2017-18", "Financial year", "2017-04-01/2018-03-31"),
        ("2017", "Calendar year", "2017-01-01/2017-12-31"),
        ("201718", "Financial year Q1", quarter(2017, 1).key),
        ("201718", "Autumn term", term(2017, "autumn").key),
        ("2018", "31 March", quarter(2017, 4).key),
    ],
)
def test_time_period_and_identifier_name_a_period_together(period, identifier, expected):
    assert time_of(period, identifier).key == expected


@pytest.mark.parametrize(
    ("period", "identifier"),
    [("2018", "Reporting year"), ("201718", ""), ("201720", "Financial year"), ("2018", "Week 3"), ("", "")],
)
def test_a_time_that_is_left_open_is_not_guessed(period, identifier):
    assert time_of(period, identifier) is None


TAG = "lscb-return/1 board=wessex agency=csc first=2013-04-01 last=2013-06-30 template=1"


def template(tag=TAG):
    headings = [
        "Ref",
        "Indicator",
        "Definition",
        "Last time: Q4 2012/13",
        "Number",
        "Out of",
        "Result",
        "Reason",
    ]
    rows = {"Return": [headings, ["T05", "Repeats", "Share", "21%", 31, 124, None, None]], "_return": [[tag]]}

    def hide(sheet):
        sheet.sheet_state = "veryHidden" if sheet.title == "_return" else "visible"

    return xlsx_bytes(rows, hide)


def test_our_own_template_says_whose_it_is_and_its_last_values_are_no_figures():
    tables = read(read_bytes(template()))
    outcome = check(tables, CONTEXT)

    assert tables.tag == Tag("wessex", "csc", Q1.first, Q1.last, 1)
    assert (told(outcome), noted(outcome)) == ([], [])
    assert outcome.layout == "our template"
    assert parts(outcome) == [("T05", 31, 124)]


def test_a_hidden_sheet_whose_tag_was_changed_is_a_hidden_sheet():
    tables = read(read_bytes(template("lscb-return/1 board=wessex agency=csc first=yesterday last=today")))

    assert tables.tag is None
    assert "hidden-sheet" in [one.code for one in tables.findings]


def test_what_was_said_of_headings_is_how_they_are_read():
    rows = [["Topic", "Latest", "Colour"], ["D01", 6, "green"]]
    said = {"topic": "code", "latest": "period now", "colour": "ignore"}
    answers = Answers(version=1, headings=said)
    outcome = check(read(read_bytes(as_csv(rows)), answers), replace(CONTEXT, answers=answers))

    assert told(outcome) == []
    assert figures(outcome) == [("D01", "Q1 2013/14", 6, "B2")]


def test_a_heading_said_to_be_of_one_period_is_of_that_period():
    rows = [["Ref", "Q1 2013"], ["D01", 6]]
    answers = Answers(version=1, headings={"q1 2013": f"period {Q4.key}"})
    outcome = check(read(read_bytes(as_csv(rows)), answers), replace(CONTEXT, answers=answers, period=None))

    assert figures(outcome) == [("D01", "Q4 2012/13", 6, "B2")]
