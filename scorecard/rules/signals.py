"""Signals: stretches of points that are out of the ordinary on one side. What became of one is `actions`'."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scorecard.rules.variation import Reading, Side, Special


@dataclass(frozen=True, slots=True)
class SignalRun:
    """One signal: from the first to the last point that carries a code on its side (indices of the readings).

    `special` and `reading` are the first point's: what it was raised with. `open` until a clean point, one on
    the other side, or a break follows.
    """

    side: Side
    first_index: int
    last_index: int
    special: Special
    reading: Reading
    open: bool


def signal_runs(readings: Sequence[Reading], *, breaks: Collection[int] = ()) -> tuple[SignalRun, ...]:
    """Every signal in the readings, in order, closed or open; at most the last one is open.

    One clean point ends a signal, a change of side begins another, and a break ends what stood before it
    (a new definition is another series). A gap is no point, so it neither ends a signal nor lengthens it.
    """
    runs: list[SignalRun] = []
    for index, reading in enumerate(readings):
        side = reading.special.side
        last = runs[-1] if runs and runs[-1].open else None
        if last and (index in breaks or (reading.value is not None and side is not last.side)):
            runs[-1] = replace(last, open=False)
            last = None
        if side and last:
            runs[-1] = replace(last, last_index=index)
        elif side:
            runs.append(SignalRun(side, index, index, reading.special, reading, open=True))
    return tuple(runs)


def open_signal(readings: Sequence[Reading], *, breaks: Collection[int] = ()) -> SignalRun | None:
    """The signal that still stands after the last reading, if there is one."""
    runs = signal_runs(readings, breaks=breaks)
    return runs[-1] if runs and runs[-1].open else None
