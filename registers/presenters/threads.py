"""Threads in words: the lines of the list, its filters, and the one figure over it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from registers.queries.lines import Lines, OwnLine
from registers.queries.thread_list import Narrowed, Show, Threads
from registers.queries.threads import Thread
from registers.rules.challenges import STATE_WORDS, State
from scorecard.presenters.thread import Knot, knots_of

SHOW_WORDS = {
    Show.OPEN: "Open",
    Show.CLOSED: "Closed",
    Show.IMPACT: "Shown impact",
    Show.WITHDRAWN: "Withdrawn",
    Show.ALL: "All",
}
#: What each filter says when it shows nothing.
EMPTY_WORDS = {
    Show.OPEN: "No challenge is open.",
    Show.CLOSED: "No challenge has been closed yet.",
    Show.IMPACT: "No closed challenge has shown impact yet.",
    Show.WITHDRAWN: "No challenge was withdrawn.",
    Show.ALL: "No challenge has been raised yet.",
}
Filter = tuple[str, int | None, str, bool]


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """One thread in words: its numbered steps, who owes the next, the result so far."""

    reference: str
    title: str
    url: str
    origin: str
    origin_url: str
    state: str
    knots: tuple[Knot, ...]
    next_step: str
    overdue: str
    result: str


def line_words(line: OwnLine) -> ThreadWords:
    """The line of what came of a thing beside challenges, in words."""
    return ThreadWords(
        reference=line.reference,
        title="",
        url="",
        origin="",
        origin_url="",
        state="",
        knots=knots_of(line.steps),
        next_step=_sentence(line.waits_for.said) if line.waits_for else "",
        overdue=_overdue(line.overdue),
        result=line.result,
    )


def lines_words(lines: Lines) -> tuple[ThreadWords, ...]:
    """Everything a thing belongs to, in words: its own line, then threads of challenges."""
    own = (line_words(lines.own),) if lines.own else ()
    return (*own, *(thread_words(one) for one in lines.threads))


def thread_words(thread: Thread) -> ThreadWords:
    """A thread in words."""
    one = thread.challenge
    return ThreadWords(
        reference=one.reference,
        title=one.title,
        url=thread.url,
        origin=one.origin_words,
        origin_url=one.origin_url,
        state=STATE_WORDS[State(one.state)],
        knots=knots_of(thread.steps),
        next_step=_sentence(thread.waits_for.said) if thread.waits_for else "",
        overdue=_overdue(thread.overdue),
        result=_result(thread),
    )


def _overdue(days: int) -> str:
    return f"{days} working day{'s' if days > 1 else ''} overdue" if days else ""


def _result(thread: Thread) -> str:
    one = thread.challenge
    if one.state == State.CLOSED:
        shown = "Shown impact" if one.shown_impact else "Closed without shown impact"
        return f"{shown}: {thread.result[:1].lower()}{thread.result[1:]}" if thread.result else shown
    if one.state == State.WITHDRAWN:
        return "Withdrawn"
    return thread.result or "No figure is watched"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def impact(counts: Mapping[Show, int]) -> tuple[str, str]:
    """The one figure over the list: how many reached shown impact, and of how many closed."""
    closed = counts[Show.CLOSED]
    return str(
        counts[Show.IMPACT]
    ), f"of {closed} closed challenge{'' if closed == 1 else 's'} reached shown impact"


def filters(found: Threads, narrowed: Narrowed, address: str) -> list[Filter]:
    """What the list can be narrowed to by state."""
    return [
        (words, found.counts[show], _to(address, replace(narrowed, show=show)), show is narrowed.show)
        for show, words in SHOW_WORDS.items()
    ]


def agency_filters(found: Threads, narrowed: Narrowed, address: str) -> list[Filter]:
    """By who was asked; all of them first."""
    every: list[Filter] = [
        ("Every agency", None, _to(address, replace(narrowed, agency="")), not narrowed.agency)
    ]
    return every + [
        (name, many, _to(address, replace(narrowed, agency=code)), code == narrowed.agency)
        for code, name, many in found.agencies
    ]


def origin_filters(found: Threads, narrowed: Narrowed, address: str) -> list[Filter]:
    """By what they were raised from; anything first."""
    every: list[Filter] = [
        ("From anything", None, _to(address, replace(narrowed, origin="")), not narrowed.origin)
    ]
    return every + [
        (f"From {words}", many, _to(address, replace(narrowed, origin=kind)), kind == narrowed.origin)
        for kind, words, many in found.origins
    ]


def query_of(narrowed: Narrowed) -> str:
    """The choices as part of an address."""
    given = {"show": narrowed.show.value, "agency": narrowed.agency, "from": narrowed.origin}
    return urlencode({name: value for name, value in given.items() if value})


def _to(address: str, narrowed: Narrowed) -> str:
    return f"{address}?{query_of(narrowed)}"
