"""Where a self-assessment stands, and what may follow what. Who may is `permissions`'.

The states are those boards track (Torbay's and others' escalation maps): not sent, sent, opened, draft, submitted, sent
back, moderated, agreed. Overdue is no state: it is a mark on anything not yet submitted.
"""

from datetime import date
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused


class State(StrEnum):
    """Where a self-assessment stands."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    OPENED = "opened"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    MODERATED = "moderated"
    AGREED = "agreed"


STATE_WORDS = {
    State.NOT_SENT: "Not sent",
    State.SENT: "Sent, not opened",
    State.OPENED: "Opened",
    State.DRAFT: "Draft",
    State.SUBMITTED: "Submitted",
    State.SENT_BACK: "Sent back",
    State.MODERATED: "Moderated",
    State.AGREED: "Agreed",
}
#: Signed off by the organisation's executive, and not sent back since: it counts as a reply.
REPLIED = frozenset({State.SUBMITTED, State.MODERATED, State.AGREED})
#: Its people may write in it.
WRITABLE = frozenset({State.NOT_SENT, State.SENT, State.OPENED, State.DRAFT, State.SENT_BACK})


class Verb(StrEnum):
    """One thing done to a self-assessment."""

    SEND = "send"
    OPEN = "open"
    WRITE = "write"
    SUBMIT = "submit"
    MODERATE = "moderate"
    SEND_BACK = "send_back"
    AGREE = "agree"
    REOPEN = "reopen"


_FROM = {
    Verb.SEND: WRITABLE,
    Verb.OPEN: frozenset(State),
    Verb.WRITE: WRITABLE,
    Verb.SUBMIT: WRITABLE,
    Verb.MODERATE: frozenset({State.SUBMITTED, State.MODERATED}),
    Verb.SEND_BACK: frozenset({State.SUBMITTED, State.MODERATED}),
    Verb.AGREE: frozenset({State.MODERATED}),
    Verb.REOPEN: frozenset({State.AGREED}),
}
_WHY_NOT = {
    (Verb.MODERATE, State.SENT_BACK): "It was sent back, and waits for the organisation.",
    (Verb.AGREE, State.SUBMITTED): "Moderate it first.",
    (Verb.AGREE, State.AGREED): "It is agreed already.",
    (Verb.SUBMIT, State.SUBMITTED): "It was submitted already.",
}


def when(verb: Verb, state: State) -> Verdict:
    """Whether a self-assessment in this state allows it, whoever asks."""
    if state in _FROM[verb]:
        return ALLOWED
    if (verb, state) in _WHY_NOT:
        return refused(_WHY_NOT[verb, state])
    if verb in (Verb.WRITE, Verb.SUBMIT):
        return refused(
            f"It is {STATE_WORDS[state].lower()}: nothing more is written in it unless it is sent back."
        )
    if state in WRITABLE:
        return refused("It has not been submitted yet.")
    return refused(f"It is {STATE_WORDS[state].lower()}: that does not go with it.")


def after(verb: Verb, state: State) -> State:
    """Where it stands afterwards. What is sent back stays so until it is submitted again."""
    if verb is Verb.SEND:
        return State.SENT if state is State.NOT_SENT else state
    if verb is Verb.OPEN:
        return State.OPENED if state in (State.NOT_SENT, State.SENT) else state
    if verb is Verb.WRITE:
        return state if state is State.SENT_BACK else State.DRAFT
    return {
        Verb.SUBMIT: State.SUBMITTED,
        Verb.MODERATE: State.MODERATED,
        Verb.SEND_BACK: State.SENT_BACK,
        Verb.AGREE: State.AGREED,
        Verb.REOPEN: State.MODERATED,
    }[verb]


def is_overdue(state: State, due: date, today: date) -> bool:
    """Whether its date has passed and it was not submitted."""
    return state not in REPLIED and due < today
