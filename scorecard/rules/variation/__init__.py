"""Which points of a series lie beyond normal variation: an XmR chart's limits and special causes, exactly.

No words, no polarity: whether high is bad is `patterns`'. Which published rules are followed, and where
published tools disagree, is in docs/adr/0003-which-spc-rules.md.
"""

from scorecard.rules.variation.causes import RUN, Side, Special
from scorecard.rules.variation.frozen import mark_against
from scorecard.rules.variation.limits import (
    MINIMUM,
    SETTLED,
    Footing,
    Reading,
    Segment,
    analyse,
    run_line,
    segments,
    segments_of,
)

__all__ = [
    "MINIMUM",
    "RUN",
    "SETTLED",
    "Footing",
    "Reading",
    "Segment",
    "Side",
    "Special",
    "analyse",
    "mark_against",
    "run_line",
    "segments",
    "segments_of",
]
