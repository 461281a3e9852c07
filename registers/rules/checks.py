"""The standing checks: what about the registers is worth a second look, and why.

A finding is a question to the board, not a fault. Its `mark` says what made it so, so that somebody's dismissal of it
holds for that cause alone: the next lowered score is a new finding.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from registers.rules.risks import Acceptance, Level, acceptance

#: Two quarters, in days, with a day to spare.
TWO_QUARTERS = timedelta(days=184)


class Check(StrEnum):
    """What is looked for."""

    LOWERED = "lowered"
    NO_ACTION = "no-action"
    EXPIRED = "expired"
    NO_EXPIRY = "no-expiry"
    NO_REVIEW = "no-review"
    NO_EVIDENCE = "no-evidence"


#: The same for all findings of a kind, gravest first: a heading.
CHECK_WORDS = {
    Check.LOWERED: "Score lowered with no new control",
    Check.NO_ACTION: "High or extreme, with no action under way",
    Check.EXPIRED: "Accepted, and the acceptance is over",
    Check.NO_EXPIRY: "Accepted, with no end",
    Check.NO_REVIEW: "Not reviewed for two quarters",
    Check.NO_EVIDENCE: "Action complete, with no evidence",
}
#: What each check is about.
KINDS = {one: "action" if one is Check.NO_EVIDENCE else "risk" for one in Check}


@dataclass(frozen=True, slots=True)
class Scored:
    """One score of a risk as it stood on a day."""

    key: int
    at: datetime
    score: int


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What the checks ask about one risk of the register.

    `scores` are those of now, oldest first. `controls` are the moments at which those that still hold were added.
    `looked_at_on`: the day of its last review, or on which it was raised. `accepted_at` is None for a risk that is not
    accepted, or was in a register before this one.
    """

    key: int
    reference: str
    title: str
    level: Level
    scores: tuple[Scored, ...]
    controls: tuple[datetime, ...]
    looked_at_on: date
    tolerated: bool = False
    accepted_until: date | None = None
    accepted_at: datetime | None = None
    actions: int = 0
    open_actions: int = 0


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What the checks ask about one action that is finished."""

    key: int
    reference: str
    title: str
    completed_at: datetime
    evidence: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a second look."""

    check: Check
    key: int
    mark: str
    reference: str
    title: str
    words: str

    @property
    def kind(self) -> str:
        """What it is about: a risk, or an action."""
        return KINDS[self.check]


def findings(risks: Iterable[RiskFacts], actions: Iterable[ActionFacts], today: date) -> tuple[Finding, ...]:
    """All there is, by check, gravest first; within one, as the risks and actions were given."""
    found = [one for risk in risks for one in _of_risk(risk, today)]
    found += [one for action in actions for one in _no_evidence(action)]
    order = list(Check)
    return tuple(sorted(found, key=lambda one: order.index(one.check)))


def _of_risk(risk: RiskFacts, today: date) -> Iterator[Finding]:
    yield from _lowered(risk)
    yield from _no_action(risk, today)
    yield from _accepted(risk, today)
    yield from _no_review(risk, today)


def last_fall(scores: tuple[Scored, ...]) -> tuple[Scored, Scored] | None:
    """The latest fall of a score that still stands: the score before it and the one after. None without."""
    for before, after in reversed(tuple(pairwise(scores))):
        if after.score < before.score:
            return (before, after) if scores[-1].score < before.score else None
    return None


def _lowered(risk: RiskFacts) -> Iterator[Finding]:
    """No control that still holds was added since the score from which it fell."""
    fall = last_fall(risk.scores)
    if fall is None or any(added > fall[0].at for added in risk.controls):
        return
    before, after = fall
    words = (
        f"Lowered from {before.score} to {after.score} on {after.at:%-d %B %Y}. "
        f"No control was added since it scored {before.score}, on {before.at:%-d %B %Y}."
    )
    yield _finding(Check.LOWERED, risk, str(after.key), words)


def _no_action(risk: RiskFacts, today: date) -> Iterator[Finding]:
    """Unless the board has accepted it for now: then its reasons are on record, and the day they end."""
    standing = acceptance(tolerated=risk.tolerated, until=risk.accepted_until, today=today)
    if (
        risk.level not in (Level.HIGH, Level.EXTREME)
        or risk.open_actions
        or standing is Acceptance.HOLDS
        or not risk.scores
    ):
        return
    now = risk.scores[-1]
    past = (
        f"All {risk.actions} of its actions have ended." if risk.actions > 1 else "Its only action has ended."
    )
    words = f"Scores {now.score}, {risk.level}. {past if risk.actions else 'Nothing was agreed to be done about it.'}"
    yield _finding(Check.NO_ACTION, risk, f"{now.key}/{risk.actions}", words)


def _accepted(risk: RiskFacts, today: date) -> Iterator[Finding]:
    standing = acceptance(tolerated=risk.tolerated, until=risk.accepted_until, today=today)
    if standing is Acceptance.NO_END:
        mark = risk.accepted_at.isoformat() if risk.accepted_at else ""
        since = f" on {risk.accepted_at:%-d %B %Y}" if risk.accepted_at else ""
        yield _finding(Check.NO_EXPIRY, risk, mark, f"Accepted{since} with no day on which to decide again.")
    if standing is Acceptance.OVER and risk.accepted_until is not None:
        words = f"Accepted until {risk.accepted_until:%-d %B %Y}, and not decided on since."
        yield _finding(Check.EXPIRED, risk, risk.accepted_until.isoformat(), words)


def _no_review(risk: RiskFacts, today: date) -> Iterator[Finding]:
    """Found anew every two quarters, so that letting it stand once does not silence it for good."""
    times = (today - risk.looked_at_on) // TWO_QUARTERS
    if times < 1:
        return
    words = f"Last looked at on {risk.looked_at_on:%-d %B %Y}."
    yield _finding(Check.NO_REVIEW, risk, f"{risk.looked_at_on.isoformat()}/{times}", words)


def _no_evidence(action: ActionFacts) -> Iterator[Finding]:
    if action.evidence:
        return
    words = f"Said to be complete on {action.completed_at:%-d %B %Y}; nothing bears it out."
    yield Finding(
        Check.NO_EVIDENCE,
        action.key,
        action.completed_at.isoformat(),
        action.reference,
        action.title,
        words,
    )


def _finding(check: Check, risk: RiskFacts, mark: str, words: str) -> Finding:
    return Finding(check, risk.key, mark, risk.reference, risk.title, words)
