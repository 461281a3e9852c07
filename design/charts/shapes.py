"""What a chart is given: values in the unit the page shows, already judged. Nothing here decides anything."""

from dataclasses import dataclass
from typing import Literal

#: What a point's colour and shape say. The caller colours only the run that still stands.
Tone = Literal["plain", "worse", "better", "unusual"]
#: Nothing a board counts comes near it; what isn't a number at all isn't below it either.
LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period: its name, its value or None where there is no figure, and how it stands out."""

    label: str
    value: float | None
    tone: Tone = "plain"

    def __post_init__(self) -> None:
        """Refuse a value that cannot be drawn."""
        if self.value is not None and not abs(self.value) <= LARGEST:
            raise ValueError(f"{self.label}: {self.value} cannot be drawn; a missing figure is None.")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Points from `first` to `last`, both included, that have a mean and a usual range of their own."""

    first: int
    last: int
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class ChartStep:
    """A numbered mark over the line: `place` counts in points from 0, halves lie between. Open ones are not over."""

    number: int
    place: float
    open: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A series over time with what it is held against.

    A series that began anew has `stretches`, of which the last has the chart's own mean and range. `lower` and
    `upper` are the usual range, `comparators` other places' values with their names. `floor` and `ceiling` are
    what the unit allows (0 and 100 for a percentage): the range is drawn no further. `title` is the drawing in one
    sentence; `target_label` is printed at the target's line, "Target 80" if left empty.
    """

    points: tuple[ChartPoint, ...]
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    target_label: str = ""
    comparators: tuple[tuple[str, float], ...] = ()
    decimals: int = 1
    suffix: str = ""
    floor: float | None = None
    ceiling: float | None = None
    title: str = ""
    description: str = ""
    stretches: tuple[Stretch, ...] = ()
    #: Values that must be in sight besides its own, so that drawings side by side have one scale.
    reach: tuple[float, ...] = ()
    #: Numbered marks over the line, in the order of their places: what was done about it when.
    steps: tuple[ChartStep, ...] = ()

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be drawn."""
        given = (self.mean, self.lower, self.upper, self.target, *self.reach)
        given += tuple(value for _, value in self.comparators)
        for value in given:
            if value is not None and not abs(value) <= LARGEST:
                raise ValueError(f"{self.title or 'A chart'}: {value} cannot be drawn.")

    def usual_range(self) -> tuple[float, float] | None:
        """The usual range as far as the unit allows, or None when there is none to draw."""
        return self.allowed(self.lower, self.upper)

    def allowed(self, lower: float | None, upper: float | None) -> tuple[float, float] | None:
        """A range as far as the unit allows, or None when there is none to draw."""
        if lower is None or upper is None:
            return None
        low = lower if self.floor is None else max(lower, self.floor)
        high = upper if self.ceiling is None else min(upper, self.ceiling)
        return (low, high) if low < high else None

    def parts(self) -> tuple[Stretch, ...]:
        """Its stretches; one over all its points when it never began anew."""
        whole = Stretch(0, len(self.points) - 1, self.mean, self.lower, self.upper)
        return self.stretches or (whole,)

    def latest(self) -> tuple[int, float] | None:
        """The last point that has a value: its place among the points, and the value."""
        for index in range(len(self.points) - 1, -1, -1):
            value = self.points[index].value
            if value is not None:
                return index, value
        return None
