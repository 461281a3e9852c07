"""What whole numbers a cell may hold, given what is published: bounded by linear programmes, checked exactly.

Whatever the solver says is possible is checked in whole numbers before it is believed. What it calls impossible
is believed: an error there makes us hide more, never less.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, inf
from typing import Any

from scorecard.rules.suppression.programme import Ends, binding, least, matrix, short_step
from scorecard.rules.suppression.tables import Relation

#: What a linear programme's ends may be off by, in children.
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of coefficient × unknown <= high. `source` is the published relation it comes from; None for
    what the rules of suppression themselves say.
    """

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None
    source: Relation | None = None

    @property
    def first(self) -> int:
        """One of its unknowns."""
        (unknown, _), *_ = self.terms
        return unknown

    def sum(self, values: Sequence[int]) -> int:
        """What its unknowns come to."""
        return sum(coefficient * values[i] for i, coefficient in self.terms)


@dataclass(frozen=True)
class System:
    """Unknown whole numbers within their own bounds (None: no upper one), and the rows that tie them."""

    lower: tuple[int, ...]
    upper: tuple[int | None, ...]
    rows: tuple[Row, ...]

    def holds(self, values: Sequence[int]) -> bool:
        """Whether these whole numbers are a solution, exactly."""
        own = all(low <= one <= high for one, low, high in zip(values, *self._ends({}), strict=True))
        rows = zip(self.rows, *self._between, strict=True)
        return own and all(low <= row.sum(values) <= high for row, low, high in rows)

    def some(
        self, held: Mapping[int, tuple[int, int | None]], weights: Sequence[int] = ()
    ) -> list[int] | None:
        """Whole numbers that satisfy every row, with some unknowns held between narrower ends; None for none.

        Of several, the one with the least sum of weight × unknown; weights may not be negative.
        """
        ends = self._ends(held)
        if any(high < low for low, high in zip(*ends, strict=True)):
            return None
        for whole in (False, True):  # the quick way often ends in whole numbers by itself
            found = least(weights or [0] * len(self.lower), ends, self._matrix, self._between, whole=whole)
            if found is None:
                return None
            values = [round(one) for one in found[0]]
            within = all(low <= one <= high for one, low, high in zip(values, *ends, strict=True))
            if within and self.holds(values):
                return values
        return None

    def after(self, unknown: int, value: int | None) -> list[int] | None:
        """A solution with the next larger whole number this unknown may hold, the least where no value is named.

        None when there is none.
        """
        least_of_all = self.lower[unknown] if value is None else value + 1
        return self.some({unknown: (least_of_all, self.upper[unknown])}, self._only(unknown))

    def span(self, unknown: int) -> tuple[int, int | None]:
        """The least and greatest whole number between the ends the linear programme gives, None for no end.

        Fractions are let stand for the others, so the true span may be narrower, never wider.
        """
        low, high = (
            least(weights, self._ends({}), self._matrix, self._between, whole=False)
            for weights in self._both_ways(unknown)
        )
        bottom = self.lower[unknown] if low is None else first_whole(low[1])
        return bottom, None if high is None else last_whole(-high[1])

    def bounding(self, unknown: int) -> tuple[Row, ...]:
        """The rows that bound this unknown from below and above in the linear programme."""
        found = [
            binding(weights, self._ends({}), self._matrix, self._between)
            for weights in self._both_ways(unknown)
        ]
        return tuple(row for r, row in enumerate(self.rows) if any(r in one for one in found))

    def near(self, start: Sequence[int], unknown: int, value: int) -> list[int] | None:
        """A solution in which this unknown has this value, and that moves little from `start`, itself one.

        None when there is none.
        """
        own = _less(self._ends({unknown: (value, value)}), start)
        tied = _less(self._between, [row.sum(start) for row in self.rows])
        for whole in (False, True):
            step = short_step(own, self._matrix, tied, whole=whole)
            if step is None:
                return None
            found = [at + round(one) for at, one in zip(start, step, strict=True)]
            if found[unknown] == value and self.holds(found):
                return found
        return None

    def _only(self, unknown: int) -> list[int]:
        """Weights under which the least solution has this unknown as small as it may be."""
        return [int(i == unknown) for i in range(len(self.lower))]

    def _both_ways(self, unknown: int) -> tuple[list[int], list[int]]:
        """Those weights, and those under which it is as large as it may be."""
        small = self._only(unknown)
        return small, [-one for one in small]

    def _ends(self, held: Mapping[int, tuple[int, int | None]]) -> Ends:
        lower: list[float] = list(self.lower)
        upper: list[float] = [inf if one is None else one for one in self.upper]
        for i, (low, high) in held.items():
            lower[i] = max(lower[i], low)
            upper[i] = min(upper[i], inf if high is None else high)
        return lower, upper

    @cached_property
    def _between(self) -> Ends:
        lows = [-inf if row.low is None else row.low for row in self.rows]
        return lows, [inf if row.high is None else row.high for row in self.rows]

    @cached_property
    def _matrix(self) -> Any:
        entries = [(r, i, one) for r, row in enumerate(self.rows) for i, one in row.terms]
        return matrix(entries, len(self.rows), len(self.lower))


def first_whole(end: float) -> int:
    """The least whole number from an end that a linear programme gives: one just below it counts."""
    return ceil(end - TOLERANCE)


def last_whole(end: float) -> int:
    """The greatest whole number up to such an end."""
    return floor(end + TOLERANCE)


def _less(ends: Ends, at: Sequence[int]) -> Ends:
    """How far it is from there to either end."""
    low, high = ([end - one for end, one in zip(side, at, strict=True)] for side in ends)
    return low, high
