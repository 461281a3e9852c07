"""Kinds of evidence: how strong each is, and which of them bear a change out."""

import pytest

from registers.rules.evidence import STRENGTH, STRENGTH_WORDS, Kind, bears_out


def test_each_kind_has_its_strength_and_strong_counts_more_than_fair_and_fair_than_weak() -> None:
    words = {kind: STRENGTH_WORDS[STRENGTH[kind]] for kind in Kind}

    assert words == {
        Kind.REAUDIT: "strong",
        Kind.FEEDBACK: "strong",
        Kind.OBSERVATION: "strong",
        Kind.INDICATOR: "fair",
        Kind.FOLLOW_UP: "fair",
        Kind.SURVEY: "fair",
        Kind.DOCUMENT: "weak",
        Kind.ATTENDANCE: "weak",
    }
    assert [STRENGTH_WORDS[one] for one in sorted(STRENGTH_WORDS)] == ["weak", "fair", "strong"]


@pytest.mark.parametrize(
    ("kinds", "enough"),
    [
        ([], False),
        ([Kind.INDICATOR], False),
        ([Kind.ATTENDANCE, Kind.DOCUMENT], False),
        ([Kind.INDICATOR, Kind.SURVEY], True),
        ([Kind.REAUDIT], True),
    ],
)
def test_the_figure_itself_who_came_and_what_was_written_are_not_enough(
    kinds: list[Kind], enough: bool
) -> None:
    assert bears_out(kinds) is enough
