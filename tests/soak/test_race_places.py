"""A sample of the long trial of places: one race without shares and one with, from fixed seeds."""

import pytest

from tests.soak.race_places import Oracle, race


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_people_after_twenty_places_the_first_twenty_get_them_and_the_rest_wait_in_order() -> (
    None
):
    counts = race(1, leave=False)

    assert counts["people"] == 200
    assert counts["pressed_twice"] == 40
    assert counts["asked_at_once"] > 150


@pytest.mark.django_db(transaction=True)
def test_kept_places_are_raced_for_and_the_list_moves_by_itself_while_some_leave_and_others_come() -> None:
    counts = race(2, people=48, places=16, shared=True)

    assert counts["people"] == 48
    assert counts["left"] == 16
    assert counts["moved_up"] > 0


def test_the_oracle_notices_one_place_too_many_and_somebody_who_jumps_the_queue() -> None:
    oracle = Oracle(1, {})
    for booking in (1, 2, 3):
        oracle.heard("book", booking, 7)
    assert oracle.states == {1: "booked", 2: "waiting", 3: "waiting"}
    oracle.heard("cancel", 1, 7)

    with pytest.raises(AssertionError, match="before its turn"):
        oracle.heard("move_up", 3, 7)
