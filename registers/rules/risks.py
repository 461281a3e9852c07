"""Scores, bands and movement of risks. What is worth a second look is `checks`'."""

from dataclasses import dataclass
from enum import StrEnum

LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACTS = ("Minimal", "Minor", "Moderate", "Major", "Severe")


class Level(StrEnum):
    """How grave a score is at a board."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    EXTREME = "extreme"


@dataclass(frozen=True, slots=True)
class Bands:
    """The lowest score of each level, and the highest score a board puts up with (its tolerance).

    The defaults are low 1 to 3, moderate 4 to 6, high 8 to 12, extreme 15 to 25, of 5 × 5.
    """

    moderate: int = 4
    high: int = 8
    extreme: int = 15
    tolerance: int = 15

    def level(self, score: int) -> Level:
        """The level of a score. ValueError when two numbers from one to five cannot make it."""
        if not any(score == a * b for a in range(1, 6) for b in range(1, 6)):
            raise ValueError(f"{score} is not a product of two numbers from 1 to 5.")
        if score >= self.extreme:
            return Level.EXTREME
        if score >= self.high:
            return Level.HIGH
        return Level.MODERATE if score >= self.moderate else Level.LOW

    def beyond(self, score: int) -> bool:
        """Whether a score is above what the board puts up with."""
        return score > self.tolerance

    def span(self, level: Level) -> tuple[int, int]:
        """The lowest and highest score that a level can have."""
        scores = sorted({a * b for a in range(1, 6) for b in range(1, 6)})
        held = [one for one in scores if self.level(one) is level]
        return held[0], held[-1]
