"""The one sentence of each series: a table of situations, and that the same figures give the same words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.outlook import Outlook, outlook
from scorecard.rules.periods import quarter
from scorecard.rules.sentences import sentence
from scorecard.rules.series import SeriesFacts, SeriesPoint, assess, value_of
from scorecard.rules.targets import Band

FIRST = quarter(2009, 1)
COUNT = SeriesFacts(Unit.COUNT)
STEADY = [100, 104, 98, 102, 97, 103, 99, 101, 105, 96, 102, 98, 101, 99, 103]


def told(counts, facts=COUNT, starts=()):
    points, period = [], FIRST
    for count in counts:
        points.append(SeriesPoint(period, value_of(count, None, facts), count))
        period = period.next()
    return sentence(points, assess(points, facts, breaks=starts), starts)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([], "No figure has been sent yet."),
        ([None, None], "No figure has been sent yet."),
        ([100, 104, 98], "Too few figures to say: 3 of 13 quarters."),
        (STEADY, "No real change: it moves within its usual range."),
        ([*STEADY, None], "No real change: it moves within its usual range. No figure for January to March 2013."),
        ([100] * 15, "The same every quarter."),
        ([*STEADY, 140], "Rose above its usual range in January to March 2013."),
        ([*STEADY, 60], "Fell below its usual range in January to March 2013."),
        (
            [*STEADY, 60, 61],
            "Fell below its usual range in January to March 2013; up one quarter since, not yet back in range.",
        ),
        ([*STEADY, 60, 60], "Fell below its usual range in January to March 2013; still below it."),
        ([*STEADY, 60, None], "Fell below its usual range in January to March 2013. No figure for April to June 2013."),
        ([*STEADY, 140, 101], "Back to its usual since April to June 2013, after one quarter unusually high."),
        (
            [*STEADY, 140, 101, 99, 100, 102, 98],
            "No real change: it moves within its usual range.",
        ),
        (
            [103, 97, 104, 98, 103, 97, 102, 96, 103, 98, 90, 92, 94, 96, 98, 100, 102],
            "Up six quarters running, from October to December 2011.",
        ),
        (
            [104, 96, 105, 95, 104, 96, 103, 97, 104, 96, 102, 101, 102, 101, 102, 101, 102],
            "Above its average for seven quarters, since October to December 2011.",
        ),
    ],
)  # fmt: skip
def test_each_situation_has_its_sentence(counts, words):
    assert told(counts) == words


def test_rolling_figures_say_why_nothing_is_claimed():
    rolling = SeriesFacts(Unit.COUNT, basis=Basis.ROLLING)

    assert told(STEADY, rolling) == "Rolling figures: no pattern test."


def test_a_rebase_is_the_end_of_what_was_said_before_it():
    after = [200, 204, 198, 202, 197, 203, 199, 201, 205, 196, 202, 198, 201, 199]

    assert "unusually" not in told([*STEADY, 140, *after], starts=(16,))
    assert told([*STEADY, *after[:5]], starts=(15,)) == "Too few figures to say: 5 of 13 quarters."


@given(
    st.lists(st.one_of(st.none(), st.integers(20, 200)), max_size=40), st.sets(st.integers(1, 39), max_size=2)
)
def test_every_series_has_a_sentence_without_jargon(counts, starts):
    starts = tuple(sorted(one for one in starts if one < len(counts)))
    words = told(counts, starts=starts)

    assert words.endswith(".")
    assert words == told(counts, starts=starts)
    assert not any(
        jargon in words.lower() for jargon in ("special cause", "ucl", "limit", "sigma", "none", "  ")
    )


@given(st.lists(st.integers(20, 200), min_size=1, max_size=40), st.integers(1, 5))
def test_the_sentence_does_not_depend_on_the_unit_of_measure(counts, factor):
    assert told(counts) == told([one * factor for one in counts])


def assessed(counts, facts):
    points, period = [], FIRST
    for count in counts:
        points.append(SeriesPoint(period, value_of(count, None, facts), count))
        period = period.next()
    return assess(points, facts)


@pytest.mark.parametrize(
    ("polarity", "target", "band", "expected"),
    [
        (Polarity.HIGHER, 150, None, Outlook.KEEPS_MISSING),
        (Polarity.HIGHER, 50, None, Outlook.RELIABLE),
        (Polarity.HIGHER, 100, None, Outlook.NONE),
        (Polarity.LOWER, 150, None, Outlook.RELIABLE),
        (Polarity.LOWER, 50, None, Outlook.KEEPS_MISSING),
        (Polarity.LOWER, 100, None, Outlook.NONE),
        (Polarity.CONTEXT, 150, None, Outlook.NONE),
        (Polarity.HIGHER, None, None, Outlook.NONE),
        (Polarity.BAND, None, Band(150, 200), Outlook.KEEPS_MISSING),
        (Polarity.BAND, None, Band(20, 50), Outlook.KEEPS_MISSING),
        (Polarity.BAND, None, Band(20, 200), Outlook.RELIABLE),
        (Polarity.BAND, None, Band(100, 200), Outlook.NONE),
        (Polarity.BAND, None, Band(), Outlook.NONE),
    ],
)  # fmt: skip
def test_a_stable_figure_is_said_to_keep_missing_or_meeting_its_target(polarity, target, band, expected):
    found = assessed(STEADY, COUNT)

    assert outlook(found.reading, found.pattern, target=target, polarity=polarity, band=band) is expected


def test_after_a_real_shift_nothing_is_foretold():
    found = assessed([*STEADY, 140], COUNT)

    assert outlook(found.reading, found.pattern, target=500, polarity=Polarity.HIGHER) is Outlook.NONE


def test_the_target_is_of_the_year_and_the_limits_of_the_quarter():
    found = assessed(STEADY, SeriesFacts(Unit.COUNT, Kind.FLOW))

    assert outlook(found.reading, found.pattern, target=Decimal(300), polarity=Polarity.HIGHER, factor=4) is (
        Outlook.RELIABLE
    )


def test_at_the_edge_of_the_range_the_target_is_met_every_time():
    found = assessed(STEADY, COUNT)
    edge = found.reading.lower

    assert outlook(found.reading, found.pattern, target=edge, polarity=Polarity.HIGHER) is Outlook.RELIABLE
    assert (
        outlook(found.reading, found.pattern, target=found.reading.upper, polarity=Polarity.HIGHER)
        is Outlook.NONE
    )
