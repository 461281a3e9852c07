"""Where things go: the span of values a drawing covers, round gridlines, labels kept apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from design.charts.shapes import Chart

#: A comparator farther than this many spans from what is drawn is printed with an arrow, not drawn to scale.
FAR = 0.5


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle a line is drawn in, and what its edges mean. Pixels of the drawing's own grid."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    count: int

    def x(self, index: int) -> float:
        """Where the period at `index` stands; a lone period stands at the right."""
        if self.count < 2:
            return self.right
        return self.left + (self.right - self.left) * index / (self.count - 1)

    def y(self, value: float) -> float:
        """Where `value` stands; beyond the span it stays on the edge."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(1.0, max(0.0, share))


def span(chart: Chart, *, comparators: bool) -> tuple[float, float]:
    """Lowest and highest value a drawing must hold, with a little room, never beyond what the unit allows."""
    values = [point.value for point in chart.points if point.value is not None]
    usual = chart.usual_range()
    held = [*values, *(usual or ()), *chart.reach]
    for part in chart.stretches:
        held += [*(chart.allowed(part.lower, part.upper) or ()), *([] if part.mean is None else [part.mean])]
    held += [value for value in (chart.mean, chart.target) if value is not None]
    low, high = (min(held), max(held)) if held else (0.0, 1.0)
    if comparators:
        reach = FAR * (high - low or abs(high) or 1.0)
        near = [value for _, value in chart.comparators if low - reach <= value <= high + reach]
        low, high = min([low, *near]), max([high, *near])
    room = 0.08 * (high - low) or 0.1 * abs(high) or 1.0
    bottom, top = low - room, high + room
    if chart.floor is not None and low >= chart.floor:
        bottom = max(bottom, chart.floor)
    if chart.ceiling is not None and high <= chart.ceiling:
        top = min(top, chart.ceiling)
    return (bottom, top) if bottom < top else (low - room, high + room)


def gridlines(low: float, high: float, most: int) -> tuple[list[float], int]:
    """At most `most` round values between `low` and `high`, and the decimals needed to print them."""
    rough = (high - low) / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if power * factor >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    decimals = next((n for n in range(12) if math.isclose(round(step, n), step, rel_tol=1e-9)), 12)
    return [index * step for index in range(first, last + 1)], decimals


def apart(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Places as near as can be to those wanted, in the same order, `gap` apart, between `top` and `bottom`.

    `wanted` is in rising order and there is room for all. Neighbours that collide are moved as one block to
    the middle of what they want (pool adjacent violators), so nothing moves farther than it must.
    """
    blocks: list[list[float]] = []  # [sum of what its members want, less their offsets; how many]
    for index, place in enumerate(wanted):
        blocks.append([place - index * gap, 1])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    highest = bottom - gap * (len(wanted) - 1)
    bases = [min(max(_mean(block), top), highest) for block in blocks for _ in range(int(block[1]))]
    return [base + index * gap for index, base in enumerate(bases)]


def _mean(block: Sequence[float]) -> float:
    """Where a block of labels wants to begin."""
    return block[0] / block[1]
