"""Periods: what agencies write, what is too unclear to guess, and what a period says of itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.periods import (
    Period,
    PeriodKind,
    PeriodUnclear,
    between,
    financial_year,
    month,
    parse,
    quarter,
    quarter_ending,
    quarter_holding,
    spanning,
    term,
    years_end_in,
)
from scorecard.rules.periods.days import no_year

YEARS = st.integers(1981, 2077)
PERIODS = st.one_of(
    st.builds(month, YEARS, st.integers(1, 12)),
    st.builds(quarter, YEARS, st.integers(1, 4)),
    st.builds(term, YEARS, st.sampled_from(["autumn", "spring", "summer"])),
    st.builds(lambda year, n: financial_year(year).shifted(n), YEARS, st.integers(-3, 8)),
)

#: the ways seen in returns (docs of boards and DfE), and what each means
WRITTEN = {
    "Q1 2013/14": quarter(2013, 1),
    "Q1 2013-14": quarter(2013, 1),
    "Q1 13/14": quarter(2013, 1),
    "q1 2013/2014": quarter(2013, 1),
    "Quarter 1, 2013/14": quarter(2013, 1),
    "2013/14 Q1": quarter(2013, 1),
    "Q4 12/13": quarter(2012, 4),
    "Qtr 2 2013–14": quarter(2013, 2),
    "Q4 99/00": quarter(1999, 4),
    "Apr-Jun 13": quarter(2013, 1),
    "Apr-Jun 2013": quarter(2013, 1),
    "April to June 2013": quarter(2013, 1),
    "Apr 2013 - Jun 2013": quarter(2013, 1),
    "July-Sept 2013": quarter(2013, 2),
    "Jan\u00a0–\u00a0Mar 14": quarter(2013, 4),
    "2013-04-01/2013-06-30": quarter(2013, 1),
    "1 April 2013 to 30 June 2013": quarter(2013, 1),
    "01/04/2013 - 30/06/2013": quarter(2013, 1),
    "quarter ending 30 June 2013": quarter(2013, 1),
    "Quarter to June 2013": quarter(2013, 1),
    "3 months to 31 March 2013": quarter(2012, 4),
    "31 March 2013": quarter(2012, 4),
    "31st March 2013": quarter(2012, 4),
    "as at 31/3/2013": quarter(2012, 4),
    "As at 31.03.13": quarter(2012, 4),
    "snapshot at 30 Sep 2013": quarter(2013, 2),
    "2013-03-31": quarter(2012, 4),
    "2013/14": financial_year(2013),
    "1980/81": financial_year(1980),
    "FY80/81": financial_year(1980),
    "FY78/79": financial_year(2078),
    "2078/79": financial_year(2078),
    "December 2079": month(2079, 12),
    "2013-14": financial_year(2013),
    "2013 to 2014": financial_year(2013),
    "2011-12": financial_year(2011),
    "FY13/14": financial_year(2013),
    "Financial year 2013/14": financial_year(2013),
    "year to 31 March 2014": financial_year(2013),
    "Year ended March 2014": financial_year(2013),
    "Apr 12 - Mar 13": financial_year(2012),
    "1999/00": financial_year(1999),
    "12 months to June 2013": financial_year(2012).shifted(3),
    "Jan-Dec 2013": financial_year(2013).shifted(-3),
    "April 2013": month(2013, 4),
    "Apr-13": month(2013, 4),
    " sept. 2013 ": month(2013, 9),
    "Autumn term 2013/14": term(2013, "autumn"),
    "Spring 2013-14": term(2013, "spring"),
    "2013/14 summer term": term(2013, "summer"),
    "Autumn 2013": term(2013, "autumn"),
    "Summer term 2014": term(2013, "summer"),
    "1st quarter 2013/14": quarter(2013, 1),
    "Second Quarter 2013/14": quarter(2013, 2),
    "Q1 FY13/14": quarter(2013, 1),
    "Q1 (Apr-Jun 2013)": quarter(2013, 1),
    "Q3 Oct-Dec 13": quarter(2013, 3),
    "Q1 (Apr–Jun) 2013/14": quarter(2013, 1),
    "Q4 2013/14 (Jan - Mar)": quarter(2013, 4),
    "Apr '13": month(2013, 4),
    "Apr’13 - Jun’13": quarter(2013, 1),
    "2013-06-30 00:00:00": quarter(2013, 1),
    "Sept 2013 snapshot": quarter(2013, 2),
    "September snapshot 2013": quarter(2013, 2),
    "at end of September 2013": quarter(2013, 2),
    "As at March 31, 2018": quarter(2017, 4),
    "y/e 31 March 2018": financial_year(2017),
    "YE March 2018": financial_year(2017),
    "rolling year to June 2013": financial_year(2012).shifted(3),
    "12 months rolling to June 2013": financial_year(2012).shifted(3),
    "Calendar year 2013": financial_year(2013).shifted(-3),
    "Academic year 2013/14": financial_year(2013).shifted(5),
    "School year 2013-14": financial_year(2013).shifted(5),
}

#: what is unclear, and words its sentence must hold
UNCLEAR = {
    "Q1 2013": "January to March 2013 or April to June 2013",
    "Q4 2013": 'Write "Q3 2013/14" or "Q4 2013/14"',
    "Q1": "Q1 2013/14",
    "Q5 2013/14": "Q1 2013/14",
    "2025": 'Write "2024/25" or "2025/26"',
    "13/14": "Q1 2013/14",
    "2013-04": "follow each other",
    "2013/15": "follow each other",
    "Q1 2013/15": "follow each other",
    "15 March 2013": "31 March 2013",
    "quarter to May 2013": "30 June 2013",
    "31 June 2013": "does not say",
    "6/30/2013": "has the month first, as American dates do",
    "3/4": "does not say",
    "Oct-Mar 14": "Oct 2013 - Mar 2014",
    "Oct 13 - Mar 14": "not one month, quarter, school term or year",
    "May-Jul 2013": "not one month, quarter, school term or year",
    "Foo 2013": "does not say",
    "Q1 0213/14": "does not say",
    "December 1979": "does not say",
    "January 2080": "does not say",
    "year to date": "does not say",
    "2013 Q1": "January to March 2013 or April to June 2013",
    "quarter 1 2013": "January to March 2013 or April to June 2013",
    "FY2018": 'Write "2017/18" or "2018/19"',
    "Q1 (Jan-Mar 2013)": "January to March 2013, which is Q4 2012/13",
    "Q1 2013/14 (Jan-Mar)": "April to June 2013",
    "as at 31/3": "of which year",
    "31st March": "of which year",
    "w/e 05/04/2013": "one week",
    "week ending 5 April 2013": "one week",
    "41455": "30 June 2013",
    "00123": "does not say which period",
    "99999": "does not say which period",
    "Jan 12 - Dec 13": 'write "Jan 2012 - Dec 2012" or "Jan 2013 - Dec 2013"',
    "04/13/2013": 'If 13 April 2013 is meant, write "13 April 2013"',
    "04/01/2013 - 06/30/2013": "month first",
    "13/13/2013": "does not say which period",
    "": "empty",
    "  ": "empty",
}


@pytest.mark.parametrize(("text", "period"), WRITTEN.items())
def test_what_agencies_write_is_understood(text, period):
    assert parse(text) == period


@pytest.mark.parametrize(("text", "words"), UNCLEAR.items())
def test_what_is_unclear_is_refused_with_what_to_write(text, words):
    with pytest.raises(PeriodUnclear) as refusal:
        parse(text)

    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("line", "month_named"),
    [
        ("Year ending 31 March", 3),
        ("England, years ending 31st March", 3),
        ("Y/E December", 12),
        ("Year ending 31 March 2018", None),
        ("year to date", None),
    ],
)
def test_a_line_above_a_table_may_say_when_its_years_end(line, month_named):
    assert years_end_in(line) == month_named


def test_a_lone_year_is_read_only_where_its_table_says_when_years_end():
    assert parse("2025", years_end=3) == financial_year(2024)
    assert parse("2025", years_end=12) == financial_year(2025).shifted(-3)


@given(st.dates(date(1980, 1, 1), date(2079, 12, 31)))
def test_a_date_in_american_order_is_never_silently_swapped(day):
    try:
        found = parse(f"{day:%m/%d/%Y}")
    except PeriodUnclear:
        return

    assert found == quarter_ending(date(day.year, day.day, day.month))


def test_an_endless_text_is_quoted_in_part():
    with pytest.raises(PeriodUnclear) as refusal:
        parse("x" * 10_000)

    assert len(str(refusal.value)) < 200


@given(PERIODS)
def test_everything_a_period_calls_itself_reads_back_as_the_same_period(period):
    assert {parse(period.key), parse(period.label), parse(period.short)} == {period}


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_unclear(text):
    try:
        found = parse(text)
    except PeriodUnclear:
        return

    assert isinstance(found, Period)


NAMES = [
    (quarter(2013, 1), "April to June 2013", "Q1 2013/14", 1, 2013),
    (quarter(2012, 4), "January to March 2013", "Q4 2012/13", 4, 2012),
    (financial_year(2013), "2013 to 2014", "2013/14", None, 2013),
    (financial_year(2012).shifted(3), "July 2012 to June 2013", "Year to Jun 2013", None, 2013),
    (financial_year(2013).shifted(-3), "January to December 2013", "Year to Dec 2013", None, 2013),
    (month(2013, 4), "April 2013", "Apr 2013", None, 2013),
    (month(2013, 3), "March 2013", "Mar 2013", None, 2012),
    (term(2013, "autumn"), "Autumn term 2013 to 2014", "Autumn 2013/14", None, 2013),
    (term(2013, "spring"), "Spring term 2013 to 2014", "Spring 2013/14", None, 2014),
    (term(2013, "summer"), "Summer term 2013 to 2014", "Summer 2013/14", None, 2014),
]


@pytest.mark.parametrize(("period", "label", "short", "number", "year"), NAMES)
def test_a_period_says_what_it_is(period, label, short, number, year):
    assert (period.label, period.short, period.quarter_number, period.year_start) == (
        label,
        short,
        number,
        year,
    )


def test_a_quarter_holds_its_days():
    assert (quarter(2012, 4).first, quarter(2012, 4).last) == (date(2013, 1, 1), date(2013, 3, 31))
    assert quarter(2015, 4).last == date(2016, 3, 31)
    assert month(2016, 2).last == date(2016, 2, 29)
    assert term(2013, "Spring ").key == "2014-01-01/2014-04-30"


@pytest.mark.parametrize(
    ("kind", "months", "a_year"), [("month", 1, 12), ("quarter", 3, 4), ("term", 4, 3), ("year", 12, 1)]
)
def test_a_kind_knows_how_often_it_comes_in_a_year(kind, months, a_year):
    assert (PeriodKind(kind).months, PeriodKind(kind).a_year) == (months, a_year)


@given(PERIODS)
def test_neighbours_touch_and_lead_back(period):
    assert (period.next().first - period.last).days == 1
    assert period.next().previous() == period
    assert period.previous() < period < period.next()


@given(PERIODS)
def test_a_year_ago_is_as_many_periods_back_as_a_year_holds(period):
    back = period
    for _ in range(period.kind.a_year):
        back = back.previous()

    assert period.year_ago() == back


def test_between_names_every_period_from_first_to_last():
    quarters = list(between(quarter(2012, 3), quarter(2013, 2)))

    assert [q.short for q in quarters] == ["Q3 2012/13", "Q4 2012/13", "Q1 2013/14", "Q2 2013/14"]
    assert list(between(quarter(2013, 2), quarter(2013, 1))) == []


def test_between_refuses_two_kinds():
    with pytest.raises(ValueError, match="not in one series"):
        list(between(quarter(2013, 2), financial_year(2014)))


@given(st.dates(date(1990, 1, 1), date(2070, 12, 31)))
def test_every_day_lies_in_one_quarter(day):
    held = quarter_holding(day)

    assert held.first <= day <= held.last
    assert quarter_ending(held.last) == held


def test_a_day_that_ends_no_quarter_is_unclear():
    with pytest.raises(PeriodUnclear, match="30 June 2013"):
        quarter_ending(date(2013, 6, 29))


@given(PERIODS)
def test_the_days_alone_say_what_kind_it_is(period):
    assert spanning(period.first, period.last) == period


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        (date(2013, 4, 2), date(2013, 6, 30), PeriodKind.QUARTER),
        (date(2013, 4, 1), date(2013, 6, 29), PeriodKind.QUARTER),
        (date(2013, 5, 1), date(2013, 7, 31), PeriodKind.QUARTER),
        (date(2013, 4, 1), date(2013, 6, 30), PeriodKind.YEAR),
        (date(2013, 4, 1), date(2013, 7, 31), PeriodKind.TERM),
        (date(2013, 6, 1), date(2013, 4, 30), PeriodKind.MONTH),
    ],
)
def test_days_that_are_no_period_are_refused(first, last, kind):
    with pytest.raises(ValueError, match="is not a"):
        Period(first, last, kind)


@pytest.mark.parametrize(
    "make", [lambda: quarter(2013, 0), lambda: quarter(2013, 5), lambda: term(2013, "lent")]
)
def test_a_quarter_or_term_that_does_not_exist_is_refused(make):
    with pytest.raises(ValueError, match="write"):
        make()


@pytest.mark.parametrize(
    ("day", "may_be_one"),
    [
        (date(1979, 12, 31), False),
        (date(1980, 1, 1), True),
        (date(2079, 12, 31), True),
        (date(2080, 1, 1), False),
    ],
)
def test_a_lone_number_may_be_a_date_of_a_hundred_years_and_no_other(day, may_be_one):
    serial = str((day - date(1899, 12, 30)).days)

    with pytest.raises(PeriodUnclear) as refused:
        parse(serial)

    assert ("lost its format" in str(refused.value)) is may_be_one


@pytest.mark.parametrize(
    ("text", "a_day_of_no_year"), [("31/12", True), ("31.12", True), ("1/13", False), ("13/14", False)]
)
def test_two_numbers_are_a_day_of_no_year_when_the_second_is_a_month(text, a_day_of_no_year):
    with pytest.raises(ValueError, match=text) as refused:
        no_year(text)

    assert isinstance(refused.value, PeriodUnclear) is a_day_of_no_year


def test_from_a_month_to_itself_is_that_month():
    assert parse("June to June 2013") == month(2013, 6)


@pytest.mark.parametrize(
    ("text", "american"),
    [("at 1/13/2013", True), ("at 12/13/2013", True), ("at 13/13/2013", False), ("at 0/13/2013", False)],
)
def test_a_day_with_its_month_first_is_said_to_be_american(text, american):
    with pytest.raises(PeriodUnclear) as refused:
        parse(text)

    assert ("has the month first" in str(refused.value)) is american


@pytest.mark.parametrize(("word", "number"), [("First", 1), ("second", 2), ("Third", 3), ("fourth", 4)])
def test_a_quarter_may_be_counted_in_words(word, number):
    assert parse(f"{word} quarter 2013/14") == quarter(2013, number)


def test_a_quarters_years_stand_before_or_after_its_months():
    assert parse("Q1 2013/14 (Apr-Jun 2013)") == quarter(2013, 1)
    assert parse("Q1 (Apr-Jun 2013) 2013/14") == quarter(2013, 1)


def test_of_a_long_text_its_first_sixty_letters_are_quoted():
    with pytest.raises(PeriodUnclear, match=r'^"x{60}" does not say'):
        parse("x" * 70)
