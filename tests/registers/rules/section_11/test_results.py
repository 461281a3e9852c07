"""How standards are met, which are weakest, and what changed since the cycle before."""

from hypothesis import given
from hypothesis import strategies as st

from registers.rules.section_11.results import Change, Met, as_today, met, takes_up, weakest

LEADERS, SAFER = 1, 2


def test_a_standard_counts_those_with_a_score_at_each_level() -> None:
    found = met([LEADERS, SAFER], {7: {LEADERS: 2, SAFER: 0}, 8: {LEADERS: 2}}, levels=3, before=None)

    assert found == (Met(LEADERS, (0, 0, 2)), Met(SAFER, (1, 0, 0)))
    assert (found[0].fully, found[0].scored, found[1].fully, found[1].scored) == (2, 2, 0, 1)


def test_only_organisations_with_a_score_in_both_cycles_are_compared() -> None:
    now = {7: {LEADERS: 2}, 8: {LEADERS: 1}, 9: {LEADERS: 0}, 10: {LEADERS: 1}}
    before = {7: {LEADERS: 1}, 8: {LEADERS: 1}, 9: {LEADERS: 2}, 11: {LEADERS: 0}}

    (found,) = met([LEADERS], now, levels=3, before=before)

    assert found.change == Change(better=1, same=1, worse=1)
    assert met([LEADERS], now, levels=3, before={11: {LEADERS: 0}})[0].change is None


def test_the_smallest_share_fully_met_is_weakest_then_who_has_more_at_the_bottom() -> None:
    half = Met(1, (0, 1, 1))
    half_with_red = Met(2, (1, 0, 1))
    none, nobody, all_met = Met(3, (0, 5, 0)), Met(4, (0, 0, 0)), Met(5, (0, 0, 3))

    order = weakest([nobody, all_met, half, half_with_red, none])

    assert [one.standard for one in order] == [3, 2, 1, 5, 4]


def test_a_standard_takes_up_earlier_ones_over_versions_between() -> None:
    taken = takes_up([31, 32, 33, 1], [(31, 21), (21, 11), (32, 12), (32, 13)], [1, 11, 12, 13])

    assert taken == {31: {11}, 32: {12, 13}, 33: frozenset(), 1: {1}}


def test_crosswalks_in_a_ring_come_to_an_end() -> None:
    assert takes_up([1], [(1, 2), (2, 1)], [3]) == {1: frozenset()}


def test_what_was_two_standards_is_compared_by_the_lower_and_not_where_one_had_no_score() -> None:
    taken = {31: frozenset({11, 12}), 32: frozenset({13}), 33: frozenset[int]()}

    assert as_today({11: 2, 12: 1, 13: 0}, taken) == {31: 1, 32: 0}
    assert as_today({11: 2, 13: 0}, taken) == {32: 0}


@given(
    st.dictionaries(st.integers(1, 9), st.dictionaries(st.integers(1, 3), st.integers(0, 3))),
    st.dictionaries(st.integers(1, 9), st.dictionaries(st.integers(1, 3), st.integers(0, 3))),
)
def test_every_score_is_counted_once_and_every_pair_compared_once(
    now: dict[int, dict[int, int]], then: dict[int, dict[int, int]]
) -> None:
    for one in met([1, 2, 3], now, levels=4, before=then):
        assert one.scored == sum(one.standard in each for each in now.values())
        pairs = [who for who in now if one.standard in now[who] and one.standard in then.get(who, {})]
        assert (one.change.compared if one.change else 0) == len(pairs)


def test_standards_nobody_scored_come_last_in_their_own_order() -> None:
    found = met((3, 1, 2), {7: {2: 1}}, levels=3, before=None)

    assert [one.standard for one in weakest(found)] == [2, 3, 1]
