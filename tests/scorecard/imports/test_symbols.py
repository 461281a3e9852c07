"""Signs: what each stands for by whose it is and when, what an agency said of its own, and what is asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.readers import read as read_bytes
from scorecard.imports.check import check
from scorecard.imports.read import read
from scorecard.imports.rows import Answers, Source
from scorecard.imports.symbols import published_by, sign_key
from scorecard.rules.figures import Stage, Status
from tests.scorecard.imports.board import CONTEXT, Q1, as_csv, checked, told

_SIGNS = "x c z u k p r b e s * ** : . .. ... - – ~ n/a N/K tbc low <5 ≤5 [c] [x]"
EVERY = [*_SIGNS.split(), "< 5"]


def sent(sign, *, status="", source=None, **answers):
    data = as_csv([["Ref", "Period", "Number", "Reason"], ["D01", Q1.short, sign, status]])
    tables = read(read_bytes(data))
    if source is not None:
        tables = replace(tables, tables=tuple(replace(one, source=source) for one in tables.tables))
    return check(tables, replace(CONTEXT, answers=Answers(symbols=answers.get("symbols", {}))))


@pytest.mark.parametrize("sign", EVERY)
def test_a_sign_nobody_gave_a_meaning_is_asked_about_and_is_never_a_number(sign):
    outcome = sent(sign)

    assert told(outcome)[0] == ("symbol-unclear", "C2")
    assert outcome.rows == ()


@pytest.mark.parametrize(
    ("source", "sign", "status"),
    [
        (Source("dfe", 2018), "x", Status.SUPPRESSED),
        (Source("dfe", 2019), "x", Status.SUPPRESSED),
        (Source("dfe", 2020), "x", Status.NOT_SUPPLIED),
        (Source("dfe", 2018), ".", Status.NOT_APPLICABLE),
        (Source("dfe", 2018), "..", Status.NOT_SUPPLIED),
        (Source("dfe", 2021), "c", Status.SUPPRESSED),
        (Source("dfe", 2021), ":", Status.NOT_SUPPLIED),
        (Source("dfe", 2021), "z", Status.NOT_APPLICABLE),
        (Source("government", 2023), "[c]", Status.SUPPRESSED),
        (Source("government", 2023), "k", Status.SUPPRESSED),
        (Source("government", 2023), "u", Status.LOW_RELIABILITY),
        (Source("nhs", 2023), "*", Status.SUPPRESSED),
    ],
)
def test_a_publishers_sign_has_the_meaning_it_had_in_that_year(source, sign, status):
    outcome = sent(sign, source=source)

    assert told(outcome) == []
    assert [(row.status, row.value) for row in outcome.rows] == [(status, None)]


@pytest.mark.parametrize(
    ("source", "sign"), [(Source("dfe", 2018), "c"), (Source("dfe", 2021), "."), (Source("nhs", 2023), "x")]
)
def test_a_sign_its_publisher_did_not_use_then_is_asked_about(source, sign):
    assert told(sent(sign, source=source))[0][0] == "symbol-unclear"


@pytest.mark.parametrize("sign", ["<5", "< 5", "≤5", "x", "-", "n/a", "TBC", "awaited"])
def test_what_an_agency_said_of_its_own_sign_holds(sign):
    outcome = sent(sign, symbols={sign: "suppressed"})

    assert told(outcome) == []
    assert [(row.status, row.value, row.numerator) for row in outcome.rows] == [
        (Status.SUPPRESSED, None, None)
    ]


def test_an_agencys_own_word_comes_before_its_publishers():
    outcome = sent("x", source=Source("dfe", 2018), symbols={"x": "not_applicable"})

    assert outcome.rows[0].status is Status.NOT_APPLICABLE


def test_a_sign_is_never_answered_with_a_status_that_needs_a_number():
    assert told(sent("x", symbols={"x": "true_zero"}))[0] == ("symbol-unclear", "C2")


@pytest.mark.parametrize("written", ["1,042 r", "1042 [r]", "1042r"])
def test_a_number_with_a_sign_behind_it_is_asked_about_until_the_sign_is_known(written):
    assert told(sent(written)) == [("symbol-unclear", "C2")]
    outcome = sent(written, source=Source("government", 2023))

    assert told(outcome) == []
    assert [(row.value, row.stage) for row in outcome.rows] == [(1042, Stage.REVISED)]


def test_a_number_of_low_reliability_keeps_its_number():
    outcome = sent("31 u", source=Source("government", 2023))

    assert [(row.value, row.status) for row in outcome.rows] == [(31, Status.LOW_RELIABILITY)]


def test_a_sign_that_hides_a_number_beside_one_is_asked_about():
    assert told(sent("31*", source=Source("nhs", 2023))) == [("symbol-unclear", "C2")]


def test_a_sign_in_the_reason_column_means_what_was_said():
    outcome = sent("", status="x", symbols={"x": "not_supplied"})

    assert [(row.status, row.value) for row in outcome.rows] == [(Status.NOT_SUPPLIED, None)]


def test_a_dash_in_the_reason_column_beside_a_number_says_nothing():
    outcome = sent("12", status="-", symbols={"-": "suppressed"})

    assert [(row.status, row.value) for row in outcome.rows] == [(Status.REPORTED, 12)]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("62.5 (10)", "two values in one cell"),
        ("6 (4%)", "two values in one cell"),
        ("6 [4%]", "two values in one cell"),
        ("6/10", "two values in one cell"),
        ("6 out of 10", "two values in one cell"),
        ("1 042", "a space among its digits"),
        ("1\u00a0042", "a space among its digits"),
        ("1,0 42", "a space among its digits"),
        ("–5", "begins with a dash"),
        ("O", "the letter O"),
        ("1O4", "a letter where a digit"),
        ("12,5", "a comma"),
    ],
)
def test_what_is_nearly_a_number_is_refused_at_its_cell_and_never_mended(written, says):
    outcome = sent(written)

    assert told(outcome) == [("not-a-number", "C2")]
    assert says in outcome.findings[0].message
    assert outcome.rows == ()


@given(
    st.sampled_from(EVERY), st.sampled_from(["dfe", "nhs", "government", "another"]), st.integers(2000, 2030)
)
def test_no_publishers_sign_ever_stands_for_a_number(sign, publisher, year):
    found = published_by(Source(publisher, year)).get(sign_key(sign))

    assert found is None or found.status not in (Status.REPORTED, Status.TRUE_ZERO)


def test_nought_stays_nought_and_blank_stays_blank():
    outcome = checked(as_csv([["Ref", "Period", "Number"], ["D01", Q1.short, "0"], ["T05", Q1.short, ""]]))

    assert [(row.indicator_code, row.value, row.status) for row in outcome.rows] == [
        ("D01", 0, Status.TRUE_ZERO)
    ]
