"""Cycles of self-assessment: which days fit, and what may be done to one when. Who may is `permissions`'."""

from datetime import date, timedelta
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: So long after its day a self-assessment can still be reached by the link that was sent.
LINK_WORKS_AFTER = timedelta(days=90)
#: A link sent later than that works as long as any other.
LINK_WORKS = timedelta(days=14)


class Stage(StrEnum):
    """How far a cycle has come."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


STAGE_WORDS = {Stage.PLANNED: "Planned", Stage.RUNNING: "Running", Stage.CLOSED: "Closed"}


class Verb(StrEnum):
    """One thing done to a cycle."""

    AMEND = "amend"
    ADD = "add"
    LAUNCH = "launch"
    CLOSE = "close"


def stage(*, launched: bool, closed: bool) -> Stage:
    """How far it has come."""
    if closed:
        return Stage.CLOSED
    return Stage.RUNNING if launched else Stage.PLANNED


def when(verb: Verb, at: Stage) -> Verdict:
    """Whether a cycle at this stage allows it, whoever asks."""
    if at is Stage.CLOSED:
        return refused("This cycle is closed: nothing more is changed in it.")
    if verb is Verb.LAUNCH and at is Stage.RUNNING:
        return refused("This cycle was launched already.")
    if verb is Verb.CLOSE and at is Stage.PLANNED:
        return refused("This cycle was not launched yet.")
    return ALLOWED


def days_fit(opens: date, due: date, panel: date | None, report: date | None) -> Verdict:
    """Whether it opens first, is due after that, is looked at after that, and the board hears of it last."""
    if due <= opens:
        return refused("Self-assessments are due after the day on which the cycle opens.")
    if panel is not None and panel <= due:
        return refused("The challenge day comes after self-assessments are due.")
    if report is not None and report <= max(due, panel or due):
        return refused("The board is told after self-assessments are due, and after the challenge day.")
    return ALLOWED


def launches(opens: date, due: date, today: date) -> Verdict:
    """Whether its days allow a launch today."""
    if today < opens:
        return refused(f"It opens on {opens:%-d %B %Y}. To launch it sooner, change that day first.")
    if due <= today:
        return refused(
            f"It was to be due by {due:%-d %B %Y}. Give organisations time: change that day first."
        )
    return ALLOWED


def link_lasts(due: date, until: date | None, today: date) -> timedelta:
    """How long a link sent today works: until 90 days after the day it is due, or its holder's part ends."""
    lasts = max(due + LINK_WORKS_AFTER - today, LINK_WORKS)
    return lasts if until is None else min(lasts, max(until - today, timedelta()))
