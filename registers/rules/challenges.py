"""A challenge's states, and the one table that says who may do what when. Who a person is, is `permissions`'.

The diagram in docs/challenges.md is drawn from `TABLE`; a test holds the two together.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: Working days an agency has to reply, where a board sets no other number.
REPLY_DAYS = 20


class State(StrEnum):
    """Where a challenge stands. The rung of escalation is another matter and never changes it."""

    RAISED = "raised"
    AWAITING = "awaiting"
    RESPONDED = "responded"
    UNDER_WAY = "under_way"
    WATCHING = "watching"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATE_WORDS = {
    State.RAISED: "Raised",
    State.AWAITING: "Awaiting response",
    State.RESPONDED: "Responded",
    State.UNDER_WAY: "Action under way",
    State.WATCHING: "Watching the result",
    State.CLOSED: "Closed",
    State.WITHDRAWN: "Withdrawn",
}
#: Where nothing more is waited for.
ENDED = frozenset({State.CLOSED, State.WITHDRAWN})
OPEN = frozenset(State) - ENDED


class Who(StrEnum):
    """Whose word a step needs."""

    CHAIR = "the independent chair"
    OFFICE = "the business manager"
    ASKED = "the lead of an agency that was asked"


class Verb(StrEnum):
    """One thing done to a challenge."""

    AMEND = "amend"
    SEND = "send"
    REPLY = "reply"
    ACCEPT = "accept"
    ACCEPT_PARTLY = "accept_partly"
    NOT_ACCEPT = "not_accept"
    AGREE_ACTION = "agree_action"
    CHANGE_DATE = "change_date"
    ESCALATE = "escalate"
    TELL_IMPACT = "tell_impact"
    ADD_EVIDENCE = "add_evidence"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


VERB_WORDS = {
    Verb.AMEND: "change what is asked",
    Verb.SEND: "send it to the agencies",
    Verb.REPLY: "reply",
    Verb.ACCEPT: "accept a reply",
    Verb.ACCEPT_PARTLY: "accept a reply in part",
    Verb.NOT_ACCEPT: "turn a reply down",
    Verb.AGREE_ACTION: "agree an action",
    Verb.CHANGE_DATE: "change a date",
    Verb.ESCALATE: "take it up a rung",
    Verb.TELL_IMPACT: "write what came of it",
    Verb.ADD_EVIDENCE: "add evidence",
    Verb.CLOSE: "close it",
    Verb.REOPEN: "open it again",
    Verb.WITHDRAW: "withdraw it",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a challenge's next state depends on, besides its state.

    `lead_replied`: the lead agency has replied since it was last asked. `judged`: the lead's reply has been accepted,
    wholly or in part. `owing`: names of agencies that owe a reply or the rest of one. `unjudged`: a reply waits for the
    chair. `open_actions`: how many agreed actions are not finished. `watched`: a figure is watched.
    """

    judged: bool = False
    owing: tuple[str, ...] = ()
    unjudged: bool = False
    open_actions: int = 0
    actions: int = 0
    watched: bool = False
    impact_told: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: who may do this, from which states, and where it can lead."""

    verb: Verb
    who: tuple[Who, ...]
    frm: tuple[State, ...]
    to: tuple[State, ...] = ()
    #: Why not, from a state that is not in `frm`; "" is the general sentence.
    otherwise: dict[State, str] = field(default_factory=dict)


_CHAIR = (Who.CHAIR,)
_BOARD = (Who.CHAIR, Who.OFFICE)
_LIVE = (State.AWAITING, State.RESPONDED, State.UNDER_WAY, State.WATCHING)
_SETTLED = (State.RESPONDED, State.UNDER_WAY, State.WATCHING)
_GONE = "It was withdrawn. Raise a new challenge instead."
_SHUT = "It is closed. The chair can open it again."
_UNSENT = "It has not been sent to anybody yet."
_ALREADY_SENT = "It has been sent. Withdraw it and raise another, or write to the agency."

TABLE: tuple[Move, ...] = (
    Move(Verb.AMEND, _BOARD, (State.RAISED,), (State.RAISED,), dict.fromkeys(_LIVE, _ALREADY_SENT)),
    Move(
        Verb.SEND,
        _BOARD,
        (State.RAISED,),
        (State.AWAITING,),
        dict.fromkeys(_LIVE, "It has been sent already."),
    ),
    Move(
        Verb.REPLY, (Who.ASKED,), _LIVE, (*_LIVE,), {State.WITHDRAWN: "It was withdrawn: no reply is needed."}
    ),
    Move(Verb.ACCEPT, _CHAIR, _LIVE, _LIVE),
    Move(Verb.ACCEPT_PARTLY, _CHAIR, _LIVE, _LIVE),
    Move(Verb.NOT_ACCEPT, _CHAIR, _LIVE, _LIVE),
    Move(
        Verb.AGREE_ACTION,
        _BOARD,
        _SETTLED,
        (State.UNDER_WAY,),
        {State.AWAITING: "Wait for the reply, and judge it first."},
    ),
    Move(Verb.CHANGE_DATE, _BOARD, _LIVE),
    Move(Verb.ESCALATE, _BOARD, _LIVE),
    Move(
        Verb.TELL_IMPACT,
        _BOARD,
        (*_SETTLED, State.CLOSED),
        (),
        {State.AWAITING: "Nothing has come of it yet."},
    ),
    Move(Verb.ADD_EVIDENCE, (*_BOARD, Who.ASKED), _LIVE),
    Move(
        Verb.CLOSE,
        _CHAIR,
        _SETTLED,
        (State.CLOSED,),
        {
            State.AWAITING: "A reply is still awaited. Withdraw it if it is no longer asked.",
            State.RAISED: "It has not been sent. Withdraw it if it is no longer asked.",
            State.CLOSED: "It is closed already.",
        },
    ),
    Move(
        Verb.REOPEN,
        _CHAIR,
        (State.CLOSED,),
        (State.WATCHING, State.AWAITING),
        dict.fromkeys((State.RAISED, *_LIVE), "It is open."),
    ),
    Move(
        Verb.WITHDRAW,
        _CHAIR,
        (State.RAISED, State.AWAITING, State.RESPONDED),
        (State.WITHDRAWN,),
        {
            State.UNDER_WAY: "Its reply has been accepted. See its actions through, then close it.",
            State.WATCHING: "Its reply has been accepted. Close it instead.",
            State.WITHDRAWN: "It is withdrawn already.",
        },
    ),
)
MOVES = {move.verb: move for move in TABLE}


def may(verb: Verb, state: State, *, worn: Collection[Who]) -> Verdict:
    """Whether somebody who is `worn` to this challenge may do this now. Who may comes before when."""
    move = MOVES[verb]
    if not set(worn) & set(move.who):
        return refused(f"Only {' or '.join(move.who)} may {VERB_WORDS[verb]}.")
    return when(verb, state)


def when(verb: Verb, state: State) -> Verdict:
    """Whether a challenge in this state allows it, whoever asks."""
    move = MOVES[verb]
    if state in move.frm:
        return ALLOWED
    general = {State.CLOSED: _SHUT, State.WITHDRAWN: _GONE, State.RAISED: _UNSENT}
    said = move.otherwise.get(state) or general.get(state)
    return refused(said or f"A challenge that is “{STATE_WORDS[state].lower()}” does not allow this.")


def after_reply(state: State, *, by_lead: bool) -> State:
    """A reply by the lead answers the challenge; those of others, and the rest of a reply, change nothing."""
    return State.RESPONDED if by_lead and state is State.AWAITING else state


def after_judgement(state: State, verb: Verb, facts: Facts, *, of_lead: bool) -> State:
    """Where judging a reply leads. `facts` are those after it was judged.

    Not accepted: the lead is awaited again. Accepted, wholly or in part: on to its actions, else to the figure it
    watches, else it stays answered until the chair closes it. Only the lead's reply moves a challenge, and only from
    Responded.
    """
    if not of_lead or state is not State.RESPONDED:
        return state
    if verb is Verb.NOT_ACCEPT:
        return State.AWAITING
    return settled(facts)


def settled(facts: Facts) -> State:
    """Where a challenge stands whose reply was accepted, by what is left to be done about it."""
    if facts.open_actions:
        return State.UNDER_WAY
    if facts.watched:
        return State.WATCHING
    return State.UNDER_WAY if facts.actions else State.RESPONDED


def after_actions(state: State, facts: Facts) -> State:
    """Where a challenge stands when an action of its own was agreed, finished, dropped or taken up again."""
    if state in (State.UNDER_WAY, State.WATCHING) or (state is State.RESPONDED and facts.judged):
        return settled(facts)
    return state


def can_close(state: State, facts: Facts) -> Verdict:
    """Whether nothing is left that closing would hide. Who may close is the table's."""
    verdict = when(Verb.CLOSE, state)
    if not verdict:
        return verdict
    if facts.unjudged:
        return refused("A reply waits to be judged. Judge it first.")
    if not facts.judged:
        return refused("No reply has been accepted. Judge it first.")
    if facts.owing:
        return refused(f"Still owed by {', '.join(facts.owing)}. Wait for it, or take the question back.")
    if facts.open_actions:
        number = facts.open_actions
        return refused(f"{number} action{'s are' if number > 1 else ' is'} not finished.")
    if not facts.impact_told:
        return refused("Write the outcome and what it meant for children first.")
    return ALLOWED


def after_reopening(facts: Facts) -> State:
    """Watching where a figure is watched and the reply stands; else a reply is awaited again."""
    return State.WATCHING if facts.watched and facts.judged else State.AWAITING
