"""One indicator's series and the one assessment of it that every page, chart, PDF and API shows.

Where the figures come from is `queries`'; how the words and marks look is `presenters`'.
"""

from scorecard.rules.series.assessment import Assessment, assess
from scorecard.rules.series.points import (
    SeriesFacts,
    SeriesPoint,
    filled,
    shown,
    shown_factor,
    value_of,
)

__all__ = [
    "Assessment",
    "SeriesFacts",
    "SeriesPoint",
    "assess",
    "filled",
    "shown",
    "shown_factor",
    "value_of",
]
