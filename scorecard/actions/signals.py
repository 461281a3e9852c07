"""Signals: raised when a series first moves beyond its usual variation, and ended by one clean point."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from agencies.actions import record
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.models import Indicator, Signal
from scorecard.queries.series import Line, facts_of, lines
from scorecard.rules.numbers import rounded
from scorecard.rules.series import assess
from scorecard.rules.signals import SignalRun, signal_runs


def _kept(value: Fraction | None) -> Decimal:
    return rounded(value if value is not None else Fraction(0), 6)


@transaction.atomic
def recompute(*, board: Board, indicator_ids: Collection[int], by: Actor) -> int:
    """Hold the series of these indicators against their usual variation; returns how many signals were raised.

    A stored signal keeps the value and limits it was raised with: only where it now stands is brought up
    to date. A run that overlaps a stored signal on its side is that signal.
    """
    indicators = list(Indicator.objects.filter(board=board, pk__in=indicator_ids, until__isnull=True))
    stored: dict[tuple[int, int | None, int, str], list[Signal]] = defaultdict(list)
    for signal in Signal.objects.select_for_update().filter(indicator__in=indicators):
        stored[signal.indicator_id, signal.agency_id, signal.area_id, signal.breakdown].append(signal)
    by_pk = {one.pk: one for one in indicators}
    raised = 0
    for key, line in lines(indicators).items():
        known = stored[key.indicator_id, key.agency_id, key.area_id, key.breakdown]
        raised += _bring_up_to_date(by_pk[key.indicator_id], line, known, by)
    if raised:
        record.enter(
            by=by,
            verb="signals.recompute",
            kind="board",
            reference=board.pk,
            board_code=board.code,
            words=f"Raised {raised} signals.",
        )
    return raised


def _bring_up_to_date(indicator: Indicator, line: Line, known: list[Signal], by: Actor) -> int:
    assessed = assess(line.points, facts_of(indicator))
    raised = 0
    still: set[int] = set()
    for run in signal_runs(assessed.readings):
        first, latest = line.points[run.first_index].period, line.points[run.last_index].period
        match = next(
            (
                one
                for one in known
                if one.side == run.side.value
                and one.first <= latest.last
                and first.first <= (one.ended_last or latest.last)
            ),
            None,
        )
        if match is None:
            _raise(indicator, line, run, by)
            raised += 1
            continue
        still.add(match.pk)
        _move(match, latest.last, None if run.open else _end(line, run))
    newest = line.points[-1].period.last
    for one in known:
        if one.pk not in still and one.ended_last is None:
            _move(one, one.latest_last, newest)
    return raised


def _end(line: Line, run: SignalRun) -> date:
    return line.points[run.last_index + 1].period.last


def _move(signal: Signal, latest_last: date, ended_last: date | None) -> None:
    if (signal.latest_last, signal.ended_last) != (latest_last, ended_last):
        signal.latest_last, signal.ended_last = latest_last, ended_last
        signal.save(update_fields=["latest_last", "ended_last"])


def _raise(indicator: Indicator, line: Line, run: SignalRun, by: Actor) -> Signal:
    reading = run.reading
    first, latest = line.points[run.first_index].period, line.points[run.last_index].period
    return Signal.objects.create(
        indicator=indicator,
        agency_id=line.key.agency_id,
        area_id=line.key.area_id,
        breakdown=line.key.breakdown,
        side=run.side.value,
        special=reading.special.value,
        first=first.first,
        last=first.last,
        latest_last=latest.last,
        ended_last=None if run.open else _end(line, run),
        value=_kept(reading.value),
        mean=_kept(reading.mean),
        lower=_kept(reading.lower),
        upper=_kept(reading.upper),
        raised_at=clock.now(),
        raised_by=by.words,
    )
