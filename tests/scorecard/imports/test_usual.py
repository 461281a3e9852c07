"""Figures held against the agency's own past: what is asked about, what is not, and what could not be checked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from scorecard.imports.rows import OnFile
from scorecard.rules.figures import Stage, Status
from scorecard.rules.periods import quarter
from tests.scorecard.imports.board import CONTEXT, Q1, as_csv, checked

HERE = "E10000014"
#: Counts of contacts that vary as counts do, newest last; the last is of the quarter before the one answered.
STEADY = (402, 395, 410, 388, 405, 399, 412, 391, 407, 396, 403, 398, 409, 394, 401)


def on_file(*values, last=None, denominators=None, stage=Stage.FINAL):
    """Figures of successive quarters up to the one before the period answered."""
    last = last or Q1.previous()
    found = []
    for number, value in enumerate(reversed(values)):
        period = last.shifted(-3 * number)
        n = None if value is None else Decimal(value)
        d = Decimal(denominators[len(values) - 1 - number]) if denominators else None
        result = n if d is None or n is None else n * 100 / d
        status = Status.REPORTED if n else Status.TRUE_ZERO if n == 0 else Status.NOT_SUPPLIED
        found.append(OnFile(period, n, d, result, status, stage))
    return tuple(reversed(found))


def beside(history, rows, **changes):
    """What is found in rows of (code, quarter, number, out of) beside these lines on file."""
    lines = {(code, HERE, part): line for (code, part), line in history.items()}
    table = [["Ref", "Period", "Breakdown", "Number", "Out of"]]
    table += [[code, period.short, part, n, d] for code, part, period, n, d in rows]
    return checked(as_csv(table), replace(CONTEXT, history=lines, **changes))


def asked(outcome):
    return [(one.code, one.cell) for one in outcome.findings if one.severity == "explain"]


def contacts(n, period=Q1):
    return ("D01", "", period, n, "")


def test_a_figure_outside_its_usual_range_is_to_explain_and_stops_nothing():
    outcome = beside({("D01", "all"): on_file(*STEADY)}, [contacts(460)])

    assert asked(outcome) == [("outside-usual-range", "D2")]
    (finding,) = [one for one in outcome.findings if one.severity == "explain"]
    assert "460 is outside the usual range of" in finding.message
    assert (finding.about.indicator, finding.about.breakdown, finding.about.period) == ("D01", "all", Q1)
    assert len(outcome.rows) == 1


def test_a_figure_inside_its_usual_range_is_not_asked_about():
    assert asked(beside({("D01", "all"): on_file(*STEADY)}, [contacts(415)])) == []


def test_with_fewer_than_thirteen_figures_the_range_is_not_checked_and_that_is_said():
    outcome = beside({("D01", "all"): on_file(*STEADY[-12:])}, [contacts(4600)])

    assert "outside-usual-range" not in {code for code, _ in asked(outcome)}
    assert [(one.check, one.why) for one in outcome.skipped] == [
        ("usual range", "fewer than 13 figures on file: D01")
    ]


def test_a_figure_that_differs_from_the_one_on_file_is_to_explain():
    history = {("D01", "all"): on_file(400, 390)}
    outcome = beside(history, [contacts(391, Q1.previous()), contacts(395)])

    assert asked(outcome) == [("changed-since-last-sent", "D2")]
    assert "the figure on file for January to March 2013 is 390" in outcome.findings[0].message


@pytest.mark.parametrize(
    ("line", "n"),
    [
        (on_file(400, 390), 390),
        (on_file(400, 390, stage=Stage.PROVISIONAL), 391),
        (on_file(400, None), 391),
    ],
    ids=["the same", "provisional until now", "late until now"],
)
def test_what_was_said_before_or_was_to_come_is_no_change(line, n):
    assert asked(beside({("D01", "all"): line}, [contacts(n, Q1.previous()), contacts(395)])) == []


def test_a_running_total_pasted_as_the_quarters_own_is_to_explain():
    history = {("D01", "all"): on_file(100, 96, 104, 99, 101, 97, last=quarter(2012, 2))}
    outcome = beside(history, [contacts(298, quarter(2012, 3))], period=quarter(2012, 3))

    assert asked(outcome) == [("cumulative-as-quarter", "D2")]
    assert "without the earlier quarters it would be 100" in outcome.findings[0].message


def test_a_first_quarter_or_one_like_the_others_is_no_running_total():
    history = {("D01", "all"): on_file(100, 96, 104, 99, 101, 97)}

    assert asked(beside(history, [contacts(298)])) == []
    history = {("D01", "all"): on_file(100, 96, 104, 99, 101, 97, last=quarter(2012, 2))}
    assert asked(beside(history, [contacts(103, quarter(2012, 3))], period=quarter(2012, 3))) == []


def test_a_year_of_running_totals_is_noticed_with_nothing_on_file():
    year = [contacts(n, quarter(2012, 1 + at)) for at, n in enumerate((100, 195, 300, 398))]
    growing = [contacts(n, quarter(2012, 1 + at)) for at, n in enumerate((100, 110, 125, 140))]
    last = {"period": quarter(2012, 4)}

    assert asked(beside({}, year, **last)) == [("cumulative-as-quarter", "D5")]
    assert asked(beside({}, growing, **last)) == []


def test_a_stock_summed_over_quarters_is_to_explain():
    plans = {("D12", "all"): on_file(300, 310, last=quarter(2012, 2), denominators=(283_314, 283_314))}
    at = quarter(2012, 3)

    assert asked(beside(plans, [("D12", "", at, 915, "")], period=at)) == [("stock-summed", "D2")]
    assert asked(beside(plans, [("D12", "", at, 330, "")], period=at)) == []


def test_nought_where_none_ever_was_is_to_explain():
    assert asked(beside({("D01", "all"): on_file(9, 12, 8, 10)}, [contacts(0)])) == [("all-zeros", "D2")]


@pytest.mark.parametrize("before", [(9, 0, 8, 10), (9, 12, 8), (9, 12, 4, 10)])
def test_nought_that_may_well_be_is_not_asked_about(before):
    assert asked(beside({("D01", "all"): on_file(*before)}, [contacts(0)])) == []


def test_nought_in_one_part_of_several_is_not_asked_about():
    history = {
        ("D05", part): on_file(30, 32, 31, 33, denominators=(99,) * 4)
        for part in ("schools", "health services")
    }
    rows = [("D05", "schools", Q1, 0, 98), ("D05", "health services", Q1, 31, 98)]

    assert asked(beside(history, rows)) == []


def test_a_return_that_is_last_quarters_to_the_digit_is_to_explain():
    history = {
        ("D01", "all"): on_file(402),
        ("T05", "all"): on_file(20, denominators=(99,)),
        ("W01", "all"): on_file(7, denominators=(80,)),
    }
    rows = [contacts(402), ("T05", "", Q1, 20, 99), ("W01", "", Q1, 7, 80)]

    assert asked(beside(history, rows)) == [("same-as-last-quarter", "D2")]
    assert asked(beside(history, [contacts(403), *rows[1:]])) == []
    assert asked(beside(history, rows[:2])) == []


def test_one_share_with_both_large_counts_of_last_quarter_is_to_explain():
    history = {("T05", "all"): on_file(120, denominators=(480,))}

    assert asked(beside(history, [("T05", "", Q1, 120, 480)])) == [("same-as-last-quarter", "D2")]
    assert asked(beside(history, [("T05", "", Q1, 120, 481)])) == []


def test_parts_that_miss_their_total_are_to_explain_unless_rounding_does():
    def rows(total):
        return [
            ("D05", "", Q1, total, 2000),
            ("D05", "schools", Q1, 993, 2000),
            ("D05", "health services", Q1, 453, 2000),
        ]

    assert asked(beside({}, rows(1445))) == [("parts-miss-total", "D2")]
    assert asked(beside({}, rows(1446))) == []
    assert asked(beside({}, rows(1450))) == []


def test_parts_that_always_missed_their_total_overlap_and_are_not_asked_about():
    history = {
        ("D05", "all"): on_file(70, denominators=(100,)),
        ("D05", "schools"): on_file(50, denominators=(100,)),
        ("D05", "health services"): on_file(41, denominators=(100,)),
    }
    rows = [
        ("D05", "", Q1, 71, 100),
        ("D05", "schools", Q1, 52, 100),
        ("D05", "health services", Q1, 43, 100),
    ]

    assert asked(beside(history, rows)) == []


def test_figures_on_file_already_are_not_asked_about_again():
    history = {("D01", "all"): on_file(*STEADY, 460, last=Q1)}

    assert asked(beside(history, [contacts(460)])) == []


def test_without_a_past_that_can_be_held_the_checks_are_skipped_and_said():
    outcome = beside({}, [contacts(460)], no_history="too many")

    assert [(one.check, one.why) for one in outcome.skipped] == [("usual range and changes", "too many")]
