"""The life of a report: draft, in review, approved, then circulated or published, and superseded by a later edition.

What moves it is one table here, which actions and pages read. Who may is `reports.permissions`'.
"""

from collections.abc import Iterable
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused


class Life(StrEnum):
    """Where a report is in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    CIRCULATED = "circulated"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


LIFE_WORDS = {
    Life.DRAFT: "draft",
    Life.IN_REVIEW: "in review",
    Life.APPROVED: "approved",
    Life.CIRCULATED: "circulated",
    Life.PUBLISHED: "published",
    Life.SUPERSEDED: "superseded",
}

#: Where texts may still be written and drafts built.
OPEN = frozenset({Life.DRAFT, Life.IN_REVIEW})
#: Where everyone it is meant for reads it.
RELEASED = frozenset({Life.CIRCULATED, Life.PUBLISHED, Life.SUPERSEDED})


class Verb(StrEnum):
    """One thing done to a report."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"
    APPROVE = "approve"
    TAKE_BACK = "take_back"
    RELEASE = "release"
    CORRECT = "correct"


VERB_WORDS = {
    Verb.SUBMIT: "ask for its review",
    Verb.SEND_BACK: "send it back",
    Verb.CONFIRM: "confirm what the chair wrote",
    Verb.APPROVE: "approve it",
    Verb.TAKE_BACK: "take the approval back",
    Verb.RELEASE: "circulate or publish it",
    Verb.CORRECT: "open a corrected edition",
}

#: From where each may be done, and why not from elsewhere.
_FROM: dict[Verb, tuple[frozenset[Life], str]] = {
    Verb.SUBMIT: (frozenset({Life.DRAFT}), "Only a draft is given to the chair to review."),
    Verb.SEND_BACK: (frozenset({Life.IN_REVIEW}), "Only what is in review is sent back."),
    Verb.CONFIRM: (frozenset({Life.IN_REVIEW}), "Only what is in review is confirmed."),
    Verb.APPROVE: (frozenset({Life.IN_REVIEW}), "Only what is in review is approved."),
    Verb.TAKE_BACK: (
        frozenset({Life.APPROVED}),
        "An approval is taken back only between approving and releasing. Correct it by a new edition.",
    ),
    Verb.RELEASE: (
        frozenset({Life.APPROVED}),
        "Only what the chair has approved is circulated or published.",
    ),
    Verb.CORRECT: (
        frozenset({Life.CIRCULATED, Life.PUBLISHED}),
        "Only the edition that holds is corrected; until it is out, change its draft.",
    ),
}
#: Where each leads; what is not here leaves a report where it is. A release leads where its kind ends.
_TO = {
    Verb.SUBMIT: Life.IN_REVIEW,
    Verb.SEND_BACK: Life.DRAFT,
    Verb.APPROVE: Life.APPROVED,
    Verb.TAKE_BACK: Life.IN_REVIEW,
}


def when(verb: Verb, now: Life) -> Verdict:
    """Whether a report in this state allows it, whoever asks."""
    allowed, why = _FROM[verb]
    return ALLOWED if now in allowed else refused(why)


def led_to(verb: Verb, now: Life, *, for_the_public: bool) -> Life:
    """Where the report is once it is done."""
    if verb is Verb.RELEASE:
        return Life.PUBLISHED if for_the_public else Life.CIRCULATED
    return _TO.get(verb, now)


def is_to_be_confirmed(newest_by_chair: Iterable[bool], *, confirmed: bool) -> bool:
    """Whether the business manager has to confirm first: the chair wrote the newest version of some section.

    Nobody approves their own words alone. What the chair writes after a confirmation undoes it.
    """
    return not confirmed and any(newest_by_chair)


def draft_holds(*, texts_until: int, newest_text: int) -> Verdict:
    """Whether a built draft says all that has been written: what is approved is what was read."""
    if texts_until >= newest_text:
        return ALLOWED
    return refused("Something was written after this draft was built. Build it again and read that.")
