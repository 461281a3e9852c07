"""Percentages written as 43, 43%, 0.43: what decides which is meant, and when the sender is asked."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.imports.percents import told_by_history
from scorecard.imports.rows import Answers, OnFile
from scorecard.rules.figures import Stage, Status
from tests.scorecard.imports.board import CONTEXT, Q1, as_csv, checked, noted, told

FORTIES = [Decimal(40 + number % 5) for number in range(13)]


def sent(value, *, answer=None, history=(), n="", d=""):
    answers = Answers(percents={"T05": answer} if answer else {})
    line = tuple(
        OnFile(Q1.shifted(-3 * (len(history) - at)), None, None, one, Status.REPORTED, Stage.FINAL)
        for at, one in enumerate(history)
    )
    context = replace(CONTEXT, answers=answers, history={("T05", "E10000014", "all"): line})
    rows = [["Ref", "Period", "Number", "Out of", "Result"], ["T05", Q1.short, n, d, value]]
    return checked(as_csv(rows), context)


def values(outcome):
    return [row.value for row in outcome.rows]


def test_a_sign_and_a_number_over_one_need_nobody():
    assert values(sent("43%")) == [43]
    assert values(sent("43")) == [43]
    assert values(sent("0.43%")) == [Decimal("0.43")]


def test_a_lone_number_up_to_one_is_asked_about():
    for written in ("0.43", "1", "0.9"):
        assert told(sent(written)) == [("percent-or-fraction", "E2")]


def test_the_numbers_beside_it_decide():
    outcome = sent("0.43", n="43", d="100", answer="percent")

    assert (told(outcome), values(outcome)) == ([], [43])


@pytest.mark.parametrize(("answer", "value"), [("fraction", 43), ("percent", Decimal("0.43"))])
def test_what_the_sender_said_once_holds(answer, value):
    outcome = sent("0.43", answer=answer)

    assert (told(outcome), values(outcome)) == ([], [value])


def test_a_number_over_one_is_no_share_of_one():
    assert told(sent("43", answer="fraction")) == [("percent-or-fraction", "E2")]


def test_a_past_that_leaves_one_reading_decides_and_that_is_said():
    outcome = sent("0.43", history=FORTIES)

    assert (told(outcome), values(outcome)) == ([], [43])
    assert noted(outcome) == [("fraction-read-as-percent", "E2")]


@pytest.mark.parametrize(
    "history",
    [FORTIES[1:], [*FORTIES, Decimal(0)], [Decimal(2)] * 13, [Decimal(50)] * 13],
    ids=["too short", "ever at nought", "neither reading usual", "both readings unlike it"],
)
def test_a_past_that_settles_nothing_leaves_the_sender_to_be_asked(history):
    assert told(sent("0.43", history=history))[0] == ("percent-or-fraction", "E2")


@given(
    st.decimals("0.001", "1", places=3),
    st.lists(st.decimals("0", "100", places=2), min_size=13, max_size=30),
)
def test_history_never_picks_a_reading_outside_everything_on_file_and_never_one_of_two_possible(
    value, history
):
    told = told_by_history(value, history)
    readings = {"percent": Fraction(value), "fraction": Fraction(value) * 100}
    if told is None:
        return

    other = readings["fraction" if told == "percent" else "percent"]
    assert min(history) <= readings[told] <= max(history)
    assert other * 10 < min(history) or other > max(history) * 10
