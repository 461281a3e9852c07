"""Evaluations: when each is asked, what it asks, and what the answers show: rates with what they are of, and change.

Asking stops some days after it could begin: what is entered or imported about days long past asks nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import sqrt
from statistics import NormalDist, fmean, stdev

from training.rules.months import months_on

SCALE = (1, 2, 3, 4, 5)
#: Fewer people who answered both times say too little to tell a change from chance, and could be known by it.
FEWEST_PAIRS = 10
#: Days before a session that the first asking begins; days an asking stays open.
BEFORE_DAYS = 7
END_OPEN = timedelta(days=14)
LATER_OPEN = timedelta(days=31)
LATER_MONTHS = 3


class Stage(StrEnum):
    """When it is asked, and of whom."""

    BEFORE = "before"
    END = "end"
    THREE_MONTHS = "three_months"
    MANAGER = "manager"


#: What each asks, by the names of the answers; every one asks one open question too.
ASKS: dict[Stage, tuple[str, ...]] = {
    Stage.BEFORE: ("knowledge", "confidence"),
    Stage.END: ("knowledge", "confidence", "useful"),
    Stage.THREE_MONTHS: ("knowledge", "confidence", "changed"),
    Stage.MANAGER: ("changed",),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a booking that decides what is asked about it today."""

    starts: datetime
    ends: datetime
    has_place: bool
    came: bool
    has_manager: bool
    asked: frozenset[Stage] = frozenset()


def due(one: Asking, now: datetime) -> tuple[Stage, ...]:
    """What is asked now and was not asked before. `now` and the session's times are London's."""
    open_now = []
    if one.has_place and one.starts - timedelta(days=BEFORE_DAYS) <= now < one.starts:
        open_now.append(Stage.BEFORE)
    if one.came:
        if one.ends <= now < one.ends + END_OPEN:
            open_now.append(Stage.END)
        later = asked_later_on(one.ends.date())
        if later <= now.date() < later + LATER_OPEN:
            open_now += [Stage.THREE_MONTHS, *([Stage.MANAGER] if one.has_manager else [])]
    return tuple(stage for stage in open_now if stage not in one.asked)


def asked_later_on(ended: date) -> date:
    """The day it is asked what changed: three months after the session."""
    return months_on(ended, LATER_MONTHS)


def earliest_session(today: date) -> date:
    """Sessions that ended before this day ask nothing any more."""
    return months_on(today - LATER_OPEN + timedelta(days=1), -LATER_MONTHS)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; what they are of is said beside it."""

    number: int
    of: int

    @property
    def percent(self) -> float | None:
        """In percent; None of nobody."""
        return 100 * self.number / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Change:
    """How answers of the same people moved between two askings.

    `mean` is the mean of each person's difference; `low` and `high` are its 95% interval by Student's t for paired
    differences. None of them stands where fewer than `FEWEST_PAIRS` answered both times.
    """

    pairs: int
    before: float | None = None
    after: float | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def enough(self) -> bool:
        """Whether enough answered both times to say anything."""
        return self.mean is not None

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval leaves nothing out: no change lies outside it."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def change(pairs: Iterable[tuple[int, int]]) -> Change:
    """The change from the first to the second answer of each person."""
    both = tuple(pairs)
    if len(both) < FEWEST_PAIRS:
        return Change(len(both))
    differences = [after - before for before, after in both]
    mean = fmean(differences)
    margin = t_975(len(both) - 1) * stdev(differences) / sqrt(len(both))
    return Change(
        pairs=len(both),
        before=fmean(before for before, _ in both),
        after=fmean(after for _, after in both),
        mean=mean,
        low=mean - margin,
        high=mean + margin,
    )


def t_975(freedom: int) -> float:
    """Student's t that 2.5% lie above, for 9 degrees of freedom or more, right to three decimal places.

    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
    """
    z = NormalDist().inv_cdf(0.975)
    terms: Sequence[float] = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / float(freedom) ** power for power, term in enumerate(terms))
