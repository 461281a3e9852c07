"""A return's life: the steps it may take, at whose word. The one table that actions, pages and the diagram read.

Whether a return is overdue is asked of the clock; “not due” is a return nobody has opened yet.
"""

from dataclasses import dataclass
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused


class State(StrEnum):
    """Where a return stands, as it is stored."""

    DUE = "due"
    RECEIVED = "received"
    CHECKING = "checking"
    TO_CORRECT = "to_correct"
    READY = "ready"
    RELEASED = "released"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


class Event(StrEnum):
    """What may happen to it."""

    RECEIVE = "receive"
    CHECK = "check"
    FIND_ERRORS = "find errors"
    FIND_NONE = "find no error"
    DROP = "drop"
    RELEASE = "release"
    CHANGE = "change"
    ACCEPT = "accept"
    SEND_BACK = "send back"


class Who(StrEnum):
    """At whose word."""

    SENDER = "the agency lead, or a feed by its policy"
    CHECKER = "the import check"
    OFFICE = "the business manager"


@dataclass(frozen=True)
class Step:
    """From any of these states, when this happens, to that one."""

    event: Event
    before: frozenset[State]
    after: State
    who: Who


#: Before the board has any figure of it. What comes in while it has one waits with its submission instead.
OPEN = frozenset({State.DUE, State.RECEIVED, State.CHECKING, State.TO_CORRECT, State.READY})
#: The board has its figures.
IN = frozenset({State.RELEASED, State.ACCEPTED, State.SENT_BACK})

STEPS = (
    Step(Event.RECEIVE, OPEN, State.RECEIVED, Who.SENDER),
    Step(Event.CHECK, OPEN, State.CHECKING, Who.CHECKER),
    Step(Event.FIND_ERRORS, OPEN, State.TO_CORRECT, Who.CHECKER),
    Step(Event.FIND_NONE, OPEN, State.READY, Who.CHECKER),
    Step(Event.DROP, OPEN, State.DUE, Who.SENDER),
    Step(Event.RELEASE, OPEN | {State.RELEASED, State.SENT_BACK}, State.RELEASED, Who.SENDER),
    Step(Event.CHANGE, frozenset({State.ACCEPTED}), State.RELEASED, Who.SENDER),
    Step(Event.ACCEPT, frozenset({State.RELEASED, State.SENT_BACK}), State.ACCEPTED, Who.OFFICE),
    Step(Event.SEND_BACK, frozenset({State.RELEASED, State.ACCEPTED}), State.SENT_BACK, Who.OFFICE),
)

WORDS = {
    State.DUE: "due",
    State.RECEIVED: "received",
    State.CHECKING: "being checked",
    State.TO_CORRECT: "to correct",
    State.READY: "ready to release",
    State.RELEASED: "released, not yet accepted",
    State.ACCEPTED: "accepted",
    State.SENT_BACK: "sent back",
}
#: What may be done by hand only in certain states, and how a page says so.
_REFUSALS = {
    Event.ACCEPT: "only a released one can be accepted, or one that was sent back",
    Event.SEND_BACK: "only one whose figures the board has can be sent back",
}


def after(state: State, event: Event) -> State | None:
    """Where a return stands once this has happened; None when it does not move."""
    return next((step.after for step in STEPS if step.event is event and state in step.before), None)


def may(state: State, event: Event) -> Verdict:
    """Whether this may happen to a return that stands there, with the reason when not."""
    if after(state, event) is not None:
        return ALLOWED
    reason = _REFUSALS.get(event, "that cannot happen to it now")
    return refused(f"This return is {WORDS[state]}: {reason}.")


def diagram() -> str:
    """The life as a Mermaid state diagram, one line a step, for the decision that describes it."""
    lines = ["stateDiagram-v2", "    [*] --> due: the quarter has ended"]
    lines += [
        f"    {state} --> {step.after}: {step.event}"
        for step in STEPS
        for state in State
        if state in step.before and state is not step.after
    ]
    return "\n".join(lines)
