"""Kinds of evidence that something changed for children, and how strong each is."""

from collections.abc import Iterable
from enum import StrEnum


class Kind(StrEnum):
    """What an item of evidence is."""

    REAUDIT = "reaudit"
    FEEDBACK = "feedback"
    OBSERVATION = "observation"
    INDICATOR = "indicator"
    FOLLOW_UP = "follow_up"
    SURVEY = "survey"
    DOCUMENT = "document"
    ATTENDANCE = "attendance"


KIND_WORDS = {
    Kind.REAUDIT: "Re-audit of cases",
    Kind.FEEDBACK: "What children and families say",
    Kind.OBSERVATION: "Practice observed",
    Kind.INDICATOR: "An indicator that moved",
    Kind.FOLLOW_UP: "Follow-up after three months",
    Kind.SURVEY: "Survey of practitioners",
    Kind.DOCUMENT: "A document or policy",
    Kind.ATTENDANCE: "Attendance",
}
#: 3 strong, 2 fair, 1 weak: the board's own ranking, after the kinds inspectors and reviews ask for (docs/adr/0019).
STRENGTH = {
    Kind.REAUDIT: 3,
    Kind.FEEDBACK: 3,
    Kind.OBSERVATION: 3,
    Kind.INDICATOR: 2,
    Kind.FOLLOW_UP: 2,
    Kind.SURVEY: 2,
    Kind.DOCUMENT: 1,
    Kind.ATTENDANCE: 1,
}
STRENGTH_WORDS = {3: "strong", 2: "fair", 1: "weak"}
#: Says who came or what was written, not what changed: never enough for shown impact.
_NO_CHANGE_SHOWN = frozenset({Kind.ATTENDANCE, Kind.DOCUMENT})


def bears_out(kinds: Iterable[Kind]) -> bool:
    """Whether there is evidence of change of at least one kind besides the indicator itself."""
    return any(kind is not Kind.INDICATOR and kind not in _NO_CHANGE_SHOWN for kind in kinds)
