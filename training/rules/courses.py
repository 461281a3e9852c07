"""What a course may be: its level, hours and price."""

from dataclasses import dataclass
from decimal import Decimal

from agencies.rules.verdict import ALLOWED, Verdict, refused

LEVELS = {
    1: "Level 1: everybody who meets children or parents",
    2: "Level 2: those who work with them",
    3: "Level 3: those who assess and plan with other agencies",
    4: "Level 4: those who lead and supervise",
}
MOST_HOURS = Decimal("99.5")
MOST_POUNDS = Decimal("9999.99")
MOST_NOTICE = 60


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What a course is, as it is entered. `lessons` and `priorities` are keys of what it serves."""

    title: str
    level: int
    hours: Decimal
    about: str = ""
    audience: str = ""
    needs_approval: bool = False
    price: Decimal = Decimal(0)
    charges: str = ""
    notice_days: int = 5
    lessons: frozenset[int] = frozenset()
    priorities: frozenset[int] = frozenset()


def fits(facts: CourseFacts) -> Verdict:
    """Whether a course can be so."""
    if facts.level not in LEVELS:
        return refused("Levels go from 1 to 4.")
    if not 0 < facts.hours <= MOST_HOURS:
        return refused("Enter how many hours are taught, such as 6.5.")
    if not 0 <= facts.price <= MOST_POUNDS:
        return refused("Enter the price of a place in pounds, 0 where it is free.")
    if not 0 <= facts.notice_days <= MOST_NOTICE:
        return refused(f"Enter the working days of notice, from 0 to {MOST_NOTICE}.")
    return ALLOWED
