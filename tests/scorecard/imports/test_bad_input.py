"""A table of what goes wrong in files: each with the exact code and cell, and nothing blamed besides."""

from dataclasses import replace
from datetime import date

import pytest

from scorecard.rules.periods import quarter
from tests.files.books import xlsx_bytes, xlsx_of
from tests.scorecard.imports.board import CONTEXT, FORMATS, as_csv, as_xlsx, checked, due, noted, told

HEADINGS = ["Ref", "Period", "Breakdown", "Area", "Agency", "Number", "Out of", "Result", "Reason"]
GOOD = ["D01", "Q1 2013/14", "", "", "", 5, "", "", ""]


def row(code="T05", period="Q1 2013/14", *, part="", area="", agency="", n="", d="", value="", reason=""):
    return [code, period, part, area, agency, n, d, value, reason]


#: What is wrong, the rows under HEADINGS (the first in row 2), and all that must be said of them.
BAD = [
    ("another agency's name", [row(agency="County Police (demo)", n=1, d=4)], [("wrong-agency", "E2")]),
    ("another agency's alias", [row(agency="constabulary", n=1, d=4)], [("wrong-agency", "E2")]),
    ("a name nobody has", [row(agency="Fire Service", n=1, d=4)], [("unknown-agency", "E2")]),
    ("a bare quarter", [GOOD, row(period="Q1 2013", n=1, d=4)], [("period-unclear", "B3")]),
    ("words for a period", [GOOD, row(period="last spring", n=1, d=4)], [("period-unclear", "B3")]),
    ("no period", [GOOD, row(period="", n=1, d=4)], [("period-unclear", "B3")]),
    ("a period to come", [GOOD, row(period="Q2 2013/14", n=1, d=4)], [("period-not-finished", "F3")]),
    ("a period long ago", [GOOD, row(period="Q1 2003/04", n=1, d=4)], [("period-too-early", "F3")]),
    ("only an earlier period", [row(period="Q4 2012/13", n=1, d=4)], [("wrong-period", "B2")]),
    ("an unknown reference", [row("Z99", n=1, d=4)], [("unknown-indicator", "A2")]),
    ("no reference", [row("", n=1, d=4)], [("indicator-missing", "F2")]),
    ("another agency's indicator", [row("M01", n=1, d=4)], [("indicator-of-another-agency", "A2")]),
    ("an unknown part", [row("D05", part="housing", n=1, d=4)], [("unknown-breakdown", "C2")]),
    ("a part of what has none", [row(part="boys", n=1, d=4)], [("unknown-breakdown", "C2")]),
    ("an unknown area", [row(area="Atlantis", n=1, d=4)], [("unknown-area", "D2")]),
    ("a space among digits", [row(n="1,0 42", d=4000)], [("not-a-number", "F2")]),
    ("a space for thousands", [row(n="1 042", d=4000)], [("not-a-number", "F2")]),
    ("a comma in the wrong place", [row(n="10,42", d=4000)], [("not-a-number", "F2")]),
    ("a fruit", [row(n="banana", d=4)], [("not-a-number", "F2")]),
    ("the letter O alone", [row(n="O", d=4)], [("not-a-number", "F2")]),
    ("the letter O among digits", [row(n="1O", d=40)], [("not-a-number", "F2")]),
    ("two values in a cell", [row(value="6 (4%)")], [("not-a-number", "H2")]),
    ("a number and a word", [row("D01", n="5 children")], [("not-a-number", "F2")]),
    ("brackets for below zero", [row("D01", n="(5)")], [("not-a-number", "F2")]),
    ("an exponent", [row("D01", n="1e3")], [("not-a-number", "F2")]),
    ("money", [row("D01", n="£5")], [("not-a-number", "F2")]),
    ("a percentage for a number", [row(n="5%", d=40)], [("percent-for-number", "F2")]),
    ("decimals in a count", [row("D01", n="4.5")], [("not-whole", "F2")]),
    ("decimals in a part", [row(n="4.5", d="8.5")], [("not-whole", "F2"), ("not-whole", "G2")]),
    ("below zero", [row("D01", n="-3")], [("negative", "F2")]),
    ("below zero with a proper minus", [row(value="−3%")], [("negative", "H2")]),
    ("far too many digits", [row("D01", n="9" * 13)], [("too-large-a-number", "F2")]),
    ("an error", [row(n="#DIV/0!", d=4)], [("error-cell", "F2")]),
    ("an error of a lookup", [row(value="#N/A")], [("error-cell", "H2")]),
    ("part above whole", [row(n=5, d=4)], [("numerator-above-denominator", "F2")]),
    ("a share of nothing", [row(n=0, d=0)], [("zero-denominator", "G2")]),
    ("a mean of nothing", [row("W03", n=3, d=0)], [("zero-denominator", "G2")]),
    ("a result its parts do not make", [row(n=354, d=1536, value="23.2")], [("value-differs", "H2")]),
    ("a result rounded wrongly", [row(n=1, d=3, value="33.4")], [("value-differs", "H2")]),
    ("nought for most of them", [row(n=43, d=100, value=0)], [("value-differs", "H2")]),
    ("one for most of them", [row(n=80, d=100, value=1)], [("value-differs", "H2")]),
    ("a fraction too short to tell", [row(n=43, d=100, value="0.4")], [("value-differs", "H2")]),
    ("a count said twice differently", [row("D01", n=5, value=6)], [("value-differs", "H2")]),
    ("a rate its count does not make", [row("D02", n=978, value="70")], [("value-differs", "H2")]),
    ("a rate nobody can tell the time of", [row("D02", value="138.1")], [("rate-without-count", "H2")]),
    ("a rate and its people", [row("D02", d=283_314, value="138.1")], [("rate-without-count", "H2")]),
    (
        "a rate of nobody knows how many",
        [row("D02", area="Eastleigh", n=9, value=2)],
        [("part-missing", "G2")],
    ),
    ("a snapshot's rate made annual", [row("D12", n=978, value="138.1")], [("value-differs", "H2")]),
    ("a rolling rate made annual", [row("D09", n=978, value="138.1")], [("value-differs", "H2")]),
    ("a fraction for a percentage", [row(value="0.43")], [("percent-or-fraction", "H2")]),
    ("one, or one per cent", [row(value=1)], [("percent-or-fraction", "H2")]),
    ("over a hundred per cent", [row(value="104")], [("percent-over-100", "H2")]),
    ("only the part", [row(n=5)], [("part-missing", "G2")]),
    ("only the whole", [row(d=5)], [("part-missing", "F2")]),
    ("a median from counts", [row("T03", n=5, d=9)], [("part-missing", "H2")]),
    ("a tenth of the people", [row("D02", n=978, value="345.2")], [("implied-population", "H2")]),
    ("ten times the people", [row("D02", n=978, d=2_833_140)], [("implied-population", "G2")]),
    ("a reason that is none", [row("D01", reason="system down")], [("reason-unclear", "I2")]),
    ("a sign for a reason", [row("D01", reason="x")], [("symbol-unclear", "I2")]),
    ("a number and a reason", [row("D01", n=5, reason="suppressed")], [("status-with-value", "I2")]),
    ("a reason among the numbers", [row(n="suppressed", value="23%")], [("status-with-value", "F2")]),
    ("two reasons", [row("D01", n="suppressed", reason="not supplied")], [("status-differs", "F2")]),
    (
        "a figure twice that differs",
        [row(n=1, d=4), row(n=2, d=4)],
        [("duplicate-differs", "F3")],
    ),
    (
        "a figure twice, once not to be read",
        [row(n="banana", d=4), row(n=2, d=4)],
        [("not-a-number", "F2"), ("duplicate-differs", "F3")],
    ),
    (
        "wrong label and wrong number in one row are both said",
        [row("Z99", period="Q1 2013", n="banana", d=4)],
        [("unknown-indicator", "A2"), ("period-unclear", "B2"), ("not-a-number", "F2")],
    ),
    (
        "an unknown reference in many rows is said once",
        [row("Z99", period=period, n=1, d=4) for period in ("Q1 2013/14", "Q4 2012/13", "Q3 2012/13")],
        [("unknown-indicator", "A2")],
    ),
]
SIGNS = ["x", "c", "z", "*", "<5", "≤5", "-", "–", "..", ":", "n/a", "N/K", "tbc", "low", "nil", "?"]
BAD += [(f"the sign {sign}", [row("D01", n=sign)], [("symbol-unclear", "F2")]) for sign in SIGNS]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_is_wrong_is_said_at_its_cell_and_nothing_else_is(rows, expected, file_as):
    outcome = checked(file_as([HEADINGS, *rows]))

    assert told(outcome) == expected
    for one in outcome.findings:
        assert one.message.endswith(".")
        assert one.remedy.endswith(".")
        assert f"Cell {one.cell}" in one.message
        assert one.value in one.message


def test_a_message_names_sheet_cell_and_value_and_says_what_to_do():
    outcome = checked(xlsx_bytes({"Q1 return": [HEADINGS, row("D01", n="1,0 42")]}))
    (finding,) = outcome.findings

    assert finding.message == "Cell F2 of sheet “Q1 return” says “1,0 42”: it has a space among its digits."
    assert finding.remedy == "Type the number in digits, such as 1042, 1,042 or 12.5."
    assert (finding.sheet, finding.cell, finding.value) == ("Q1 return", "F2", "1,0 42")


def test_several_faults_in_one_cell_are_one_message():
    outcome = checked(as_csv([HEADINGS, row("D01", n="-4.5%")]))
    (finding,) = outcome.findings

    assert finding.code == "percent-for-number"
    assert "it is below zero" in finding.message
    assert "it has decimals" in finding.message


def test_a_fault_that_many_rows_share_counts_them():
    rows = [row("Z99", period=quarter(2012, n).short, n=1, d=4) for n in (1, 2, 3)]
    finding = checked(as_csv([HEADINGS, GOOD, *rows])).findings[0]

    assert "2 more places" in finding.message


def test_an_unknown_reference_is_answered_with_the_nearest():
    finding = checked(as_csv([HEADINGS, row("T5", n=1, d=4)])).findings[0]

    assert "Is “T05” meant?" in finding.remedy


def test_sound_rows_are_given_beside_the_faults():
    outcome = checked(as_csv([HEADINGS, row("D01", n="banana"), row(n=1, d=4)]))

    assert [one.indicator_code for one in outcome.rows] == ["T05"]


def test_a_tenfold_rate_is_to_explain_and_does_not_stop_the_figure():
    outcome = checked(as_csv([HEADINGS, row("D02", n=978, value="345.2")]))

    assert [one.severity for one in outcome.findings] == ["explain"]
    assert "283,314" in outcome.findings[0].message
    assert outcome.rows[0].denominator == 283_314


def test_a_count_for_a_rate_nobody_knows_the_people_of_needs_them():
    outcome = checked(as_csv([HEADINGS, row("D02", area="Eastleigh", n=978)]))

    assert told(outcome) == [("part-missing", "G2")]


def test_a_rate_by_another_years_estimate_is_worked_out_with_ours_and_that_is_noted():
    outcome = checked(as_csv([HEADINGS, row("D02", n=978, value="34.7")]))

    assert told(outcome) == []
    assert noted(outcome) == [("rate-worked-out-anew", "H2")]


def test_an_annual_rate_is_taken_as_the_periods_own_and_that_is_noted():
    outcome = checked(as_csv([HEADINGS, row("D02", n=978, value="138.1")]))

    assert noted(outcome) == [("rate-made-annual", "H2")]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
def test_a_flow_rate_without_its_number_is_sent_back_and_says_what_to_send_instead(file_as):
    outcome = checked(file_as([HEADINGS, row("D02", value="138.1")]))
    (finding,) = outcome.findings

    assert outcome.rows == ()
    assert (finding.code, finding.severity, finding.cell, finding.value) == (
        "rate-without-count",
        "error",
        "H2",
        "138.1",
    )
    assert "“138.1”: a rate without its number may be the period's own or a rate a year" in finding.message
    assert finding.remedy == "Send the number; we work out the rate from the population."


def test_a_flow_rate_without_its_number_where_nobody_knows_the_people_needs_both():
    (finding,) = checked(as_csv([HEADINGS, row("D02", area="Eastleigh", value="138.1")])).findings

    assert finding.code == "rate-without-count"
    assert finding.remedy == "Send the number, and the population it is out of."


def test_a_rate_of_twelve_months_or_of_one_day_may_come_alone():
    outcome = checked(as_csv([HEADINGS, row("D09", value="138.1"), row("D12", value="34.5")]))

    assert told(outcome) == []
    assert [float(one.value) for one in outcome.rows] == [138.1, 34.5]


def test_nobody_is_told_to_give_the_result_of_a_rate_instead_of_its_number():
    remedies = {
        code: checked(as_csv([HEADINGS, row(code, d=400)])).findings[0].remedy for code in ("D02", "T05")
    }

    assert remedies == {"D02": "Give both numbers.", "T05": "Give both numbers, or the result."}


def test_a_fraction_beside_its_parts_is_understood_and_that_is_noted():
    assert noted(checked(as_csv([HEADINGS, row(n=43, d=100, value="0.43")]))) == [
        ("fraction-read-as-percent", "H2")
    ]


def test_numbers_an_indicator_does_not_take_and_decimals_beyond_six_are_noted():
    rows = [row("D01", n=5, d=10), row("W03", value="16.12345678")]

    assert noted(checked(as_csv([HEADINGS, *rows]))) == [("part-not-used", "G2"), ("decimals-rounded", "H3")]


def test_a_boolean_or_a_date_for_a_number_is_no_number():
    outcome = checked(as_xlsx([HEADINGS, row("D01", n=True), row(n=date(2013, 5, 4), d=9)]))

    assert told(outcome) == [("not-a-number", "F2"), ("not-a-number", "F3")]


def test_a_formula_nobody_worked_out_is_said():
    head = "".join(f"<c t='inlineStr'><is><t>{text}</t></is></c>" for text in ("Ref", "Number"))
    body = "<c t='inlineStr'><is><t>D01</t></is></c><c><f>2+3</f></c>"

    outcome = checked(xlsx_of(f"<sheetData><row>{head}</row><row>{body}</row></sheetData>"))
    assert told(outcome) == [("formula-not-calculated", "B2")]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("blank", ["", " ", "\u00a0"])
def test_a_due_figure_left_blank_needs_a_reason(file_as, blank):
    context = due("D01", "T05")
    outcome = checked(file_as([HEADINGS, row("D01", n=blank), row(n=blank, d=blank)]), context)

    assert told(outcome) == [("due-figure-blank", "F2"), ("due-figure-blank", "F3")]


def test_a_dash_for_a_reason_is_no_reason():
    assert told(checked(as_csv([HEADINGS, row("D01", reason="n/a")]), due("D01"))) == [
        ("due-figure-blank", "F2")
    ]


def test_a_due_figure_blank_under_its_quarter_needs_a_reason_and_earlier_quarters_do_not():
    rows = [
        ["Ref", "Q4 2012/13", "Q1 2013/14", "Q2 2013/14"],
        ["D01", None, None, None],
        ["T05", "5%", "6%", None],
    ]

    assert told(checked(as_csv(rows), due("D01"))) == [("due-figure-blank", "C2")]


def test_a_blank_row_beside_a_filled_one_of_the_same_figure_is_nothing():
    assert told(checked(as_csv([HEADINGS, row("D01"), row("D01", n=5)]), due("D01"))) == []


def test_a_due_figure_without_a_row_is_to_explain():
    outcome = checked(as_csv([HEADINGS, GOOD]), due("D01", "T05"))

    assert told(outcome) == [("due-figure-missing", "")]
    assert "T05" in outcome.findings[0].message
    assert outcome.findings[0].severity == "explain"


def test_a_file_for_another_period_says_only_that():
    rows = [["Ref", "Q3 2012/13", "Q4 2012/13"], ["D01", 5, 6]]
    outcome = checked(as_csv(rows), due("D01", "T05"))

    assert told(outcome) == [("wrong-period", "C1")]
    assert "April to June 2013" in outcome.findings[0].message


def test_no_period_is_wrong_when_none_is_answered():
    rows = [["Ref", "Q3 2012/13"], ["D01", 5]]

    assert told(checked(as_csv(rows), replace(CONTEXT, period=None))) == []


def test_a_file_that_names_no_period_and_answers_none_is_unclear():
    outcome = checked(as_csv([["Ref", "Number"], ["D01", 5]]), replace(CONTEXT, period=None))

    assert told(outcome) == [("period-unclear", "B2")]


def test_a_heading_that_is_no_clear_period_is_blamed_only_when_figures_stand_under_it():
    rows = [["Ref", "Q1 2013/14", "Q2 2013", "2014"], ["D01", 5, 6, None], ["T05", "5%", "6%", None]]
    outcome = checked(as_csv(rows))

    assert told(outcome) == [("period-unclear", "C1")]
    assert "Q2 2013/14" in outcome.findings[0].remedy


def test_quarters_without_a_year_are_headings_all_the_same():
    rows = [["Ref", "Q1 2013/14", "Quarter2"], ["D01", 5, 6]]

    assert told(checked(as_csv(rows))) == [("period-unclear", "C1")]


def test_figures_under_a_quarter_to_come_are_said_once():
    rows = [["Ref", "Q1 2013/14", "Q2 2013/14"], ["D01", 5, 6], ["T05", "5%", "6%"]]
    outcome = checked(as_csv(rows))

    assert told(outcome) == [("period-not-finished", "C2")]
    assert "1 more place" in outcome.findings[0].message


def test_a_quarter_has_not_finished_on_its_own_last_day():
    data = as_csv([["Ref", "Q1 2013/14"], ["D01", 5]])

    assert told(checked(data, replace(CONTEXT, today=date(2013, 6, 30)))) == [("period-not-finished", "B2")]
    assert told(checked(data, replace(CONTEXT, today=date(2013, 7, 1)))) == []


def test_the_agency_above_the_table_holds_for_all_of_it_and_nothing_else_is_blamed():
    table = [["Ref", "Number"], ["D01", 5], ["T05", ""], ["D02", "x"]]
    rows = [["Agency", "County Police (demo)"], ["Period", "Q1 2013/14"], *table]
    outcome = checked(as_csv(rows), due("D01", "T05", "W03"))

    assert told(outcome) == [("wrong-agency", "B1")]
    assert outcome.rows == ()


def test_an_unknown_measure_is_said_once():
    rows = [
        ["Ref", "Measure", "Q1 2013/14"],
        ["D01", "Number", 5],
        ["D02", "Widgets", 7],
        ["T05", "Widgets", 8],
    ]

    assert told(checked(as_csv(rows))) == [("measure-unclear", "B3")]


UNRECOGNISED = [
    ("no headings", [["Dear colleague"], ["Figures will follow"]], "A1"),
    (
        "headings without figures",
        [["Return"], ["Ref", "Indicator", "Commentary"], ["D01", "Contacts", "fine"]],
        "A2",
    ),
    ("figures without an indicator", [["Number", "Out of"], [5, 6]], "A1"),
    ("numbers only", [[1, 2], [3, 4]], "A1"),
]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize(
    ("rows", "cell"), [case[1:] for case in UNRECOGNISED], ids=[case[0] for case in UNRECOGNISED]
)
def test_a_table_that_is_not_recognised_is_the_only_finding(rows, cell, file_as):
    outcome = checked(file_as(rows), due("D01"))

    assert [(one.code, one.severity, one.cell) for one in outcome.findings] == [
        ("table-not-recognised", "error", cell)
    ]
    assert (outcome.rows, outcome.rows_read, outcome.layout) == ((), 0, "")


def test_headings_without_rows_are_said():
    assert told(checked(as_csv([HEADINGS]), due("D01"))) == [("no-figures", "A1")]


def test_a_template_sent_back_without_figures_is_not_an_empty_return():
    rows = [["Ref", "Q4 2012/13", "Q1 2013/14"], ["D01", None, None], ["T05", None, None]]

    assert told(checked(as_csv(rows))) == [("no-figures", "A1")]


def test_two_columns_for_the_same_number_are_not_chosen_between():
    outcome = checked(as_csv([["Ref", "Result", "Rate"], ["T05", 20, 30]]))

    assert told(outcome) == [("heading-twice", "C1")]
    assert outcome.rows == ()


def test_what_is_hidden_is_not_read_and_that_is_said():
    def change(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        if sheet.title == "Old":
            sheet.sheet_state = "hidden"

    rows = [["Ref", "Q1 2013/14", "Q4 2012/13"], ["D01", 5, 6], ["T05", "10%", "11%"]]
    outcome = checked(xlsx_bytes({"Return": rows, "Old": rows}, change))

    assert [(one.indicator_code, one.cell) for one in outcome.rows] == [("D01", "B2")]
    assert noted(outcome) == [("hidden-rows", "A3"), ("hidden-columns", "C1"), ("hidden-sheet", "A1")]


def test_a_book_of_which_all_is_hidden_says_so():
    def change(sheet):
        sheet.sheet_state = "hidden" if sheet.title == "Return" else "visible"

    outcome = checked(xlsx_bytes({"Return": [["Ref", "Number"], ["D01", 5]], "Empty": [[None]]}, change))

    assert [one.code for one in outcome.findings] == ["table-not-recognised"]
    assert "hidden" in outcome.findings[0].message


def test_a_sheet_with_numbers_that_was_not_recognised_is_to_explain():
    sheets = {"Return": [["Ref", "Number"], ["D01", 5]], "More": [["Something", 7]]}
    outcome = checked(xlsx_bytes(sheets))

    assert told(outcome) == [("sheet-not-read", "A1")]


def test_a_table_wider_than_any_return_is_not_read():
    periods = [f"{quarter(year, n).short}" for year in range(1981, 2078) for n in (1, 2, 3, 4)]
    rows = [["Ref", *periods], *[["D01", 5]] * 900]

    assert told(checked(as_csv(rows))) == [("table-too-large", "A1")]


def test_after_the_most_findings_a_count_takes_over_and_errors_come_before_notes():
    bad = [row("D01", period=quarter(2012, 1).short, part="", n="banana") for _ in range(30)]
    outcome = checked(
        as_csv([["RAG", *HEADINGS], *[["red", *one] for one in bad]]), replace(CONTEXT, max_findings=10)
    )

    assert len(outcome.findings) == 11
    assert {one.code for one in outcome.findings[:10]} <= {"wrong-period", "not-a-number", "duplicate-row"}
    last = outcome.findings[-1]
    assert (last.code, last.severity) == ("more-findings", "error")
    assert "22 more findings than can be listed: 21 to correct, 1 for information" in last.message


def test_quoted_values_are_short_and_hold_no_control_characters():
    finding = checked(as_csv([HEADINGS, row("D01", n="b\nan" + "a" * 300)])).findings[0]

    assert len(finding.value) == 80
    assert "\n" not in finding.message
