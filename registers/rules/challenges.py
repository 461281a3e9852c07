"""A challenge's states, and the one table that says who may do what when. Where each leads by the facts is `moves`'.

The diagram in docs/challenges.md is drawn from `TABLE`; a test holds the two together.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: Working days an agency has to reply, where a board sets no other number.
REPLY_DAYS = 20
LONGEST_REPLY_DAYS = 250
#: What an agency's reply is called among what is owed, where a date moves and where it climbs the ladder.
REPLY = "reply"


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
    TAKE_BACK = "take_back"
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
    Verb.TAKE_BACK: "take the question back from an agency",
    Verb.ESCALATE: "take it up a rung",
    Verb.TELL_IMPACT: "write what came of it",
    Verb.ADD_EVIDENCE: "add evidence",
    Verb.CLOSE: "close it",
    Verb.REOPEN: "open it again",
    Verb.WITHDRAW: "withdraw it",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: who may do this, and from which states to which it can lead. Where it leads nowhere else,
    the state stands alone beside itself.
    """

    verb: Verb
    who: tuple[Who, ...]
    leads: dict[State, tuple[State, ...]]
    #: Why not, from a state that is not in `leads`; without one the general sentence is said.
    otherwise: dict[State, str] = field(default_factory=dict)

    @property
    def frm(self) -> tuple[State, ...]:
        """The states in which it can be done."""
        return tuple(self.leads)


_CHAIR = (Who.CHAIR,)
_BOARD = (Who.CHAIR, Who.OFFICE)
_LIVE = (State.AWAITING, State.RESPONDED, State.UNDER_WAY, State.WATCHING)
_SETTLED = (State.RESPONDED, State.UNDER_WAY, State.WATCHING)
_GONE = "It was withdrawn. Raise a new challenge instead."
_SHUT = "It is closed. The chair can open it again."
_UNSENT = "It has not been sent to anybody yet."
_ALREADY_SENT = "It has been sent. Withdraw it and raise another, or write to the agency."


def _stays(*states: State) -> dict[State, tuple[State, ...]]:
    """The state remains what it is."""
    return {state: (state,) for state in states}


#: Judged well: on to its actions, else to the figure it watches, else it stays answered.
_ACCEPTED = {
    **_stays(State.AWAITING, State.UNDER_WAY),
    State.RESPONDED: (State.RESPONDED, State.UNDER_WAY, State.WATCHING),
    State.WATCHING: (State.WATCHING, State.UNDER_WAY),
}
TABLE: tuple[Move, ...] = (
    Move(Verb.AMEND, _BOARD, _stays(State.RAISED), dict.fromkeys(_LIVE, _ALREADY_SENT)),
    Move(
        Verb.SEND,
        _BOARD,
        {State.RAISED: (State.AWAITING,)},
        dict.fromkeys(_LIVE, "It has been sent already."),
    ),
    Move(
        Verb.REPLY,
        (Who.ASKED,),
        {State.AWAITING: (State.AWAITING, State.RESPONDED), **_stays(*_SETTLED)},
        {State.WITHDRAWN: "It was withdrawn: no reply is needed."},
    ),
    Move(Verb.ACCEPT, _CHAIR, _ACCEPTED),
    Move(Verb.ACCEPT_PARTLY, _CHAIR, _ACCEPTED),
    Move(
        Verb.NOT_ACCEPT,
        _CHAIR,
        {
            **_stays(State.AWAITING, State.UNDER_WAY, State.WATCHING),
            State.RESPONDED: (State.AWAITING, State.RESPONDED),
        },
    ),
    Move(
        Verb.AGREE_ACTION,
        _BOARD,
        dict.fromkeys(_SETTLED, (State.UNDER_WAY,)),
        {State.AWAITING: "Wait for the reply, and judge it first."},
    ),
    Move(Verb.CHANGE_DATE, _BOARD, _stays(*_LIVE)),
    Move(Verb.TAKE_BACK, _CHAIR, _stays(*_LIVE)),
    Move(Verb.ESCALATE, _BOARD, _stays(*_LIVE)),
    Move(Verb.TELL_IMPACT, _BOARD, _stays(*_SETTLED), {State.AWAITING: "Nothing has come of it yet."}),
    Move(Verb.ADD_EVIDENCE, (*_BOARD, Who.ASKED), _stays(*_LIVE)),
    Move(
        Verb.CLOSE,
        _CHAIR,
        dict.fromkeys(_SETTLED, (State.CLOSED,)),
        {
            State.AWAITING: "A reply is still awaited. Withdraw it if it is no longer asked.",
            State.RAISED: "It has not been sent. Withdraw it if it is no longer asked.",
            State.CLOSED: "It is closed already.",
        },
    ),
    Move(
        Verb.REOPEN,
        _CHAIR,
        {State.CLOSED: (State.WATCHING, State.AWAITING)},
        dict.fromkeys((State.RAISED, *_LIVE), "It is open."),
    ),
    Move(
        Verb.WITHDRAW,
        _CHAIR,
        dict.fromkeys((State.RAISED, State.AWAITING, State.RESPONDED), (State.WITHDRAWN,)),
        {
            State.UNDER_WAY: "Its reply has been accepted. See its actions through, then close it.",
            State.WATCHING: "Its reply has been accepted. Close it instead.",
            State.WITHDRAWN: "It is withdrawn already.",
        },
    ),
)
MOVES = {move.verb: move for move in TABLE}
#: Where it can be led by what becomes of its actions: agreed, finished, dropped, taken up again.
BY_ACTIONS: dict[State, tuple[State, ...]] = {
    State.RESPONDED: (State.RESPONDED, State.UNDER_WAY, State.WATCHING),
    State.UNDER_WAY: (State.UNDER_WAY, State.WATCHING, State.RESPONDED),
    State.WATCHING: (State.WATCHING, State.UNDER_WAY),
}


def may(verb: Verb, state: State, *, worn: Collection[Who]) -> Verdict:
    """Whether somebody who is `worn` to this challenge may do this now. Who may comes before when."""
    move = MOVES[verb]
    if not set(worn) & set(move.who):
        return refused(f"Only {' or '.join(move.who)} may {VERB_WORDS[verb]}.")
    return when(verb, state)


def when(verb: Verb, state: State) -> Verdict:
    """Whether a challenge in this state allows it, whoever asks."""
    move = MOVES[verb]
    if state in move.leads:
        return ALLOWED
    general = {State.CLOSED: _SHUT, State.WITHDRAWN: _GONE, State.RAISED: _UNSENT}
    said = move.otherwise.get(state) or general.get(state)
    return refused(said or f"A challenge that is “{STATE_WORDS[state].lower()}” does not allow this.")
