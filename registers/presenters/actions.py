"""Actions in words: rows of the list, its filters, and the facts of one action."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.template.defaultfilters import pluralize

from registers.models import Action
from registers.queries.action_page import ActionPage
from registers.queries.actions import ActionRow, Actions, Narrowed, Show
from registers.rules.actions import STATE_WORDS, State

SHOW_WORDS = {
    Show.OPEN: "Under way",
    Show.MINE: "Mine",
    Show.OVERDUE: "Overdue",
    Show.UNCHECKED: "Complete, not checked",
    Show.EMBEDDED: "Embedded",
    Show.DROPPED: "Dropped",
    Show.ALL: "All",
}
#: What each filter says when it shows nothing.
EMPTY_WORDS = {
    Show.OPEN: "No action is under way.",
    Show.MINE: "No action is yours to do.",
    Show.OVERDUE: "No action is overdue.",
    Show.UNCHECKED: "No finished action waits to be checked.",
    Show.EMBEDDED: "No action has been found embedded yet.",
    Show.DROPPED: "No action was dropped.",
    Show.ALL: "No action has been agreed yet.",
}
Filter = tuple[str, int | None, str, bool]


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row of a list of actions: under its date what is late, under its state what comes next."""

    row: ActionRow
    due_note: str
    late: bool
    state: str
    state_note: str
    check_late: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the facts over an action's page."""

    label: str
    value: str
    note: str = ""
    late: bool = False
    url: str = ""


def row_words(row: ActionRow) -> RowWords:
    """A row in words."""
    return RowWords(
        row=row,
        due_note="; ".join(filter(None, (_overdue(row.overdue), _moved(row.moved)))),
        late=bool(row.overdue),
        state="Complete" if row.state is State.COMPLETE else STATE_WORDS[row.state],
        state_note=_check(row.check_on, row.check_late) if row.state is State.COMPLETE else "",
        check_late=bool(row.check_late),
    )


def summary(found: Actions) -> str:
    """The list in one sentence."""
    under_way, overdue, unchecked = (found.counts[one] for one in (Show.OPEN, Show.OVERDUE, Show.UNCHECKED))
    late = f"{overdue} overdue" if overdue else "none overdue"
    checks = f" {unchecked} finished and not yet checked." if unchecked else ""
    return f"{under_way} under way, {late}.{checks}"


def filters(found: Actions, narrowed: Narrowed, address: str) -> list[Filter]:
    """What the list can be narrowed to by state."""
    return [
        (words, found.counts[show], _to(address, narrowed, show=show.value), show is narrowed.show)
        for show, words in SHOW_WORDS.items()
    ]


def agency_filters(found: Actions, narrowed: Narrowed, address: str) -> list[Filter]:
    """By agency; all of them first."""
    every: list[Filter] = [("Every agency", None, _to(address, narrowed, agency=""), not narrowed.agency)]
    return every + [
        (name, many, _to(address, narrowed, agency=code), code == narrowed.agency)
        for code, name, many in found.agencies
    ]


def origin_filters(found: Actions, narrowed: Narrowed, address: str) -> list[Filter]:
    """By what actions come from; anything first."""
    every: list[Filter] = [("From anything", None, _to(address, narrowed, origin=""), not narrowed.origin)]
    return every + [
        (f"From {words}", many, _to(address, narrowed, origin=kind), kind == narrowed.origin)
        for kind, words, many in found.origins
    ]


def query_of(narrowed: Narrowed) -> str:
    """The choices as part of an address."""
    given = {"show": narrowed.show.value, "agency": narrowed.agency, "from": narrowed.origin}
    return urlencode({name: value for name, value in given.items() if value})


def facts(page: ActionPage) -> tuple[Fact, ...]:
    """State, date, owner, where it comes from."""
    action = page.action
    return (
        _state_fact(page),
        Fact(
            "Due",
            _day(action.due_on),
            "; ".join(filter(None, (_overdue(page.overdue), _moved(len(page.dates))))),
            late=bool(page.overdue),
        ),
        Fact("With", action.owner_words or "The board’s office"),
        Fact(
            "Comes from",
            action.origin_words,
            f"agreed {_day(action.agreed_at)} by {action.agreed_by}",
            url=action.origin_url,
        ),
    )


def known_facts(action: Action) -> list[tuple[str, str]]:
    """What a form about an action shows above it, so that nobody works from memory."""
    rows = [
        ("What is to be done", action.text),
        ("With", action.owner_words or "The board’s office"),
        ("Due", _day(action.due_on)),
        ("State", STATE_WORDS[State(action.state)]),
    ]
    if action.completed_words:
        rows.append(("What was done", action.completed_words))
    return rows


def _state_fact(page: ActionPage) -> Fact:
    action = page.action
    if page.state is State.COMPLETE:
        return Fact("State", "Complete", _check(action.check_on, page.check_late), late=bool(page.check_late))
    notes = {
        State.EMBEDDED: f"seen {_day(action.checked_at)}" if action.checked_at else "",
        State.DROPPED: f"on {_day(action.dropped_at)}" if action.dropped_at else "",
    }
    return Fact("State", STATE_WORDS[page.state], notes.get(page.state, ""))


def _overdue(days: int) -> str:
    return f"{days} working day{pluralize(days)} overdue" if days else ""


def _moved(times: int) -> str:
    return {0: "", 1: "moved once", 2: "moved twice"}.get(times, f"moved {times} times")


def _check(on: date | None, late: int) -> str:
    if on is None:
        return ""
    return f"to be checked {_day(on)}" + (f", {late} working day{pluralize(late)} ago" if late else "")


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"


def _to(address: str, narrowed: Narrowed, **changed: str) -> str:
    chosen = Narrowed(
        show=Show(changed.get("show", narrowed.show)),
        agency=changed.get("agency", narrowed.agency),
        origin=changed.get("origin", narrowed.origin),
    )
    return f"{address}?{query_of(chosen)}"
