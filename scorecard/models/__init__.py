"""The tables of the scorecard room, one file an aggregate."""

from scorecard.models.area import Area, Population
from scorecard.models.benchmark import Benchmark
from scorecard.models.commentary import Commentary
from scorecard.models.feed import Feed, FeedFile
from scorecard.models.figure import Figure
from scorecard.models.indicator import Indicator, Perspective, Target
from scorecard.models.returns import Return
from scorecard.models.signal import Signal
from scorecard.models.submission import CheckedRow, Finding, Submission

__all__ = [
    "Area",
    "Benchmark",
    "CheckedRow",
    "Commentary",
    "Feed",
    "FeedFile",
    "Figure",
    "Finding",
    "Indicator",
    "Perspective",
    "Population",
    "Return",
    "Signal",
    "Submission",
    "Target",
]
