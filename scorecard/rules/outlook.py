"""What a stable figure will go on doing about its target. Said only while nothing is special: see `outlook`."""

from enum import StrEnum

from scorecard.rules.figures import Polarity
from scorecard.rules.numbers import Number, exact
from scorecard.rules.patterns import Pattern, PatternWord
from scorecard.rules.targets import Band
from scorecard.rules.variation import Reading


class Outlook(StrEnum):
    """Where the usual range lies to the target."""

    KEEPS_MISSING = "will keep missing"
    RELIABLE = "reliably on target"
    NONE = ""


def outlook(
    reading: Reading | None,
    pattern: Pattern,
    *,
    target: Number | None,
    polarity: Polarity,
    band: Band | None = None,
    factor: int = 1,
) -> Outlook:
    """Whether a series left as it is will miss or meet its target every time.

    It will where the whole usual range lies on one side of the target (NHS England's Making Data Count calls it
    assurance). Only of a stable pattern: after a real shift the old limits mislead. `target` and `band` are in the
    unit shown, `factor` times the reading's.
    """
    if pattern.word is not PatternWord.NO_CHANGE or reading is None:
        return Outlook.NONE
    if reading.lower is None or reading.upper is None:
        return Outlook.NONE
    lower, upper = reading.lower * factor, reading.upper * factor
    if polarity is Polarity.BAND and band is not None and not band.is_open:
        below, above = band.distance(lower), band.distance(upper)
        if not below and not above:
            return Outlook.RELIABLE
        return Outlook.KEEPS_MISSING if below > 0 or above < 0 else Outlook.NONE
    if target is None or polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return Outlook.NONE
    wanted = exact(target)
    if polarity is Polarity.LOWER:
        lower, upper, wanted = -upper, -lower, -wanted
    if upper < wanted:
        return Outlook.KEEPS_MISSING
    return Outlook.RELIABLE if lower >= wanted else Outlook.NONE
