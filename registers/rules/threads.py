"""What a thread waits for, and with whom; and what its figure says so far, in a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registers.rules.challenges import ENDED, State
from registers.rules.watching import EARLIEST, RESULT_WORDS, Result, Watched
from scorecard.rules import words
from scorecard.rules.figures import Unit

CHAIR, OFFICE, FIGURES = "the independent chair", "the board’s office", "the figures to come"
#: Results that hold: nothing more has to be seen.
CONFIRMED = frozenset({Result.IMPROVED, Result.BACK_IN_RANGE})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that is owed: what, by whom, by when."""

    words: str
    who: str
    due: date | None = None

    @property
    def said(self) -> str:
        """“reply, with County Health, due 4 March 2018”."""
        return f"{self.words}, with {self.who}" + (f", due {self.due:%-d %B %Y}" if self.due else "")


@dataclass(frozen=True, slots=True)
class Waits:
    """What a thread may be waiting for, besides its state.

    `owed`: replies and open actions. `unjudged`: a reply waits for the chair. `judged`: one was accepted. `to_come`:
    how many figures are missing before the watched one says anything; None where none is watched.
    """

    owed: Sequence[Waiting] = ()
    unjudged: bool = False
    judged: bool = False
    to_come: int | None = None


def next_step(state: State, waits: Waits) -> Waiting | None:
    """Who owes the next step, and what it is; None when the thread has ended.

    What has a day comes before what has none: the earliest of what agencies owe, unless a reply waits to be judged.
    """
    if state in ENDED:
        return None
    if state is State.RAISED:
        return Waiting("send it", OFFICE)
    if waits.unjudged:
        return Waiting("judge the reply", CHAIR)
    if waits.owed:
        return earliest(waits.owed)
    if waits.to_come:
        return Waiting(f"{waits.to_come} more figure{'s' if waits.to_come > 1 else ''}", FIGURES)
    if waits.judged:
        return Waiting("say what came of it, and close it", CHAIR)
    return Waiting("judge the reply", CHAIR)


def earliest(owed: Iterable[Waiting]) -> Waiting | None:
    """What has a day comes before what has none; None where nothing is owed."""
    return min(owed, key=lambda one: (one.due is None, one.due or date.max), default=None)


def finished_so_far(kinds: Sequence[str]) -> str:
    """“2 of 3 actions finished, 1 seen to have stuck”, by the kinds of a line's steps; empty where none was agreed."""
    agreed, finished, stuck = (kinds.count(one) for one in ("action", "finished", "embedded"))
    if not agreed:
        return ""
    return f"{finished} of {agreed} action{'' if agreed == 1 else 's'} finished, {stuck} seen to have stuck"


def result_so_far(said: Watched, *, change: Fraction | None, unit: Unit, decimals: int) -> str:
    """“Up 6.1 points. Not yet a confirmed improvement”: how far the figure moved, and what that is worth.

    `change` is in the unit the page shows; None while no figure counts.
    """
    if said.result is Result.NOT_FROM_FIGURES:
        return f"{RESULT_WORDS[said.result]}: {said.reason}"
    if change is None:
        return "No figure yet since the action"
    if said.result is Result.TOO_EARLY:
        worth = f"Too early to say: {said.points} of {EARLIEST} figures"
    elif said.result is Result.NO_REAL_CHANGE:
        worth = "Not yet a confirmed improvement"
    else:
        worth = RESULT_WORDS[said.result]
    return f"{moved(change, unit=unit, decimals=decimals)}. {worth}"


def moved(change: Fraction, *, unit: Unit, decimals: int) -> str:
    """“Up 6.1 points”, “Down 12”, “Unchanged”: by what is printed, so nothing goes up by 0.0."""
    size, printed = words.number(abs(change), decimals), words.change(change, decimals)
    if printed == size:
        return "Unchanged"
    points = (" point" if size == "1" else " points") if unit is Unit.PERCENT else ""
    return f"{'Down' if printed.startswith(words.MINUS) else 'Up'} {size}{points}"
