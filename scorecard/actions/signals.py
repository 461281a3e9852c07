"""Signals: raised when a series first moves beyond its usual variation, and ended by one clean point."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
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
from scorecard.rules.variation import Reading

#: The first and last day of a period.
Days = tuple[date, date]

#: Indicators judged together: their lines are held in memory at once, and a long file touches hundreds.
_AT_ONCE = 20


def _kept(value: Fraction | None) -> Decimal:
    return rounded(value if value is not None else Fraction(0), 6)


@transaction.atomic
def recompute(
    *, board: Board, indicator_ids: Collection[int], by: Actor, news: Collection[Days] = frozenset()
) -> int:
    """Hold the series of these indicators against their usual variation; returns how many signals were raised.

    `news` are the periods whose figures have just come. A stored signal keeps the value and limits it was raised with,
    and one that has ended stays ended: what was said of a quarter does not change when another arrives. So nothing is
    raised of quarters that were clean when they came and only look unusual beside a later one, unless that still
    stands. An open signal follows the points that came after it.
    """
    # One at a time for an indicator every agency reports. Only against others here: loading figures goes on.
    indicators = list(
        Indicator.objects.select_for_update(no_key=True)
        .filter(board=board, pk__in=indicator_ids, until__isnull=True)
        .order_by("pk")
    )
    raised = sum(
        _bring_up_to_date(indicators[start : start + _AT_ONCE], frozenset(news), by)
        for start in range(0, len(indicators), _AT_ONCE)
    )
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


def _bring_up_to_date(indicators: Sequence[Indicator], news: frozenset[Days], by: Actor) -> int:
    """Follow what is open of these indicators and raise what is new; how many were raised."""
    stored: dict[tuple[int, int | None, int, str], list[Signal]] = defaultdict(list)
    for signal in Signal.objects.select_for_update().filter(indicator__in=indicators).order_by("first", "pk"):
        stored[signal.indicator_id, signal.agency_id, signal.area_id, signal.breakdown].append(signal)
    by_pk = {one.pk: one for one in indicators}
    moved, raised = list[Signal](), list[Signal]()
    for key, line in lines(indicators).items():
        known = stored[key.indicator_id, key.agency_id, key.area_id, key.breakdown]
        indicator = by_pk[key.indicator_id]
        readings = assess(line.points, facts_of(indicator), breaks=line.starts).readings
        moved += [one for one in known if one.ended_last is None and _follow(one, line, readings)]
        runs = [
            run for run in signal_runs(readings, breaks=line.starts) if run.open or _is_news(run, line, news)
        ]
        raised += _untold(indicator, line, readings, runs, known, by)
    Signal.objects.bulk_update(moved, ["latest_last", "ended_last"], batch_size=500)
    Signal.objects.bulk_create(raised, batch_size=500)
    return len(raised)


def _is_news(run: SignalRun, line: Line, news: frozenset[Days]) -> bool:
    """Whether a run that is over holds a figure that has just come: a long history may come at once."""
    within = line.points[run.first_index : run.last_index + 1]
    return any((point.period.first, point.period.last) in news for point in within)


def _untold(
    indicator: Indicator,
    line: Line,
    readings: Sequence[Reading],
    runs: Sequence[SignalRun],
    known: Sequence[Signal],
    by: Actor,
) -> Iterator[Signal]:
    """A signal for each of these runs of the line that has not been told of."""
    for run in runs:
        told = max(
            (one.ended_last or one.latest_last for one in known if one.side == run.side.value), default=None
        )
        index = _first_untold(run, line, readings, told)
        if index is not None:
            yield _new(indicator, line, run, index, readings[index], by)


def _follow(signal: Signal, line: Line, readings: Sequence[Reading]) -> bool:
    """Move an open signal on to the newest point that still carries it, or end it at the first clean one.

    Where a correction has made its own latest point clean, it ends there. Whether any of that changed it.
    """
    latest, ended = signal.latest_last, None
    for point, reading in zip(line.points, readings, strict=True):
        if point.period.last < signal.latest_last or reading.value is None:
            continue
        if _on_side(reading, signal.side):
            latest = point.period.last
        else:
            ended = point.period.last
            break
    changed = (latest, ended) != (signal.latest_last, signal.ended_last)
    signal.latest_last, signal.ended_last = latest, ended
    return changed


def _on_side(reading: Reading, side: str) -> bool:
    return reading.special.side is not None and reading.special.side.value == side


def _first_untold(run: SignalRun, line: Line, readings: Sequence[Reading], told: date | None) -> int | None:
    """The run's first marked point after everything already told on its side; None when all of it was told."""
    for index in range(run.first_index, run.last_index + 1):
        if (told is None or line.points[index].period.last > told) and _on_side(
            readings[index], run.side.value
        ):
            return index
    return None


def _new(indicator: Indicator, line: Line, run: SignalRun, index: int, reading: Reading, by: Actor) -> Signal:
    return Signal(
        indicator=indicator,
        agency_id=line.key.agency_id,
        area_id=line.key.area_id,
        breakdown=line.key.breakdown,
        side=run.side.value,
        special=reading.special.value,
        first=line.points[index].period.first,
        last=line.points[index].period.last,
        latest_last=line.points[run.last_index].period.last,
        ended_last=None if run.open else _end(line, run),
        value=_kept(reading.value),
        mean=_kept(reading.mean),
        lower=_kept(reading.lower),
        upper=_kept(reading.upper),
        raised_at=clock.now(),
        raised_by=by.words,
    )


def _end(line: Line, run: SignalRun) -> date:
    """The last day of the first point with a value after the run: the one that ended it."""
    after = line.points[run.last_index + 1 :]
    return next(point.period.last for point in after if point.value is not None)
