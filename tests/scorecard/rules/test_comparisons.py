"""Places and agencies compared in one period: what is said, what is not, and whether it is good."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.comparisons import (
    FEWEST,
    WORDS,
    Comparison,
    Held,
    Judged,
    Level,
    Measure,
    Standing,
    against_another,
    against_level,
    edges,
    in_funnel,
)
from scorecard.rules.figures import Basis, Polarity, Unit
from scorecard.rules.intervals import Interval, byars, newcombe, rates_difference, wilson
from scorecard.rules.numbers import percent, rate
from scorecard.rules.periods import Period, PeriodKind, financial_year, month, quarter
from scorecard.rules.targets import Band

YEAR = financial_year(2013)
Q1, Q2 = quarter(2013, 1), quarter(2013, 2)

SHARE = Measure(Unit.PERCENT, Basis.IN_PERIOD, Q1)
SHARE_A_YEAR = Measure(Unit.PERCENT, Basis.IN_PERIOD, YEAR)
FLOW = Measure(Unit.RATE, Basis.IN_PERIOD, Q1)
FLOW_A_YEAR = Measure(Unit.RATE, Basis.IN_PERIOD, YEAR)
STOCK = Measure(Unit.RATE, Basis.SNAPSHOT, quarter(2013, 4))
STOCK_A_YEAR = Measure(Unit.RATE, Basis.SNAPSHOT, YEAR)

CONTEXT = Polarity.CONTEXT
CLAIMS = {Standing.HIGHER, Standing.LOWER}


def about(interval):
    return Interval(pytest.approx(interval.low, rel=1e-12), pytest.approx(interval.high, rel=1e-12))


@pytest.mark.parametrize(
    ("ours", "level", "standing"),
    [
        # Newcombe 1998: 81 of 263 is 25.53% to 36.62%.
        pytest.param(Held(SHARE, 81, 263), Level(SHARE, Decimal("25.5")), Standing.HIGHER, id="just above"),
        pytest.param(
            Held(SHARE, 81, 263), Level(SHARE, Decimal("25.6")), Standing.NO_DIFFERENCE, id="inside"
        ),
        pytest.param(
            Held(SHARE, 81, 263), Level(SHARE, Decimal("36.6")), Standing.NO_DIFFERENCE, id="inside, high"
        ),
        pytest.param(Held(SHARE, 81, 263), Level(SHARE, Decimal("36.7")), Standing.LOWER, id="just below"),
        # GraphPad: 25 is about 16.18 to 36.90; a quarter's 25 of 10,000 is 64.7 to 147.6 a year.
        pytest.param(
            Held(FLOW, 25, 10_000), Level(FLOW_A_YEAR, 64), Standing.HIGHER, id="a quarter, a year's rate"
        ),
        pytest.param(Held(FLOW, 25, 10_000), Level(FLOW_A_YEAR, 66), Standing.NO_DIFFERENCE, id="inside it"),
        pytest.param(Held(FLOW, 25, 10_000), Level(FLOW_A_YEAR, 149), Standing.LOWER, id="under it"),
        # Plans at 31 March are not taken four times: 25 of 10,000 stay 16.2 to 36.9.
        pytest.param(Held(STOCK, 25, 10_000), Level(STOCK_A_YEAR, 16), Standing.HIGHER, id="a day's count"),
        pytest.param(
            Held(STOCK, 25, 10_000), Level(STOCK_A_YEAR, 64), Standing.LOWER, id="a day's count, under"
        ),
    ],
)
def test_a_level_outside_our_interval_makes_ours_higher_or_lower(ours, level, standing):
    assert against_level(ours, level, polarity=CONTEXT).standing is standing


def test_both_values_and_the_limits_are_given_as_printed():
    share = against_level(Held(SHARE, 81, 263), Level(SHARE_A_YEAR, 23), polarity=Polarity.LOWER)
    flow = against_level(Held(FLOW, 961, 283_314), Level(FLOW_A_YEAR, Decimal("135.0")), polarity=CONTEXT)

    assert share == Comparison(
        Standing.HIGHER, Judged.WORSE, Fraction(8100, 263), Fraction(23), about(wilson(81, 263).times(100))
    )
    assert round(float(share.ours), 1) == float(percent(81, 263))
    assert round(float(flow.ours), 1) == float(rate(961, 283_314, periods_a_year=4)) == 135.7
    assert flow.limits == about(byars(961).times(Fraction(40_000, 283_314)))
    assert (flow.standing, flow.judged) == (Standing.NO_DIFFERENCE, Judged.NEITHER)


@pytest.mark.parametrize(
    ("ours", "other", "standing"),
    [
        # Newcombe 1998: 56/70 less 48/80 is 5.24 to 33.39 points.
        pytest.param(Held(SHARE, 56, 70), Held(SHARE, 48, 80), Standing.HIGHER, id="Newcombe (a)"),
        pytest.param(
            Held(SHARE, 48, 80), Held(SHARE, 56, 70), Standing.LOWER, id="Newcombe (a), turned round"
        ),
        pytest.param(Held(SHARE, 52, 70), Held(SHARE, 52, 80), Standing.NO_DIFFERENCE, id="too near"),
        # Of so many, one point more is 0.3 to 1.7 points.
        pytest.param(
            Held(SHARE, 20_000, 40_000), Held(SHARE, 19_600, 40_000), Standing.HIGHER, id="by a point"
        ),
        pytest.param(
            Held(SHARE, 19_600, 40_000), Held(SHARE, 20_000, 40_000), Standing.LOWER, id="by a point less"
        ),
        # Gu 2008: the ratio of these rates lies between 1.37 and 3.26.
        pytest.param(Held(STOCK, 60, 51_478), Held(STOCK, 30, 54_309), Standing.HIGHER, id="Gu's rates"),
        pytest.param(
            Held(STOCK, 30, 54_309), Held(STOCK, 60, 51_478), Standing.LOWER, id="Gu's rates, turned"
        ),
        pytest.param(
            Held(STOCK, 45, 51_478), Held(STOCK, 40, 54_309), Standing.NO_DIFFERENCE, id="near rates"
        ),
    ],
)
def test_a_difference_whose_interval_leaves_out_nought_is_one(ours, other, standing):
    assert against_another(ours, other, polarity=CONTEXT).standing is standing


def test_the_limits_are_those_of_the_difference():
    share = against_another(Held(SHARE, 56, 70), Held(SHARE, 48, 80), polarity=Polarity.HIGHER)
    flow = against_another(Held(FLOW, 60, 51_478), Held(FLOW, 30, 54_309), polarity=Polarity.LOWER)
    stock = against_another(Held(STOCK, 60, 51_478), Held(STOCK, 30, 54_309), polarity=Polarity.LOWER)

    assert share.limits == about(newcombe(56, 70, 48, 80).times(100))
    assert (share.ours, share.theirs, share.judged) == (80, 60, Judged.BETTER)
    assert flow.limits == about(rates_difference(60, 51_478, 30, 54_309).times(40_000))
    assert stock.limits == about(rates_difference(60, 51_478, 30, 54_309).times(10_000))
    assert (flow.ours, flow.theirs) == (Fraction(60 * 40_000, 51_478), Fraction(30 * 40_000, 54_309))
    assert flow.judged is stock.judged is Judged.WORSE


def test_a_quarter_is_set_against_a_year_as_rates_a_year():
    """A hundred in a quarter and four hundred in the year are the same rate, and neither is higher."""
    even = against_another(Held(FLOW, 100, 20_000), Held(FLOW_A_YEAR, 400, 20_000), polarity=CONTEXT)
    half = against_another(Held(FLOW, 100, 20_000), Held(FLOW_A_YEAR, 200, 20_000), polarity=CONTEXT)

    assert even.ours == even.theirs == 200
    assert (even.standing, half.standing) == (Standing.NO_DIFFERENCE, Standing.HIGHER)
    mine, theirs = byars(100).times(2), byars(200).times(Fraction(1, 2))
    down = ((200 - mine.low) ** 2 + (theirs.high - 100) ** 2) ** 0.5
    assert half.limits.low == pytest.approx(100 - down)


@pytest.mark.parametrize(
    ("numerator", "denominator", "standing"),
    [
        # Fingertips, 80.642448%: of 50, 95% lie between 69.69 and 91.59, 99.8% between 63.38 and 97.91.
        pytest.param(34, 50, Standing.NO_DIFFERENCE, id="beyond 95% only: drawn, not flagged"),
        pytest.param(32, 50, Standing.NO_DIFFERENCE, id="just inside 99.8%"),
        pytest.param(31, 50, Standing.LOWER, id="just beyond 99.8%"),
        # Of 102: 68.55 to 92.73.
        pytest.param(94, 102, Standing.NO_DIFFERENCE, id="inside, high"),
        pytest.param(95, 102, Standing.HIGHER, id="beyond, high"),
    ],
)
def test_a_funnel_flags_only_beyond_its_outer_limits(numerator, denominator, standing):
    centre = Level(SHARE_A_YEAR, Decimal("80.642448"))

    flagged = in_funnel(Held(SHARE, numerator, denominator), centre, polarity=Polarity.HIGHER)

    assert flagged.standing is standing
    assert flagged.limits == edges(SHARE, centre, denominator)


def test_a_funnel_of_rates_is_drawn_and_flagged_as_rates_a_year():
    """Fingertips, 116.1720835 per 100,000: ten events lie on the outer edges of 20,774 and of 2,548 people."""
    measure = Measure(Unit.RATE, Basis.IN_PERIOD, Q1, per=100_000)
    centre = Level(Measure(Unit.RATE, Basis.IN_PERIOD, YEAR, per=100_000), 4 * Decimal("116.1720835"))
    fewer, more = (round(10 * 100_000 / edge) for edge in (48.13632908, 392.4043292))

    assert edges(measure, centre, fewer).low == pytest.approx(4 * 48.13632908, rel=1e-4)
    assert edges(measure, centre, more).high == pytest.approx(4 * 392.4043292, rel=3e-4)
    assert edges(measure, centre, fewer, confidence=0.95).low > 4 * 49
    for people, standing in ((fewer - 50, "no_difference"), (fewer + 50, "lower"), (more - 5, "higher")):
        assert in_funnel(Held(measure, 10, people), centre, polarity=CONTEXT).standing == standing


@pytest.mark.parametrize(
    ("polarity", "band", "higher", "lower"),
    [
        pytest.param(Polarity.HIGHER, None, Judged.BETTER, Judged.WORSE, id="higher is better"),
        pytest.param(Polarity.LOWER, None, Judged.WORSE, Judged.BETTER, id="lower is better"),
        pytest.param(Polarity.CONTEXT, Band(0, 10), Judged.NEITHER, Judged.NEITHER, id="neither is"),
        pytest.param(Polarity.BAND, None, Judged.NEITHER, Judged.NEITHER, id="no band set"),
        pytest.param(Polarity.BAND, Band(), Judged.NEITHER, Judged.NEITHER, id="an open band"),
        pytest.param(Polarity.BAND, Band(10, 90), Judged.NEITHER, Judged.NEITHER, id="both inside"),
        pytest.param(Polarity.BAND, Band(10, 50), Judged.WORSE, Judged.BETTER, id="both above"),
        pytest.param(Polarity.BAND, Band(85, 95), Judged.BETTER, Judged.WORSE, id="both below"),
        pytest.param(Polarity.BAND, Band(10, 60), Judged.WORSE, Judged.BETTER, id="one on the edge"),
        pytest.param(
            Polarity.BAND, Band(65, 78), Judged.BETTER, Judged.WORSE, id="one each side, 2 and 5 out"
        ),
        pytest.param(Polarity.BAND, Band(66, 74), Judged.NEITHER, Judged.NEITHER, id="each side, as far"),
    ],
)
def test_better_and_worse_follow_the_polarity_and_the_distance_from_a_band(polarity, band, higher, lower):
    high, low = Held(SHARE, 560, 700), Held(SHARE, 480, 800)  # 80% and 60%
    ask = {"polarity": polarity, "band": band}

    assert against_another(high, low, **ask).judged is higher
    assert against_another(low, high, **ask).judged is lower
    assert against_level(high, Level(SHARE, 60), **ask).judged is higher
    assert in_funnel(low, Level(SHARE, 80), **ask).judged is lower


def test_without_a_clear_difference_nothing_is_better():
    near = against_another(Held(SHARE, 52, 70), Held(SHARE, 52, 80), polarity=Polarity.HIGHER)

    assert (near.standing, near.judged) == (Standing.NO_DIFFERENCE, Judged.NEITHER)
    assert near.ours > near.theirs


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "small"),
    [
        (SHARE, 4, 1000, True),
        (SHARE, 5, 1000, False),
        (SHARE, 995, 1000, False),
        (SHARE, 996, 1000, True),
        (SHARE, 1000, 1000, True),
        (SHARE, 0, 0, True),
        (SHARE, None, 1000, True),
        (SHARE, 500, None, True),
        (STOCK, 4, 1000, True),
        (STOCK, 5, 1000, False),
        (STOCK, 996, 1000, False),
        (STOCK, None, 1000, True),
    ],
)
def test_no_claim_rests_on_a_few_children_or_on_a_hidden_count(measure, numerator, denominator, small):
    held, other, level = Held(measure, numerator, denominator), Held(measure, 300, 700), Level(measure, 40)

    answers = [
        against_level(held, level, polarity=Polarity.LOWER),
        against_another(held, other, polarity=Polarity.LOWER),
        against_another(other, held, polarity=Polarity.LOWER),
        in_funnel(held, level, polarity=Polarity.LOWER),
    ]

    for answer in answers:
        assert (answer == Comparison(Standing.TOO_SMALL)) == small
        assert (answer.limits is None) == small
    assert FEWEST == 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(SHARE, FLOW, id="a percentage and a rate"),
        pytest.param(FLOW, Measure(Unit.COUNT, Basis.IN_PERIOD, Q1), id="a rate and a count"),
        pytest.param(
            FLOW, Measure(Unit.RATE, Basis.YEAR_TO_DATE, Q1), id="a quarter's own and a year's to date"
        ),
        pytest.param(
            STOCK, Measure(Unit.RATE, Basis.IN_PERIOD, STOCK.period), id="a day's count and a quarter's"
        ),
        pytest.param(
            FLOW, Measure(Unit.RATE, Basis.IN_PERIOD, Q1, per=100_000), id="per 10,000 and per 100,000"
        ),
        *(
            pytest.param(*[Measure(unit, Basis.IN_PERIOD, Q1)] * 2, id=f"two {unit}s")
            for unit in (Unit.COUNT, Unit.MEAN, Unit.MEDIAN)
        ),
    ],
)
def test_different_bases_are_never_compared(one, other):
    assert answers_to(one, other) == {Comparison(Standing.DIFFERENT_BASIS)}
    assert answers_to(other, one) == {Comparison(Standing.DIFFERENT_BASIS)}


@pytest.mark.parametrize(
    ("basis", "one", "other", "standing"),
    [
        (Basis.IN_PERIOD, Q1, Q1, None),
        (Basis.IN_PERIOD, Q1, YEAR, None),
        (Basis.IN_PERIOD, month(2014, 3), YEAR, None),
        (Basis.IN_PERIOD, Q1, Q2, Standing.DIFFERENT_PERIOD),
        (Basis.IN_PERIOD, Q1, financial_year(2012), Standing.DIFFERENT_PERIOD),
        (Basis.IN_PERIOD, Q1, financial_year(2014), Standing.DIFFERENT_PERIOD),
        (Basis.IN_PERIOD, YEAR, Q1.year_ago(), Standing.DIFFERENT_PERIOD),
        (Basis.SNAPSHOT, quarter(2013, 4), YEAR, None),
        (Basis.SNAPSHOT, Q1, YEAR, Standing.DIFFERENT_PERIOD),
        (Basis.YEAR_TO_DATE, Q2, Q2, None),
        (Basis.YEAR_TO_DATE, Q1, Q2, Standing.DIFFERENT_PERIOD),
        (Basis.ROLLING, quarter(2013, 4), YEAR, None),
        (Basis.ROLLING, Q1, YEAR, Standing.DIFFERENT_PERIOD),
    ],
)
def test_different_periods_are_never_compared(basis, one, other, standing):
    for unit in (Unit.PERCENT, Unit.RATE):
        here, there = Measure(unit, basis, one), Measure(unit, basis, other)
        answers = answers_to(here, there) | answers_to(there, here)

        assert (answers == {Comparison(standing)}) if standing else all(one.limits for one in answers)


def test_years_that_only_overlap_are_different_periods():
    overlapping = Period(Q2.first, Q1.last.replace(year=2014), PeriodKind.YEAR)

    assert answers_to(SHARE_A_YEAR, Measure(Unit.PERCENT, Basis.IN_PERIOD, overlapping)) == {
        Comparison(Standing.DIFFERENT_PERIOD)
    }


def test_percentages_take_no_notice_of_what_rates_are_per():
    other = Measure(Unit.PERCENT, Basis.IN_PERIOD, Q1, per=1000)

    assert all(answer.limits for answer in answers_to(SHARE, other))


def answers_to(one, other):
    """What is said, every way of asking, of counts large enough."""
    held, also, level = Held(one, 300, 700), Held(other, 400, 800), Level(other, 40)
    return {
        against_level(held, level, polarity=Polarity.LOWER),
        against_another(held, also, polarity=Polarity.LOWER),
        in_funnel(held, level, polarity=Polarity.LOWER),
    }


def test_a_rate_is_per_ten_thousand_a_year_unless_said():
    assert (FLOW.times, FLOW_A_YEAR.times, STOCK.times, SHARE.times) == (40_000, 10_000, 10_000, 100)
    assert Measure(Unit.RATE, Basis.IN_PERIOD, month(2013, 4)).times == 120_000


def test_every_standing_has_its_plain_words():
    assert set(WORDS) == set(Standing)
    assert WORDS[Standing.NO_DIFFERENCE] == "no clear difference"
    assert WORDS[Standing.DIFFERENT_BASIS] == "different basis"
    assert len(set(WORDS.values())) == len(WORDS)


COUNTS = st.integers(5, 300).flatmap(lambda top: st.tuples(st.just(top), st.integers(top + 5, 900)))


@given(COUNTS, COUNTS, st.sampled_from([SHARE, FLOW, STOCK]))
def test_what_is_higher_from_here_is_lower_from_there(one, other, measure):
    here, there = Held(measure, *one), Held(measure, *other)
    mine, theirs = (
        against_another(*pair, polarity=Polarity.HIGHER) for pair in ((here, there), (there, here))
    )
    opposite = {Standing.HIGHER: Standing.LOWER, Standing.LOWER: Standing.HIGHER}

    assert theirs.standing is opposite.get(mine.standing, mine.standing)
    assert (mine.ours, mine.theirs) == (theirs.theirs, theirs.ours)
    if mine.standing in CLAIMS:
        assert {mine.judged, theirs.judged} == {Judged.BETTER, Judged.WORSE}
        assert (mine.ours > mine.theirs) == (mine.standing is Standing.HIGHER)


@given(COUNTS, st.integers(1, 99), st.sampled_from([SHARE, FLOW, STOCK]))
def test_a_claim_agrees_with_the_values_and_a_flag_is_rarer_than_a_claim(counts, value, measure):
    held, level = Held(measure, *counts), Level(measure, value * measure.times // 100)
    claim = against_level(held, level, polarity=Polarity.HIGHER)
    flag = in_funnel(held, level, polarity=Polarity.HIGHER)

    for answer in (claim, flag):
        if answer.standing in CLAIMS:
            assert (answer.ours > answer.theirs) == (answer.standing is Standing.HIGHER)
    if flag.standing in CLAIMS:
        assert claim == Comparison(flag.standing, flag.judged, flag.ours, flag.theirs, claim.limits)


def test_less_than_a_point_better_is_better_and_worse_is_worse():
    more, fewer = (Held(SHARE, top, 1_000_000) for top in (504_000, 496_000))

    assert against_level(more, Level(SHARE, 50), polarity=Polarity.HIGHER).judged is Judged.BETTER
    assert against_level(fewer, Level(SHARE, 50), polarity=Polarity.HIGHER).judged is Judged.WORSE
