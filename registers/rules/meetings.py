"""A meeting's life: called, held, written up, closed; and what each allows. Who may is `permissions`'."""

from datetime import date, timedelta
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: No meeting is called, or written up, further off than this: five years.
_FURTHEST = timedelta(days=5 * 366)


class Verb(StrEnum):
    """One thing done to a meeting."""

    AMEND = "amend"
    NOTE_ATTENDANCE = "note_attendance"
    DECIDE = "decide"
    CLOSE = "close"
    REOPEN = "reopen"


_SHUT = "It is closed: its attendance and decisions are settled. Open it again first."


def when(verb: Verb, *, closed: bool, held_on: date, today: date) -> Verdict:
    """Whether a meeting allows this now."""
    if verb is Verb.REOPEN:
        return ALLOWED if closed else refused("It is open.")
    if closed:
        return refused(_SHUT)
    if verb in (Verb.DECIDE, Verb.CLOSE) and held_on > today:
        return refused("It has not been held yet.")
    return ALLOWED


def day_fits(day: date, today: date) -> Verdict:
    """Whether a meeting can be on this day: to come, or past and still to be written up."""
    return (
        ALLOWED
        if abs(day - today) <= _FURTHEST
        else refused("That is more than five years away. Check the year.")
    )


def can_close(*, unnoted: int) -> Verdict:
    """Whether everything that closing settles is known."""
    if not unnoted:
        return ALLOWED
    return refused(
        f"For {unnoted} seat{'' if unnoted == 1 else 's'} it is not noted who came. Note that first."
    )
