"""By when a figure is to be explained."""

from datetime import date

import pytest

from scorecard.rules.answering import explain_by

#: A Monday with no holiday in the two weeks after it.
ASKED = date(2018, 6, 4)


@pytest.mark.parametrize(
    ("return_due", "by"),
    [
        (None, date(2018, 6, 18)),
        (date(2018, 6, 11), date(2018, 6, 18)),
        (date(2018, 6, 18), date(2018, 6, 18)),
        (date(2018, 7, 14), date(2018, 7, 14)),
    ],
)
def test_a_figure_is_explained_with_its_return_and_never_within_less_than_ten_working_days(
    return_due: date | None, by: date
) -> None:
    assert explain_by(asked_on=ASKED, return_due=return_due) == by
