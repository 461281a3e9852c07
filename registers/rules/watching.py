"""What a watched figure says about a challenge, by the limits frozen when it was raised. Which points count, too.

The rules of variation are the scorecard's, bands included; docs/adr/0019 says where they needed a decision.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from registers.rules.evidence import Kind, bears_out
from scorecard.rules.figures import Polarity
from scorecard.rules.numbers import Number, exact
from scorecard.rules.patterns import PatternWord, meaning, outside
from scorecard.rules.targets import Band
from scorecard.rules.variation import Side, Special, mark_against

#: Fewer points than this after the action: too early to say anything.
EARLIEST = 3


class Result(StrEnum):
    """What the figure says."""

    TOO_EARLY = "too_early"
    WORSE = "worse"
    IMPROVED = "improved"
    BACK_IN_RANGE = "back_in_range"
    NO_REAL_CHANGE = "no_real_change"
    MOVED = "moved"
    NOT_FROM_FIGURES = "not_from_figures"


RESULT_WORDS = {
    Result.TOO_EARLY: "Too early to say",
    Result.WORSE: "Worse than usual",
    Result.IMPROVED: "Improved",
    Result.BACK_IN_RANGE: "Back in range",
    Result.NO_REAL_CHANGE: "No real change",
    Result.MOVED: "Moved",
    Result.NOT_FROM_FIGURES: "Can’t be judged from figures",
}
#: Results that may show impact, with other evidence and the chair's words.
_SHOWS = frozenset({Result.IMPROVED, Result.BACK_IN_RANGE})


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was known when the challenge was raised, in the figure's unit.

    Limits are None where there were none; `was_out`: the figure lay out of the ordinary then. `reason` says why the
    series cannot be judged at all (rolling figures, numbers too small); empty where it can.
    """

    mean: Number | None
    lower: Number | None
    upper: Number | None
    polarity: Polarity
    band: Band | None = None
    was_out: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """The result, how many points it rests on, and what kept it from being judged."""

    result: Result
    points: int
    reason: str = ""
    special: Special = Special.NONE


def counts(*, first: date, last: date, snapshot: bool, since: date) -> bool:
    """Whether a period tells of the time after `since`: all of it must, or the day a snapshot was taken."""
    return last > since if snapshot else first > since


def watch(values: Sequence[Number | None], frozen: Frozen) -> Watched:
    """What the points after the action say; `values` are those points, in order, gaps as None.

    The latest point with a value decides: a special cause there is worse, better or moved as the scorecard maps it.
    """
    held = [exact(value) for value in values if value is not None]
    mean, lower, upper = frozen.mean, frozen.lower, frozen.upper
    if frozen.reason or mean is None or lower is None or upper is None:
        reason = frozen.reason or "no usual range was known when it was raised"
        return Watched(Result.NOT_FROM_FIGURES, len(held), reason)
    if len(held) < EARLIEST:
        return Watched(Result.TOO_EARLY, len(held))
    marks = mark_against(values, mean=mean, lower=lower, upper=upper)
    special = next(
        mark for value, mark in zip(reversed(values), reversed(marks), strict=True) if value is not None
    )
    if special.side is not None:
        return Watched(_meaning(special.side, held[-1], frozen), len(held), special=special)
    latest = held[-EARLIEST:]
    inside = all(exact(lower) <= one <= exact(upper) for one in latest)
    if frozen.was_out and inside and not all(_on_worse_side(one, exact(mean), frozen) for one in latest):
        return Watched(Result.BACK_IN_RANGE, len(held))
    return Watched(Result.NO_REAL_CHANGE, len(held))


def _meaning(side: Side, value: Number, frozen: Frozen) -> Result:
    word = meaning(side, frozen.polarity, outside(value, frozen.band))
    return {PatternWord.WORSE: Result.WORSE, PatternWord.BETTER: Result.IMPROVED}.get(word, Result.MOVED)


def _on_worse_side(value: Fraction, mean: Fraction, frozen: Frozen) -> bool:
    """Whether the point lies on the side of the mean on which a special cause would be worse."""
    side = Side.HIGH if value > mean else Side.LOW if value < mean else None
    if side is None:
        return False
    return meaning(side, frozen.polarity, outside(value, frozen.band)) is PatternWord.WORSE


def shown_impact(result: Result, *, evidence: Collection[Kind], chair_words: str) -> bool:
    """Whether practice is shown to have changed: the figure, evidence of another kind, and the chair's word for it."""
    return result in _SHOWS and bears_out(evidence) and bool(chair_words.strip())
