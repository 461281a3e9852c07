"""Signals: when one opens, what ends it, and that a gap is no evidence either way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.signals import open_signal, signal_runs
from scorecard.rules.variation import Footing, Reading, Special

CODES = {
    "H": Special.ABOVE_LIMIT,
    "h": Special.RUN_ABOVE,
    "L": Special.BELOW_LIMIT,
    "l": Special.TREND_DOWN,
    ".": Special.NONE,
    "?": Special.NONE,
}
STORIES = st.text("HhLl..??", max_size=30)


def readings(story):
    """One reading a character: high, low, clean (.) or a gap (?)."""
    return [
        Reading(None if mark == "?" else Fraction(i), Fraction(0), None, None, CODES[mark], Footing.LIMITS)
        for i, mark in enumerate(story)
    ]


@pytest.mark.parametrize(
    ("story", "breaks", "told"),
    [
        ("", (), []),
        ("....", (), []),
        ("..H", (), [("high", 2, 2, "above_limit", True)]),
        ("..H.", (), [("high", 2, 2, "above_limit", False)]),
        (".hH", (), [("high", 1, 2, "run_above", True)]),
        (".LL.H", (), [("low", 1, 2, "below_limit", False), ("high", 4, 4, "above_limit", True)]),
        ("HHl", (), [("high", 0, 1, "above_limit", False), ("low", 2, 2, "trend_down", True)]),
        ("H?H", (), [("high", 0, 2, "above_limit", True)]),
        ("H??", (), [("high", 0, 0, "above_limit", True)]),
        ("H?.", (), [("high", 0, 0, "above_limit", False)]),
        ("H?L", (), [("high", 0, 0, "above_limit", False), ("low", 2, 2, "below_limit", True)]),
        ("HH", (1,), [("high", 0, 0, "above_limit", False), ("high", 1, 1, "above_limit", True)]),
        ("H?h", (1,), [("high", 0, 0, "above_limit", False), ("high", 2, 2, "run_above", True)]),
    ],
)
def test_signals_open_and_end(story, breaks, told):
    runs = signal_runs(readings(story), breaks=breaks)

    assert [(r.side, r.first_index, r.last_index, r.special, r.open) for r in runs] == told


def test_a_signal_keeps_the_reading_it_was_raised_with():
    given_readings = readings("..hHH")

    (run,) = signal_runs(given_readings)

    assert run.reading is given_readings[2]


@given(STORIES, st.sets(st.integers(0, 30), max_size=3))
def test_every_coded_point_lies_in_exactly_one_signal_on_its_side(story, breaks):
    given_readings = readings(story)

    runs = signal_runs(given_readings, breaks=breaks)

    for index, reading in enumerate(given_readings):
        holding = [run for run in runs if run.first_index <= index <= run.last_index]
        if reading.special.side:
            assert [run.side for run in holding] == [reading.special.side]
        elif reading.value is not None:
            assert holding == []


@given(STORIES, st.sets(st.integers(0, 30), max_size=3))
def test_only_the_last_signal_can_be_open_and_is_the_one_that_stands(story, breaks):
    runs = signal_runs(readings(story), breaks=breaks)

    still_open = [run for run in runs if run.open]
    assert still_open in ([], list(runs[-1:]))
    assert open_signal(readings(story), breaks=breaks) == (still_open[0] if still_open else None)


@given(STORIES)
def test_a_clean_latest_point_leaves_nothing_open(story):
    assert open_signal(readings(story + ".")) is None


@given(STORIES, st.integers(0, 30))
def test_a_gap_changes_no_signal(story, place):
    gapped = story[:place] + "?" + story[place:]

    def told(text):
        return [(run.side, run.special, run.open) for run in signal_runs(readings(text))]

    assert told(gapped) == told(story)
