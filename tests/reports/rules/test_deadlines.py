"""By when a step of a report is owed."""

from datetime import date

import pytest

from reports.rules.deadlines import owed_by


@pytest.mark.parametrize(
    ("begun", "meeting_on", "due"),
    [
        (date(2018, 5, 21), None, date(2018, 5, 29)),  # a bank holiday and a weekend lie between
        (date(2018, 5, 21), date(2018, 6, 20), date(2018, 5, 29)),
        (date(2018, 5, 21), date(2018, 5, 24), date(2018, 5, 23)),
        (date(2018, 5, 21), date(2018, 5, 29), date(2018, 5, 25)),  # the Friday before the bank holiday
        (date(2018, 5, 21), date(2018, 5, 21), date(2018, 5, 21)),
    ],
)
def test_five_working_days_and_for_a_pack_the_working_day_before_its_meeting(
    begun: date, meeting_on: date | None, due: date
) -> None:
    assert owed_by(begun, meeting_on) == due
