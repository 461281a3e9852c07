"""What those who were trained said changed: shares with their denominators, changes with their uncertainty.

Fewer answers than ten are called too few, and never made a percentage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from scorecard.rules.numbers import percent
from training.rules.evaluations import t_975

#: Fewer answers than this say nothing of everybody who was asked.
ENOUGH = 10
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked: of how many, how many answered, and how many said yes."""

    asked: int
    answered: int
    yes: int

    @property
    def enough(self) -> bool:
        """Whether so many answered that something can be said."""
        return self.answered >= ENOUGH

    @property
    def words(self) -> str:
        """“31 of 52 who answered said yes (60%); 90 were asked”."""
        if not self.asked:
            return "nobody has been asked yet"
        if not self.answered:
            return f"nobody of {self.asked} who were asked has answered"
        told = f"{self.yes} of {self.answered} who answered"
        if not self.enough:
            return f"{told}, of {self.asked} asked: too few to say"
        return f"{told} ({percent(self.yes, self.answered, places=0)}%), of {self.asked} asked"


@dataclass(frozen=True, slots=True)
class Change:
    """By how much the same people's answers on a scale of five moved on average, and how far that may be off."""

    people: int
    mean: float
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether so many answered both times that something can be said."""
        return self.people >= ENOUGH

    @property
    def words(self) -> str:
        """“Up 0.8 of 5 on average (0.5 to 1.1), from 40 people who answered both times”."""
        if not self.enough:
            return f"{self.people} answered both times: too few to say"
        moved = _signed(self.mean)
        up_or_down = (
            f"{'Down' if moved.startswith(_MINUS) else 'Up'} {moved.removeprefix(_MINUS)} of 5 on average"
        )
        way = "Unchanged" if moved == "0.0" else up_or_down
        unsure = "; no clear change" if self.low <= 0 <= self.high else ""
        between = f"between {_signed(self.low)} and {_signed(self.high)}{unsure}"
        return f"{way} ({between}), from {self.people} people who answered both times"


def change(pairs: Sequence[tuple[int, int]]) -> Change:
    """How answers moved between two times for the people who answered both, with a 95% interval by Student's t."""
    moved = [after - before for before, after in pairs]
    mean = fmean(moved) if moved else 0.0
    if len(moved) < ENOUGH:  # too few to know the spread by
        return Change(len(moved), mean, mean, mean)
    half = t_975(len(moved) - 1) * stdev(moved) / sqrt(len(moved))
    return Change(len(moved), mean, mean - half, mean + half)


def _signed(number: float) -> str:
    """To one decimal, with a true minus; what rounds to nought has none."""
    return f"{number:z.1f}".replace("-", _MINUS)
