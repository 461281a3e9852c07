"""What a case audit may say: how many cases and grades, on which day, and how many were good."""

from datetime import date

import pytest

from registers.rules.audits import counts_fit, day_fits, good_share

TODAY = date(2018, 5, 21)


@pytest.mark.parametrize(
    ("cases", "grades", "reason"),
    [
        (0, {}, "Say how many cases were looked at: from 1 to 500."),
        (1, {}, ""),
        (500, {}, ""),
        (501, {}, "Say how many cases were looked at: from 1 to 500."),
        (3, {"good": 2, "requires": 1}, ""),
        (4, {"good": 2, "requires": 1}, ""),
        (2, {"good": 2, "requires": 1}, "3 grades were given to 2 cases."),
        (1, {"good": 2}, "2 grades were given to 1 case."),
    ],
)
def test_no_more_grades_are_given_than_there_were_cases(
    cases: int, grades: dict[str, int], reason: str
) -> None:
    verdict = counts_fit(cases, grades)

    assert verdict.reason == reason
    assert bool(verdict) is (reason == "")


@pytest.mark.parametrize(
    ("held_on", "earlier", "reason"),
    [
        (TODAY, None, ""),
        (date(2018, 5, 22), None, "An audit is recorded once it was held."),
        (date(2000, 1, 1), None, ""),
        (date(1999, 12, 31), None, "Check the year."),
        (TODAY, date(2018, 5, 20), ""),
        (TODAY, TODAY, "An audit repeats one that was held before it."),
        (date(2018, 5, 19), date(2018, 5, 20), "An audit repeats one that was held before it."),
    ],
)
def test_an_audit_was_held_by_now_and_after_the_one_it_repeats(
    held_on: date, earlier: date | None, reason: str
) -> None:
    assert day_fits(held_on, today=TODAY, earlier=earlier).reason == reason


@pytest.mark.parametrize(
    ("grades", "share"),
    [
        ({}, None),
        ({"good": 0}, None),
        ({"inadequate": 3}, 0),
        ({"outstanding": 1, "good": 1, "requires": 1, "inadequate": 1}, 50),
        ({"good": 1, "requires": 2}, 33),
        ({"good": 2, "requires": 1}, 67),
        ({"good": 1, "requires": 7}, 13),  # 12.5: halves go up
        ({"outstanding": 3, "inadequate": 5}, 38),  # 37.5
        ({"outstanding": 2, "good": 5}, 100),
    ],
)
def test_the_good_are_a_whole_percentage_of_the_graded(grades: dict[str, int], share: int | None) -> None:
    assert good_share(grades) == share
