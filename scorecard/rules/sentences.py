"""One plain sentence for each series: what it did, when, and how it stands since. The same figures, the same words."""

from collections.abc import Collection, Sequence
from itertools import takewhile

from scorecard.rules.patterns import Pattern, PatternWord, trend_length
from scorecard.rules.series import Assessment, SeriesPoint
from scorecard.rules.signals import SignalRun, signal_runs
from scorecard.rules.variation import Reading, Side, Special

#: For so many periods after a signal ended, its end is still news.
RECENTLY = 4
_NUMERALS = dict(
    enumerate(
        (
            "no",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
)
_LIMITS = (Special.ABOVE_LIMIT, Special.BELOW_LIMIT)
_RUNS = (Special.RUN_ABOVE, Special.RUN_BELOW)
_TRENDS = (Special.TREND_UP, Special.TREND_DOWN)


def sentence(points: Sequence[SeriesPoint], assessment: Assessment, starts: Collection[int] = ()) -> str:
    """What the series did, in one sentence; a second says when its last period has no figure.

    `starts` are the indices of the first points of new stretches. No word is said of the target here.
    """
    index = assessment.latest_index
    if index is None:
        return "No figure has been sent yet."
    first = max((start for start in starts if start <= index), default=0)
    # Nothing is counted further back than the last break.
    stretch = slice(first, index + 1)
    said = _pattern(
        points[stretch], assessment.readings[stretch], assessment.pattern, str(points[index].period.kind)
    )
    gap = f" No figure for {points[-1].period.label}." if assessment.last_missing else ""
    return f"{said}.{gap}"


def _pattern(points: Sequence[SeriesPoint], readings: Sequence[Reading], pattern: Pattern, noun: str) -> str:
    """What the points of the current stretch did, up to the latest figure."""
    if pattern.word is PatternWord.TOO_FEW:
        return f"Too few figures to say: {pattern.detail}"
    detail = f"{pattern.detail[:1].upper()}{pattern.detail[1:]}"
    if pattern.word is PatternWord.NOT_TESTED:
        return detail or "Not tested"
    runs = signal_runs(readings)
    if runs and runs[-1].open:
        return _open(points, readings, runs[-1], noun)
    if runs and len(readings) - 1 - runs[-1].last_index <= RECENTLY:
        return _ended(points, readings, runs[-1], noun)
    return detail or "No real change: it moves within its usual range"


def _open(points: Sequence[SeriesPoint], readings: Sequence[Reading], run: SignalRun, noun: str) -> str:
    """A signal that still stands: told by how it began where it left its range, else by what its latest point is."""
    since, high = points[run.first_index].period.label, run.side is Side.HIGH
    way, latest = ("Rose above" if high else "Fell below"), readings[-1].special
    in_run = readings[run.first_index :]
    if run.special in _LIMITS:
        return f"{way} its usual range in {since}{_afterwards(in_run, high, noun)}"
    if latest in _LIMITS:
        left = next(place for place, one in enumerate(in_run, run.first_index) if one.special in _LIMITS)
        return f"{way} its usual range in {points[left].period.label}"
    if latest in _TRENDS:
        length = trend_length(readings, rising=high)
        start = points[-length].period.label
        return f"{'Up' if high else 'Down'} {_times(length - 1, noun)} running, from {start}"
    if latest in _RUNS:
        held = _on_one_side(readings, high)
        start = points[-held].period.label
        return f"{'Above' if high else 'Below'} its average for {_times(held, noun)}, since {start}"
    return f"Near the {'top' if high else 'bottom'} of its usual range since {since}"


def _on_one_side(readings: Sequence[Reading], high: bool) -> int:
    """How many points up to the last lie on one side of their mean without a gap."""
    sides = [
        one.value is not None
        and one.mean is not None
        and (one.value > one.mean if high else one.value < one.mean)
        for one in readings
    ]
    return len(list(takewhile(bool, reversed(sides))))


def _afterwards(readings: Sequence[Reading], high: bool, noun: str) -> str:
    """How it went on after the first of these, which left its usual range; nothing while that is its latest figure."""
    if len(readings) == 1:
        return ""
    back = trend_length(readings, rising=not high) - 1
    moved = f"; {'down' if high else 'up'} {_times(back, noun)} since" if back > 0 else ""
    if readings[-1].special in _LIMITS:
        return f"{moved}, not yet back in range" if moved else f"; still {'above' if high else 'below'} it"
    return f"{moved or ';'}{',' if moved else ''} inside it again but still {'high' if high else 'low'}"


def _ended(points: Sequence[SeriesPoint], readings: Sequence[Reading], run: SignalRun, noun: str) -> str:
    """A signal that ended a little while ago, and with which period."""
    end = next(i for i in range(run.last_index + 1, len(readings)) if readings[i].value is not None)
    held = sum(one.value is not None for one in readings[run.first_index : run.last_index + 1])
    side = "high" if run.side is Side.HIGH else "low"
    return f"Back to its usual since {points[end].period.label}, after {_times(held, noun)} unusually {side}"


def _times(number: int, noun: str) -> str:
    return f"{_NUMERALS.get(number, number)} {noun}{'' if number == 1 else 's'}"
