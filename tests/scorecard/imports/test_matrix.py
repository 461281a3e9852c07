"""Courses by agencies: the totals of each agency are the training figure; lists of people are refused."""

from dataclasses import replace

import pytest

from scorecard.imports.rows import AgencyNames, IndicatorFacts
from scorecard.rules.figures import Unit
from tests.scorecard.imports.board import CONTEXT, as_csv, as_xlsx, checked, told

SEATED = ("County Children's Social Care (demo)", "County Police (demo)", "County Health (demo)")
TRAINED = IndicatorFacts("W06", "People trained by the board", Unit.COUNT, breakdowns=SEATED)
TRAINING = replace(
    CONTEXT,
    other_agencies=(*CONTEXT.other_agencies, AgencyNames("hlt", "County Health (demo)", ("NHS", "PCT"))),
    indicators={**CONTEXT.indicators, "W06": TRAINED},
)
ROWS = [
    ["Multi-agency training, April to June 2013"],
    ["Course", "Date", "CSC", "Constabulary", "NHS", "Total"],
    ["Level 2", "3 May", 5, 4, 3, 12],
    ["Neglect", "4 May", 2, None, 1, 3],
]


def by_agency(outcome):
    return [(row.indicator_code, row.breakdown, row.value, row.cell) for row in outcome.rows]


def test_totals_by_agency_are_the_training_figure():
    outcome = checked(as_xlsx(ROWS), TRAINING)

    assert told(outcome) == []
    assert outcome.layout == "courses by agencies"
    assert by_agency(outcome) == [
        ("W06", SEATED[0], 7, "C2"),
        ("W06", SEATED[1], 4, "D2"),
        ("W06", SEATED[2], 4, "E2"),
    ]


def test_a_row_of_totals_is_where_the_figures_stand():
    outcome = checked(as_xlsx([*ROWS, ["Total", None, 7, 4, 4, 15]]), TRAINING)

    assert told(outcome) == []
    assert by_agency(outcome)[0] == ("W06", SEATED[0], 7, "C5")


def test_a_total_that_is_not_the_sum_is_said_at_its_cell():
    outcome = checked(as_xlsx([*ROWS, ["Total", None, 7, 5, 4, 16]]), TRAINING)

    assert told(outcome) == [("matrix-total-differs", "D5")]
    assert "add up to 4" in outcome.findings[0].message


def test_agencies_may_be_the_rows():
    rows = [
        ["Course", "Level 2", "Neglect", "Total"],
        ["CSC", 5, 2, 7],
        ["Constabulary", 4, None, 4],
        ["Total", 9, 2, 11],
    ]
    outcome = checked(as_csv(rows), TRAINING)

    assert told(outcome) == []
    assert by_agency(outcome) == [("W06", SEATED[0], 7, "D2"), ("W06", SEATED[1], 4, "D3")]


def test_what_is_no_number_in_it_is_said_at_its_cell():
    rows = [*ROWS[:3], ["Neglect", "4 May", "two", 1, 1, 4]]

    assert told(checked(as_xlsx(rows), TRAINING)) == [("not-a-number", "C4")]


def test_an_agency_the_board_does_not_know_is_asked_about():
    rows = [["Course", "CSC", "NHS", "Lions Club"], ["Level 2", 5, 4, 3]]

    assert told(checked(as_csv(rows), TRAINING)) == [("unknown-breakdown", "D1")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Open cases", "CSC", "NHS"], ["North", 5, 4]],
        [["Course", "CSC", "Lions Club"], ["Level 2", 5, 4]],
    ],
)
def test_a_table_that_says_nothing_of_training_or_names_one_agency_is_no_matrix(rows):
    assert told(checked(as_csv(rows), TRAINING)) == [("table-not-recognised", "A1")]


@pytest.mark.parametrize(
    "headings",
    [
        ["Name", "Course", "Attended"],
        ["Delegate name", "Agency", "Training event"],
        ["Email", "Course", "Hours"],
    ],
)
def test_a_list_of_people_is_refused_with_one_sentence(headings):
    rows = [headings, ["Ann Smith", "Level 2", "yes"], ["Bob O'Brien", "Level 2", "no"]]
    outcome = checked(as_csv(rows), TRAINING)

    assert told(outcome) == [("attendance-by-person", "A1")]
    assert outcome.rows == ()
    assert "Ann" not in outcome.findings[0].message
