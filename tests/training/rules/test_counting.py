"""Counting places: the Leicester table with its three denominators, and a test for each way to count them wrong."""

from decimal import Decimal

import pytest

from training.rules.bookings import State
from training.rules.counting import (
    Place,
    Standing,
    Tally,
    attended_of_booked,
    attended_of_capacity,
    booked_who_attended,
    by_agency,
    did_not_come,
    standing,
    tally,
)


def places(number: int, state: State, **kwargs: bool) -> list[Place]:
    return [Place("S-1", "County Health", state, **kwargs)] * number


#: Leicester, Leicestershire and Rutland, April to June 2016: 304 came, 35 of them not booked.
LEICESTER = [
    *places(304 - 35, State.ATTENDED),
    *places(35, State.ATTENDED, walk_in=True),
    *places(20, State.NO_SHOW),
    *places(29, State.CANCELLED),
]


def test_the_leicester_table_has_three_figures_each_with_what_it_is_out_of() -> None:
    found = tally(LEICESTER)

    assert (found.came, found.booked, found.substitutes) == (304, 318, 0)
    kept, attendance, fill = (
        booked_who_attended(found),
        attended_of_booked(found),
        attended_of_capacity(found, 393),
    )
    assert (kept.part, kept.whole, kept.percent) == (269, 318, Decimal("84.6"))
    assert (attendance.part, attendance.whole, attendance.percent) == (304, 318, Decimal("95.6"))
    assert (fill.part, fill.whole, fill.percent) == (304, 393, Decimal("77.4"))
    assert round(attendance.percent) == 96
    assert round(fill.percent) == 77
    assert [one.of for one in (kept, attendance, fill)] == [
        "booked and attended",
        "attended, walk-ins included",
        "attended, walk-ins included",
    ]
    assert [one.out_of for one in (kept, attendance, fill)] == ["booked", "booked", "places there were"]


def test_a_walk_in_is_in_the_second_figure_and_not_in_the_first() -> None:
    before, after = tally(LEICESTER), tally([*LEICESTER, *places(1, State.ATTENDED, walk_in=True)])

    assert booked_who_attended(after) == booked_who_attended(before)
    assert attended_of_booked(after).part == attended_of_booked(before).part + 1
    assert after.booked == before.booked


def test_a_cancelled_booking_was_a_booking() -> None:
    found = tally([*places(3, State.ATTENDED), *places(1, State.CANCELLED)])

    assert (found.attended, found.booked) == (3, 4)
    assert booked_who_attended(found).percent == Decimal("75.0")


def test_a_late_cancellation_is_no_no_show() -> None:
    found = tally([*places(8, State.ATTENDED), *places(1, State.NO_SHOW), *places(1, State.CANCELLED_LATE)])

    assert (did_not_come(found).part, found.cancelled_late, found.booked) == (1, 1, 10)


def test_a_place_passed_on_to_a_substitute_is_one_place() -> None:
    found = tally(
        [*places(1, State.SUBSTITUTED), *places(1, State.ATTENDED, substitute=True)],
    )

    assert (found.booked, found.attended, found.substitutes) == (1, 1, 1)


@pytest.mark.parametrize("state", [State.ASKED, State.WAITING, State.DECLINED, State.BOOKED])
def test_nobody_booked_who_never_had_a_place_or_whose_outcome_is_unknown(state: State) -> None:
    assert tally(places(1, state)) == Tally()


def test_who_gave_up_waiting_cancelled_no_place() -> None:
    assert tally(places(1, State.CANCELLED, given=False)) == Tally()


def test_agencies_add_up_to_the_whole_and_those_without_places_are_left_out() -> None:
    every = [
        *LEICESTER,
        Place("S-2", "County Police", State.NO_SHOW),
        Place("S-2", "Schools", State.WAITING),
    ]

    parts = by_agency(every)

    assert list(parts) == ["County Health", "County Police"]
    assert sum(parts.values(), Tally()) == tally(every)


def test_a_session_without_bookings_has_no_percentage() -> None:
    assert booked_who_attended(Tally()).percent is None


@pytest.mark.parametrize(
    ("cancelled", "closed", "begun", "expected"),
    [
        (True, False, True, Standing.CANCELLED),
        (True, True, True, Standing.CANCELLED),
        (False, False, True, Standing.OPEN),
        (False, False, False, Standing.TO_COME),
        (False, True, True, Standing.COUNTED),
    ],
)
def test_a_session_counts_once_its_list_is_closed_and_never_when_cancelled(
    cancelled: bool, closed: bool, begun: bool, expected: Standing
) -> None:
    assert standing(cancelled=cancelled, closed=closed, begun=begun) is expected
