"""What a reader takes from the numbers of printed lines: parts of a whole, one count twice, what a quarter added."""

from dataclasses import replace

import pytest

from scorecard.rules.figures import Basis
from scorecard.rules.suppression.printed import NUMBER, OUT_OF, REST, Counted
from scorecard.rules.suppression.tables import State
from scorecard.rules.suppression.ties import ties
from tests.scorecard.rules.test_protecting import COUNT, PERCENT, QUARTERS, RATE, a_line

SO_FAR = replace(COUNT, basis=Basis.YEAR_TO_DATE)


def part(key, numbers, facts=COUNT, **words):
    return a_line(key, numbers, facts, whole=False, **words)


def said(*lines):
    """Each tie as its parts and its whole, or as the two counts it says are one: (line, quarter from 1, what)."""
    numbered = {period: n for n, period in enumerate(QUARTERS, start=1)}
    return [
        tuple((key.line, numbered[key.period], key.what) for key, _ in one.terms)
        for one in ties(lines).relations
    ]


def test_parts_that_add_up_to_their_whole_in_every_period_are_its_parts():
    lines = [part("neglect", [3, 12]), part("physical", [20, 14]), a_line("all", [23, 26])]

    assert said(*lines) == [
        (("neglect", n, NUMBER), ("physical", n, NUMBER), ("all", n, NUMBER)) for n in (1, 2)
    ]
    first, _ = ties(lines).relations
    assert first.name == "all, April to June 2016: the parts add up"
    assert first.whole == Counted("all", QUARTERS[0], NUMBER)


def test_parts_that_do_not_add_up_once_are_no_parts():
    assert said(part("boys", [3, 12]), part("girls", [20, 14]), a_line("all", [23, 27])) == []


def test_one_part_by_itself_is_no_part_of_anything():
    assert said(part("boys", [23, 26]), a_line("all", [23, 26])) == []


def test_parts_add_up_in_the_periods_for_which_all_are_told():
    lines = [part("boys", [3, 12, 9]), part("girls", [20, None, 9]), a_line("all", [23, 26, 18])]

    assert [one[0][1] for one in said(*lines)] == [1, 3]


def test_a_part_that_nobody_told_of_leaves_the_rest_untied():
    assert said(part("boys", [3]), part("girls", [None]), a_line("all", [3])) == []


def test_lines_of_different_families_have_nothing_to_add_up_to():
    assert said(part("boys", [3]), part("girls", [20], family="two"), a_line("all", [23])) == []


def test_the_shares_of_one_whole_add_up_to_what_each_is_out_of():
    lines = [part("neglect", [(3, 23)], PERCENT), part("physical", [(20, 23)], PERCENT)]
    numbers = (("neglect", 1, NUMBER), ("physical", 1, NUMBER))

    assert said(*lines)[:2] == [(*numbers, ("neglect", 1, OUT_OF)), (*numbers, ("physical", 1, OUT_OF))]


def test_what_the_parts_are_out_of_adds_up_to_what_the_whole_is_out_of():
    lines = [part("boys", [(3, 10)], PERCENT), part("girls", [(12, 30)], PERCENT)]
    whole = a_line("all", [(15, 40)], PERCENT)

    assert said(*lines, whole) == [
        (("boys", 1, what), ("girls", 1, what), ("all", 1, what)) for what in (NUMBER, OUT_OF)
    ]


def test_populations_are_known_to_everybody_and_tie_nothing():
    lines = [part("boys", [(3, 4_000)], RATE), part("girls", [(20, 6_000)], RATE)]

    assert said(*lines, a_line("all", [(23, 10_000)], RATE)) == [
        (("boys", 1, NUMBER), ("girls", 1, NUMBER), ("all", 1, NUMBER))
    ]


def two(mine, theirs, **words):
    one, other = a_line("hospital", mine, **words), a_line("police", theirs, family="two", **words)
    return said(one, other)


@pytest.mark.parametrize(
    ("mine", "theirs", "alike"),
    [
        ([30, 6, 41, 52], [30, 6, 41, 52], 4),
        ([30, 6, 41, 52, 9], [30, 6, 41, 52, None], 4),
        ([30, 6, 41], [30, 6, 41], 0),  # three could be chance
        ([30, 6, 41, 52, 9], [30, 6, 41, 52, 8], 0),  # they differ once
        ([30, 30, 30, 30], [30, 30, 30, 30], 0),  # always the same number says little
        ([30, 30, 30, 31], [30, 30, 30, 31], 4),
        ([30, None], [None, 6], 0),
    ],
)
def test_counts_that_agree_in_four_periods_and_are_not_always_the_same_number_are_one(mine, theirs, alike):
    assert two(mine, theirs) == [
        (("hospital", n, NUMBER), ("police", n, NUMBER)) for n in range(1, alike + 1)
    ]


def test_counts_of_one_definition_are_one_from_the_first_period_however_it_is_written():
    assert two([30], [30], top="Children on a plan") != []
    assert two([30], [31], top="Children on a plan") == []
    one = a_line("hospital", [30], top="Children on a plan")
    assert said(one, a_line("police", [30], family="two", top="children on a PLAN")) != []
    assert said(one, a_line("police", [30], family="two", top="Children")) == []
    assert said(one, a_line("police", [30], family="two")) == []


def test_what_one_is_out_of_may_be_what_another_counts():
    share = a_line("seen", [(5, 60)], PERCENT, bottom="Children referred")
    count = a_line("referred", [60], family="two", top="Children referred")

    assert said(share, count) == [(("seen", 1, OUT_OF), ("referred", 1, NUMBER))]
    (tie,) = ties([share, count]).relations
    assert tie.name == "seen and referred, April to June 2016: the same count"


def test_each_quarter_added_to_the_year_so_far_what_it_is_more_than_the_one_before():
    line = a_line("referred", [20, 23, 60, 60, 95, 99], SO_FAR)
    table = ties([line])

    assert [(one.key, one.value, one.state) for one in table.cells] == [
        (Counted("referred", QUARTERS[1], "added number"), 3, State.HIDDEN),
        (Counted("referred", QUARTERS[2], "added number"), 37, State.UNPRINTED),
        (Counted("referred", QUARTERS[3], "added number"), 0, State.UNPRINTED),
        # The fifth begins a new year: what it is more than the one before is nobody's count.
        (Counted("referred", QUARTERS[5], "added number"), 4, State.HIDDEN),
    ]
    assert said(line)[0] == (
        ("referred", 1, NUMBER),
        ("referred", 2, "added number"),
        ("referred", 2, NUMBER),
    )
    assert table.relations[0].name == "referred: July to September 2016 less April to June 2016"


def test_of_a_percentage_of_the_year_so_far_each_count_has_its_own_addition():
    line = a_line("in time", [(20, 60), (58, 100)], replace(PERCENT, basis=Basis.YEAR_TO_DATE))

    assert {one.key.what: one.value for one in ties([line]).cells} == {
        f"added {NUMBER}": 38,
        f"added {OUT_OF}": 40,
        f"added {REST}": 2,
    }


@pytest.mark.parametrize("numbers", [[60, 23], [20, None, 60], [None, 23]])
def test_what_became_less_and_what_lies_beside_a_gap_added_nothing_anybody_could_tell(numbers):
    assert ties([a_line("referred", numbers, SO_FAR)]).cells == ()


def test_what_is_not_counted_over_the_year_adds_nothing():
    assert ties([a_line("referred", [20, 23, 60])]).cells == ()
    assert ties([a_line("days", [20, 23], SO_FAR, in_ones=False)]).cells == ()
