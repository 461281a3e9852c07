"""The challenge log in words: its sentence, who owes the next step, its filters and its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.template.defaultfilters import pluralize
from django.utils.safestring import SafeString

from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.working_days import working_days_between
from design.charts.days import days_bar
from registers.models import Challenge, OriginKind
from registers.queries.challenges import Log, LogRow, Narrowed, Show, Sort
from registers.queries.owing import OwedReplies, Owing
from registers.rules.challenges import STATE_WORDS, State
from registers.rules.ladder import RUNG_WORDS, Rung
from registers.rules.steps import Asking, NextStep, Owner
from registers.rules.watching import EARLIEST, RESULT_WORDS, Result

SHOW_WORDS = {
    Show.OPEN: "Open",
    Show.OVERDUE: "Overdue",
    Show.CHAIR: "With the chair",
    Show.MINE: "Mine",
    Show.WATCHING: "Watching the result",
    Show.CLOSED: "Closed",
    Show.SHOWN: "Impact shown",
    Show.WITHDRAWN: "Withdrawn",
    Show.ALL: "All",
}
SORT_WORDS = {
    Sort.OVERDUE: "Longest overdue",
    Sort.NEWEST: "Newest",
    Sort.MOVED: "Last moved",
}
#: What each filter says when it shows nothing.
EMPTY_WORDS = {
    Show.OPEN: "No challenge is open.",
    Show.OVERDUE: "No reply is overdue.",
    Show.CHAIR: "Nothing waits for the chair.",
    Show.MINE: "Nothing waits for you.",
    Show.WATCHING: "No challenge watches a result at the moment.",
    Show.CLOSED: "No challenge has been closed yet.",
    Show.SHOWN: "No challenge has been closed with shown impact yet.",
    Show.WITHDRAWN: "No challenge was withdrawn.",
    Show.ALL: "No challenge has been raised yet.",
}
OWNER_WORDS = {Owner.OFFICE: "Board’s office", Owner.NOBODY: "Nobody"}
Filter = tuple[str, int | None, str, bool]


@dataclass(frozen=True, slots=True)
class Tile:
    """One who owes next steps."""

    number: int
    name: str
    note: str
    late: bool
    url: str


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row of the log."""

    number: int
    reference: str
    title: str
    origin: str
    to: str
    raised_on: date
    due_on: date | None
    bar: SafeString | str
    days: str
    late: bool
    state: str
    rung: str
    next_owner: str
    next_what: str
    more: int


@dataclass(frozen=True, slots=True)
class Span:
    """Working days since it was sent, and how many its agencies have; whether they run on or a reply stopped them."""

    days: int
    standard: int
    runs: bool


def summary(found: OwedReplies, *, own: bool) -> str:
    """The log in one sentence."""
    opened = found.open
    said = f"{opened} challenge{pluralize(opened)} {'is' if opened == 1 else 'are'} open"
    if own:
        said += " with your agency"
    if not found.overdue:
        return f"{said}. No reply is overdue."
    days = f"{found.oldest_days} working day{pluralize(found.oldest_days)}"
    if found.overdue == 1:
        return f"{said}. One reply is overdue, from {found.oldest_agency}, by {days}."
    return f"{said}. {found.overdue} replies are overdue; the oldest, from {found.oldest_agency}, by {days}."


def empty(narrowed: Narrowed) -> str:
    """What the log says when it shows nothing."""
    if narrowed.words or narrowed.agency:
        return "Nothing was found. Look for fewer words, or among all of them."
    return EMPTY_WORDS[narrowed.show]


def tiles(found: Iterable[Owing], address: str) -> tuple[Tile, ...]:
    """Who owes the next step."""
    return tuple(_tile(one, address) for one in found)


def _tile(one: Owing, address: str) -> Tile:
    if one.kind == "agency":
        days = f"{one.days} working day{pluralize(one.days)}"
        if one.overdue == one.number:
            note = f"overdue by {days}" if one.number == 1 else f"all overdue, the oldest by {days}"
        else:
            note = f"{one.overdue} overdue, by {days}" if one.overdue else "none overdue"
        url = f"{address}?{urlencode({'agency': one.agency_code})}"
        return Tile(one.number, one.name, note, bool(one.overdue), url)
    if one.kind == "chair":
        waited = f", the oldest for {one.days} working day{pluralize(one.days)}" if one.days else ""
        note = f"to judge, to look at or to close{waited}" if one.number else "nothing waits"
        return Tile(one.number, one.name, note, late=False, url=f"{address}?show={Show.CHAIR.value}")
    return Tile(
        one.number, one.name, "raised, to be checked and sent", late=False, url=f"{address}?show=mine"
    )


def filters(found: Log, narrowed: Narrowed, address: str, *, may_have: Iterable[Show]) -> list[Filter]:
    """What the log can be narrowed to."""
    offered = set(may_have)
    return [
        (words, found.counts[show], _to(address, narrowed, show=show), show is narrowed.show)
        for show, words in SHOW_WORDS.items()
        if show in offered
    ]


def sorts(narrowed: Narrowed, address: str) -> list[Filter]:
    """In which order it can stand."""
    return [
        (words, None, _to(address, narrowed, sort=sort), sort is narrowed.sort)
        for sort, words in SORT_WORDS.items()
    ]


def query_of(narrowed: Narrowed) -> str:
    """The choices as part of an address."""
    given = {"show": narrowed.show.value, "agency": narrowed.agency, "q": narrowed.words}
    if narrowed.sort is not Sort.OVERDUE:
        given["sort"] = narrowed.sort.value
    return urlencode({name: value for name, value in given.items() if value})


def _to(address: str, narrowed: Narrowed, *, show: Show | None = None, sort: Sort | None = None) -> str:
    chosen = Narrowed(show or narrowed.show, narrowed.agency, narrowed.words, sort or narrowed.sort)
    return f"{address}?{query_of(chosen)}"


def row_words(rows: Iterable[LogRow], chair: str) -> tuple[RowWords, ...]:
    """The rows; their bars share one scale. `chair` is what the board calls its chair."""
    given = [(one, span_of(one.challenge, one.progress.askings)) for one in rows]
    most = max((span.days for _, span in given if span), default=1)
    return tuple(_row(one, span, most, chair) for one, span in given)


def span_of(challenge: Challenge, askings: Iterable[Asking]) -> Span | None:
    """How long a challenge has waited for what is owed, or did for its lead's reply; None before it was sent."""
    if challenge.sent_at is None:
        return None
    begun = challenge.sent_at.astimezone(LONDON).date()
    if challenge.due_on is not None:
        return Span(
            working_days_between(begun, clock.today()),
            working_days_between(begun, challenge.due_on),
            runs=True,
        )
    lead = next((one for one in askings if one.lead), None)
    if lead is None or lead.replied_on is None or lead.was_due is None:
        return None
    return Span(
        working_days_between(begun, lead.replied_on), working_days_between(begun, lead.was_due), runs=False
    )


def _row(one: LogRow, span: Span | None, most: int, chair: str) -> RowWords:
    challenge = one.challenge
    first = one.steps[0] if one.steps else None
    return RowWords(
        number=challenge.number,
        reference=challenge.reference,
        title=challenge.title,
        origin=challenge.origin_words if challenge.origin_kind != OriginKind.BLANK else "",
        to=names([asking.agency for asking in one.progress.askings]),
        raised_on=challenge.raised_at.astimezone(LONDON).date(),
        due_on=challenge.due_on,
        bar=days_bar(span.days, span.standard, most=most) if span else "",
        days=span_words(span) if span else "not sent yet" if challenge.sent_at is None else "",
        late=span is not None and span.runs and span.days > span.standard,
        state=state_words(one),
        rung=rung_words(one),
        next_owner=owner_words(first, chair) if first else "",
        next_what=step_words(first) if first else "",
        more=max(0, len(one.steps) - 1),
    )


def span_words(span: Span) -> str:
    """The days in words: 72 days, 52 overdue; 19 days, 1 left; replied on day 19."""
    if not span.runs:
        return f"Replied on day {span.days}"
    said = f"{span.days} day{pluralize(span.days)}"
    left = span.standard - span.days
    return (
        f"{said}, {left} left"
        if left > 0
        else f"{said}, due today"
        if not left
        else f"{said}, {-left} overdue"
    )


def names(agencies: list[str]) -> str:
    """Agencies in a row of words."""
    return (
        agencies[0]
        if len(agencies) == 1
        else f"{', '.join(agencies[:-1])} and {agencies[-1]}"
        if agencies
        else ""
    )


def owner_words(step: NextStep, chair: str) -> str:
    """Whose turn it is."""
    return step.name or OWNER_WORDS.get(step.owner, chair)


def step_words(step: NextStep) -> str:
    """What is to be done, and by when where that is near."""
    if step.owner is Owner.NOBODY:
        return f"waits for {step.what}"
    if step.due_on is None:
        return step.what
    days = (step.due_on - clock.today()).days
    when = {0: "due today", 1: "due tomorrow"}.get(days, f"due {step.due_on:%-d %B}" if days > 0 else "")
    return f"{step.what}, {when}" if when else step.what


def state_words(one: LogRow) -> str:
    """Where it stands, with what has been said so far."""
    challenge, progress = one.challenge, one.progress
    state = State(challenge.state)
    lead = next((asking for asking in progress.askings if asking.lead), None)
    if state is State.AWAITING and lead is not None and lead.turned_down:
        return "Reply not accepted. A further reply is awaited"
    if state is State.RESPONDED and lead is not None:
        return "Reply accepted" if progress.facts.judged else _replied(lead)
    if state is State.UNDER_WAY and progress.facts.actions:
        done = progress.facts.actions - progress.facts.open_actions
        return f"Reply accepted. {done} of {progress.facts.actions} action{pluralize(progress.facts.actions)} finished"
    if state is State.WATCHING and one.seen is not None:
        return f"Watching the result: {result_words(one.seen.said.result, one.seen.said.points)}"
    if state is State.CLOSED:
        return closed_words(challenge)
    if state is State.WITHDRAWN and challenge.withdrawn_at:
        return f"Withdrawn {challenge.withdrawn_at.astimezone(LONDON):%-d %B %Y}"
    return STATE_WORDS[state]


def closed_words(challenge: Challenge) -> str:
    """When it was closed and what it came to."""
    closed = f"Closed {challenge.closed_at.astimezone(LONDON):%-d %B %Y}" if challenge.closed_at else "Closed"
    if not challenge.closed_result:
        return f"{closed}. No figure was watched"
    result = RESULT_WORDS[Result(challenge.closed_result)].lower()
    return f"{closed}. Impact {'shown' if challenge.shown_impact else 'not shown'}: {result}"


def result_words(result: Result, points: int) -> str:
    """The result in a few words of a row."""
    if result is Result.TOO_EARLY:
        return f"too early, {points} of {EARLIEST} points"
    return RESULT_WORDS[result].lower()


def rung_words(one: LogRow) -> str:
    """How far it has been taken up, and since when."""
    if one.rung is None:
        return ""
    words = RUNG_WORDS[Rung(one.rung.rung)]
    return f"{words[:1].upper()}{words[1:]}, {one.rung.reached_at.astimezone(LONDON):%-d %B}"


def _replied(lead: Asking) -> str:
    if lead.replied_on is None:
        return STATE_WORDS[State.RESPONDED]
    late = working_days_between(lead.was_due, lead.replied_on) if lead.was_due else 0
    when = f"{late} day{pluralize(late)} late" if late else "on time"
    return f"Replied {lead.replied_on:%-d %B}, {when}"
