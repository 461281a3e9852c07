"""The tables of the scorecard room, one file an aggregate."""

from scorecard.models.area import Area, Population
from scorecard.models.benchmark import Benchmark
from scorecard.models.breaks import Break
from scorecard.models.commentary import Commentary, Judgement
from scorecard.models.counted import CountedHere
from scorecard.models.draft import Draft
from scorecard.models.explanation import Explanation
from scorecard.models.feed import Feed, FeedFile, FeedRun, FeedTrouble
from scorecard.models.figure import Figure
from scorecard.models.indicator import Indicator, Perspective, Target
from scorecard.models.layout import Layout
from scorecard.models.restatement import Gone, Restatement
from scorecard.models.returns import Return
from scorecard.models.settings import ComparatorSet, SmallNumbers
from scorecard.models.signal import Signal
from scorecard.models.submission import CheckedRow, Finding, Progress, Submission

__all__ = [
    "Area",
    "Benchmark",
    "Break",
    "CheckedRow",
    "Commentary",
    "ComparatorSet",
    "CountedHere",
    "Draft",
    "Explanation",
    "Feed",
    "FeedFile",
    "FeedRun",
    "FeedTrouble",
    "Figure",
    "Finding",
    "Gone",
    "Indicator",
    "Judgement",
    "Layout",
    "Perspective",
    "Population",
    "Progress",
    "Restatement",
    "Return",
    "Signal",
    "SmallNumbers",
    "Submission",
    "Target",
]
