"""Whether a recommendation is carried out and stuck: complete is not embedded."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.rules.actions import State
from training.rules.embedding import (
    CARRIED_WORDS,
    Carried,
    Done,
    Looked,
    can_be_tested,
    carried,
    still_to_test,
)

TODAY = date(2018, 5, 21)
FINISHED = date(2018, 1, 15)
OPEN = Done("A-1", State.OPEN)
COMPLETE = Done("A-2", State.COMPLETE, FINISHED, 7)
STUCK = Done("A-3", State.EMBEDDED, FINISHED, 8)
DROPPED = Done("A-4", State.DROPPED)


@pytest.mark.parametrize(
    ("actions", "looks", "expected"),
    [
        ((), (), Carried.NO_ACTION),
        ((DROPPED,), (), Carried.NO_ACTION),
        ((OPEN,), (), Carried.UNDER_WAY),
        ((COMPLETE, OPEN), (), Carried.UNDER_WAY),
        ((COMPLETE,), (), Carried.COMPLETE),
        ((COMPLETE, DROPPED), (), Carried.COMPLETE),
        # That each action stuck is not yet that the recommendation did.
        ((STUCK,), (), Carried.COMPLETE),
        ((COMPLETE,), (Looked(date(2018, 4, 10), True),), Carried.EMBEDDED),
        ((COMPLETE,), (Looked(date(2018, 4, 10), False),), Carried.NOT_EMBEDDED),
        ((COMPLETE,), (Looked(FINISHED, True),), Carried.EMBEDDED),
        ((COMPLETE,), (Looked(FINISHED - timedelta(days=1), True),), Carried.COMPLETE),
        (
            (COMPLETE,),
            (Looked(date(2018, 4, 10), False), Looked(date(2018, 5, 2), True)),
            Carried.EMBEDDED,
        ),
        (
            (COMPLETE,),
            (Looked(date(2018, 5, 2), False), Looked(date(2018, 4, 10), True)),
            Carried.NOT_EMBEDDED,
        ),
        ((COMPLETE, OPEN), (Looked(date(2018, 4, 10), True),), Carried.UNDER_WAY),
        ((), (Looked(date(2018, 4, 10), True),), Carried.NO_ACTION),
    ],
)
def test_a_recommendation_has_come_as_far_as_its_actions_and_the_last_look_say(
    actions: Sequence[Done], looks: Sequence[Looked], expected: Carried
) -> None:
    assert carried(actions, looks) is expected


@given(
    st.lists(st.sampled_from([OPEN, COMPLETE, STUCK, DROPPED]), max_size=5),
    st.lists(st.builds(Looked, st.dates(date(2017, 1, 1), TODAY), st.booleans()), max_size=4),
)
def test_nothing_is_embedded_without_a_look_that_said_so_after_all_was_finished(
    actions: list[Done], looks: list[Looked]
) -> None:
    if carried(actions, looks) is Carried.EMBEDDED:
        assert OPEN not in actions
        assert any(one.embedded and one.on >= FINISHED for one in looks)


@pytest.mark.parametrize(
    ("actions", "by_id", "tested_on", "why"),
    [
        ((), 1, TODAY, "No action carries it out yet"),
        ((DROPPED,), 1, TODAY, "No action carries it out yet"),
        ((OPEN, COMPLETE), 1, TODAY, "A-1 is under way"),
        ((COMPLETE,), 7, TODAY, "You said that A-2 was done: somebody else looks"),
        ((COMPLETE, STUCK), 8, TODAY, "You said that A-3 was done"),
        ((COMPLETE,), 1, FINISHED - timedelta(days=1), "finished on 15 January 2018"),
        ((COMPLETE,), 1, TODAY + timedelta(days=1), "still to come"),
        ((COMPLETE,), 1, FINISHED, ""),
        ((COMPLETE, DROPPED), 1, TODAY, ""),
    ],
)
def test_what_is_finished_is_tested_later_and_not_by_who_finished_it(
    actions: Sequence[Done], by_id: int, tested_on: date, why: str
) -> None:
    verdict = can_be_tested(actions, by_id=by_id, tested_on=tested_on, today=TODAY)

    assert bool(verdict) is not bool(why)
    assert why in verdict.reason


@pytest.mark.parametrize(
    ("revisit_on", "looked_at", "waits"),
    [
        (None, (), False),
        (date(2018, 4, 1), (), True),
        (date(2018, 4, 1), (date(2018, 3, 31),), True),
        (date(2018, 4, 1), (date(2018, 4, 1),), False),
        (date(2018, 4, 1), (date(2018, 3, 1), date(2018, 4, 20)), False),
    ],
)
def test_a_day_to_look_waits_until_a_look_is_entered_on_it_or_later(
    revisit_on: date | None, looked_at: Sequence[date], waits: bool
) -> None:
    assert still_to_test(revisit_on, looked_at) is waits


def test_every_state_has_its_words() -> None:
    assert set(CARRIED_WORDS) == set(Carried)
