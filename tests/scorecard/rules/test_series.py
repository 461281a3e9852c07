"""A series assessed: the latest figure, the change, the pattern and the target, in the words pages print."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Basis, Kind, Polarity, Status, Unit
from scorecard.rules.periods import between, financial_year, month, quarter
from scorecard.rules.series import (
    SeriesFacts,
    SeriesPoint,
    assess,
    filled,
    shown,
    shown_factor,
    value_of,
)
from scorecard.rules.variation import Footing, Special

FIRST = quarter(2009, 1)
TIMELY = SeriesFacts(
    Unit.PERCENT, polarity=Polarity.HIGHER, target=Decimal(80), tolerance=Decimal(3), decimals=1
)
#: conferences in time of 234 a quarter: stable for three and a half years, then two low quarters
FALLING = [180, 179, 183, 181, 180, 182, 179, 185, 180, 181, 183, 180, 178, 181, 150, 155]


def series(counts, denominator=234, facts=TIMELY, first=FIRST):
    """Successive periods with these counts; None is a gap."""
    points = []
    for count in counts:
        value = value_of(count, denominator, facts)
        bottom = denominator if count is not None else None
        points.append(SeriesPoint(first, value, count, bottom))
        first = first.next()
    return points


def test_a_fall_below_the_usual_range_is_told_in_full():
    found = assess(series(FALLING), TIMELY)

    assert found.latest.numerator == 155
    assert found.previous.numerator == 150
    assert found.change == Fraction(500, 234)
    assert shown(found.change, TIMELY, found.latest.period) == Decimal("2.1")
    assert (found.pattern.word, found.pattern.detail) == ("worse", "below usual range")
    assert found.against == "off"
    assert found.reading.stage is Footing.TRIAL
    assert found.notes == ("Trial limits: they settle at 20 quarters.",)
    assert (found.last_missing, found.untested_because) == (False, None)


def test_an_empty_series_claims_nothing():
    found = assess([], TIMELY)

    assert (found.latest, found.previous, found.change, found.reading) == (None, None, None, None)
    assert (found.pattern.word, found.pattern.detail) == ("too_few", "0 of 13 quarters")
    assert (found.against, found.last_missing, found.readings) == ("none", False, ())


def test_without_a_tolerance_nothing_is_near_its_target():
    facts = SeriesFacts(Unit.COUNT, polarity=Polarity.HIGHER, target=Decimal(80))

    assert assess(series([79], None, facts), facts).against == "off"
    assert assess(series([80], None, facts), facts).against == "on"


def test_without_a_point_nothing_is_scaled():
    assert assess([], TIMELY).factor == 1


def test_no_period_is_said_twice_even_where_windows_overlap():
    rolling = SeriesFacts(Unit.COUNT, basis=Basis.ROLLING)
    twice = [SeriesPoint(FIRST, Fraction(5), 5), SeriesPoint(FIRST, Fraction(6), 6)]

    with pytest.raises(ValueError, match="does not follow"):
        assess(twice, rolling)


@pytest.mark.parametrize(
    ("counts", "target", "differs"),
    [
        ([5, 9], Decimal(20), True),
        ([5, 9, 12], Decimal(20), True),
        ([5, 9, 12, 15], Decimal(20), False),  # the year is whole
        ([5, 9], None, False),
        ([None, None], Decimal(20), False),
    ],
)
def test_a_years_target_is_not_held_against_a_part_of_the_year(counts, target, differs):
    facts = SeriesFacts(Unit.COUNT, basis=Basis.YEAR_TO_DATE, target=target)

    assert assess(series(counts, None, facts), facts).target_differs is differs


def test_a_quarter_that_adds_nothing_to_the_year_so_far_is_a_nought_and_no_fall():
    facts = SeriesFacts(Unit.COUNT, basis=Basis.YEAR_TO_DATE)
    points = [SeriesPoint(FIRST, Fraction(5)), SeriesPoint(FIRST.next(), Fraction(5))]
    found = assess(points, facts)

    assert [point.value for point in found.tested] == [5, 0]
    assert found.notes == assess(points[:1], facts).notes


def test_a_series_of_gaps_claims_nothing():
    found = assess(series([None, None]), TIMELY)

    assert (found.latest, found.pattern.word, found.last_missing) == (None, "too_few", True)


def test_the_last_value_speaks_and_the_missing_quarter_is_said():
    found = assess(series([*FALLING, None]), TIMELY)

    assert (found.latest_index, found.last_missing) == (len(FALLING) - 1, True)
    assert found.pattern.word == "worse"


def test_no_change_is_told_across_a_gap():
    found = assess(series([180, None, 150]), TIMELY)

    assert (found.previous, found.change) == (None, None)


def test_no_change_is_told_across_a_break():
    points = series(FALLING)

    assert assess(points, TIMELY, breaks={15}).change is None
    assert assess(points, TIMELY, breaks={14}).change is not None


def test_the_first_figure_of_all_has_no_change():
    assert assess(series([180]), TIMELY).change is None


def test_points_of_a_new_definition_are_counted_afresh():
    found = assess(series(FALLING), TIMELY, breaks={12})

    assert (found.pattern.word, found.pattern.detail) == ("too_few", "4 of 13 quarters")


def test_a_trend_is_not_counted_across_a_break():
    counts = [97, 98, 99, 100, 105, 106, 107, 108, 109, 110]

    found = assess(series(counts), TIMELY, breaks={3}, minimum=7)

    assert found.pattern.detail == "seven quarters rising"


def test_a_flow_rate_is_shown_as_a_rate_a_year():
    facts = SeriesFacts(Unit.RATE, Kind.FLOW, target=Decimal("140"), polarity=Polarity.LOWER)

    found = assess(series([961, 961], 283_314, facts), facts)

    assert found.factor == 4
    assert shown(found.latest.value, facts, found.latest.period) == Decimal("135.7")
    assert found.against == "on"


@pytest.mark.parametrize(
    ("unit", "kind", "basis", "period", "factor"),
    [
        ("rate", "flow", "in_period", quarter(2013, 1), 4),
        ("rate", "flow", "in_period", month(2013, 1), 12),
        ("rate", "flow", "in_period", financial_year(2013), 1),
        ("rate", "flow", "rolling", financial_year(2013), 1),
        ("rate", "snapshot", "snapshot", quarter(2013, 1), 1),
        ("percent", "flow", "in_period", quarter(2013, 1), 1),
        ("count", "flow", "in_period", quarter(2013, 1), 1),
    ],
)
def test_only_a_flow_rate_is_annualised(unit, kind, basis, period, factor):
    facts = SeriesFacts(Unit(unit), Kind(kind), basis=Basis(basis))

    assert shown_factor(facts, period) == factor


def test_a_band_is_in_the_unit_a_page_shows():
    facts = SeriesFacts(Unit.RATE, Kind.FLOW, Polarity.BAND, band_low=Decimal(100), band_high=Decimal(150))
    # About 1,000 a quarter of 283,314 is 141 a year, inside the band; 2,000 is 282, above it.
    counts = [1000, 1010] * 8 + [2000]

    found = assess(series(counts, 283_314, facts), facts)

    assert (found.pattern.word, found.against) == ("worse", "off")


def test_rolling_figures_get_a_run_line_and_the_reason():
    facts = SeriesFacts(Unit.PERCENT, polarity=Polarity.HIGHER, basis=Basis.ROLLING)

    found = assess(series(FALLING, facts=facts), facts)

    assert found.untested_because == "rolling figures: no pattern test"
    assert (found.pattern.word, found.pattern.detail) == ("not_tested", found.untested_because)
    assert {r.upper for r in found.readings} == {None}


def test_rolling_years_may_overlap():
    facts = SeriesFacts(Unit.COUNT, basis=Basis.ROLLING)
    windows = [financial_year(2012).shifted(months) for months in (0, 3, 6)]
    points = [SeriesPoint(window, Fraction(20)) for window in windows]

    assert assess(filled(reversed(points)), facts).latest.period == windows[-1]
    with pytest.raises(ValueError, match="does not follow"):
        assess(points[::-1], facts)


def test_tiny_numbers_claim_nothing():
    facts = SeriesFacts(Unit.PERCENT, polarity=Polarity.HIGHER)

    found = assess(series([9, 8] * 8 + [1], 40, facts), facts)

    assert found.untested_because == "numbers too small: no pattern test"
    assert found.pattern.word == "not_tested"
    assert {(r.upper, r.special) for r in found.readings} == {(None, Special.NONE)}


def test_a_plain_count_is_its_own_numerator():
    facts = SeriesFacts(Unit.COUNT)
    points = [SeriesPoint(p, Fraction(4)) for p in between(quarter(2010, 1), quarter(2013, 4))]

    assert assess(points, facts).pattern.word == "not_tested"


def test_a_latest_figure_of_under_twenty_claims_nothing_and_the_rest_still_do():
    points = series(FALLING)
    points[-1] = SeriesPoint(points[-1].period, value_of(4, 19, TIMELY), 4, 19)

    found = assess(points, TIMELY)

    assert found.untested_because == "numbers too small: no pattern test"
    assert (found.readings[-1].special, found.readings[-2].special) == (
        Special.NONE,
        Special.BELOW_LIMIT,
    )
    assert found.readings[-1].upper is not None


def test_small_numbers_before_a_break_do_not_silence_what_follows():
    old, new = series([3] * 4, 40), series(FALLING, first=quarter(2010, 1))

    found = assess(old + new, TIMELY, breaks={4})

    assert (found.pattern.word, found.untested_because) == ("worse", None)
    assert found.readings[0].stage is Footing.NOT_TESTED


def test_snapshots_carry_their_note():
    facts = SeriesFacts(Unit.COUNT, Kind.SNAPSHOT)

    found = assess(series([900, 910] * 10, facts=facts), facts)

    assert found.notes == ("Neighbouring quarters share children.",)


def test_other_periods_are_called_by_their_name():
    points = series([180, 181], first=month(2013, 4))

    assert assess(points, TIMELY).pattern.detail == "2 of 13 months"


def test_a_hole_in_the_series_is_refused():
    points = series(FALLING)
    del points[3]

    with pytest.raises(ValueError, match="2010-04-01/2010-06-30 does not follow 2009-10-01/2009-12-31"):
        assess(points, TIMELY)


def test_a_hole_is_filled_with_a_gap_that_was_not_supplied():
    points = series(FALLING)
    hole = points.pop(3).period

    whole = filled(reversed(points))

    assert whole[3] == SeriesPoint(hole, None, status=Status.NOT_SUPPLIED)
    assert [point.period for point in whole] == list(between(FIRST, points[-1].period))
    assert assess(whole, TIMELY).pattern.word == "worse"
    assert filled([]) == ()


def test_two_points_for_one_period_are_refused():
    with pytest.raises(ValueError, match="same period"):
        filled(series([180]) * 2)


def test_periods_of_two_kinds_are_refused():
    with pytest.raises(ValueError, match="one kind"):
        filled([SeriesPoint(FIRST, None), SeriesPoint(financial_year(2013), None)])


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "value"),
    [
        ("count", 7, None, 7),
        ("percent", 1, 3, Fraction(100, 3)),
        ("rate", 1, 3, Fraction(10_000, 3)),
        ("mean", Decimal("7.5"), 3, Fraction(5, 2)),
        ("median", 7, 3, None),
        ("percent", None, 3, None),
        ("percent", 3, None, None),
        ("percent", 0, 0, None),
        ("percent", 0, 3, 0),
        ("count", None, None, None),
    ],
)
def test_a_value_is_worked_out_exactly_or_not_at_all(unit, numerator, denominator, value):
    assert value_of(numerator, denominator, SeriesFacts(Unit(unit))) == value


def test_nothing_is_shown_of_nothing():
    assert shown(None, TIMELY, FIRST) is None


@given(st.lists(st.one_of(st.none(), st.integers(0, 234)), max_size=30), st.integers(0, 30))
def test_a_gap_at_the_end_changes_only_what_is_said_of_the_end(counts, place):
    points = series(counts)
    later = [*points, SeriesPoint(points[-1].period.next(), None)] if points else []

    before, after = assess(points, TIMELY), assess(later, TIMELY)

    assert (after.latest, after.change, after.pattern, after.against) == (
        before.latest,
        before.change,
        before.pattern,
        before.against,
    )
    assert after.readings[: len(points)] == before.readings


@given(st.lists(st.one_of(st.none(), st.integers(0, 234)), max_size=30), st.sampled_from(list(Polarity)))
def test_every_series_has_a_word_and_as_many_readings_as_points(counts, polarity):
    facts = SeriesFacts(Unit.PERCENT, polarity=polarity, target=Decimal(50))

    found = assess(series(counts, facts=facts), facts)

    assert len(found.readings) == len(counts)
    assert (found.pattern.word == "not_tested") == (found.untested_because is not None)
    assert (found.latest is None) == all(count is None for count in counts)


def test_what_builds_up_through_the_year_is_judged_only_at_its_end():
    facts = SeriesFacts(
        Unit.PERCENT,
        polarity=Polarity.LOWER,
        basis=Basis.YEAR_TO_DATE,
        target=Decimal(10),
        tolerance=Decimal(1),
    )
    told = [assess(series(FALLING[:12] + [3, 8, 16, 26][:n], facts=facts), facts) for n in range(1, 5)]

    assert [one.against.value for one in told] == ["none", "none", "none", "off"]
    assert {one.change for one in told} == {None}


def so_far(counts):
    """The year so far at each quarter from April 2009, when these were counted in it; None leaves one out."""
    told, total = [], 0
    for place, count in enumerate(counts):
        total = (0 if place % 4 == 0 else total) + (count or 0)
        told.append(None if count is None else total)
    return told


YEAR_SO_FAR = SeriesFacts(Unit.COUNT, polarity=Polarity.LOWER, basis=Basis.YEAR_TO_DATE)
QUARTERLY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51, 90]


def test_the_year_so_far_is_tested_by_each_quarters_own_figure():
    built = assess(series(so_far(QUARTERLY), None, YEAR_SO_FAR), YEAR_SO_FAR)
    plain = assess(
        series(QUARTERLY, None, SeriesFacts(Unit.COUNT)), SeriesFacts(Unit.COUNT, polarity=Polarity.LOWER)
    )

    assert [one.value for one in built.tested] == QUARTERLY
    assert [one.upper for one in built.readings] == [one.upper for one in plain.readings]
    assert (built.pattern.word, built.pattern.detail) == ("worse", "above usual range")
    assert built.latest.value == sum(QUARTERLY[12:])
    assert any("own figure" in note for note in built.notes)


def test_a_fall_within_the_year_leaves_that_quarter_without_a_figure_and_says_so():
    told = so_far(QUARTERLY)
    told[14] = told[13] - 1

    found = assess(series(told, None, YEAR_SO_FAR), YEAR_SO_FAR)

    assert found.tested[14].value is None
    assert any(found.tested[14].period.label in note for note in found.notes)
    assert found.readings[14].special is Special.NONE


def test_where_the_latest_has_no_figure_of_its_own_nothing_is_claimed():
    told = so_far(QUARTERLY)
    told[14] = None

    found = assess(series(told, None, YEAR_SO_FAR), YEAR_SO_FAR)

    assert found.latest.value == told[15]
    assert found.tested[15].value is None
    assert (found.pattern.word, found.untested_because) == (
        "not_tested",
        "no figure of its own: no pattern test",
    )


@given(st.lists(st.one_of(st.none(), st.integers(0, 500)), min_size=1, max_size=30))
def test_what_was_added_adds_up_to_the_year_so_far(counts):
    told = so_far(counts)
    points = series(told, None, YEAR_SO_FAR)

    tested = assess(points, YEAR_SO_FAR).tested

    for start in range(0, len(points), 4):
        year = tested[start : start + 4]
        if all(one.value is not None for one in year):
            assert sum(one.value for one in year) == points[start + len(year) - 1].value
    assert len(tested) == len(points)


@pytest.mark.parametrize(
    ("unit", "tops", "bottoms", "own", "fell"),
    [
        (Unit.PERCENT, [30, 70], [100, 150], [Fraction(30), Fraction(80)], False),
        (Unit.RATE, [30, 70], [10_000, 10_000], [Fraction(30), Fraction(40)], False),
        (Unit.MEAN, [30, 70], [10, 15], [Fraction(3), Fraction(8)], False),
        (Unit.PERCENT, [30, 70], [100, 90], [Fraction(30), None], True),
        (Unit.PERCENT, [30, 20], [100, 150], [Fraction(30), None], True),
        (Unit.PERCENT, [30, 30], [100, 100], [Fraction(30), None], False),  # nobody is no fall
    ],
)  # fmt: skip
def test_numerators_are_subtracted_and_denominators_where_they_build_up(unit, tops, bottoms, own, fell):
    facts = SeriesFacts(unit, basis=Basis.YEAR_TO_DATE)
    points, period = [], FIRST
    for top, bottom in zip(tops, bottoms, strict=True):
        points.append(SeriesPoint(period, value_of(top, bottom, facts), top, bottom))
        period = period.next()

    found = assess(points, facts)

    assert [one.value for one in found.tested] == own
    assert any("lower than a quarter before" in note for note in found.notes) is fell
