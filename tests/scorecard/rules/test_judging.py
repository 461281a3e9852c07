"""What may become of a signal: it goes one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.rules.judging import Judged, may_become


@pytest.mark.parametrize(
    ("now", "then", "allowed"),
    [
        ("new", "seen", True), ("new", "explained", True), ("new", "challenged", True),
        ("seen", "seen", False), ("seen", "explained", True), ("seen", "challenged", True),
        ("explained", "seen", False), ("explained", "explained", False), ("explained", "challenged", True),
        ("challenged", "seen", False), ("challenged", "explained", False), ("challenged", "challenged", False),
        ("seen", "new", False),
    ],
)  # fmt: skip
def test_a_signal_goes_one_way(now: str, then: str, allowed: bool) -> None:
    verdict = may_become(Judged(now), Judged(then))

    assert bool(verdict) is allowed
    assert bool(verdict.reason) is not allowed


@given(st.lists(st.sampled_from(list(Judged)), max_size=12))
def test_no_way_through_leads_back_or_round(wanted: list[Judged]) -> None:
    way = [Judged.NEW]
    for then in wanted:
        if may_become(way[-1], then):
            way.append(then)

    assert len(way) == len(set(way))
    assert way == sorted(way, key=list(Judged).index)
