"""How far a cycle has come, in words: the sentence, the table of reply rates, and who is named how."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import pluralize

from registers.queries.section_11.cycle_progress import CycleProgress, Place
from registers.rules.section_11.progress import Tally
from registers.rules.section_11.states import STATE_WORDS, State

#: The states in the order they are passed through, as columns.
COLUMNS = tuple(STATE_WORDS.items())


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row: all, a group, or a kind within a group (`within`). `states` go with `COLUMNS`."""

    name: str
    within: bool
    asked: int
    replied: str
    percent: str
    overdue: int
    states: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Replies:
    """What pages, papers and the annual report say of a cycle’s replies."""

    summary: str
    rows: tuple[RateRow, ...]
    left_out: str
    silent: tuple[Place, ...]
    hoped_for: tuple[Place, ...]


def replies(found: CycleProgress, today: date) -> Replies:
    """The whole of it."""
    number = found.left_out
    return Replies(
        summary=summary(found, today),
        rows=tuple(_rows(found)),
        left_out=f"{number} organisation{pluralize(number)} {pluralize(number, 'is,are')} left out of this cycle."
        if number
        else "",
        silent=found.silent,
        hoped_for=found.hoped_for,
    )


def summary(found: CycleProgress, today: date) -> str:
    """“97 of 120 organisations have replied (81%). 15 are overdue, the longest by 24 working days.”"""
    whole = found.progress.whole
    if not whole.asked:
        return "No organisation is asked in this cycle."
    are = pluralize(whole.asked, "has,have")
    said = f"{whole.replied} of {whole.asked} organisation{pluralize(whole.asked)} {are} replied ({whole.percent}%)."
    due = found.cycle.due_on
    if found.cycle.closed_at is not None:
        return f"{said} The cycle is closed."
    late = [one.late for one in found.places if one.late]
    if late:
        verb = pluralize(len(late), "is,are")
        longest = f"{max(late)} working day{pluralize(max(late))}"
        by = f"by {longest}" if len(late) == 1 else f"the longest by {longest}"
        return f"{said} {len(late)} {verb} overdue, {by}."
    if whole.replied == whole.asked:
        return said
    return f"{said} Due {due:%-d %B %Y}." if due >= today else f"{said} The others have more time."


def _rows(found: CycleProgress) -> Iterator[RateRow]:
    yield _row(found.progress.whole)
    for group in found.progress.groups:
        yield _row(group.whole)
        if len(group.kinds) > 1 or group.kinds[0].name != group.whole.name:
            for kind in group.kinds:
                yield _row(kind, within=True)


def _row(tally: Tally, *, within: bool = False) -> RateRow:
    return RateRow(
        name=tally.name,
        within=within,
        asked=tally.asked,
        replied=f"{tally.replied} of {tally.asked}",
        percent="" if tally.percent is None else f"{tally.percent}%",
        overdue=tally.overdue,
        states=tuple((words, tally.states.get(State(state), 0)) for state, words in COLUMNS),
    )
