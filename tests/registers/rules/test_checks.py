"""The standing checks as rules: what each finds, what it leaves alone, and for which cause a dismissal holds."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from registers.rules.checks import ActionFacts, Check, Finding, RiskFacts, Scored, findings
from registers.rules.risks import Level

TODAY = date(2018, 5, 21)


def at(day: int, month: int, year: int = 2018, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo("Europe/London"))


def scored(*scores: int) -> tuple[Scored, ...]:
    """Scores of one a month, the first in January."""
    return tuple(Scored(100 + month, at(10, month), score) for month, score in enumerate(scores, 1))


#: Nothing about it is worth a second look: scored once, looked at this year, with an action under way.
SOUND = RiskFacts(
    key=4,
    reference="R-04",
    title="Conferences are held late",
    level=Level.HIGH,
    scores=scored(12),
    controls=(),
    looked_at_on=date(2018, 4, 3),
    actions=1,
    open_actions=1,
)


def found(**facts: Any) -> list[Finding]:
    return list(findings([replace(SOUND, **facts)], [], TODAY))


def kinds(**facts: Any) -> list[Check]:
    return [one.check for one in found(**facts)]


def test_a_sound_risk_is_not_looked_at_twice() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("scores", "controls", "worth"),
    [
        ((16, 12), (), True),
        ((16, 12), (at(9, 1),), True),  # it was part of the score of 16
        ((16, 12), (at(10, 1),), True),
        ((16, 12), (at(10, 1, hour=13),), False),
        ((16, 12), (at(1, 3),), False),
        ((16, 12, 9), (at(1, 2),), True),
        ((16, 12, 9), (at(1, 3),), False),
        ((12, 16), (), False),
        ((12, 12), (), False),
        ((16, 12, 16), (), False),
        ((16, 12, 20), (), False),
        ((20, 12, 16), (), True),
        ((16, 12, 12), (), True),
        ((12,), (), False),
    ],
)
def test_a_lowered_score_wants_a_control_added_since_the_score_before(
    scores: tuple[int, ...], controls: tuple[datetime, ...], worth: bool
) -> None:
    assert (Check.LOWERED in kinds(scores=scored(*scores), controls=controls)) is worth


def test_a_lowered_score_is_told_with_both_days() -> None:
    (one,) = found(scores=scored(16, 12))

    assert one.words == (
        "Lowered from 16 to 12 on 10 February 2018. No control was added since it scored 16, on 10 January 2018."
    )
    assert (one.key, one.kind, one.mark) == (4, "risk", "102")


@pytest.mark.parametrize(
    ("level", "open_actions", "worth"),
    [
        (Level.EXTREME, 0, True), (Level.HIGH, 0, True), (Level.MODERATE, 0, False), (Level.LOW, 0, False),
        (Level.EXTREME, 1, False), (Level.HIGH, 2, False),
    ],
)  # fmt: skip
def test_a_grave_risk_wants_an_action_under_way(level: Level, open_actions: int, worth: bool) -> None:
    assert (Check.NO_ACTION in kinds(level=level, open_actions=open_actions)) is worth


@pytest.mark.parametrize(
    ("tolerated", "until", "worth"),
    [
        (True, date(2018, 5, 21), False),
        (True, date(2018, 5, 20), True),
        (True, None, True),
        (False, None, True),
    ],
)
def test_a_grave_risk_the_board_has_accepted_for_now_wants_none(
    tolerated: bool, until: date | None, worth: bool
) -> None:
    checks = kinds(open_actions=0, tolerated=tolerated, accepted_until=until)

    assert (Check.NO_ACTION in checks) is worth


@pytest.mark.parametrize(
    ("actions", "words"),
    [
        (0, "Scores 12, high. Nothing was agreed to be done about it."),
        (1, "Scores 12, high. Its only action has ended."),
        (2, "Scores 12, high. All 2 of its actions have ended."),
        (3, "Scores 12, high. All 3 of its actions have ended."),
    ],
)
def test_a_grave_risk_without_an_action_says_whether_there_ever_was_one(actions: int, words: str) -> None:
    (one,) = found(actions=actions, open_actions=0)

    assert one.words == words


def test_a_risk_has_no_actions_unless_they_are_given() -> None:
    bare = RiskFacts(4, "R-04", "Conferences are held late", Level.HIGH, scored(12), (), date(2018, 4, 3))
    (one,) = findings([bare], [], TODAY)

    assert one.words == "Scores 12, high. Nothing was agreed to be done about it."


def test_an_acceptance_without_an_end_is_worth_a_look_and_so_is_one_that_is_over() -> None:
    (endless,) = found(tolerated=True, accepted_at=at(1, 3))
    (over,) = found(tolerated=True, accepted_until=date(2018, 5, 20))

    assert (endless.check, over.check) == (Check.NO_EXPIRY, Check.EXPIRED)
    assert endless.words == "Accepted on 1 March 2018 with no day on which to decide again."
    assert over.words == "Accepted until 20 May 2018, and not decided on since."
    assert kinds(tolerated=True, accepted_until=TODAY) == []


@pytest.mark.parametrize(
    ("looked_at", "worth"),
    [(date(2017, 11, 19), False), (date(2017, 11, 18), True), (date(2016, 1, 1), True)],
)
def test_two_quarters_without_a_review_are_worth_a_look(looked_at: date, worth: bool) -> None:
    assert (Check.NO_REVIEW in kinds(looked_at_on=looked_at)) is worth


def test_a_review_that_goes_on_failing_is_found_anew_after_two_more_quarters() -> None:
    (one,) = findings([replace(SOUND, looked_at_on=date(2017, 11, 1))], [], TODAY)
    (soon,) = findings([replace(SOUND, looked_at_on=date(2017, 11, 1))], [], date(2018, 9, 1))
    (later,) = findings([replace(SOUND, looked_at_on=date(2017, 11, 1))], [], date(2018, 11, 5))

    assert one.mark == soon.mark
    assert later.mark != one.mark


def test_an_action_said_to_be_complete_wants_evidence() -> None:
    bare = ActionFacts(7, "A-7", "Open one desk", at(3, 5), 0)
    (one,) = findings([], [bare, replace(bare, key=8, evidence=1)], TODAY)

    assert (one.check, one.kind, one.key, one.reference) == (Check.NO_EVIDENCE, "action", 7, "A-7")
    assert one.words == "Said to be complete on 3 May 2018; nothing bears it out."


def test_a_new_cause_is_a_new_finding() -> None:
    """What was let stand holds for its mark: each of these causes has one of its own."""
    lowered = {found(scores=scored(*scores), actions=1)[0].mark for scores in ((16, 12), (16, 12, 9))}
    idle = {found(open_actions=0, actions=actions)[0].mark for actions in (0, 1)}
    rescored = {found(open_actions=0, scores=scored(*scores))[0].mark for scores in ((12,), (12, 15))}
    over = {
        found(tolerated=True, accepted_until=day)[0].mark for day in (date(2018, 5, 1), date(2018, 5, 20))
    }
    endless = {found(tolerated=True, accepted_at=day)[0].mark for day in (at(1, 3), at(1, 4), None)}

    assert [len(marks) for marks in (lowered, idle, rescored, over, endless)] == [2, 2, 2, 2, 3]


def test_findings_come_by_check_gravest_first_and_then_as_given() -> None:
    first = replace(SOUND, key=1, reference="R-01", looked_at_on=date(2017, 1, 1), open_actions=0)
    second = replace(SOUND, key=2, reference="R-02", scores=scored(16, 12), looked_at_on=date(2017, 1, 1))

    assert [(one.check, one.reference) for one in findings([first, second], [], TODAY)] == [
        (Check.LOWERED, "R-02"),
        (Check.NO_ACTION, "R-01"),
        (Check.NO_REVIEW, "R-01"),
        (Check.NO_REVIEW, "R-02"),
    ]
