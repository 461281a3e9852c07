"""The last cycle's answers in this one: what takes up what, how an answer begins, and what it is beside the last."""

import pytest

from registers.rules.section_11.answering import Written
from registers.rules.section_11.carrying import Mark, carried, forebears, mark_of

POLICY = Written(2, words="A policy of 2016.")
LEAD = Written(3, words="A lead is named.")
NO_STAFF = Written(not_applicable=True, why_not="No staff.")


def test_a_standard_takes_up_itself_where_the_version_is_the_same() -> None:
    assert forebears(7, {}, {6, 7}) == (7,)


def test_what_a_standard_takes_up_is_found_by_way_of_versions_between() -> None:
    assert forebears(30, {30: [20, 21], 20: [10], 21: [11, 12]}, {10, 11, 12}) == (10, 11, 12)


def test_a_crosswalk_that_runs_in_a_circle_ends() -> None:
    assert forebears(3, {3: [2], 2: [3]}, {1}) == ()


@pytest.mark.parametrize(
    ("earlier", "same_scale", "begins"),
    [
        ([], True, Written()),
        ([Written()], True, Written()),
        ([POLICY], True, POLICY),
        ([POLICY], False, Written(words="A policy of 2016.")),
        ([POLICY, LEAD], True, Written(words="A policy of 2016.\n\nA lead is named.")),
        ([POLICY, POLICY], True, Written(words="A policy of 2016.")),
        ([POLICY, Written()], True, Written(words="A policy of 2016.")),
        ([NO_STAFF], True, NO_STAFF),
        ([NO_STAFF, NO_STAFF], False, NO_STAFF),
        ([NO_STAFF, POLICY], True, Written(words="A policy of 2016.")),
    ],
)
def test_how_an_answer_begins(earlier: list[Written], same_scale: bool, begins: Written) -> None:
    assert carried(earlier, same_scale=same_scale) == begins


@pytest.mark.parametrize(
    ("now", "earlier", "same_scale", "mark"),
    [
        (Written(), [POLICY], True, None),
        (LEAD, [], True, Mark.NEW),
        (POLICY, [POLICY], True, Mark.SAME),
        (Written(3, words=POLICY.words), [POLICY], True, Mark.CHANGED),
        (Written(1, words=POLICY.words), [POLICY], False, Mark.SAME),
        (LEAD, [POLICY], False, Mark.CHANGED),
        (Written(2, words="A policy of 2016.\n\nA lead is named."), [POLICY, LEAD], True, Mark.SAME),
    ],
)
def test_what_an_answer_is_beside_the_last_cycles(
    now: Written, earlier: list[Written], same_scale: bool, mark: Mark | None
) -> None:
    assert mark_of(now, earlier, same_scale=same_scale) is mark
