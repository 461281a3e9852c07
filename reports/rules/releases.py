"""Rules of what is released: how long an embargo may hold, and the letter that goes with what is circulated."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: Further ahead is a slip of the pen.
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody is told: a subject, and the text below their name."""

    subject: str
    text: str


def embargo_fits(until: datetime, *, now: datetime, for_the_public: bool) -> Verdict:
    """Whether something may be held back until then."""
    if not for_the_public:
        return refused("Only what is published is held back: a pack is circulated when it is.")
    if until <= now:
        return refused("That moment has passed. Leave it empty to publish at once.")
    if until - now > LONGEST:
        return refused("That is more than a year ahead: check the year.")
    return ALLOWED


def letter(title: str, classification: str, url: str) -> Letter:
    """The letter to somebody a report is circulated to: what it is and where, and nothing of what it says."""
    return Letter(
        f"{title} is ready to read",
        f"{title} has been approved and circulated. Sign in to read it:\n\n{url}\n\n{classification}.\n",
    )
