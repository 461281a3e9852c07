"""How far scores lie apart, what looks too good, which reasons are wanted, and by when moderation is owed."""

from datetime import date

import pytest

from registers.rules.section_11.moderation import Scored, all_top, due_by, left_to_do, may_give
from registers.rules.section_11.scales import Scale

FOUR, THREE = Scale.NOUGHT_TO_THREE, Scale.RED_AMBER_GREEN


@pytest.mark.parametrize(
    ("scored", "gap", "large", "changed", "in_force"),
    [
        (Scored(3), None, False, False, 3),
        (Scored(3, moderated=1), None, False, False, 3),
        (Scored(3, moderated=3, looked_at=True), 0, False, False, 3),
        (Scored(3, moderated=2, looked_at=True), 1, False, True, 2),
        (Scored(3, moderated=1, looked_at=True), 2, True, True, 1),
        (Scored(0, moderated=2, looked_at=True), -2, True, True, 2),
        (Scored(None, not_applicable=True, looked_at=True), None, False, False, None),
        (Scored(None, not_applicable=True, moderated=1, looked_at=True), None, False, True, 1),
        (Scored(None, moderated=0, looked_at=True), None, False, True, 0),
    ],
)
def test_two_scores_are_told_apart(
    scored: Scored, gap: int | None, large: bool, changed: bool, in_force: int | None
) -> None:
    assert (scored.gap, scored.is_large, scored.is_changed, scored.in_force) == (
        gap,
        large,
        changed,
        in_force,
    )


def test_a_gap_falls_short_of_the_best_level_by_the_score_that_counts() -> None:
    assert Scored(2).falls_short(FOUR)
    assert not Scored(2).falls_short(THREE)
    assert Scored(2, moderated=1, looked_at=True).falls_short(THREE)
    assert not Scored(None, not_applicable=True).falls_short(FOUR)


def test_best_throughout_needs_every_standard_that_applies_and_at_least_one() -> None:
    nothing = Scored(None, not_applicable=True)
    assert all_top([Scored(3), nothing, Scored(3)], FOUR)
    assert not all_top([Scored(3), Scored(2)], FOUR)
    assert not all_top([Scored(3), Scored(None)], FOUR)
    assert not all_top([nothing], FOUR)
    assert all_top([Scored(2)], THREE)


def test_what_was_moderated_before_it_was_sent_back_is_left_to_do() -> None:
    assert left_to_do([Scored(3, moderated=2), Scored(3, moderated=3, looked_at=True)]) == 1


@pytest.mark.parametrize(
    ("own", "score", "why", "reason"),
    [
        (Scored(3), 3, "", ""),
        (Scored(3), 1, "No audit is shown.", ""),
        (Scored(3), 1, "  ", "Say why the score is another than the organisation’s own."),
        (Scored(3), 4, "Splendid.", "That is no level of this cycle’s scale."),
        (
            Scored(3),
            None,
            "",
            "That a standard does not apply is the organisation’s to say. Give it a score.",
        ),
        (Scored(None, not_applicable=True), None, "", ""),
        (
            Scored(None, not_applicable=True),
            0,
            "",
            "Say why the score is another than the organisation’s own.",
        ),
        (Scored(None, not_applicable=True), 0, "It has two volunteers.", ""),
        (Scored(None), 0, "Nothing is written.", ""),
    ],
)
def test_another_score_than_the_own_wants_a_reason(
    own: Scored, score: int | None, why: str, reason: str
) -> None:
    assert may_give(FOUR, own, score, why).reason == reason


@pytest.mark.parametrize(
    ("panel", "report", "due"),
    [
        (date(2018, 7, 10), date(2018, 9, 1), date(2018, 7, 10)),
        (None, date(2018, 9, 1), date(2018, 9, 1)),
        (None, None, date(2018, 7, 27)),
        (date(2018, 6, 29), date(2018, 9, 1), date(2018, 9, 1)),
        (date(2018, 6, 1), None, date(2018, 7, 27)),
    ],
)
def test_moderation_is_due_by_the_panel_or_the_report_or_twenty_working_days(
    panel: date | None, report: date | None, due: date
) -> None:
    assert due_by(panel_on=panel, report_on=report, submitted_on=date(2018, 6, 29)) == due


@pytest.mark.parametrize("score", [-1, 3])
def test_what_is_no_level_of_the_scale_is_refused_whatever_the_reason(score: int) -> None:
    verdict = may_give(THREE, Scored(1), score, "An audit says so.")

    assert verdict.reason == "That is no level of this cycle’s scale."
