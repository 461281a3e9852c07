"""What a stable figure will go on doing: a table of situations, and what no unit, level or direction may change."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Polarity
from scorecard.rules.outlook import Outlook, outlook
from scorecard.rules.patterns import Pattern, PatternWord
from scorecard.rules.targets import Against, Band, against_target
from scorecard.rules.variation import Footing, Reading, Special

H, L, C, B = Polarity.HIGHER, Polarity.LOWER, Polarity.CONTEXT, Polarity.BAND
STABLE = Pattern(PatternWord.NO_CHANGE)
EDGES = st.fractions(min_value=-50, max_value=50, max_denominator=20)


def usual(lower, upper):
    """A point whose usual range is from `lower` to `upper`; None is no range."""
    mean = None if lower is None else Fraction(lower + upper) / 2
    stage = Footing.TOO_FEW if lower is None else Footing.LIMITS
    return Reading(Fraction(100), mean, lower, upper, Special.NONE, stage)


@pytest.mark.parametrize(
    ("polarity", "target", "band", "expected"),
    [
        (H, 121, None, Outlook.KEEPS_MISSING),
        (H, 120, None, Outlook.NONE),
        (H, 100, None, Outlook.NONE),
        (H, 80, None, Outlook.RELIABLE),
        (H, Decimal("79.9"), None, Outlook.RELIABLE),
        (L, 79, None, Outlook.KEEPS_MISSING),
        (L, 80, None, Outlook.NONE),
        (L, 100, None, Outlook.NONE),
        (L, 120, None, Outlook.RELIABLE),
        (C, 150, None, Outlook.NONE),
        (H, None, None, Outlook.NONE),
        (H, 0, None, Outlook.RELIABLE),
        (B, None, Band(121, 200), Outlook.KEEPS_MISSING),
        (B, None, Band(20, 79), Outlook.KEEPS_MISSING),
        (B, None, Band(80, 120), Outlook.RELIABLE),
        (B, None, Band(None, 120), Outlook.RELIABLE),
        (B, None, Band(100, 200), Outlook.NONE),
        (B, None, Band(90, 110), Outlook.NONE),
        (B, None, Band(), Outlook.NONE),
        (B, 100, None, Outlook.NONE),
    ],
)
def test_a_stable_figure_is_said_to_keep_missing_or_meeting_its_target(polarity, target, band, expected):
    assert outlook(usual(80, 120), STABLE, target=target, polarity=polarity, band=band) is expected


@pytest.mark.parametrize(
    ("lower", "upper", "higher_is_better", "lower_is_better"),
    [
        (1, 3, Outlook.KEEPS_MISSING, Outlook.RELIABLE),
        (5, 7, Outlook.RELIABLE, Outlook.KEEPS_MISSING),
        (1, 5, Outlook.NONE, Outlook.NONE),
    ],
)
def test_it_is_what_making_data_count_calls_assurance(lower, upper, higher_is_better, lower_is_better):
    """NHSRplotthedots, tests/testthat/test-ptd_calculate_assurance_type.R: a target of 4.

    With the target on the range's very edge the package says neither; a figure at its target is on it here.
    """
    found = [outlook(usual(lower, upper), STABLE, target=4, polarity=polarity) for polarity in (H, L, C)]

    assert found == [higher_is_better, lower_is_better, Outlook.NONE]


@pytest.mark.parametrize("word", [word for word in PatternWord if word is not PatternWord.NO_CHANGE])
def test_nothing_is_foretold_of_a_figure_that_is_not_stable(word):
    assert outlook(usual(80, 120), Pattern(word), target=500, polarity=H) is Outlook.NONE


@pytest.mark.parametrize("reading", [None, usual(None, None)])
def test_nothing_is_foretold_without_a_usual_range(reading):
    assert outlook(reading, STABLE, target=500, polarity=H) is Outlook.NONE


def test_the_target_is_of_the_year_and_the_limits_of_the_quarter():
    assert outlook(usual(80, 120), STABLE, target=300, polarity=H, factor=4) is Outlook.RELIABLE
    assert outlook(usual(80, 120), STABLE, target=481, polarity=H, factor=4) is Outlook.KEEPS_MISSING


@given(EDGES, EDGES, EDGES, EDGES, st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9))
def test_neither_level_nor_unit_changes_what_is_foretold(one, other, target, shift, factor):
    lower, upper = sorted((one, other))

    def moved(value):
        return value * factor + shift

    for polarity in (H, L):
        there = outlook(usual(moved(lower), moved(upper)), STABLE, target=moved(target), polarity=polarity)
        assert there is outlook(usual(lower, upper), STABLE, target=target, polarity=polarity)


@given(EDGES, EDGES, EDGES)
def test_lower_is_better_mirrors_higher_is_better(one, other, target):
    lower, upper = sorted((one, other))

    higher = outlook(usual(lower, upper), STABLE, target=target, polarity=H)

    assert outlook(usual(-upper, -lower), STABLE, target=-target, polarity=L) is higher


@given(EDGES, EDGES, EDGES, EDGES, EDGES, st.sampled_from([H, L, B]))
def test_every_figure_of_the_usual_range_does_what_was_foretold(one, other, target, low, high, polarity):
    lower, upper = sorted((one, other))
    band = Band(*sorted((low, high))) if polarity is B else None

    said = outlook(usual(lower, upper), STABLE, target=target, polarity=polarity, band=band)

    stands = {
        against_target(value, target, polarity=polarity, band=band)
        for value in (lower, (lower + upper) / 2, upper)
    }
    if said is Outlook.RELIABLE:
        assert stands == {Against.ON}
    if said is Outlook.KEEPS_MISSING:
        assert Against.ON not in stands
