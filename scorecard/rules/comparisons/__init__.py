"""Whether a place or an agency differs from England or from another, in one period, beyond chance.

Never whether one place has changed between periods: that is `variation`'s. No flag for being last of a list.
"""

from scorecard.rules.comparisons.alike import Counted, counted_alike
from scorecard.rules.comparisons.standing import FEWEST, against_another, against_level, edges, in_funnel
from scorecard.rules.comparisons.value import (
    WORDS,
    Comparison,
    Held,
    Judged,
    Level,
    Measure,
    Standing,
)

__all__ = [
    "FEWEST",
    "WORDS",
    "Comparison",
    "Counted",
    "Held",
    "Judged",
    "Level",
    "Measure",
    "Standing",
    "against_another",
    "against_level",
    "counted_alike",
    "edges",
    "in_funnel",
]
