"""How long a publication may be held back, and what a reader of a circulated one is told."""

from datetime import UTC, datetime, timedelta

import pytest

from reports.rules.releases import LONGEST, embargo_fits, letter

NOW = datetime(2018, 5, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "for_the_public", "words"),
    [
        (timedelta(0), True, "has passed"),
        (timedelta(minutes=1), True, ""),
        (LONGEST, True, ""),
        (LONGEST + timedelta(minutes=1), True, "check the year"),
        (timedelta(days=1), False, "Only what is published"),
    ],
)
def test_an_embargo_lies_ahead_within_a_year_and_on_publications_alone(
    after: timedelta, for_the_public: bool, words: str
) -> None:
    verdict = embargo_fits(NOW + after, now=NOW, for_the_public=for_the_public)

    assert bool(verdict) is (words == "")
    assert words in verdict.reason


def test_the_letter_says_what_and_where_and_carries_its_marking() -> None:
    told = letter("Board pack Q4", "Official-Sensitive", "https://x.example/wessex/reports/3/")

    assert told.subject == "Board pack Q4 is ready to read"
    assert "https://x.example/wessex/reports/3/" in told.text
    assert told.text.rstrip().endswith("Official-Sensitive.")
