"""Where a challenge's next step leads, by its replies, actions and figure. Who may is `challenges`'."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from agencies.rules.verdict import ALLOWED, Verdict, refused
from registers.rules.challenges import State, Verb, when


@dataclass(frozen=True, slots=True)
class Facts:
    """What a challenge's next state depends on, besides its state.

    `judged`: the lead's reply has been accepted, wholly or in part, since it was last asked. `owing`: names of agencies
    that owe a reply or the rest of one. `unjudged`: a reply waits for the chair. `actions`: how many were agreed and
    not dropped; `open_actions`: how many of those are not finished. `watched`: a figure is watched. `impact_told`: the
    outcome and what it meant for children are written.
    """

    judged: bool = False
    owing: tuple[str, ...] = ()
    unjudged: bool = False
    open_actions: int = 0
    actions: int = 0
    watched: bool = False
    impact_told: bool = False


def after_reply(state: State, *, by_lead: bool) -> State:
    """A reply by the lead answers the challenge; those of others, and the rest of a reply, change nothing."""
    return State.RESPONDED if by_lead and state is State.AWAITING else state


def after_judgement(state: State, verb: Verb, facts: Facts, *, of_lead: bool) -> State:
    """Where judging a reply leads. `facts` are those after it was judged and its actions were agreed.

    Not accepted: the lead is awaited again, unless an earlier reply of its was accepted in part. Accepted, wholly or
    in part: on to its actions, else to the figure it watches, else it stays answered until the chair closes it. The
    replies of others move a challenge only by the actions agreed with them.
    """
    if not of_lead or state is not State.RESPONDED:
        return after_actions(state, facts)
    if verb is Verb.NOT_ACCEPT and not facts.judged:
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


def can_agree_action(state: State, facts: Facts) -> Verdict:
    """Whether something may be left to do about it: only where a reply was accepted. Who may is the table's."""
    verdict = when(Verb.AGREE_ACTION, state)
    if verdict and not facts.judged:
        return refused("Judge the reply first: actions can be agreed in the same form.")
    return verdict


def can_have_open_actions(reference: str, state: State, facts: Facts) -> Verdict:
    """Whether a challenge may have the open actions it has now: none is left to a challenge that ended, or waits."""
    verdict = can_agree_action(state, facts)
    if facts.open_actions and not verdict:
        return refused(f"{reference}: {verdict.reason}")
    return ALLOWED


def can_reply(*, owes: bool, unjudged: bool, accepted: bool, taken_back: bool) -> Verdict:
    """Whether anything is asked of an agency now. Who replies, and when a challenge takes replies, is the table's."""
    if owes:
        return ALLOWED
    if taken_back:
        return refused("The chair no longer asks your agency.")
    if unjudged:
        return refused(
            "Your agency has replied, and the chair has yet to judge it. Nothing more is owed until then."
        )
    if accepted:
        return refused("Your agency’s reply has been accepted. Nothing more is asked of it.")
    return refused("Nothing is asked of your agency at the moment.")


def can_withdraw(state: State, facts: Facts) -> Verdict:
    """Whether it can still be taken back whole. Who may is the table's."""
    verdict = when(Verb.WITHDRAW, state)
    if not verdict:
        return verdict
    if facts.judged:
        return refused("Its reply has been accepted. Close it instead.")
    if facts.open_actions:
        return refused(f"{_unfinished(facts.open_actions)} See to that first.")
    return ALLOWED


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
        owing = ", ".join(facts.owing)
        return refused(f"Still owed by {owing}. Wait for it, or take the question back from them.")
    if facts.open_actions:
        return refused(_unfinished(facts.open_actions))
    if not facts.impact_told:
        return refused("Write the outcome and what it meant for children first.")
    return ALLOWED


def _unfinished(number: int) -> str:
    return f"{number} action{'s are' if number > 1 else ' is'} not finished."


def can_reopen(state: State, facts: Facts, *, asks_again: bool) -> Verdict:
    """Whether it can be opened again, to ask the lead once more or to go on watching. Who may is the table's."""
    verdict = when(Verb.REOPEN, state)
    if verdict and not asks_again and not facts.watched:
        return refused("No figure is watched, so there is nothing to go on watching. Ask again, with a date.")
    return verdict


def after_reopening(*, asks_again: bool) -> State:
    """A reply is awaited again, or the figure is watched on."""
    return State.AWAITING if asks_again else State.WATCHING


def counts_since(finished: Collection[date], *, actions: int, accepted: date | None) -> date | None:
    """The day after which the watched figure's points count: the first agreed action was finished.

    Where no action was agreed, or each was dropped, the reply was accepted. None until then. `finished` are the days on
    which agreed actions were finished, `actions` how many were agreed and not dropped.
    """
    if finished:
        return min(finished)
    return None if actions else accepted
