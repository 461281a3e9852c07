"""From signal to result: one line's signals, what became of them, and what upper rooms know, numbered by date."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from agencies.thread import Step
from design.charts import ChartStep
from scorecard.models import Signal
from scorecard.queries.indicator_page import IndicatorPage
from scorecard.rules import words
from scorecard.rules.patterns import SPECIAL_WORDS
from scorecard.rules.sentences import RECENTLY
from scorecard.rules.variation import Special

_KINDS = {"result": "Result so far"}
#: What is told in the note of the step before it, of the same reference, and not numbered by itself.
_FOLDED = {"judgement": "response", "finished": "action", "embedded": "action"}


@dataclass(frozen=True, slots=True)
class Knot:
    """One numbered step from signal to result. `days` go by until the next; `open` ones still have to be seen."""

    on: date
    kind: str
    title: str
    note: str
    url: str = ""
    reference: str = ""
    number: int = 0
    days: int | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """Who owes the next step of an open challenge, in words."""

    reference: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """The numbered steps, and what each challenge that is still open waits for; signals that are over stand apart."""

    knots: tuple[Knot, ...]
    awaited: tuple[Awaited, ...]
    ended: tuple[Knot, ...] = ()


def thread_words(page: IndicatorPage) -> ThreadWords:
    """The line's signals, what became of them, and what upper rooms know, by date."""
    current = _current(page)
    knots = _numbered([_knot_of(one, page) for one in current] + _told(page.steps))
    awaited = (Awaited(one.reference, one.url, one.waits_for) for one in page.steps if one.waits_for)
    ended = (_knot_of(one, page) for one in page.signals if one not in current)
    return ThreadWords(knots, tuple(awaited), tuple(ended))


def knots_of(steps: Iterable[Step]) -> tuple[Knot, ...]:
    """The numbered steps of one thread."""
    return _numbered(_told(steps))


def _numbered(told: Iterable[Knot]) -> tuple[Knot, ...]:
    told = sorted(told, key=lambda one: one.on)
    days = [(after.on - before.on).days for before, after in pairwise(told)]
    return tuple(
        replace(one, number=number, days=between)
        for number, (one, between) in enumerate(zip(told, [*days, None], strict=False), start=1)
    )


def _current(page: IndicatorPage) -> list[Signal]:
    """The signals that stand; where none does, the last, if something was done about it or it is lately over."""
    standing = [one for one in page.signals if one.ended_last is None]
    if standing or not page.signals or page.line is None:
        return standing
    last = max(page.signals, key=lambda one: one.last)
    recent = page.line.points[-RECENTLY:]
    lately = bool(recent) and last.ended_last is not None and last.ended_last >= recent[0].period.last
    return [last] if page.steps or lately else []


def chart_steps(knots: Iterable[Knot], ends: Sequence[date]) -> tuple[ChartStep, ...]:
    """Where the steps stand over a line whose points' periods end on these days, in their order."""
    if not ends:
        return ()
    return tuple(ChartStep(one.number, _place(one.on, ends), open=one.open) for one in knots)


def _place(on: date, ends: Sequence[date]) -> float:
    """How many points along a day lies: what was counted by it is at its left."""
    after = bisect_left(ends, on)
    if after == 0 or after == len(ends):
        return float(min(after, len(ends) - 1))
    before = ends[after - 1]
    return after - 1 + (on - before).days / (ends[after] - before).days


def _told(steps: Iterable[Step]) -> list[Knot]:
    """What upper rooms know; what was made of a reply, and how an action ended, stands with it."""
    told: list[Knot] = []
    for step in steps:
        into = _FOLDED.get(step.kind)
        places = [
            place
            for place, one in enumerate(told)
            if into and one.reference == step.reference and one.kind == _heading(into)
        ]
        if places:
            last = told[places[-1]]
            note = f"{last.note}; {step.state} {_day(step.on)}" if last.note else ""
            told[places[-1]] = replace(last, note=note or f"{step.state} {_day(step.on)}")
        else:
            told.append(_knot_of_step(step))
    return told


def _knot_of_step(step: Step) -> Knot:
    due = f"due {_day(step.due)}" if step.due and step.kind == "action" and not step.done else ""
    state = "" if step.kind == "action" and step.done else step.state
    if step.kind == "result":
        return Knot(step.on, _heading("result"), state, "", step.url, step.reference, open=not step.done)
    note = ", ".join(filter(None, (step.owner, state, due)))
    return Knot(step.on, _heading(step.kind), step.title, note, step.url, step.reference)


def _day(on: date) -> str:
    return f"{on:%-d %B %Y}"


def _heading(kind: str) -> str:
    return _KINDS.get(kind, kind.capitalize())


def _knot_of(signal: Signal, page: IndicatorPage) -> Knot:
    """A signal, with the value and range it was raised with: these do not change when a later quarter arrives."""
    line = page.line
    if line is None:
        raise ValueError("A line has signals only when it is there.")
    factor, decimals, mark = line.assessment.factor, line.facts.decimals, words.suffix(line.facts.unit)
    value, low, high = (
        words.number(one * factor, decimals) for one in (signal.value, signal.lower, signal.upper)
    )
    ended = f", ended {signal.ended_last:%B %Y}" if signal.ended_last else ""
    return Knot(
        on=signal.last,
        kind="Signal",
        title=f"{value}{mark}, {SPECIAL_WORDS[Special(signal.special)]}",
        note=f"usual range then {low}{mark} to {high}{mark}; {signal.get_state_display()}{ended}",
    )
