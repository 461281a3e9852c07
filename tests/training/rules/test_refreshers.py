"""By when a course is taken again: by the course, by what somebody works as, and by today's rules."""

from datetime import date

import pytest

from training.rules.refreshers import due, is_told, months_for

RULES = {(1, None): 36, (1, 7): 12, (2, 7): 24}


@pytest.mark.parametrize(
    ("course", "profession", "months"),
    [(1, 7, 12), (1, 8, 36), (1, None, 36), (2, 7, 24), (2, 8, None), (2, None, None), (3, 7, None)],
)
def test_an_own_rule_goes_before_that_for_everybody(
    course: int, profession: int | None, months: int | None
) -> None:
    assert months_for(RULES, course, profession) == months


@pytest.mark.parametrize(
    ("today", "overdue", "soon"),
    [
        (date(2018, 5, 1), False, False),
        (date(2018, 5, 2), False, True),
        (date(2018, 6, 13), False, True),
        (date(2018, 6, 14), True, False),
    ],
)
def test_it_is_soon_for_six_weeks_and_then_overdue(today: date, overdue: bool, soon: bool) -> None:
    found = due(date(2015, 6, 13), 36, today)

    assert (found.on, found.overdue, found.soon) == (date(2018, 6, 13), overdue, soon)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2018, 5, 1), False),
        (date(2018, 5, 2), True),
        (date(2018, 7, 24), True),
        (date(2018, 7, 25), False),
    ],
)
def test_somebody_is_written_to_from_six_weeks_before_and_not_about_what_is_long_past(
    today: date, told: bool
) -> None:
    assert is_told(date(2018, 6, 13), today) is told
