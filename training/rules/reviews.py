"""Reviews: their kinds and steps, where one stands, and what may be done to it then. Days are `clocks`'."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: What boards came to know of before is no slip of the pen only from this year on.
EARLIEST_YEAR = 1990


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


class Stage(StrEnum):
    """Where a review stands, by what was done of it."""

    DECIDING = "deciding"
    UNDER_WAY = "under_way"
    REPORTED = "reported"
    PUBLISHED = "published"
    ENDED = "ended"


STAGE_WORDS = {
    Stage.DECIDING: "To be decided",
    Stage.UNDER_WAY: "Under way",
    Stage.REPORTED: "Report written, not published",
    Stage.PUBLISHED: "Published",
    Stage.ENDED: "Not held",
}


def stage(kind: Kind, *, done: Collection[Step], published: bool, ended: bool) -> Stage:
    """Where a review of this kind stands when these steps are done."""
    if ended:
        return Stage.ENDED
    if published:
        return Stage.PUBLISHED
    written = Step.RAPID_REVIEW if kind is Kind.RAPID else Step.REPORT
    if written in done:
        return Stage.REPORTED
    return Stage.UNDER_WAY if kind is Kind.RAPID or Step.DECISION in done else Stage.DECIDING


class Verb(StrEnum):
    """One thing done to a review."""

    AMEND = "amend"
    NOTE_DONE = "note_done"
    MOVE_DAY = "move_day"
    END = "end"
    PUBLISH = "publish"
    WRITE = "write"


def when(verb: Verb, now: Stage) -> Verdict:
    """Whether a review at this stage allows it, whoever asks."""
    if now is Stage.ENDED:
        return refused("It was decided not to hold it.")
    if verb is Verb.PUBLISH and now is Stage.PUBLISHED:
        return refused("It is published already.")
    if verb is Verb.PUBLISH and now is not Stage.REPORTED:
        return refused("Note first that its report is done.")
    if verb is Verb.END and now in (Stage.REPORTED, Stage.PUBLISHED):
        return refused("Its report is done: it was held.")
    return ALLOWED


def day_fits(day: date, *, known_on: date, today: date) -> Verdict:
    """Whether a step of a review can have been done on this day."""
    if day > today:
        return refused("That day is still to come.")
    if day < known_on:
        return refused(f"The board came to know of it on {known_on:%-d %B %Y}: nothing was done before.")
    return ALLOWED


def known_fits(day: date, today: date) -> Verdict:
    """Whether a board can have come to know of something on this day."""
    if day > today:
        return refused("That day is still to come.")
    return ALLOWED if day.year >= EARLIEST_YEAR else refused("Check the year.")
