"""What moderation makes of scores: how far two lie apart, when that is far, what is still to look at, by when.

A gap counts in levels of the cycle's scale. Two levels are far on each of them: fully met against not met, or against
“begun” where there are four.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.rules.verdict import ALLOWED, Verdict, refused
from agencies.rules.working_days import working_days_after
from registers.rules.section_11.scales import LEVELS, Scale, top

#: What is said of a standard that has no score because it has no bearing on the organisation.
NOT_APPLICABLE = "Does not apply"
#: So many levels apart, the organisation's own score and the moderated one are far apart.
LARGE = 2
#: Without a day on which a panel meets or the board is told, moderation takes no more working days than this.
WORKING_DAYS = 20


@dataclass(frozen=True, slots=True)
class Scored:
    """One standard: what the organisation says, and what moderation made of it.

    `moderated` of None with `looked_at` means that moderation agrees that the standard does not apply.
    """

    own: int | None
    not_applicable: bool = False
    moderated: int | None = None
    looked_at: bool = False

    @property
    def in_force(self) -> int | None:
        """The score that counts: the moderated one once there is one."""
        return self.moderated if self.looked_at else self.own

    @property
    def gap(self) -> int | None:
        """By how many levels it scored itself higher than moderation did; less than 0 is lower. None without both."""
        if not self.looked_at or self.own is None or self.moderated is None:
            return None
        return self.own - self.moderated

    @property
    def is_large(self) -> bool:
        """Whether the two lie far apart, whichever is higher."""
        return self.gap is not None and abs(self.gap) >= LARGE

    @property
    def is_changed(self) -> bool:
        """Whether moderation came to something else than the organisation says."""
        return self.looked_at and self.moderated != self.own

    def falls_short(self, scale: Scale) -> bool:
        """Whether the score that counts is below the best level."""
        return self.in_force is not None and self.in_force < top(scale)


def all_top(scored: Iterable[Scored], scale: Scale) -> bool:
    """Whether an organisation gave itself the best level throughout: worth a second look before it is believed."""
    applies = [one for one in scored if not one.not_applicable]
    return bool(applies) and all(one.own == top(scale) for one in applies)


def left_to_do(scored: Iterable[Scored]) -> int:
    """How many standards moderation has not looked at yet."""
    return sum(not one.looked_at for one in scored)


def may_give(scale: Scale, own: Scored, score: int | None, why: str) -> Verdict:
    """Whether moderation may come to this score (None: does not apply), with this reason, beside the own one."""
    if score is None and not own.not_applicable:
        return refused("That a standard does not apply is the organisation’s to say. Give it a score.")
    if score is not None and not 0 <= score < len(LEVELS[scale]):
        return refused("That is no level of this cycle’s scale.")
    if (own.not_applicable and score is None) or (not own.not_applicable and own.own == score):
        return ALLOWED
    return ALLOWED if why.strip() else refused("Say why the score is another than the organisation’s own.")


def due_by(*, panel_on: date | None, report_on: date | None, submitted_on: date) -> date:
    """The day by which what was submitted is to be moderated: the panel's, the report's, or working days later.

    What is submitted after both days still has its working days.
    """
    working = working_days_after(submitted_on, WORKING_DAYS)
    days = [day for day in (panel_on, report_on) if day is not None and day > submitted_on]
    return min(days) if days else working
