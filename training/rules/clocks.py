"""Clocks of reviews: which steps a kind of review takes, and by when, by the day the board came to know.

The days are those of the guidance in force on that day; where it names none, a step has no day until somebody sets one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agencies.rules.verdict import ALLOWED, Verdict, refused
from agencies.rules.working_days import working_days_after
from training.rules.months import months_on
from training.rules.reviews import KIND_WORDS, Kind, Step


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a step may take: so many working days or months, from the day the board knew or from another step."""

    step: Step
    working_days: int = 0
    months: int = 0
    after: Step | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """What one guidance asks of a kind of review, for what boards came to know of from a day on."""

    kind: Kind
    since: date
    clocks: tuple[Clock, ...]
    source: str


_DECISION = Clock(Step.DECISION)
_REPORT = Clock(Step.REPORT)
_PUBLICATION = Clock(Step.PUBLICATION)
_IN_A_MONTH = Clock(Step.DECISION, months=1)
_IN_SIX_MONTHS = Clock(Step.REPORT, months=6, after=Step.DECISION)
_OUT_IN_SIX_MONTHS = Clock(Step.PUBLICATION, months=6, after=Step.DECISION)
_NOTIFIED = Clock(Step.NOTIFICATION, working_days=5)
_RAPID = Clock(Step.RAPID_REVIEW, working_days=15)
#: Before the first guidance we hold for a kind, and of kinds without any: the steps, without days.
_NO_DAYS = (_DECISION, _REPORT, _PUBLICATION)
#: The day from which local areas notify the national panel, and rapid and practice reviews are held.
NEW_SYSTEM = date(2018, 6, 29)
_NEW_KINDS = frozenset({Kind.RAPID, Kind.LCSPR})

#: Newest first within a kind.
GUIDANCE: tuple[Guidance, ...] = (
    Guidance(
        Kind.SCR,
        NEW_SYSTEM,
        (_NOTIFIED, _RAPID, _DECISION, _IN_SIX_MONTHS, _PUBLICATION),
        "Working Together: transitional guidance, 2018",
    ),
    Guidance(
        Kind.SCR,
        date(2013, 4, 15),
        (_IN_A_MONTH, _IN_SIX_MONTHS, _PUBLICATION),
        "Working Together, 2013 and 2015",
    ),
    Guidance(
        Kind.LCSPR,
        NEW_SYSTEM,
        (_NOTIFIED, _RAPID, _DECISION, _IN_SIX_MONTHS, _OUT_IN_SIX_MONTHS),
        "Working Together, 2018",
    ),
    Guidance(Kind.RAPID, NEW_SYSTEM, (_NOTIFIED, _RAPID), "Working Together, 2018"),
    Guidance(
        Kind.DOMESTIC_HOMICIDE,
        date(2011, 4, 13),
        (_IN_A_MONTH, _IN_SIX_MONTHS, _PUBLICATION),
        "Statutory guidance for domestic homicide reviews, 2011 and later",
    ),
    Guidance(
        Kind.ADULT,
        date(2015, 4, 1),
        (_DECISION, _IN_SIX_MONTHS, _PUBLICATION),
        "Care and support statutory guidance, 2014",
    ),
)


def guidance_for(kind: Kind, known_on: date) -> Guidance | None:
    """The guidance that asks for days of this kind of review; None where we hold none."""
    return next((one for one in GUIDANCE if one.kind is kind and one.since <= known_on), None)


def kind_fits(kind: Kind, known_on: date) -> Verdict:
    """Whether reviews of this kind were held of what boards came to know of on this day."""
    if kind in _NEW_KINDS and known_on < NEW_SYSTEM:
        return refused(f"{KIND_WORDS[kind]}s began on 29 June 2018. Choose the kind that was held before.")
    return ALLOWED


def steps_of(kind: Kind, known_on: date) -> tuple[Step, ...]:
    """The steps of a review of this kind, in order."""
    return tuple(one.step for one in _clocks(kind, known_on))


def due_days(
    kind: Kind, known_on: date, *, done: Mapping[Step, date] | None = None
) -> dict[Step, date | None]:
    """The day of each step. What is counted from another step is so from the day it was done, else from its own day."""
    days: dict[Step, date | None] = {}
    for clock in _clocks(kind, known_on):
        start = (done or {}).get(clock.after, days.get(clock.after)) if clock.after else known_on
        days[clock.step] = _day(clock, start)
    return days


def waits_for(kind: Kind, known_on: date, step: Step) -> Step | None:
    """The step from which another's days are counted; None where they are from the day the board knew."""
    return next((one.after for one in _clocks(kind, known_on) if one.step is step), None)


def _clocks(kind: Kind, known_on: date) -> tuple[Clock, ...]:
    found = guidance_for(kind, known_on)
    return found.clocks if found else _NO_DAYS


def _day(clock: Clock, start: date | None) -> date | None:
    if start is None:
        return None
    if clock.working_days:
        return working_days_after(start, clock.working_days)
    return months_on(start, clock.months) if clock.months else None
