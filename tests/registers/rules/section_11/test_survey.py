"""Whatever somebody adds and subtracts of what a survey shows, no group of fewer than ten comes out."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registers.rules.section_11.survey import FEWEST, Said, shown, summed

Places = st.lists(st.integers(0, 25), max_size=6)


def can_be_had(published: list[list[int]], wanted: list[int]) -> bool:
    """The slow oracle: whether a sum of what is published, each times any fraction, is what is wanted (elimination)."""
    rows = [[Fraction(one) for one in row] for row in published]
    target = [Fraction(one) for one in wanted]
    for column in range(len(wanted)):
        pivot = next((row for row in rows if row[column] != 0), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        rows = [
            [a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)] for row in rows
        ]
        target = [a - b * target[column] / pivot[column] for a, b in zip(target, pivot, strict=True)]
    return not any(target)


def small_groups(numbers: list[int]) -> list[list[int]]:
    """Every group of places with one to nine answers in all, as noughts and ones."""
    everybody = range(len(numbers))
    return [
        [int(place in group) for place in everybody]
        for size in range(1, len(numbers) + 1)
        for group in combinations(everybody, size)
        if 0 < sum(numbers[place] for place in group) < FEWEST
    ]


@settings(max_examples=150, deadline=None)
@given(Places)
def test_no_small_group_is_shown_or_can_be_worked_out(numbers: list[int]) -> None:
    found = shown(dict(enumerate(numbers)))
    published = [[int(one == place) for one in range(len(numbers))] for place in found.places]
    published += [
        [int(one == place) for one in range(len(numbers))] for place, n in enumerate(numbers) if not n
    ]
    if found.total:
        published.append([1] * len(numbers))
    for group in small_groups(numbers):
        assert not can_be_had(published, group)


@settings(max_examples=150, deadline=None)
@given(Places)
def test_no_more_is_hidden_than_it_takes(numbers: list[int]) -> None:
    found = shown(dict(enumerate(numbers)))
    hidden = [number for place, number in enumerate(numbers) if number and place not in found.places]

    assert found.total == (sum(numbers) >= FEWEST)
    assert all(numbers[place] >= FEWEST for place in found.places)
    if found.total and sum(number for number in hidden if number < FEWEST) not in range(1, FEWEST):
        assert all(number < FEWEST for number in hidden)
    if found.total:
        large = sorted(number for number in hidden if number >= FEWEST)
        assert len(large) <= 1
        assert not large or large[0] == min(number for number in numbers if number >= FEWEST)


@pytest.mark.parametrize(
    ("answers", "total", "places"),
    [
        ({}, False, ""),
        ({"a": 9}, False, ""),
        ({"a": 10}, True, "a"),
        ({"a": 9, "b": 1}, True, ""),
        ({"a": 9, "b": 40, "c": 12}, True, "b"),
        ({"a": 6, "b": 5, "c": 12}, True, "c"),
        ({"a": 0, "b": 40, "c": 12}, True, "bc"),
        ({"a": 3, "b": 40}, True, ""),
    ],
)
def test_the_smallest_shown_is_hidden_when_a_rest_would_be_too_small(
    answers: dict[str, int], total: bool, places: str
) -> None:
    found = shown(answers)

    assert (found.total, found.places) == (total, frozenset(places))


def test_percentages_are_of_all_who_answered_and_half_is_rounded_up() -> None:
    assert Said(answers=457, agree=402, do_not_know=5).percent == 88
    assert Said(answers=8, agree=1, do_not_know=0).percent == 13
    assert summed([Said(10, 4, 1), Said(5, 5, 0)]) == Said(15, 9, 1)
    with pytest.raises(ValueError, match="Nobody answered"):
        _ = Said(0, 0, 0).percent


def test_a_place_nobody_answered_from_is_neither_shown_nor_counted() -> None:
    assert shown({"empty": 0, "one": 12}).places == {"one"}
    assert shown({"empty": 0}).places == frozenset()


def test_all_but_six_of_a_thousand_are_not_all() -> None:
    assert Said(1000, 994, 0).percent == 99
