"""An action's states and what may follow what. Who may is `permissions`'."""

from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: Days after it was finished on which an action is looked at again, where nobody says otherwise: a quarter.
CHECK_AFTER_DAYS = 91


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
    COMPLETE = "complete"
    EMBED = "embed"
    TAKE_UP = "take_up"
    DROP = "drop"
    CHANGE_DATE = "change_date"
    ADD_EVIDENCE = "add_evidence"


_FROM = {
    Verb.NOTE: frozenset({State.OPEN, State.COMPLETE}),
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
}


def when(verb: Verb, state: State) -> Verdict:
    """Whether an action in this state allows it, whoever asks."""
    if state in _FROM[verb]:
        return ALLOWED
    return refused(
        _WHY_NOT.get((verb, state))
        or f"An action that is “{STATE_WORDS[state].lower()}” does not allow this."
    )
