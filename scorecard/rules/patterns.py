"""What the latest point's special cause means for an indicator, as a word and a plain detail.

Which points are special is `variation`'s; whether the figure is at its target is `targets`'.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scorecard.rules.figures import Basis, Polarity, Unit
from scorecard.rules.numbers import Number, exact
from scorecard.rules.targets import Band
from scorecard.rules.variation import MINIMUM, Footing, Reading, Side, Special

#: No signal where fewer children than this, on average, were counted, or were not (the board's own rule:
#: a share of so few moves by several points with one child).
FEWEST_COUNTED = 10
#: No signal at a point whose denominator is smaller than this.
FEWEST_OF = 20

ROLLING = "rolling figures: no pattern test"
TOO_SMALL = "numbers too small: no pattern test"

_RUNNING = frozenset({Basis.ROLLING, Basis.YEAR_TO_DATE})
_COUNTED = frozenset({Unit.COUNT, Unit.PERCENT, Unit.RATE})
_NUMERALS = dict(enumerate(("seven", "eight", "nine", "ten", "eleven", "twelve"), start=7))
#: What a special cause is called on a page; a trend's words count its points as well.
SPECIAL_WORDS = {
    Special.ABOVE_LIMIT: "above usual range",
    Special.BELOW_LIMIT: "below usual range",
    Special.RUN_ABOVE: "run above average",
    Special.RUN_BELOW: "run below average",
    Special.TWO_OF_THREE_ABOVE: "near its upper limit",
    Special.TWO_OF_THREE_BELOW: "near its lower limit",
    Special.TREND_UP: "rising",
    Special.TREND_DOWN: "falling",
}


class PatternWord(StrEnum):
    """Is it really changing? Never merged with whether it is at target."""

    WORSE = "worse"
    BETTER = "better"
    UNUSUAL = "unusual"
    NO_CHANGE = "no_change"
    TOO_FEW = "too_few"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The word for a series as its latest figure leaves it, the side it is on and a detail in plain words."""

    word: PatternWord
    side: Side | None = None
    detail: str = ""
    special: Special = Special.NONE


def pattern_of(
    readings: Sequence[Reading],
    *,
    polarity: Polarity,
    band: Band | None = None,
    noun: str = "quarter",
    minimum: int = MINIMUM,
) -> Pattern:
    """The pattern at the last reading that has a value.

    `readings` are those of the current segment, so that a trend is not counted across a break; `band` is in
    their unit; `noun` is what one period is called. Readings that were not tested give NOT_TESTED without
    a reason: the caller knows it.
    """
    held = [reading for reading in readings if reading.value is not None]
    last = held[-1] if held else None
    if last is None or last.stage is Footing.TOO_FEW:
        return Pattern(PatternWord.TOO_FEW, detail=f"{len(held)} of {minimum} {noun}s")
    if last.stage is Footing.NOT_TESTED:
        return Pattern(PatternWord.NOT_TESTED)
    side = last.special.side
    if side is None:
        still = last.stage is Footing.NO_VARIATION and len({reading.value for reading in held}) == 1
        return Pattern(PatternWord.NO_CHANGE, detail=f"the same every {noun}" if still else "")
    word = meaning(side, polarity, outside(last.value, band))
    return Pattern(word, side, _detail(last.special, readings, noun), last.special)


def outside(value: Number | None, band: Band | None) -> Side | None:
    """Which side of its band a value lies on; None inside, or without a band."""
    if band is None or value is None:
        return None
    distance = band.distance(value)
    if distance > 0:
        return Side.HIGH
    return Side.LOW if distance < 0 else None


def meaning(side: Side, polarity: Polarity, beyond: Side | None) -> PatternWord:
    """What a special cause on this side is: worse or better by polarity, unusual where neither side is good.

    For a band `beyond` is the side of it the value lies on: further out is worse, towards it better, inside it unusual.
    """
    bad = {Polarity.HIGHER: Side.LOW, Polarity.LOWER: Side.HIGH, Polarity.BAND: beyond}.get(polarity)
    if bad is None:
        return PatternWord.UNUSUAL
    return PatternWord.WORSE if side is bad else PatternWord.BETTER


def _detail(special: Special, readings: Sequence[Reading], noun: str) -> str:
    if special not in (Special.TREND_UP, Special.TREND_DOWN):
        return SPECIAL_WORDS[special]
    rising = special is Special.TREND_UP
    length = trend_length(readings, rising=rising)
    return f"{_NUMERALS.get(length, length)} {noun}s {'rising' if rising else 'falling'}"


def trend_length(readings: Sequence[Reading], *, rising: bool) -> int:
    """How many successive points up to the last with a value rise, or fall, without a tie."""
    values = [reading.value for reading in readings]
    while values and values[-1] is None:
        values.pop()
    length = 0
    later = None
    for value in reversed(values):
        if value is None or (later is not None and not (value < later if rising else value > later)):
            break
        length, later = length + 1, value
    return length


def untestable(basis: Basis) -> str | None:
    """Why figures on this basis have no pattern test; None when they do.

    Neighbouring windows share most of their months: rolling years of pure noise flag the latest point 43% of
    the time (measured).
    """
    return ROLLING if basis in _RUNNING else None


def tiny(unit: Unit, counts: Iterable[tuple[Number | None, Number | None]]) -> bool:
    """Whether a stretch of (numerator, denominator) is too small to signal at all.

    That is when the numerator, or what a percentage leaves over, averages under 10 over the points that have
    one. A mean's or a median's numerator is no count of children, so they are judged point by point only.
    """
    if unit not in _COUNTED:
        return False
    known = [(exact(top), bottom) for top, bottom in counts if top is not None]
    averaged = [[top for top, _ in known]]
    if unit is Unit.PERCENT:
        averaged.append([exact(bottom) - top for top, bottom in known if bottom is not None])
    return any(column and sum(column) < FEWEST_COUNTED * len(column) for column in averaged)


def tiny_base(denominator: Number | None) -> bool:
    """Whether this point's denominator alone keeps it from signalling. An unknown one does not."""
    return denominator is not None and denominator < FEWEST_OF
