"""Scores, bands and movement of risks, what may be done to one when, and which days make sense.

What is worth a second look is `checks`'; who may is `permissions`'.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACTS = ("Minimal", "Minor", "Moderate", "Major", "Severe")
#: Every score there is: two numbers from one to five, multiplied.
SCORES = tuple(sorted({a * b for a in range(1, 6) for b in range(1, 6)}))
#: From this impact on, what may happen to a child is grave whatever anybody does: only likelihood can be brought down.
GRAVE = 4
#: A day further off than this, in days, is a slip of the pen: two years.
FURTHEST_DAYS = 2 * 366


class Level(StrEnum):
    """How grave a score is at a board."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    EXTREME = "extreme"


@dataclass(frozen=True, slots=True)
class Bands:
    """The lowest score of each level, and the highest score a board puts up with (its tolerance).

    The defaults are low 1 to 3, moderate 4 to 6, high 8 to 12, extreme 15 to 25, of 5 × 5.
    """

    moderate: int = 4
    high: int = 8
    extreme: int = 15
    tolerance: int = 15

    def level(self, score: int) -> Level:
        """The level of a score. ValueError when two numbers from one to five cannot make it."""
        if score not in SCORES:
            raise ValueError(f"{score} is not a product of two numbers from 1 to 5.")
        if score >= self.extreme:
            return Level.EXTREME
        if score >= self.high:
            return Level.HIGH
        return Level.MODERATE if score >= self.moderate else Level.LOW

    def beyond(self, score: int) -> bool:
        """Whether a score is above what the board puts up with."""
        return score > self.tolerance

    def span(self, level: Level) -> tuple[int, int]:
        """The lowest and highest score that a level can have."""
        held = [one for one in SCORES if self.level(one) is level]
        return held[0], held[-1]

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that some score has, gravest first: a board's bands may leave one of them empty."""
        found = {self.level(one) for one in SCORES}
        return tuple(one for one in reversed(Level) if one in found)


class Move(StrEnum):
    """What became of a score since another day."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"


def move(now: int, then: int | None) -> Move:
    """How the score moved from `then`; with none then, the risk is new."""
    if then is None:
        return Move.NEW
    if now > then:
        return Move.UP
    return Move.DOWN if now < then else Move.SAME


class Verb(StrEnum):
    """One thing done to a risk."""

    AMEND = "amend"
    SCORE = "score"
    #: Its score before controls, and the one the board wants.
    FRAME = "frame"
    ADD_CONTROL = "add_control"
    END_CONTROL = "end_control"
    LINK = "link"
    UNLINK = "unlink"
    REVIEW = "review"
    MOVE_REVIEW = "move_review"
    ACCEPT = "accept"
    ARCHIVE = "archive"
    BRING_BACK = "bring_back"


#: What its named owner may do, beside the chair and the office: say how it stands, never what the board makes of it.
OWNERS = frozenset({Verb.SCORE, Verb.ADD_CONTROL, Verb.END_CONTROL, Verb.REVIEW})


def when(verb: Verb, *, archived: bool) -> Verdict:
    """Whether a risk that is in the register, or archived, allows it, whoever asks."""
    if archived is (verb is Verb.BRING_BACK):
        return ALLOWED
    return refused("It is archived. Bring it back first." if archived else "It is not archived.")


def day_ahead(day: date, today: date) -> Verdict:
    """Whether a review, or the end of an acceptance, can be set for this day."""
    if day <= today:
        return refused("That day is not to come. Choose a later one.")
    if (day - today).days > FURTHEST_DAYS:
        return refused("That is more than two years away. Check the year.")
    return ALLOWED


class Acceptance(StrEnum):
    """Whether the board has accepted a risk as it is."""

    NONE = "none"
    HOLDS = "holds"
    NO_END = "no_end"
    OVER = "over"


def acceptance(*, tolerated: bool, until: date | None, today: date) -> Acceptance:
    """Where an acceptance stands. It holds on its last day; from the next on, the risk goes back for review."""
    if not tolerated:
        return Acceptance.NONE
    if until is None:
        return Acceptance.NO_END
    return Acceptance.HOLDS if today <= until else Acceptance.OVER


def quarters_between(first: date, last: date) -> int:
    """How many whole quarters have gone by between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return max(0, months // 3)


def last_quarters_end(today: date) -> date:
    """The last day of the quarter before this one."""
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return first - timedelta(days=1)
