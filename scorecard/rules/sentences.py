"""One plain sentence for each series: what it did, when, and how it stands since. The same figures, the same words."""

from collections.abc import Collection, Sequence

from scorecard.rules.patterns import PatternWord, trend_length
from scorecard.rules.series import Assessment, SeriesPoint
from scorecard.rules.signals import SignalRun, signal_runs
from scorecard.rules.variation import Footing, Reading, Side, Special

#: For so many periods after a signal ended, its end is still news.
RECENTLY = 4
_NUMERALS = (
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
    noun = str(points[0].period.kind)
    said = _pattern(points, assessment, starts, index, noun)
    gap = f" No figure for {points[-1].period.label}." if assessment.last_missing else ""
    return f"{said}.{gap}"


def _pattern(
    points: Sequence[SeriesPoint], assessment: Assessment, starts: Collection[int], index: int, noun: str
) -> str:
    pattern, reading = assessment.pattern, assessment.readings[index]
    if pattern.word is PatternWord.TOO_FEW:
        return f"Too few figures to say: {pattern.detail}"
    if pattern.word is PatternWord.NOT_TESTED:
        return f"{pattern.detail[:1].upper()}{pattern.detail[1:]}" or "Not tested"
    runs = signal_runs(assessment.readings, breaks=starts)
    if runs and runs[-1].open:
        first = max((start for start in starts if start <= index), default=0)
        return _open(points, assessment.readings, runs[-1], range(first, index + 1), noun)
    if (
        runs
        and index - runs[-1].last_index <= RECENTLY
        and not any(runs[-1].last_index < start <= index for start in starts)
    ):
        return _ended(points, assessment.readings, runs[-1], noun)
    if reading.stage is Footing.NO_VARIATION:
        return f"The same every {noun}"
    return "No real change: it moves within its usual range"


def _open(
    points: Sequence[SeriesPoint], readings: Sequence[Reading], run: SignalRun, stretch: range, noun: str
) -> str:
    """A signal that still stands: told by how it began where it left its range, else by what its latest point is.

    `stretch` are the places since the last break, up to the latest figure: nothing is counted further back.
    """
    index, current = stretch[-1], readings[stretch.start : stretch.stop]
    since, high = points[run.first_index].period.label, run.side is Side.HIGH
    way, latest = ("Rose above" if high else "Fell below"), readings[index].special
    if run.special in _LIMITS:
        return f"{way} its usual range in {since}{_afterwards(readings, run, index, noun)}"
    if latest in _LIMITS:
        left = next(i for i in range(run.first_index, index + 1) if readings[i].special in _LIMITS)
        return f"{way} its usual range in {points[left].period.label}"
    if latest in _TRENDS:
        steps = trend_length(current, 1 if high else -1) - 1
        start = points[index - steps].period.label
        return f"{'Up' if high else 'Down'} {_times(steps, noun)} running, from {start}"
    if latest in _RUNS:
        held = _on_one_side(current)
        start = points[index - held + 1].period.label
        return f"{'Above' if high else 'Below'} its average for {_times(held, noun)}, since {start}"
    return f"Near the {'top' if high else 'bottom'} of its usual range since {since}"


def _on_one_side(readings: Sequence[Reading]) -> int:
    """How many points up to the last lie on one side of their mean without a gap."""
    sides = [
        None if one.value is None or one.mean is None else (one.value > one.mean) - (one.value < one.mean)
        for one in readings
    ]
    return next((back for back, side in enumerate(reversed(sides)) if side != sides[-1]), len(sides))


def _afterwards(readings: Sequence[Reading], run: SignalRun, index: int, noun: str) -> str:
    """How it went on after it left its usual range; nothing while that is its latest figure."""
    if index == run.first_index:
        return ""
    high, last = run.side is Side.HIGH, readings[index]
    back = trend_length(readings[run.first_index : index + 1], -1 if high else 1) - 1
    moved = f"; {'down' if high else 'up'} {_times(back, noun)} since" if back > 0 else ""
    if last.special in _LIMITS:
        return f"{moved}, not yet back in range" if moved else f"; still {'above' if high else 'below'} it"
    return f"{moved or ';'}{',' if moved else ''} inside it again but still {'high' if high else 'low'}"


def _ended(points: Sequence[SeriesPoint], readings: Sequence[Reading], run: SignalRun, noun: str) -> str:
    """A signal that ended a little while ago, and with which period."""
    end = next(i for i in range(run.last_index + 1, len(readings)) if readings[i].value is not None)
    held = sum(one.value is not None for one in readings[run.first_index : run.last_index + 1])
    side = "high" if run.side is Side.HIGH else "low"
    return f"Back to its usual since {points[end].period.label}, after {_times(held, noun)} unusually {side}"


def _times(number: int, noun: str) -> str:
    words = _NUMERALS[number] if number < len(_NUMERALS) else str(number)
    return f"{words} {noun}{'' if number == 1 else 's'}"
