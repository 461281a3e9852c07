"""Who owes a challenge's next step, and what it is. What has been done comes from `queries.progress`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from registers.rules.actions import State as ActionState
from registers.rules.challenges import ENDED, State
from registers.rules.moves import Facts
from registers.rules.watching import Result


@dataclass(frozen=True, slots=True)
class Asking:
    """One agency that was asked. `due_on`: it owes a reply, or the rest of one, by then."""

    asked_id: int
    agency_id: int
    agency: str
    lead: bool
    due_on: date | None = None
    #: Some part of what it said has been accepted since it was last asked; a reply of its was turned down.
    accepted: bool = False
    turned_down: bool = False
    #: Its reply waits for the chair.
    unjudged: bool = False
    taken_back: bool = False
    #: How often it has replied, when first and last, and the day its last reply was owed by.
    replies: int = 0
    first_replied_on: date | None = None
    replied_on: date | None = None
    was_due: date | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """One action agreed on a challenge."""

    action_id: int
    number: int
    agency_id: int | None
    owner: str
    due_on: date
    state: ActionState
    agreed_at: datetime
    finished_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be finished."""
        return self.state is ActionState.OPEN


class Owner(StrEnum):
    """Whose turn it is."""

    AGENCY = "agency"
    CHAIR = "chair"
    OFFICE = "office"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something still to be done: by whom (`name` of an agency or an action's owner), what, and by when."""

    owner: Owner
    what: str
    name: str = ""
    agency_id: int | None = None
    due_on: date | None = None


def next_steps(
    state: State,
    facts: Facts,
    askings: Sequence[Asking],
    actions: Sequence[Doing],
    *,
    result: Result | None,
    today: date,
) -> tuple[NextStep, ...]:
    """What is still to be done, most pressing first: what is late, what waits for the chair, then by date.

    `result` is what the watched figure says, where one is watched.
    """
    if state in ENDED:
        return ()
    if state is State.RAISED:
        return (NextStep(Owner.OFFICE, "check and send it"),)
    owed = [*_replies(askings), *_unfinished(actions)]
    found = [*owed, *_to_judge(askings)]
    if not found:
        found = [_after_all(state, facts, result)]
    return tuple(sorted(found, key=lambda one: _rank(one, today)))


def _replies(askings: Sequence[Asking]) -> Iterator[NextStep]:
    for one in askings:
        if one.due_on is not None:
            what = (
                "the rest of its reply" if one.accepted else "a further reply" if one.turned_down else "reply"
            )
            yield NextStep(Owner.AGENCY, what, one.agency, one.agency_id, one.due_on)


def _unfinished(actions: Sequence[Doing]) -> Iterator[NextStep]:
    for one in actions:
        if one.open:
            owner = Owner.AGENCY if one.agency_id else Owner.OFFICE
            yield NextStep(owner, f"action A-{one.number}", one.owner, one.agency_id, one.due_on)


def _to_judge(askings: Sequence[Asking]) -> Iterator[NextStep]:
    for one in askings:
        if one.unjudged:
            yield NextStep(Owner.CHAIR, "judge the reply" if one.lead else f"judge the reply of {one.agency}")


def _after_all(state: State, facts: Facts, result: Result | None) -> NextStep:
    """Nothing is owed and nothing to be judged: the figure is waited for, or the chair's last word."""
    if state is State.WATCHING and result is Result.TOO_EARLY:
        return NextStep(Owner.NOBODY, "the next figures")
    if state is State.WATCHING and not facts.impact_told:
        return NextStep(Owner.CHAIR, "look at the result")
    what = "close it" if facts.impact_told else "write what came of it, and close it"
    return NextStep(Owner.CHAIR, what)


def _rank(step: NextStep, today: date) -> tuple[bool, bool, date]:
    late = step.due_on is not None and step.due_on < today
    return (not late, step.due_on is not None, step.due_on or date.max)
