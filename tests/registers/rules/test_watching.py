"""What a watched figure says by the limits frozen when the challenge was raised: a table of situations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registers.rules.evidence import Kind
from registers.rules.watching import Frozen, Result, counts, shown_impact, watch
from scorecard.rules.figures import Polarity
from scorecard.rules.targets import Band

#: It was out of its usual range of 40 to 60, and lower is better.
RAISED = Frozen(mean=50, lower=40, upper=60, polarity=Polarity.LOWER)


@pytest.mark.parametrize(
    ("values", "facts", "result"),
    [
        ([], {}, Result.TOO_EARLY),
        ([52, None, 48], {}, Result.TOO_EARLY),
        ([52, 49, 48], {}, Result.BACK_IN_RANGE),
        ([52, 49, 48, None], {}, Result.BACK_IN_RANGE),
        ([60, 40, 50], {}, Result.BACK_IN_RANGE),  # on its edges it is inside
        ([61, 52, 49, 48], {}, Result.BACK_IN_RANGE),  # the last three count
        ([52, 61, 49, 48], {}, Result.NO_REAL_CHANGE),
        ([52, 39, 49, 48], {}, Result.NO_REAL_CHANGE),
        ([51, 52, 53], {}, Result.NO_REAL_CHANGE),  # in range, and all still on the worse side
        ([51, 52, 50], {}, Result.BACK_IN_RANGE),  # a point on the mean is on no side
        ([52, 49, 48], {"was_out": False}, Result.NO_REAL_CHANGE),
        ([52, 49, 61], {}, Result.WORSE),
        ([52, 49, 39], {}, Result.IMPROVED),
        ([52, 49, 61], {"polarity": Polarity.HIGHER}, Result.IMPROVED),
        ([48, 49, 47], {"polarity": Polarity.HIGHER}, Result.NO_REAL_CHANGE),
        ([48, 49, 50], {"polarity": Polarity.HIGHER}, Result.BACK_IN_RANGE),
        ([52, 49, 61], {"polarity": Polarity.CONTEXT}, Result.MOVED),
        ([48, 49, 47], {"polarity": Polarity.CONTEXT}, Result.BACK_IN_RANGE),
        ([52, 49, 61], {"polarity": Polarity.BAND, "band": Band(45, 55)}, Result.WORSE),
        ([52, 49, 61], {"polarity": Polarity.BAND, "band": Band(65, 75)}, Result.IMPROVED),
        ([52, 49, 48], {"reason": "rolling figures"}, Result.NOT_FROM_FIGURES),
        ([52, 49, 48], {"mean": None}, Result.NOT_FROM_FIGURES),
        ([52, 49, 48], {"lower": None}, Result.NOT_FROM_FIGURES),
        ([52, 49, 48], {"upper": None}, Result.NOT_FROM_FIGURES),
    ],
)
def test_the_points_after_the_action_say_what_became_of_it(
    values: Sequence[int | None], facts: dict[str, Any], result: Result
) -> None:
    watched = watch(values, replace(RAISED, **facts))

    assert watched.result is result
    assert watched.points == sum(value is not None for value in values)
    assert bool(watched.reason) is (result is Result.NOT_FROM_FIGURES)


def test_a_figure_was_out_of_the_ordinary_unless_it_is_said_that_it_was_not() -> None:
    assert RAISED.was_out


@pytest.mark.parametrize(
    ("first", "last", "snapshot", "tells"),
    [
        (date(2018, 4, 1), date(2018, 6, 30), False, True),
        (date(2018, 3, 31), date(2018, 6, 30), False, False),
        (date(2018, 1, 1), date(2018, 4, 1), True, True),
        (date(2018, 1, 1), date(2018, 3, 31), True, False),
    ],
)
def test_a_period_counts_when_all_of_it_is_later_and_a_snapshot_when_its_day_is(
    first: date, last: date, snapshot: bool, tells: bool
) -> None:
    assert counts(first=first, last=last, snapshot=snapshot, since=date(2018, 3, 31)) is tells


@pytest.mark.parametrize(
    ("result", "evidence", "words", "shown"),
    [
        (Result.IMPROVED, [Kind.REAUDIT], "Children are seen sooner.", True),
        (Result.BACK_IN_RANGE, [Kind.SURVEY], "Children are seen sooner.", True),
        (Result.NO_REAL_CHANGE, [Kind.REAUDIT], "Children are seen sooner.", False),
        (Result.IMPROVED, [Kind.INDICATOR, Kind.ATTENDANCE], "Children are seen sooner.", False),
        (Result.IMPROVED, [Kind.REAUDIT], "  ", False),
    ],
)
def test_impact_takes_the_figure_other_evidence_and_the_chairs_words(
    result: Result, evidence: list[Kind], words: str, shown: bool
) -> None:
    assert shown_impact(result, evidence=evidence, chair_words=words) is shown
