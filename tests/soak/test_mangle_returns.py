"""A sample of the long trial of damaged returns: one kind in six, from a fixed seed."""

import random

import pytest

from tests.soak import mangle_returns
from tests.soak.damages import DAMAGES


def test_there_are_at_least_a_hundred_kinds_of_damage() -> None:
    assert len({one.name for one in DAMAGES}) == len(DAMAGES) >= 100


@pytest.mark.django_db
def test_a_damaged_return_never_ends_in_an_error_page_a_part_load_or_another_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some = tuple(random.Random(3).sample(DAMAGES, len(DAMAGES) // 6))
    monkeypatch.setattr(mangle_returns, "DAMAGES", some)

    counts = mangle_returns.run(seed=3, rounds=1)

    assert counts["files"] == len(some)
    assert counts["released"] >= 1
    assert counts["to_correct"] >= 5
