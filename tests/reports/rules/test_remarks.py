"""Which remarks are printed: none that may tell a number of 1 to 5, all that only name quarters, years and dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.remarks import HELD_BACK, printable, tells_small_number

HELD = (
    "2 of the 3 children were visited in time",
    "Two children",
    "All FIVE were seen.",
    "four in five",
    "Two in five of these children were last on a plan for neglect.",
    "nine in ten, but one was late",
    "one-off",
    "no one",
    "(3)",
    "5",
    "n=4",
    "x2",
    "5%",
    "5 %",
    "3.5%",
    "0.4 per cent",
    "4 per cent",
    "fell from 12 to 4",
    "3–4 children",
    "1-5",
    "2/3 of them",
    "4/5",
    "04/05",
    "½ of them",
    "３ children",
    "٣ children",
    "t\u200bwo children",
    "1,2 and 3",
    "2nd child",
    "3rd",
    "tier 3",
    "4pm",
    "a single child",
    "both children",
    "a couple of cases",
    "one of the twenty-one",
    "of the twenty two were late",
    "In quarter 1 of the year 3 were late",
    "Last quarter 3 children were not seen",
    "this quarter three were late",
    "Q1: 3",
    "Q1-3",
    "Q1 4",
    "Of the children 2 may have been missed",
    "In May 3 children were not seen",
    "Only 2 June cases were late",
    "The 3 March visits were missed",
    "2018/5",
    "2004/09 and 2 more",
    "2010/04",
    "On 3 May 2018, 2 were seen",
    "by 3 May 4 were seen",
    "2\u00a0children",
)
PASS = (
    "",
    "Still rising.",
    "none",
    "0 children",
    "15",
    "1,294",
    "1,294 children, 15 of them late",
    "day 21",
    "all babies were seen by day 21",
    "section 47",
    "Q1",
    "Q1 2017/18",
    "2017/18 Q3.",
    "(Q2)",
    "Q1–Q4",
    "In quarter 2 the desk opened.",
    "Quarter 3 was busy",
    "since quarter four",
    "the 1st quarter",
    "the second quarter running",
    "2017/18",
    "2017-18",
    "2004/05",
    "2004–2005",
    "2018",
    "6%",
    "12.5%",
    "98.2 per cent",
    "100%",
    "Above 20% for long",
    "nine in ten",
    "3 May 2018",
    "on 3 May",
    "5 April",
    "by 1 April the desk had opened",
    "1st April",
    "from 1 April to 3 May",
    "1 April 2017 to 5 May 2018",
    "04/05/2018",
    "4.5.2018",
    "04/05/18",
    "2018-05-04",
    "Triage began in 2013",
    "twenty-five",
    "one hundred and six",
    "someone, anyone, everyone",
    "often, network, fourteen",
)


@pytest.mark.parametrize("text", HELD)
def test_a_remark_that_may_tell_a_small_number_is_held_back(text: str) -> None:
    assert tells_small_number(text)
    assert printable(text) == HELD_BACK


@pytest.mark.parametrize("text", PASS)
def test_a_remark_that_names_times_and_larger_numbers_passes(text: str) -> None:
    assert not tells_small_number(text)
    assert printable(text) == text


@given(
    st.integers(1, 5) | st.sampled_from(["one", "two", "three", "four", "five", "Two", "FIVE"]),
    st.sampled_from(["children", "visits", "were late", "of 300", "plans", "in April"]),
    st.text(alphabet="abc XYZ.,;:(\n", max_size=12),
)
def test_a_small_number_before_what_it_counts_is_always_caught(
    number: int | str, counted: str, before: str
) -> None:
    assert tells_small_number(f"{before} {number} {counted}")


@given(st.integers(6, 10**9), st.booleans())
def test_a_number_over_five_always_passes(number: int, apart: bool) -> None:
    assert not tells_small_number(f"We saw {number:,} children" if apart else f"We saw {number} children")
