"""What a board may set for its training."""

from dataclasses import dataclass

from agencies.rules.verdict import ALLOWED, Verdict, refused

MOST_REMIND = 20
FEWEST_KEPT, MOST_KEPT = 30, 3_653


@dataclass(frozen=True, slots=True)
class Days:
    """Working days before a session on which people are reminded; days for which names and free text are kept."""

    remind: int
    names: int
    words: int


def fits(days: Days) -> Verdict:
    """Whether a board may set these. What is written is kept no longer than who wrote it."""
    if not 0 <= days.remind <= MOST_REMIND:
        return refused(f"Remind people from 0 to {MOST_REMIND} working days before; 0 reminds nobody.")
    if not FEWEST_KEPT <= days.words <= MOST_KEPT or not FEWEST_KEPT <= days.names <= MOST_KEPT:
        return refused(f"Keep names and free text from {FEWEST_KEPT} to {MOST_KEPT:,} days.")
    if days.words > days.names:
        return refused("Free text is kept no longer than names.")
    return ALLOWED
