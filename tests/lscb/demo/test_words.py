"""What the demonstration says of itself is true of its figures."""

import pytest

from lscb.demo.story import QUARTERS, figures
from lscb.demo.words import AREA, COMMENTARY, CONCLUSION, FOREWORD, INVENTED, NOTICE, PUBLISHED


def numerators(code):
    return [
        one.numerator for one in figures() if (one.code, one.agency, one.breakdown) == (code, "csc", "all")
    ]


def test_commentary_is_on_figures_that_exist():
    known = {(one.code, one.agency, one.period.short) for one in figures()}

    assert set(COMMENTARY) <= known


def test_the_first_and_last_published_numbers_are_the_storys():
    published = {what: value for what, value, _ in PUBLISHED}

    assert published["Children on a child protection plan at 31 March 2013"] == f"{numerators('D12')[3]:,}"
    assert published["Children on a plan at 31 March 2018"] == f"{numerators('D12')[-1]:,}"
    assert published["Children in need at 31 March 2018"] == f"{numerators('D08')[-1]:,}"
    assert published["Section 47 enquiries"] == f"{sum(numerators('D09')[20:]):,}"


def test_every_published_number_names_its_source():
    for what, value, source in PUBLISHED:
        assert what
        assert value
        assert "Department for Education" in source or "brief" in source


@pytest.mark.parametrize("words", ["280,150", "21 per cent", "281,744", "283,314"])
def test_the_area_page_prints_the_published_numbers(words):
    assert words in AREA


def test_the_foreword_counts_repeat_plans_as_the_figures_do():
    assert f"{sum(numerators('T05')[20:])} of the {sum(numerators('D14a')[20:]):,}" in FOREWORD
    first_year = sum(numerators("T05")[:4]) / sum(numerators("D14a")[:4])
    assert 1 / 8 < first_year < 1 / 6, "one in seven"


def test_the_foreword_is_right_about_conferences_in_2016():
    by_quarter = {one.period.short: one for one in figures() if (one.code, one.agency) == ("T02", "csc")}
    half = [by_quarter["Q2 2016/17"], by_quarter["Q3 2016/17"]]
    late = 1 - sum(one.numerator for one in half) / sum(one.denominator for one in half)

    assert 0.36 < late < 0.44, "four in ten"


def test_all_texts_are_there_and_say_what_they_are():
    assert "demonstration" in FOREWORD
    assert CONCLUSION
    assert NOTICE.endswith(".")
    assert all(sentence.endswith(".") for sentence in INVENTED)
    assert len(QUARTERS) == 24
