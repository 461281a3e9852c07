"""An agency's lines as they stand once a file is taken in: what is on file, and what the file says new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from scorecard.imports.rows import CleanRow, LineKey, OnFile
from scorecard.rules.figures import Stage, Status
from scorecard.rules.periods import Period

#: More figures than this are not held in memory at once: fifty years of quarters of 500 lines. What such a file
#: changes is still listed, figure by figure.
MOST_HELD = 100_000
TOO_MANY = f"more than {MOST_HELD:,} figures, too many to hold against each other"


class Point(Protocol):
    """A figure on file or in the file: what both tell."""

    @property
    def period(self) -> Period:
        """What stretch of time it is of."""

    @property
    def numerator(self) -> Decimal | None:
        """The number counted, if it is known."""

    @property
    def denominator(self) -> Decimal | None:
        """What it is out of, if that is known."""

    @property
    def value(self) -> Decimal | None:
        """The result."""

    @property
    def status(self) -> Status:
        """Why there is no value, or what it is."""

    @property
    def stage(self) -> Stage:
        """How settled it is."""

    @property
    def count(self) -> Decimal | None:
        """How many were counted."""


@dataclass
class Past:
    """One line: the figures on file and the file's own, each by its period."""

    held: dict[Period, OnFile] = field(default_factory=dict)
    new: dict[Period, CleanRow] = field(default_factory=dict)

    @property
    def newest(self) -> CleanRow | None:
        """The file's last figure of this line."""
        return self.new[max(self.new)] if self.new else None

    def at(self, period: Period) -> Point | None:
        """The figure of a period: the file's, else the one on file."""
        return self.new.get(period) or self.held.get(period)

    def is_on_file(self, row: CleanRow) -> bool:
        """Whether the board has this figure already, as it is."""
        held = self.held.get(row.period)
        return held is not None and _numbers(held) == _numbers(row)

    @cached_property
    def _in_order(self) -> Sequence[Period]:
        return sorted({*self.held, *self.new})

    def before(self, period: Period) -> list[Point]:
        """Every figure of an earlier period of this length, oldest first."""
        earlier = (one for one in self._in_order if one.kind is period.kind and one.last < period.first)
        return [point for one in earlier if (point := self.at(one)) is not None]

    def of_year(self, period: Period) -> list[Decimal] | None:
        """The counts of the year's quarters before this one; None for a first quarter, or when one has none."""
        found: list[Decimal] = []
        for number in range(1, period.quarter_number or 1):
            point = self.at(period.shifted(-3 * number))
            if point is None or point.count is None:
                return None
            found.insert(0, point.count)
        return found or None


def _numbers(point: Point) -> tuple[Decimal | None, ...]:
    return point.numerator, point.denominator, point.value


def pasts_of(rows: Iterable[CleanRow], history: Mapping[LineKey, tuple[OnFile, ...]]) -> dict[LineKey, Past]:
    """The lines the file holds figures of, in its order, each with what is on file, and other parts of them."""
    pasts: dict[LineKey, Past] = {}
    for row in rows:
        key = (row.indicator_code, row.area_code, row.breakdown)
        if key not in pasts:
            pasts[key] = Past({one.period: one for one in history.get(key, ())})
        pasts[key].new[row.period] = row
    return pasts
