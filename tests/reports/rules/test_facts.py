"""Of which years facts are kept, and how a year is said."""

from datetime import date

import pytest

from reports.rules.facts import year_words, years_kept


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2018, 3, 31), 2017),
        (date(2018, 4, 1), 2018),
        (date(2018, 12, 31), 2018),
        (date(2019, 1, 1), 2018),
    ],
)
def test_facts_are_kept_of_the_year_that_runs_from_april_and_of_five_before_it(
    today: date, first: int
) -> None:
    assert years_kept(today) == (first, first - 1, first - 2, first - 3, first - 4, first - 5)


def test_a_year_is_said_by_both_its_calendar_years() -> None:
    assert year_words(2017) == "2017 to 2018"
