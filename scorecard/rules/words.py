"""Numbers, units, patterns and statuses in the words every page, chart and PDF uses. No Django."""

from decimal import Decimal
from fractions import Fraction

from scorecard.rules.figures import Basis, Polarity, Status, Unit
from scorecard.rules.numbers import Number, rounded
from scorecard.rules.patterns import Pattern, PatternWord
from scorecard.rules.targets import Against
from scorecard.rules.variation import Side

MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
#: What stands where a value is counted otherwise than the figure beside it: these are never compared.
DIFFERENT = "different basis"
#: What stands on whatever leaves the portal with true figures from which a small number of children could be told.
SENSITIVE = "Official-Sensitive: contains small numbers, not for publication"
#: What stands on whatever leaves the portal with figures of a board that was made up.
SYNTHETIC = "Demonstration: the figures are invented, except those named as published."

PATTERN_WORDS = {
    PatternWord.WORSE: "Worse than usual",
    PatternWord.BETTER: "Better than usual",
    PatternWord.UNUSUAL: "Unusual",
    PatternWord.NO_CHANGE: "No real change",
    PatternWord.TOO_FEW: "Too few points",
    PatternWord.NOT_TESTED: "Not tested",
}
AGAINST_WORDS = {
    Against.OFF: "Off target",
    Against.NEAR: "Near target",
    Against.ON: "On target",
    Against.NONE: "No target",
}
#: In place of a verdict where the target is counted otherwise than the figure.
UNLIKE_TARGET = "Different basis"
STATUS_WORDS = {
    Status.REPORTED: "reported",
    Status.TRUE_ZERO: "none",
    Status.SUPPRESSED: "hidden: small number",
    Status.NOT_SUPPLIED: "not supplied",
    Status.NOT_YET_DUE: "not yet due",
    Status.NOT_APPLICABLE: "not applicable",
    Status.LOW_RELIABILITY: "low reliability",
}
#: What a figure covers, where lines that are counted differently stand side by side.
_COVERS = {
    Basis.IN_PERIOD: "each {noun} by itself",
    Basis.SNAPSHOT: "at the end of each {noun}",
    Basis.YEAR_TO_DATE: "the year so far, each {noun}",
    Basis.ROLLING: "rolling years",
}
_DIRECTION = {
    Polarity.HIGHER: "higher is better",
    Polarity.LOWER: "lower is better",
    Polarity.BAND: "best within a band",
    Polarity.CONTEXT: "",
}


def number(value: Number | None, decimals: int = 1) -> str:
    """A number as a page prints it: rounded half up, thousands apart, a true minus; a dash for none."""
    if value is None:
        return NONE
    shown = rounded(value, decimals)
    return f"{'' if shown >= 0 else MINUS}{shown.copy_abs():,.{decimals}f}"


def whole(value: Number | None) -> str:
    """A count as a page prints it: without decimals unless it has some."""
    if value is None:
        return NONE
    exact = Fraction(value)
    return number(value, 0 if exact.denominator == 1 else 1)


def change(value: Number | None, decimals: int = 1) -> str:
    """A change with its sign: +0.4, −2.0, 0.0; a dash for none."""
    if value is None:
        return NONE
    return f"{'+' if rounded(value, decimals) > 0 else ''}{number(value, decimals)}"


def suffix(unit: Unit) -> str:
    """What stands behind a value: “%” for a percentage, nothing else."""
    return "%" if unit is Unit.PERCENT else ""


def valued(value: Number | None, unit: Unit, decimals: int) -> str:
    """A value in the unit shown, with its sign: 45.2%, 1,015; a dash for none."""
    shown = whole(value) if unit is Unit.COUNT else number(value, decimals)
    return shown if value is None else f"{shown}{suffix(unit)}"


def unit_words(unit: Unit, polarity: Polarity, *, per: int | None, yearly: bool) -> str:
    """The unit and good direction in a few words, such as “per 10,000 a year, lower is better”."""
    if unit is Unit.PERCENT:
        words = "%"
    elif unit is Unit.RATE:
        words = f"per {per:,}{' a year' if yearly else ''}"
    else:
        words = {Unit.COUNT: "number", Unit.MEAN: "average", Unit.MEDIAN: "median"}[unit]
    direction = _DIRECTION[polarity]
    return f"{words}, {direction}" if direction else words


def against_words(against: Against, *, differs: bool = False) -> str:
    """How a figure stands against its target, in words; `differs` says that the two are not counted alike."""
    return UNLIKE_TARGET if differs else AGAINST_WORDS[against]


def target_covers(unit: Unit, basis: Basis, noun: str) -> str:
    """What stretch of time a target is of, in a sentence; nothing where that makes no difference."""
    if basis is Basis.YEAR_TO_DATE:
        return "A target is the whole year’s: what has built up by March is held against it."
    if basis is Basis.IN_PERIOD and unit is Unit.COUNT and noun != "year":
        return f"A target is of each {noun} by itself: its count is held against it."
    if basis is Basis.IN_PERIOD and unit is Unit.RATE:
        return "A target is a rate a year, as the scorecard shows it."
    return ""


def basis_words(basis: Basis, noun: str) -> str:
    """What stretch of time a figure covers, such as “at the end of each quarter”."""
    return _COVERS[basis].format(noun=noun)


def pattern_mark(pattern: Pattern) -> str:
    """The name of the mark that stands beside a pattern's word."""
    if pattern.word in (PatternWord.WORSE, PatternWord.BETTER):
        return f"{pattern.word.value}-than-usual-{'high' if pattern.side is Side.HIGH else 'low'}"
    return {
        PatternWord.UNUSUAL: "unusual",
        PatternWord.NO_CHANGE: "no-real-change",
        PatternWord.TOO_FEW: "too-few-points",
        PatternWord.NOT_TESTED: "not-tested",
    }[pattern.word]


def against_mark(against: Against) -> str:
    """The name of the mark that stands beside the words on target."""
    return {
        Against.OFF: "off-target",
        Against.NEAR: "near-target",
        Against.ON: "on-target",
        Against.NONE: "no-target",
    }[against]


def target_words(
    polarity: Polarity, target: Decimal | None, *, low: Decimal | None = None, high: Decimal | None = None
) -> str:
    """The target as a page prints it, or the band an indicator should lie in."""
    if polarity is Polarity.BAND and low is not None and high is not None:
        return f"{low.normalize():f} to {high.normalize():f}"
    return NONE if target is None else f"{target.normalize():,f}"
