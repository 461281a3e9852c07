"""The list of a cycle’s organisations narrowed by links: by where each stands, and to those that are overdue."""

from collections.abc import Iterable
from enum import StrEnum

from registers.queries.section_11.cycle_progress import Place
from registers.rules.section_11.states import STATE_WORDS, State


class Show(StrEnum):
    """What the list is narrowed to, as the address says it: everybody, who is overdue, or one state."""

    ALL = "all"
    OVERDUE = "overdue"
    NOT_SENT = State.NOT_SENT.value
    SENT = State.SENT.value
    OPENED = State.OPENED.value
    DRAFT = State.DRAFT.value
    SUBMITTED = State.SUBMITTED.value
    SENT_BACK = State.SENT_BACK.value
    MODERATED = State.MODERATED.value
    AGREED = State.AGREED.value

    @classmethod
    def of(cls, written: str) -> "Show":
        """What an address asks for; everybody where it asks for nothing known."""
        return cls(written) if written in list(cls) else cls.ALL

    @property
    def words(self) -> str:
        """As the link says it."""
        if self is Show.ALL:
            return "All"
        return "Overdue" if self is Show.OVERDUE else STATE_WORDS[State(self.value)]


def narrowed(places: Iterable[Place], show: Show) -> list[Place]:
    """Those asked for, the latest first and then by name."""
    chosen = [one for one in places if _is_shown(one, show)]
    return sorted(chosen, key=lambda one: (-one.late, one.name))


def shows(places: Iterable[Place], here: str, chosen: Show) -> list[tuple[str, int, str, bool]]:
    """A link for each that has anybody in it, with how many: label, count, address, current."""
    every = list(places)
    found = []
    for one in Show:
        number = sum(_is_shown(each, one) for each in every)
        if number or one in (Show.ALL, chosen):
            found.append((one.words, number, f"{here}?show={one.value}", one is chosen))
    return found


def _is_shown(place: Place, show: Show) -> bool:
    if show is Show.ALL:
        return True
    return bool(place.late) if show is Show.OVERDUE else place.state.value == show.value
