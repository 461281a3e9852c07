"""Headings of published tables are read as people read them: without note marks, with their years."""

import pytest

from scorecard.imports.benchmarks.symbols import legend, usual
from scorecard.imports.benchmarks.words import LineKind, day_band, line_kind, plain, year_ending
from scorecard.rules.figures import Status


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("England1", "england"),
        ("North East3,4", "north east"),
        ("Number of Section 472 enquiries", "number of section 47 enquiries"),
        ("Number of section 47s", "number of section 47"),
        ("Rate per 10,000 children aged under 18 years3,5", "rate per 10,000 children aged under 18 years"),
        ("during the year ending 31 March5", "during the year ending 31 march"),
        ("at 31 March 2018", "at 31 march 2018"),
        ("2 years \nand over", "2 years and over"),
        ("0-10\ndays", "0-10 days"),
        ("Of which:", "of which"),
        ("Bristol, City of", "bristol, city of"),
    ],
)
def test_note_marks_line_breaks_and_capitals_do_not_count(printed, read):
    assert plain(printed) == read


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2017-18", 2018),
        ("2012-135", 2013),
        ("2017/18", 2018),
        ("2017\u201318", 2018),
        ("2012-2013", 2013),
        ("Year: 2013-14", 2014),
        ("in the year ending 31 March 2016, by local authority", 2016),
        ("plans at 31 March 20182", 2018),
        ("2018", 2018),
        ("1999-00", 2000),
        ("2010 to 2018", None),
        ("Number", None),
        ("Year: 5", None),
        ("20180", None),
    ],
)
def test_a_year_is_the_one_whose_march_ends_it(words, year):
    assert year_ending(words) == year


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("number", LineKind.NUMBER),
        ("percentage", LineKind.PERCENT),
        ("% of plans", LineKind.PERCENT),
        ("rate per 10,000 children", LineKind.RATE),
        ("median (days)", LineKind.DAYS),
        ("25th percentile (days)", LineKind.DAYS),
        ("children who were separated", LineKind.NUMBER),
    ],
)
def test_what_a_line_holds_comes_from_its_own_heading(last, kind):
    assert line_kind(last, f"a group {last}") is kind


@pytest.mark.parametrize(
    ("heading", "band"),
    [
        ("11-15 days", (11, 15)),
        ("31 to 40 working days", (31, 40)),
        ("started and finished the same day", (0, 0)),
        ("61+ days", None),
        ("2017-18", None),
    ],
)
def test_duration_bands(heading, band):
    assert day_band(heading) == band


def test_the_same_letter_means_different_things_in_different_years():
    assert usual(2018)["x"] is Status.SUPPRESSED
    assert usual(2024)["x"] is Status.NOT_SUPPLIED
    assert usual(2024)["c"] is Status.SUPPRESSED
    assert "c" not in usual(2018)
    assert usual(2018)[".."] is Status.NOT_SUPPLIED


def test_a_sheets_own_notes_come_before_what_was_usual():
    notes = (
        "1. Figures may include estimates and are rounded. x is not here.",
        "x Any number between 1 and 5 inclusive has been suppressed and replaced by x.",
        ". Not applicable",
        ".. Not available",
        "u = low reliability",
        "a child may have more than one factor",
    )

    assert legend(notes) == {
        "x": Status.SUPPRESSED,
        ".": Status.NOT_APPLICABLE,
        "..": Status.NOT_SUPPLIED,
        "u": Status.LOW_RELIABILITY,
    }
