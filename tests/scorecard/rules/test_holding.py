"""A file stopped for its words goes after three working days, and its sender is told a working day before."""

from datetime import UTC, datetime

import pytest

from agencies.rules.clock import LONDON
from scorecard.rules.holding import held_until, reminded_at


@pytest.mark.parametrize(
    ("stopped", "reminded", "until"),
    [
        ((2018, 5, 14, 9, 30), (2018, 5, 16, 9, 30), (2018, 5, 17, 9, 30)),
        ((2018, 5, 17, 16, 5), (2018, 5, 21, 16, 5), (2018, 5, 22, 16, 5)),  # over a weekend
        ((2018, 3, 28, 12, 0), (2018, 4, 3, 12, 0), (2018, 4, 4, 12, 0)),  # over Easter and the clocks
    ],
)
def test_the_days_are_working_days_and_the_time_of_day_stays(
    stopped: tuple[int, ...], reminded: tuple[int, ...], until: tuple[int, ...]
) -> None:
    at = datetime(*stopped, tzinfo=LONDON)  # type: ignore[misc, arg-type]

    assert reminded_at(at) == datetime(*reminded, tzinfo=LONDON)  # type: ignore[misc, arg-type]
    assert held_until(at) == datetime(*until, tzinfo=LONDON)  # type: ignore[misc, arg-type]


def test_the_time_of_day_is_londons() -> None:
    assert held_until(datetime(2018, 5, 14, 23, 30, tzinfo=UTC)) == datetime(
        2018, 5, 18, 0, 30, tzinfo=LONDON
    )
