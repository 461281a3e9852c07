"""Primary suppression: which counts, percentages and rates are hidden, and that nothing small slips out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Status, Unit
from scorecard.rules.periods import quarter
from scorecard.rules.series import SeriesFacts, SeriesPoint, value_of
from scorecard.rules.suppression import NHS, SuppressionRule, hides_count, hides_share, publish, stricter

QUARTER = quarter(2013, 1)


@pytest.mark.parametrize(
    ("n", "dfe", "nhs"),
    [
        (0, False, False),
        (1, True, True),
        (5, True, True),
        (6, False, True),
        (7, False, True),
        (8, False, False),
        (Decimal("0.5"), True, True),
        (Decimal("5.4"), True, True),
        (Decimal("7.5"), False, True),
        (Fraction(8), False, False),
        (-3, False, False),
        (None, False, False),
    ],
)
def test_small_counts_are_hidden_and_zero_is_shown(n, dfe, nhs):
    assert hides_count(n) is dfe
    assert hides_count(n, NHS) is nhs


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [
        pytest.param(6, 12, False, id="six of twelve"),
        pytest.param(5, 100, True, id="a small numerator"),
        pytest.param(95, 100, True, id="five short of all"),
        pytest.param(94, 100, False, id="six short of all"),
        pytest.param(0, 100, False, id="none of a hundred"),
        pytest.param(100, 100, False, id="all of a hundred"),
        pytest.param(0, 5, True, id="none of five: the denominator is small"),
        pytest.param(0, 0, False, id="none of none"),
        pytest.param(None, 100, True, id="an unknown numerator may be small"),
        pytest.param(50, None, True, id="an unknown denominator may be small"),
        pytest.param(Decimal("6.5"), Fraction(20), False, id="mixed kinds of number"),
    ],
)
def test_a_share_is_hidden_when_a_count_it_rests_on_is(numerator, denominator, hidden):
    assert hides_share(numerator, denominator) is hidden


@pytest.mark.parametrize(
    ("unit", "value", "numerator", "denominator", "hidden"),
    [
        pytest.param("count", 4, None, None, True, id="a count without a numerator"),
        pytest.param("count", 4, 4, None, True, id="a count"),
        pytest.param("count", 9, 9, None, False, id="a count of nine"),
        pytest.param("count", 0, 0, None, False, id="a count of zero"),
        pytest.param("percent", 43, None, None, True, id="a bare percentage"),
        pytest.param("percent", 50, 10, 20, False, id="ten of twenty"),
        pytest.param("percent", 80, 16, 20, True, id="four short"),
        pytest.param("rate", 45, 1294, 283_314, False, id="a rate of many"),
        pytest.param("rate", Fraction(1, 9), 3, 270_000, True, id="a rate of three"),
        pytest.param("rate", 45, None, 283_314, True, id="a rate of an unknown count"),
        pytest.param("mean", 16, 320, 20, False, id="a mean of twenty"),
        pytest.param("mean", 16, 64, 4, True, id="a mean of four"),
        pytest.param("mean", Fraction(5, 4), 20, 16, False, id="a mean has no complement"),
        pytest.param("median", 14, None, None, False, id="a median"),
        pytest.param("median", 14, None, 4, True, id="a median of four"),
        pytest.param("percent", None, None, None, False, id="a gap"),
        pytest.param("percent", None, None, 4, True, id="a gap with a small denominator"),
        pytest.param("percent", None, None, 40, False, id="a gap with a denominator"),
    ],
)
def test_what_the_public_sees_of_a_point(unit, value, numerator, denominator, hidden):
    own = None if value is None else Fraction(value)
    point = SeriesPoint(QUARTER, own, numerator, denominator)

    published = publish(point, SeriesFacts(Unit(unit)))

    if hidden:
        assert published == SeriesPoint(QUARTER, None, None, None, Status.SUPPRESSED)
    else:
        assert published is point


@pytest.mark.parametrize("status", [Status.NOT_SUPPLIED, Status.NOT_YET_DUE, Status.NOT_APPLICABLE])
def test_an_empty_point_keeps_its_own_reason(status):
    point = SeriesPoint(QUARTER, None, status=status)

    assert publish(point, SeriesFacts(Unit.PERCENT)).status is status


@given(
    st.sampled_from([Unit.COUNT, Unit.PERCENT, Unit.RATE, Unit.MEAN]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from([SuppressionRule(), SuppressionRule(1, 7)]),
)
def test_nothing_published_shows_a_count_the_rule_hides(unit, numerator, denominator, rule):
    facts = SeriesFacts(unit)
    point = SeriesPoint(QUARTER, value_of(numerator, denominator, facts), numerator, denominator)

    shown = publish(point, facts, rule)

    hidden = range(rule.lowest, rule.highest + 1)
    assert shown.numerator not in hidden
    assert shown.denominator not in hidden
    if unit is Unit.PERCENT and shown.value is not None:
        assert shown.denominator - shown.numerator not in hidden


@given(st.sampled_from(list(Unit)), st.integers(0, 40), st.integers(0, 40))
def test_publishing_twice_is_publishing_once(unit, numerator, denominator):
    facts = SeriesFacts(unit)
    point = SeriesPoint(QUARTER, value_of(numerator, denominator, facts), numerator, denominator)

    once = publish(point, facts)

    assert publish(once, facts) == once


@pytest.mark.parametrize(
    ("unit", "value", "numerator", "denominator", "printed"),
    [
        pytest.param("count", 8, 8, None, (10, 10, None), id="eight is about ten"),
        pytest.param("count", 12, None, None, (10, None, None), id="a count without a numerator"),
        pytest.param("count", 0, 0, None, (0, 0, None), id="zero is zero"),
        pytest.param("percent", 50, 13, 26, (60, 15, 25), id="a share of rounded counts"),
        pytest.param(
            "rate", 45, 1294, 283_314, (Fraction(1295 * 10_000, 283_315), 1295, 283_315), id="a rate"
        ),
        pytest.param("median", 14, None, 40, (14, None, 40), id="a median is nobody's count"),
    ],
)
def test_a_source_that_rounds_has_its_counts_rounded_and_its_shares_made_of_them(
    unit, value, numerator, denominator, printed
):
    point = SeriesPoint(QUARTER, Fraction(value), numerator, denominator)

    shown = publish(point, SeriesFacts(Unit(unit)), NHS)

    assert (shown.value, shown.numerator, shown.denominator) == printed


@pytest.mark.parametrize(
    ("to", "n", "printed"),
    [
        (1, 7, 7),
        (1, Decimal("6.5"), Decimal("6.5")),  # to the nearest one is as it is
        (2, 7, 8),
        (2, 8, 8),
        (5, Decimal("7.5"), 10),
        (5, Decimal("7.4"), 5),
        (10, 44, 40),
    ],
)
def test_a_count_is_printed_to_the_nearest_so_many_a_half_going_up(to, n, printed):
    assert SuppressionRule(1, 5, to).rounds(n) == printed


def test_where_two_rules_apply_the_stricter_wins():
    assert stricter(SuppressionRule(), NHS) == SuppressionRule(1, 7, 5)
    assert stricter(NHS, SuppressionRule(1, 10)) == SuppressionRule(1, 10, 5)
    assert stricter(SuppressionRule(2, 4), SuppressionRule(1, 3)) == SuppressionRule(1, 4)
