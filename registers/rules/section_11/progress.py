"""How far a cycle has come: how many organisations stand where, are overdue, and have replied, by group and kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registers.rules.section_11.duties import DUTY_WORDS, Duty
from registers.rules.section_11.states import REPLIED, State, is_overdue


@dataclass(frozen=True, slots=True)
class Asked:
    """One organisation in a cycle: its group and kind, where it stands, and by when it was to reply."""

    name: str
    duty: Duty
    kind: str
    state: State
    due: date


@dataclass(frozen=True, slots=True)
class Tally:
    """So many organisations: how many have replied, are overdue, and stand in each state."""

    name: str
    asked: int
    replied: int
    overdue: int
    states: Mapping[State, int]

    @property
    def percent(self) -> int | None:
        """The reply rate, to the nearest whole, halves up; None of none. All is said of all only, nothing of none."""
        if not self.asked:
            return None
        rounded = (200 * self.replied + self.asked) // (2 * self.asked)
        if self.replied < self.asked:
            rounded = min(rounded, 99)
        return max(rounded, 1) if self.replied else 0


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three groups, and the kinds of organisation in it."""

    duty: Duty
    whole: Tally
    kinds: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A whole cycle, and each group that has anybody in it, in the order of the groups."""

    whole: Tally
    groups: tuple[Group, ...]


def progress(asked: Iterable[Asked], today: date) -> Progress:
    """How far a cycle has come today. Whoever is left out is not among those asked."""
    every = tuple(asked)
    return Progress(
        whole=_tally("All organisations", every, today),
        groups=tuple(
            Group(
                duty=duty,
                whole=_tally(DUTY_WORDS[duty], there, today),
                kinds=tuple(
                    _tally(kind, those, today) for kind, those in _by(there, lambda one: one.kind).items()
                ),
            )
            for duty in Duty
            if (there := [one for one in every if one.duty is duty])
        ),
    )


def _tally(name: str, those: Iterable[Asked], today: date) -> Tally:
    every = tuple(those)
    return Tally(
        name=name,
        asked=len(every),
        replied=sum(one.state in REPLIED for one in every),
        overdue=sum(is_overdue(one.state, one.due, today) for one in every),
        states=Counter(one.state for one in every),
    )


def _by(those: Iterable[Asked], key: Callable[[Asked], str]) -> dict[str, list[Asked]]:
    found: dict[str, list[Asked]] = {}
    for one in sorted(those, key=key):
        found.setdefault(key(one), []).append(one)
    return found
