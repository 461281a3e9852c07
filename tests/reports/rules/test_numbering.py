"""Tables and figures are numbered apart, in the order of the pages, and only what is there is pointed at."""

from reports.rules.blocks import BarChart, Drawing, Heading, Multiples, Section, Table
from reports.rules.document import Document
from reports.rules.numbering import numbers_of, pointed_at


def _report(*sections: Section) -> Document:
    return Document("annual", "The board", "Annual report", "2017 to 2018", "", "", sections, ())


def _table(code: str) -> Table:
    return Table(code, "", (), ())


def test_tables_and_figures_are_counted_apart_through_all_sections() -> None:
    bars = Drawing("bars", "", BarChart((), ""))
    report = _report(
        Section("one", "One", (_table("first"), bars, Heading("Below", "below"), _table("second"))),
        Section("two", "Two", (Multiples("small", "", ()), _table("third"))),
    )

    assert numbers_of(report) == {
        "first": "Table 1",
        "bars": "Figure 1",
        "second": "Table 2",
        "small": "Figure 2",
        "third": "Table 3",
    }


def test_a_sentence_points_at_what_is_in_this_report_and_at_nothing_that_was_left_out() -> None:
    numbers = numbers_of(_report(Section("one", "One", (_table("first"), _table("second")))))

    assert pointed_at(("second", "left-out", "first"), numbers) == (
        ("second", "Table 2"),
        ("first", "Table 1"),
    )
