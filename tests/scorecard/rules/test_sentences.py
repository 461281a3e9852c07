"""The one sentence of each series: a table of situations, and that the same figures give the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Basis, Unit
from scorecard.rules.periods import quarter
from scorecard.rules.sentences import sentence
from scorecard.rules.series import SeriesFacts, SeriesPoint, assess, value_of
from scorecard.rules.variation import MINIMUM

FIRST = quarter(2009, 1)
COUNT = SeriesFacts(Unit.COUNT)
COUNTS = st.lists(st.one_of(st.none(), st.integers(20, 200), st.integers(20, 200)), min_size=1, max_size=40)
STEADY = [100, 104, 98, 102, 97, 103, 99, 101, 105, 96, 102, 98, 101, 99, 103]

#: Its average is 100: the point before the last seven lies exactly on it.
RUN = [104, 94, 105, 94, 104, 94, 105, 94, 104, 95, 103, 94, 100, 101, 102, 101, 102, 101, 102, 101]


def told(counts, facts=COUNT, starts=(), minimum=MINIMUM):
    points, period = [], FIRST
    for count in counts:
        points.append(SeriesPoint(period, value_of(count, None, facts), count))
        period = period.next()
    return sentence(points, assess(points, facts, breaks=starts, minimum=minimum), starts)


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
        (
            [*STEADY, 140, 139, None],
            (
                "Rose above its usual range in January to March 2013; down one quarter since, not yet back in range."
                " No figure for July to September 2013."
            ),
        ),
        (
            [*STEADY, 70, 80, 86],
            (
                "Fell below its usual range in January to March 2013; up two quarters since,"
                " inside it again but still low."
            ),
        ),
        ([None, *[100] * 15], "The same every quarter."),
        (
            [*STEADY, 140, 115, 114, 113],
            (
                "Rose above its usual range in January to March 2013; down three quarters since,"
                " inside it again but still high."
            ),
        ),
        (
            [*STEADY, 98, 79, 89, 89],
            "Fell below its usual range in April to June 2013; inside it again but still low.",
        ),
        (
            [*STEADY, 140, 101, 99, 100, 102],
            "Back to its usual since April to June 2013, after one quarter unusually high.",
        ),
        (
            [*STEADY, 140, 101, 99, 100, 102, 98, 60, 60, 101],
            "Back to its usual since January to March 2015, after two quarters unusually low.",
        ),
        (
            [*STEADY, 140, 101, 99, 100, 102, 98, 99, 60, 101],
            "Back to its usual since January to March 2015, after one quarter unusually low.",
        ),
        ([*STEADY, 111, 112], "Near the top of its usual range since January to March 2013."),
        ([*STEADY, 111, 112, 140], "Rose above its usual range in July to September 2013."),
        ([*STEADY, 90, 89, 60], "Fell below its usual range in July to September 2013."),
        (RUN, "Above its average for seven quarters, since July to September 2012."),
        ([200 - one for one in RUN], "Below its average for seven quarters, since July to September 2012."),
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
    assert told([*STEADY, 140, 200], starts=(16,), minimum=1) == "The same every quarter."


def test_a_trend_is_not_counted_across_a_break():
    rising = [1000, 1100, 1200, 1300, 1400, *range(1401, 1409)]

    assert told(rising) == "Up twelve quarters running, from April to June 2009."
    assert told([*STEADY[:-3], 80, 90, 95, *rising], starts=(15,)) == (
        "Up twelve quarters running, from January to March 2013."
    )


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


@given(COUNTS, st.integers(1, 5), st.integers(0, 100))
def test_the_sentence_depends_neither_on_the_unit_nor_on_the_level(counts, factor, shift):
    assert told(counts) == told([None if one is None else one * factor + shift for one in counts])


@given(COUNTS, COUNTS)
def test_what_came_before_a_break_changes_nothing_that_is_said(before, after):
    then = [None] * len(before)

    if any(one is not None for one in after):
        assert told([*before, *after], starts=(len(before),)) == told([*then, *after], starts=(len(before),))


@given(COUNTS)
def test_a_gap_at_the_end_is_said_and_is_no_nought(counts):
    if any(one is not None for one in counts) and counts[-1] is not None:
        assert told([*counts, None]).startswith(f"{told(counts)} No figure for ")
