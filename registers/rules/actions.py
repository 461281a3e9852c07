"""An action's states, what may follow what, and which days make sense. Who may is `permissions`'."""

from datetime import date, timedelta
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: Days after it was finished on which an action is looked at again, where nobody says otherwise: a quarter.
CHECK_AFTER_DAYS = 91
#: A day further off than this, in days, is a slip of the pen: five years.
FURTHEST_DAYS = 5 * 366


class State(StrEnum):
    """Where an action stands. Complete is not embedded: that is seen later."""

    OPEN = "open"
    COMPLETE = "complete"
    EMBEDDED = "embedded"
    DROPPED = "dropped"


STATE_WORDS = {
    State.OPEN: "Under way",
    State.COMPLETE: "Complete, not yet checked",
    State.EMBEDDED: "Embedded",
    State.DROPPED: "Dropped",
}


class Verb(StrEnum):
    """One thing done to an action."""

    NOTE = "note"
    AMEND = "amend"
    COMPLETE = "complete"
    EMBED = "embed"
    TAKE_UP = "take_up"
    DROP = "drop"
    CHANGE_DATE = "change_date"
    ADD_EVIDENCE = "add_evidence"


#: What its owner and the agency's lead may do, beside the chair and the office.
WORK = frozenset({Verb.NOTE, Verb.COMPLETE, Verb.ADD_EVIDENCE})

_FROM = {
    Verb.NOTE: frozenset({State.OPEN, State.COMPLETE}),
    Verb.AMEND: frozenset({State.OPEN}),
    Verb.COMPLETE: frozenset({State.OPEN}),
    Verb.EMBED: frozenset({State.COMPLETE}),
    Verb.TAKE_UP: frozenset({State.COMPLETE, State.EMBEDDED, State.DROPPED}),
    Verb.DROP: frozenset({State.OPEN}),
    Verb.CHANGE_DATE: frozenset({State.OPEN}),
    Verb.ADD_EVIDENCE: frozenset({State.OPEN, State.COMPLETE, State.EMBEDDED}),
}
_WHY_NOT = {
    (Verb.EMBED, State.OPEN): "It is not complete yet.",
    (Verb.EMBED, State.EMBEDDED): "It has been found embedded already.",
    (Verb.COMPLETE, State.COMPLETE): "It is complete already.",
    (Verb.TAKE_UP, State.OPEN): "It is under way.",
    (Verb.CHANGE_DATE, State.COMPLETE): "It is complete: its date no longer matters.",
    (Verb.AMEND, State.COMPLETE): "It is complete: what was agreed stays as it is.",
    (Verb.DROP, State.COMPLETE): "It is complete. Take it up again if it did not stick.",
    (Verb.DROP, State.DROPPED): "It is dropped already.",
}


def when(verb: Verb, state: State) -> Verdict:
    """Whether an action in this state allows it, whoever asks."""
    if state in _FROM[verb]:
        return ALLOWED
    return refused(
        _WHY_NOT.get((verb, state))
        or f"An action that is “{STATE_WORDS[state].lower()}” does not allow this."
    )


def day_ahead(day: date, today: date) -> Verdict:
    """Whether something can be promised for this day: it is still to come, and not absurdly far off."""
    if day < today:
        return refused("That day has passed. Choose one to come.")
    if (day - today).days > FURTHEST_DAYS:
        return refused("That is more than five years away. Check the year.")
    return ALLOWED


def check_day(finished: date) -> date:
    """When to look whether something finished on this day has stuck, where nobody says otherwise."""
    return finished + timedelta(days=CHECK_AFTER_DAYS)
