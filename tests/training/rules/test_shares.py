"""Shares of places: whole, fair, kept for those they are for, and never more than there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.shares import Places, next_in, shared_out

HEALTH, POLICE, SCHOOLS = 1, 2, 3


def test_places_left_over_go_to_the_largest_remainders() -> None:
    """Of 20 places for 640, 300 and 60 staff, 12.8, 6 and 1.2 are due."""
    assert shared_out(20, {HEALTH: 640, POLICE: 300, SCHOOLS: 60}) == {HEALTH: 13, POLICE: 6, SCHOOLS: 1}


def test_among_equal_remainders_the_larger_agency_comes_first_and_then_the_smaller_key() -> None:
    assert shared_out(1, {HEALTH: 10, POLICE: 10}) == {HEALTH: 1, POLICE: 0}
    assert shared_out(2, {HEALTH: 10, POLICE: 30}) == {HEALTH: 0, POLICE: 2}


@pytest.mark.parametrize(("places", "headcounts"), [(20, {}), (20, {HEALTH: 0}), (0, {HEALTH: 5})])
def test_without_staff_or_places_nobody_has_a_share(places: int, headcounts: dict[int, int]) -> None:
    assert set(shared_out(places, headcounts).values()) <= {0}


@given(
    st.integers(1, 500),
    st.dictionaries(st.integers(1, 9), st.integers(0, 20_000), min_size=1).filter(
        lambda one: sum(one.values())
    ),
)
def test_shares_add_up_and_none_is_a_place_away_from_its_due(places: int, headcounts: dict[int, int]) -> None:
    shares = shared_out(places, headcounts)

    assert sum(shares.values()) == places
    staff = sum(headcounts.values())
    for key, number in headcounts.items():
        assert abs(shares[key] * staff - places * number) < staff


def test_an_agency_takes_its_own_share_first_and_then_what_is_nobodys() -> None:
    places = Places(10, kept={HEALTH: 4, POLICE: 3}, taken={HEALTH: 4})

    assert places.free_for(HEALTH) == 3
    assert places.free_for(POLICE) == 6
    assert places.free_for(SCHOOLS) == 3


def test_a_place_kept_for_one_agency_is_not_given_to_another() -> None:
    places = Places(4, kept={HEALTH: 3}, taken={POLICE: 1})

    assert places.free_for(POLICE) == 0
    assert places.free_for(HEALTH) == 3


def test_what_an_agency_took_beyond_its_share_came_out_of_the_pool() -> None:
    assert Places(10, kept={HEALTH: 4, POLICE: 3}, taken={HEALTH: 6}).free_for(SCHOOLS) == 1


def test_shares_for_more_places_than_there_are_never_oversell() -> None:
    places = Places(3, kept={HEALTH: 3, POLICE: 3}, taken={HEALTH: 3})

    assert places.free_for(POLICE) == 0
    assert places.free == 0


def test_what_was_taken_beyond_a_share_or_kept_beyond_what_there_is_takes_nothing_from_others() -> None:
    assert Places(3, taken={HEALTH: 4}).free == 0
    assert Places(10, kept={HEALTH: 3}, taken={HEALTH: 5}).free_for(HEALTH) == 5
    assert Places(3, kept={HEALTH: 3, POLICE: 3}).free_for(HEALTH) == 3


def test_without_shares_the_first_who_wait_are_next() -> None:
    assert next_in(Places(3, taken={POLICE: 1}), [(7, HEALTH), (8, POLICE), (9, HEALTH)]) == [7, 8]


def test_who_may_have_the_place_gets_it_before_who_waited_longer_and_may_not() -> None:
    places = Places(3, kept={HEALTH: 2}, taken={POLICE: 1})

    assert next_in(places, [(7, POLICE), (8, HEALTH), (9, POLICE), (10, HEALTH), (11, HEALTH)]) == [8, 10]


agencies = st.integers(1, 4)


@given(
    st.integers(1, 12),
    st.dictionaries(agencies, st.integers(0, 6)),
    st.lists(agencies, max_size=30),
)
def test_whatever_is_kept_places_are_never_oversold_and_order_holds_within_an_agency(
    capacity: int, kept: dict[int, int], asking: list[int]
) -> None:
    waiting = list(enumerate(asking))
    places = Places(capacity, kept)

    moved = next_in(places, waiting)

    assert len(moved) <= capacity
    for agency in set(asking):
        own = [key for key, of in waiting if of == agency]
        assert [key for key in moved if key in own] == own[: len([key for key in moved if key in own])]
    for key in moved:
        places = places.with_one_for(asking[key])
    for key, agency in waiting:
        assert key in moved or places.free_for(agency) == 0
