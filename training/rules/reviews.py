"""Reviews: their kinds, the steps each takes, and the clocks that ran at the time.

Sources: Working Together 2013 (serious case review: the chair decides within one month, normally done within six);
Working Together 2018 (notify within 5 working days, rapid review within 15, LCSPR within six months).
"""

from enum import StrEnum


class Kind(StrEnum):
    """What kind of review it is."""

    SCR = "scr"
    LCSPR = "lcspr"
    RAPID = "rapid"
    PARTNERSHIP = "partnership"
    MULTI_AGENCY = "multi_agency"
    DOMESTIC_HOMICIDE = "domestic_homicide"
    ADULT = "adult"


class Step(StrEnum):
    """A step whose day is watched."""

    NOTIFICATION = "notification"
    RAPID_REVIEW = "rapid_review"
    DECISION = "decision"
    REPORT = "report"
    PUBLICATION = "publication"


KIND_WORDS = {
    Kind.SCR: "Serious case review",
    Kind.LCSPR: "Local child safeguarding practice review",
    Kind.RAPID: "Rapid review",
    Kind.PARTNERSHIP: "Partnership review",
    Kind.MULTI_AGENCY: "Multi-agency review",
    Kind.DOMESTIC_HOMICIDE: "Domestic homicide review",
    Kind.ADULT: "Safeguarding adults review",
}
STEP_WORDS = {
    Step.NOTIFICATION: "Notified",
    Step.RAPID_REVIEW: "Rapid review",
    Step.DECISION: "Decision whether to hold it",
    Step.REPORT: "Report",
    Step.PUBLICATION: "Publication",
}
