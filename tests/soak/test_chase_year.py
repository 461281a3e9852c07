"""A sample of the long trial of chasing: six weeks, ten people and forty things owed, from a fixed seed."""

import pytest

from tests.soak.chase_year import year


@pytest.mark.django_db(transaction=True)
def test_weeks_in_which_broker_and_mail_server_fail_forget_nobody_and_write_to_nobody_twice_a_day() -> None:
    counts = year(3, people=10, obligations=40, days=42)

    assert counts["digests arrived"] > 40
    assert counts["rungs reached"] > 15
    assert counts["days: broker lost"] > 0
    assert counts["letters: unknown"] > 0
    assert counts["letters: refused"] + counts["letters: lapsed"] > 0
