"""What a national table's value says of a line's counts: named, of the right periods, of the right people."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scorecard.rules.figures import Kind, Unit
from scorecard.rules.suppression import Elsewhere
from scorecard.rules.suppression.elsewhere import elsewhere
from scorecard.rules.suppression.printed import NUMBER, YEAR, Counted
from tests.scorecard.rules.test_protecting import COUNT, PERCENT, QUARTERS, RATE, a_line

FIRST, LAST = date(2016, 4, 1), date(2017, 3, 31)


def said(unit, value, first=FIRST, last=LAST):
    return Elsewhere(first, last, unit, Decimal(value), "DfE, table 1")


def names(table):
    return [one.name for one in table.relations]


def test_a_years_count_is_what_its_quarters_come_to():
    table = elsewhere(a_line("plans", [20, 3, 30, 40]), [said(Unit.COUNT, 93)])

    assert names(table) == [
        "DfE, table 1: plans, 1 Apr 2016 to 31 Mar 2017, 93",
        "plans: April to June 2016 to January to March 2017 come to the year",
    ]
    told, adds_up = table.relations
    year = Counted("plans", QUARTERS[3], YEAR)
    assert (told.terms, told.low, told.high) == (((year, 1),), 93, 93)
    parts = {key for key, _ in adds_up.terms} - {year}
    assert parts == {Counted("plans", period, NUMBER) for period in QUARTERS[:4]}
    assert [cell.key for cell in table.cells] == [year]


def test_a_years_rate_is_of_the_people_there_are_at_its_end():
    line = a_line("plans", [(20, 10_000), (3, 10_000), (30, 10_000), (40, 20_000)], RATE)

    assert elsewhere(line, [said(Unit.RATE, "93.0")]).relations == ()
    assert len(elsewhere(line, [said(Unit.RATE, "46.5")]).relations) > 1


def test_a_days_count_is_the_counts_own():
    line = a_line("plans", [20, 30, 40, 3], replace(COUNT, kind=Kind.SNAPSHOT))
    table = elsewhere(line, [said(Unit.COUNT, 3, LAST, LAST)])

    (told,) = table.relations
    assert told.terms == ((Counted("plans", QUARTERS[3], NUMBER), 1),)
    assert table.cells == ()


def test_a_percentage_is_told_of_a_single_period_only():
    quarter, year = (date(2017, 1, 1), LAST), (FIRST, LAST)
    line = a_line("seen", [(5, 10), (5, 10), (5, 10), (5, 10)], PERCENT)

    assert elsewhere(line, [said(Unit.PERCENT, 50, *quarter)]).relations
    assert elsewhere(line, [said(Unit.PERCENT, 50, *year)]).relations == ()


def test_periods_with_a_gap_or_beyond_the_year_are_no_year():
    gap = a_line("plans", [20, None, 30, 40])
    short = a_line("plans", [20, 3, 30])

    for line in (gap, short):
        assert elsewhere(line, [said(Unit.COUNT, 90)]).relations == ()
