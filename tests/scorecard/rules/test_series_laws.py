"""What no unit, level, gap or break may change in a series' assessment. The cases are in test_series.py."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.figures import Polarity, Unit
from scorecard.rules.periods import quarter
from scorecard.rules.series import SeriesFacts, SeriesPoint, assess, value_of

FIRST = quarter(2009, 1)
COUNT = SeriesFacts(Unit.COUNT, polarity=Polarity.LOWER)
COUNTS = st.lists(st.one_of(st.none(), st.integers(20, 234), st.integers(20, 234)), max_size=30)


def series(counts, first=FIRST):
    points = []
    for count in counts:
        points.append(SeriesPoint(first, value_of(count, None, COUNT), count))
        first = first.next()
    return points


@given(COUNTS, st.integers(0, 100), st.integers(1, 9), st.sampled_from(list(Polarity)))
def test_neither_level_nor_unit_changes_what_is_said(counts, shift, factor, polarity):
    facts = replace(COUNT, polarity=polarity)
    moved = [None if count is None else count * factor + shift for count in counts]

    told, then = assess(series(counts), facts), assess(series(moved), facts)

    assert (then.pattern, then.notes, then.untested_because) == (
        told.pattern,
        told.notes,
        told.untested_because,
    )
    assert then.change == (None if told.change is None else told.change * factor)
    assert [one.mean for one in then.readings] == [
        None if one.mean is None else one.mean * factor + shift for one in told.readings
    ]


@given(COUNTS)
def test_a_gap_is_never_a_zero(counts):
    known = [count for count in counts if count is not None]

    found = assess(series(counts), COUNT)

    for count, one in zip(counts, found.readings, strict=True):
        assert one.value == count
        assert one.mean == (Fraction(sum(known), len(known)) if known else None)
        assert one.special.side is None or count is not None
    if len(counts) > 1 and counts[-1] is not None and counts[-2] is None:
        assert (found.previous, found.change) == (None, None)


@given(COUNTS, COUNTS)
def test_what_came_before_a_break_is_another_series(before, after):
    points = series([*before, *after])

    found = assess(points, COUNT, breaks={len(before)})
    alone = assess(points[len(before) :], COUNT)

    assert found.readings[len(before) :] == alone.readings
    if alone.latest is not None:
        assert (found.pattern, found.change, found.latest) == (alone.pattern, alone.change, alone.latest)


@given(COUNTS, st.integers(0, 29))
def test_a_later_figure_changes_no_earlier_one(counts, place):
    told = assess(series(counts[:place]), COUNT)

    then = assess(series(counts), COUNT)

    assert [one.value for one in then.readings[:place]] == [one.value for one in told.readings]
    assert then.tested[:place] == told.tested
