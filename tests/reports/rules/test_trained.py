"""People trained as the public reads them: no small number stands there, and none can be worked out."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.trained import HIDDEN, Line, printed, total


def test_nothing_small_nothing_hidden_and_zero_is_shown() -> None:
    lines = [Line("Health", (41, 60, 90)), Line("Police", (0, 6, 6))]

    assert printed(lines, highest=5) == (("Health", ("41", "60", "90")), ("Police", ("0", "6", "6")))


def test_a_small_number_takes_its_line_and_the_next_larger_one_with_it() -> None:
    lines = [Line("Health", (40, 60, 90)), Line("LADO", (1, 0, 1)), Line("Police", (9, 12, 20))]

    assert printed(lines, highest=5) == (
        ("Health", ("40", "60", "90")),
        ("LADO", (HIDDEN, "0", HIDDEN)),
        ("Police", (HIDDEN, HIDDEN, HIDDEN)),
    )


@pytest.mark.parametrize("small", [1, 5])
def test_two_small_numbers_do_not_cover_each_other(small: int) -> None:
    """The total would leave ten over for two numbers of at most five."""
    lines = [Line("Health", (40,)), Line("LADO", (small,)), Line("Police", (small,))]

    assert {cells for _, cells in printed(lines, highest=5)} == {(HIDDEN,)}


def test_a_column_that_hides_no_small_number_takes_no_further_line() -> None:
    lines = [Line("Health", (40, 60)), Line("LADO", (1, 0)), Line("Police", (9, 0))]

    assert printed(lines, highest=5)[0] == ("Health", ("40", "60"))


def test_what_is_shown_is_rounded_as_the_board_has_it() -> None:
    assert printed([Line("Health", (43, 1_038, 90))], highest=7, round_to=5) == (
        ("Health", ("45", "1,040", "90")),
    )


@pytest.mark.parametrize(("number", "said"), [(0, "0"), (1, HIDDEN), (5, HIDDEN), (6, "6"), (1_201, "1,201")])
def test_a_total_that_is_small_is_hidden_itself(number: int, said: str) -> None:
    assert total(number, highest=5) == said


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4).filter(lambda numbers: sum(numbers) > 5))
def test_no_hidden_small_number_follows_from_the_total_of_its_column(numbers: list[int]) -> None:
    lines = [Line(str(place), (number,)) for place, number in enumerate(numbers)]
    told = [cells[0] for _, cells in printed(lines, highest=5)]
    hidden = [number for number, cell in zip(numbers, told, strict=True) if cell == HIDDEN]
    left = sum(hidden)

    assert all(number > 5 or cell in ("0", HIDDEN) for number, cell in zip(numbers, told, strict=True))
    if hidden and len(hidden) < len([one for one in numbers if one]):
        ways = {one for one in product(range(1, left + 1), repeat=len(hidden)) if sum(one) == left}
        for place in range(len(hidden)):
            assert len({way[place] for way in ways}) > 1
