"""Reply rates by group and kind."""

from datetime import date

import pytest

from registers.rules.section_11.duties import Duty
from registers.rules.section_11.progress import Asked, Tally, progress
from registers.rules.section_11.states import State

DUE, TODAY = date(2018, 6, 29), date(2018, 7, 2)


def asked(duty: Duty, kind: str, state: State, due: date = DUE) -> Asked:
    return Asked("An organisation", duty, kind, state, due)


def test_each_group_and_each_kind_in_it_is_counted_with_its_states() -> None:
    found = progress(
        [
            asked(Duty.INVITED, "Sports body", State.SENT),
            asked(Duty.SECTION_11, "Police", State.AGREED),
            asked(Duty.SECTION_11, "Police", State.SENT_BACK),
            asked(Duty.SECTION_11, "Acute hospital trust", State.SUBMITTED),
        ],
        TODAY,
    )

    assert (found.whole.asked, found.whole.replied, found.whole.overdue) == (4, 2, 2)
    assert [(one.duty, one.whole.replied, one.whole.asked) for one in found.groups] == [
        (Duty.SECTION_11, 2, 3),
        (Duty.INVITED, 0, 1),
    ]
    assert [(one.name, one.replied, one.asked) for one in found.groups[0].kinds] == [
        ("Acute hospital trust", 1, 1),
        ("Police", 1, 2),
    ]
    assert found.groups[0].whole.states == {State.AGREED: 1, State.SENT_BACK: 1, State.SUBMITTED: 1}


def test_who_has_more_time_and_whose_day_is_today_is_not_overdue() -> None:
    found = progress(
        [
            asked(Duty.INVITED, "Faith body", State.DRAFT, TODAY),
            asked(Duty.INVITED, "Faith body", State.DRAFT, date(2018, 7, 30)),
            asked(Duty.INVITED, "Faith body", State.DRAFT, date(2018, 7, 1)),
        ],
        TODAY,
    )

    assert found.whole.overdue == 1


@pytest.mark.parametrize(
    ("replied", "out_of", "percent"),
    [(0, 0, None), (0, 3, 0), (3, 3, 100), (1, 3, 33), (2, 3, 67), (1, 8, 13), (999, 1000, 99), (1, 1000, 1)],
)
def test_a_rate_is_whole_and_says_all_of_all_only(replied: int, out_of: int, percent: int | None) -> None:
    assert Tally("Schools", out_of, replied, 0, {}).percent == percent
