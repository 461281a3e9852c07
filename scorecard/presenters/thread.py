"""From signal to result: one line's signals, what became of them, and what upper rooms know, by date."""

from dataclasses import dataclass, replace
from datetime import date

from scorecard.models import Signal
from scorecard.queries.indicator_page import IndicatorPage
from scorecard.rules import words
from scorecard.rules.patterns import SPECIAL_WORDS
from scorecard.rules.variation import Special


@dataclass(frozen=True, slots=True)
class Knot:
    """One step from signal to result; of what upper rooms did, `days` since the step before it."""

    on: date
    title: str
    note: str
    url: str = ""
    reference: str = ""
    days: int | None = None


def knots(page: IndicatorPage) -> tuple[Knot, ...]:
    """The line's signals, what became of them, and what upper rooms know, by date."""
    told = [_knot_of(one, page) for one in page.signals]
    told += [
        Knot(step.on, step.title, " ".join(filter(None, (step.owner, step.state))), step.url, step.reference)
        for step in page.steps
    ]
    told.sort(key=lambda one: one.on)
    return tuple(
        replace(one, days=(one.on - before.on).days) if before and one.reference else one
        for before, one in zip([None, *told], told, strict=False)
    )


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
        title=f"Signal: {value}{mark}, {SPECIAL_WORDS[Special(signal.special)]}",
        note=f"usual range then {low}{mark} to {high}{mark}; {signal.get_state_display()}{ended}",
    )
