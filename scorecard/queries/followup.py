"""What follows from each indicator's figures: its open signals here, and what upper rooms know of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from agencies.rules.standing import Standing
from agencies.thread import Reference, Step, steps
from scorecard.models import Signal


@dataclass(frozen=True, slots=True)
class Open:
    """An indicator's open signals for one agency's line, or the board's (agency None): what became of them."""

    states: tuple[str, ...]
    challenge: str

    @property
    def unasked(self) -> bool:
        """Whether nobody has explained or challenged one of them."""
        return any(state in (Signal.State.NEW, Signal.State.SEEN) for state in self.states)


def open_signals(board_id: int) -> Mapping[tuple[int, int | None], Open]:
    """The open signals of a board's own area by indicator and agency, from one query."""
    states: dict[tuple[int, int | None], list[str]] = defaultdict(list)
    challenges: dict[tuple[int, int | None], str] = {}
    rows = Signal.objects.filter(
        indicator__board_id=board_id,
        indicator__until__isnull=True,
        area__code=F("indicator__board__area_code"),
        ended_last__isnull=True,
    ).order_by("pk")
    for indicator_id, agency_id, state, challenge in rows.values_list(
        "indicator_id", "agency_id", "state", "challenge"
    ):
        states[indicator_id, agency_id].append(state)
        challenges[indicator_id, agency_id] = challenge or challenges.get((indicator_id, agency_id), "")
    return {key: Open(tuple(found), challenges[key]) for key, found in states.items()}


def reference_of(board_code: str, code: str) -> Reference:
    """What an indicator is called in the thread."""
    return Reference("indicator", f"{board_code}/{code}")


#: What a signal, by its id, and one line of an indicator are called in the thread.
SIGNAL, LINE = "signal", "line"


def signal_reference(signal_id: int) -> Reference:
    """What a signal is called in the thread."""
    return Reference(SIGNAL, str(signal_id))


def line_reference(code: str, query: str) -> Reference:
    """One line of an indicator: the code and, where it is not the indicator's first, the query that chooses it."""
    return Reference(LINE, f"{code}?{query}" if query else code)


def steps_of(standing: Standing, codes: Collection[str]) -> dict[str, tuple[Step, ...]]:
    """What upper rooms know of each of these indicators, oldest first; empty where no room does."""
    references = {reference_of(standing.board_code, code): code for code in codes}
    return {references[one]: found for one, found in steps(standing, references).items() if found}


def latest_challenge(known: Iterable[Step]) -> Step | None:
    """The challenge a row shows: the latest of those still open, else none."""
    opened = [one for one in known if one.kind == "challenge" and one.state not in ("closed", "withdrawn")]
    return opened[-1] if opened else None
