"""The demonstration's figures agree with each other, with what DfE published, and with the story they tell."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest

from lscb.demo import districts, social_care
from lscb.demo.partners import Count
from lscb.demo.reference import BOARD_AREA, areas, benchmarks
from lscb.demo.story import AGENCIES, PERIODS, QUARTERS, TERMS, figures, figures_of
from scorecard.catalogue.catalogue import by_code, load
from scorecard.rules.figures import Status, Unit
from scorecard.rules.periods import PeriodKind
from scorecard.rules.variation import analyse

LAST_YEAR = QUARTERS[20:]


def series(code, agency=None, breakdown="all", area=""):
    """{period: figure} of one line: the county's, or a district's."""
    owner = agency or by_code(code).owner
    return {
        one.period: one
        for one in figures()
        if (one.code, one.agency, one.breakdown, one.area) == (code, owner, breakdown, area)
    }


def shares(code):
    return [Fraction(one.numerator) / Fraction(one.denominator) for one in series(code).values()]


def last_year(code, breakdown="all"):
    """(numerators added up, denominators added up) of April 2017 to March 2018."""
    line = series(code, breakdown=breakdown)
    parts = [line[period] for period in LAST_YEAR]
    return sum(one.numerator for one in parts), sum(one.denominator or 0 for one in parts)


def test_every_indicator_is_told_for_all_its_periods_by_every_agency_that_owns_it():
    told = defaultdict(set)
    for one in figures():
        told[one.code, one.agency, one.breakdown].add(one.period)

    for indicator in load():
        owners = AGENCIES if indicator.owner == "all" else [indicator.owner]
        for agency in owners:
            breakdowns = {
                breakdown for code, who, breakdown in told if (code, who) == (indicator.code, agency)
            }
            assert breakdowns, (indicator.code, agency)
            for breakdown in breakdowns:
                assert told[indicator.code, agency, breakdown] == set(PERIODS[indicator.frequency])


def test_there_are_24_quarters_17_terms_and_6_years():
    assert {name: len(periods) for name, periods in PERIODS.items()} == {"quarter": 24, "term": 17, "year": 6}
    assert (QUARTERS[0].first.isoformat(), QUARTERS[-1].last.isoformat()) == ("2012-04-01", "2018-03-31")
    assert TERMS[-1].short == "Autumn 2017/18"
    assert {one.kind for one in TERMS} == {PeriodKind.TERM}


def test_no_figure_is_told_twice():
    keys = [(one.code, one.agency, one.area, one.breakdown, one.period) for one in figures()]

    assert len(set(keys)) == len(keys)


def test_breakdowns_are_those_of_the_catalogue_or_the_agencies():
    for one in figures():
        if one.breakdown == "all":
            continue
        indicator = by_code(one.code)
        allowed = indicator.breakdown_values or tuple(AGENCIES.values())
        assert one.breakdown in allowed, one


def test_a_part_is_never_above_its_whole():
    for one in figures():
        if by_code(one.code).unit is Unit.PERCENT and one.numerator is not None:
            assert 0 <= one.numerator <= one.denominator, one


def test_whole_things_are_counted_whole():
    for one in figures():
        if by_code(one.code).whole:
            for number in (one.numerator, one.denominator):
                assert number is None or number == number.to_integral_value(), one


def test_what_has_no_number_is_not_applicable_and_a_nought_is_a_true_nought():
    for one in figures():
        told = one.numerator if one.value is None else one.value
        expected = Status.NOT_APPLICABLE if told is None else Status.REPORTED if told else Status.TRUE_ZERO
        assert one.status is expected, one


@pytest.mark.parametrize("code", ["D05", "D13", "O04", "O18", "W06"])
def test_the_parts_of_a_mix_add_up_to_the_whole_in_every_quarter(code):
    owner = by_code(code).owner
    for period in QUARTERS:
        parts = [
            one
            for one in figures_of(owner)
            if (one.code, one.period) == (code, period) and one.breakdown != "all"
        ]
        whole = parts[0].denominator
        if whole is None:
            whole = series(code)[period].numerator
        assert sum(one.numerator for one in parts) == whole


DISTRICTS = [one.code for one in areas() if one.kind == "district"]


@pytest.mark.parametrize("code", ["M01", "O01a", "O11", "O12a"])
def test_the_districts_of_an_indicator_add_up_to_the_county_in_every_period(code):
    assert {one.area for one in figures() if one.code == code} == {"", *DISTRICTS}
    for period, county in series(code).items():
        parts = [series(code, area=area)[period] for area in DISTRICTS]
        assert sum(one.numerator for one in parts) == county.numerator
        assert sum(one.denominator or 0 for one in parts) == (county.denominator or 0)


def test_no_other_indicator_is_sent_by_district():
    assert {one.code for one in figures() if one.area} == {"M01", "O01a", "O11", "O12a"}


def test_absence_is_highest_in_havant_and_then_in_gosport():
    autumn = {area: series("O11", area=area)[TERMS[-1]] for area in DISTRICTS}
    shares = {area: Fraction(one.numerator) / Fraction(one.denominator) for area, one in autumn.items()}

    assert sorted(shares, key=shares.get)[-2:] == ["E07000088", "E07000090"]  # Gosport, then Havant


def test_a_district_is_never_told_more_than_its_whole():
    with pytest.raises(ValueError, match="larger than its whole"):
        districts._shared(Count(11, 22), {"E07000090": 10_000}, ("M01", 0))


def test_what_does_not_apply_to_the_county_does_not_to_its_districts():
    assert districts._shared(Count(), {}, ("M01", 0)) == [Count()] * 11


def test_909_children_stand_on_a_plan_at_the_end_of_march_2013():
    assert series("D12")[QUARTERS[3]].numerator == 909


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        ("D02", 16_115, 0),
        ("D03", 4_772, 16_115),
        ("D04", 2_643, 16_115),
        ("D09", 3_844, 0),
        ("D10", 1_784, 3_844),
        ("D11", 1_765, 0),
        ("D14a", 1_536, 0),
        ("D14b", 1_501, 0),
        ("T01", 16_106, 17_660),
        ("T02", 1_375, 1_784),
        ("T05", 354, 1_536),
        ("T06", 108, 1_501),
        ("T08", 270, 1_501),
    ],
)
def test_the_last_year_adds_up_to_what_dfe_published_for_hampshire(code, numerator, denominator):
    assert last_year(code) == (numerator, denominator)


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [("D08", 8_285, None), ("D12", 1_294, None), ("T04", 761, 951), ("T07", 28, 1_294)],
)
def test_what_stands_at_the_end_of_march_2018_is_what_dfe_published_for_hampshire(
    code, numerator, denominator
):
    one = series(code)[QUARTERS[-1]]

    assert (one.numerator, one.denominator) == (numerator, denominator)


def test_the_last_year_agrees_with_every_published_figure_the_demonstration_shows_of_hampshire():
    for row in benchmarks():
        if row.area_code != BOARD_AREA or row.numerator is None:
            continue
        snapshot = by_code(row.indicator_code).kind.value == "snapshot"
        ours = (
            series(row.indicator_code)[QUARTERS[-1]].numerator
            if snapshot
            else last_year(row.indicator_code)[0]
        )
        assert ours == row.numerator, row.indicator_code


def test_referrals_by_quarter_are_the_months_dfe_printed_added_up():
    april_to_march = [1157, 1415, 1480, 1519, 1115, 1363, 1345, 1741, 1017, 1322, 1264, 1377]
    quarters = [sum(april_to_march[start : start + 3]) for start in range(0, 12, 3)]

    assert [series("D02")[period].numerator for period in LAST_YEAR] == quarters


def test_sources_and_categories_of_the_last_year_are_those_dfe_printed():
    sources = {value: last_year("D05", value)[0] for value in by_code("D05").breakdown_values}
    categories = [
        series("D13", breakdown=value)[QUARTERS[-1]].numerator for value in by_code("D13").breakdown_values
    ]

    assert list(sources.values()) == [1837, 3772, 0, 2167, 170, 1608, 4198, 381, 1159, 370, 453]
    assert categories == [950, 73, 56, 215, 0]


def test_plans_move_by_what_starts_and_ends():
    open_, started, ended = (list(series(code).values()) for code in ("D12", "D14a", "D14b"))

    for before, now, new, done in zip(open_, open_[1:], started[1:], ended[1:], strict=False):
        assert now.numerator == before.numerator + new.numerator - done.numerator


def test_a_median_can_stand_beside_the_share_within_15_days():
    for share, middle in zip(shares("T02"), series("T03").values(), strict=True):
        assert (share > Fraction(1, 2)) == (middle.value <= 15)


def test_the_board_trained_700_people_from_october_2012_to_march_2013():
    assert sum(series("W06")[period].numerator for period in QUARTERS[2:4]) == 700


def test_placements_build_up_through_the_year():
    moved = [one.numerator for one in series("O14").values()]

    for year in range(0, 24, 4):
        assert moved[year : year + 4] == sorted(moved[year : year + 4])


def test_repeat_plans_have_risen_beyond_their_usual_range():
    values = shares("T05")

    assert Fraction(13, 100) < sum(values[:4]) / 4 < Fraction(14, 100)
    assert analyse(values)[-1].special.side == "high"
    assert not any(reading.special.side == "high" for reading in analyse(values)[:12])


def test_conferences_fell_behind_in_2016_and_recovered():
    readings = analyse(shares("T02"))
    low = [QUARTERS[place].short for place, reading in enumerate(readings) if reading.special.side == "low"]

    assert {"Q2 2016/17", "Q3 2016/17"} <= set(low)
    assert all(name.startswith(("Q4 2015", "Q1 2016", "Q2 2016", "Q3 2016", "Q4 2016")) for name in low)
    assert readings[-1].special.side is None


def test_most_other_lines_are_steady():
    flagged = total = 0
    for indicator in load():
        if indicator.unit is not Unit.PERCENT or indicator.breakdown or indicator.owner == "all":
            continue
        values = [
            Fraction(one.numerator) / Fraction(one.denominator) if one.denominator else None
            for one in series(indicator.code).values()
        ]
        total += 1
        flagged += analyse(values)[-1].special.side is not None
    assert flagged < total / 5


def test_a_part_given_above_its_whole_is_refused():
    spec = {"years": [5, 1, 1, 1, 1, 1], "of": "x"}

    with pytest.raises(ValueError, match="larger than its whole"):
        social_care._by_year("x", spec, [Fraction(1)] * 24, Fraction(0), (0,) * 24)


def test_values_are_exact_decimals_of_at_most_one_place():
    for one in figures():
        for number in (one.numerator, one.denominator, one.value):
            assert number is None or number * 10 % 1 == Decimal(0), one
