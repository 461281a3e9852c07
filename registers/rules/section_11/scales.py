"""The scales boards score standards by, one a cycle: their levels from the worst up, in words, never colour alone."""

from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """How a cycle scores."""

    NOUGHT_TO_THREE = "nought_to_three"
    RED_AMBER_GREEN = "red_amber_green"
    MET_PARTLY_NOT = "met_partly_not"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scale: the number it is kept as, its short word, and what it means."""

    value: int
    word: str
    means: str


SCALE_WORDS = {
    Scale.NOUGHT_TO_THREE: "0 to 3",
    Scale.RED_AMBER_GREEN: "Red, amber, green",
    Scale.MET_PARTLY_NOT: "Met, partly met, not met",
}
LEVELS: dict[Scale, tuple[Level, ...]] = {
    Scale.NOUGHT_TO_THREE: (
        Level(0, "0", "Not in place"),
        Level(1, "1", "Begun, with much left to do"),
        Level(2, "2", "In place, with gaps"),
        Level(3, "3", "In place, working, and shown to work"),
    ),
    Scale.RED_AMBER_GREEN: (
        Level(0, "Red", "Not met"),
        Level(1, "Amber", "Partly met"),
        Level(2, "Green", "Fully met"),
    ),
    Scale.MET_PARTLY_NOT: (
        Level(0, "Not met", "Not in place"),
        Level(1, "Partly met", "In place, with gaps"),
        Level(2, "Met", "In place, working, and shown to work"),
    ),
}


def level(scale: Scale, value: int) -> Level:
    """The level kept as this number. ValueError where the scale has none such."""
    found = LEVELS[scale]
    if not 0 <= value < len(found):
        raise ValueError(f"{SCALE_WORDS[scale]} has no level {value}.")
    return found[value]


def top(scale: Scale) -> int:
    """The number of the best level: fully met."""
    return len(LEVELS[scale]) - 1
