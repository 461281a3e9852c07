"""Numbers of people trained as the public may read them: small ones hidden, and what they could be worked out from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HIDDEN = "hidden: small number"


@dataclass(frozen=True, slots=True)
class Line:
    """An agency or a profession: its people in each column."""

    name: str
    numbers: tuple[int, ...]


def printed(
    lines: Iterable[Line], *, highest: int, round_to: int = 1
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each line's numbers in words; every total of a column may stand beside them.

    A line with a number from 1 to `highest` is hidden whole, for its columns bound each other: people of a year are
    no fewer than those of its half. So that totals do not give it away, the next larger lines are hidden with it, until
    in each column that hides a small number stand at least two, one of them not small. Zeros are shown.
    """
    every = tuple(lines)
    hidden = _hidden(every, highest)
    return tuple(
        (one.name, tuple(_shown(number, round_to) for number in one.numbers))
        if one not in hidden
        else (one.name, tuple(HIDDEN if number else "0" for number in one.numbers))
        for one in every
    )


def total(number: int, *, highest: int, round_to: int = 1) -> str:
    """The total of a column, hidden where it is small itself: then every line of it is."""
    return HIDDEN if 0 < number <= highest else _shown(number, round_to)


def _hidden(every: Sequence[Line], highest: int) -> frozenset[Line]:
    hidden = {one for one in every if any(0 < number <= highest for number in one.numbers)}
    rest = sorted(
        (one for one in every if one not in hidden and any(one.numbers)), key=lambda one: one.numbers
    )
    while hidden and rest and not _covered(hidden, highest):
        hidden.add(rest.pop(0))
    return frozenset(hidden)


def _covered(hidden: Iterable[Line], highest: int) -> bool:
    """Whether what a column’s total leaves over could be split in more ways wherever it hides a small number."""
    columns = zip(*(one.numbers for one in hidden), strict=True)
    return not any(0 < max(column) <= highest for column in columns)


def _shown(number: int, round_to: int) -> str:
    return f"{(number + round_to // 2) // round_to * round_to:,}"
