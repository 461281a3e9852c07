"""What a watched figure says, in words and as a chart: the result so far, held against what was frozen."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.safestring import SafeString

from design.charts import ChartPoint, responsive
from registers.models import Watch
from registers.queries.watching import Impact, Seen
from registers.rules.challenges import State
from registers.rules.evidence import KIND_WORDS, bears_out
from registers.rules.watching import EARLIEST, RESULT_WORDS, Result
from scorecard import charts
from scorecard.rules import words
from scorecard.rules.figures import Unit
from scorecard.rules.numbers import Number, exact

_MARKS = {
    Result.WORSE: ("worse-than-usual", "worse"),
    Result.IMPROVED: ("better-than-usual", "better"),
    Result.BACK_IN_RANGE: ("on-target", ""),
    Result.MOVED: ("unusual", "unusual"),
    Result.NO_REAL_CHANGE: ("no-real-change", ""),
    Result.TOO_EARLY: ("too-few-points", ""),
    Result.NOT_FROM_FIGURES: ("not-tested", ""),
}
_TONES = {Result.WORSE: "worse", Result.IMPROVED: "better", Result.MOVED: "unusual"}


@dataclass(frozen=True, slots=True)
class WatchedWords:
    """The result so far. `rows` are the points that count: when, and what the figure was."""

    title: str
    url: str
    result: str
    mark: str
    kind: str
    said: str
    held_against: str
    counts_from: str
    chart: SafeString | str
    rows: tuple[tuple[str, str], ...]


def watched_words(seen: Seen, board_code: str) -> WatchedWords:
    """A watched figure this person may see."""
    watch, indicator = seen.watch, seen.indicator
    mark, kind = _MARKS[seen.said.result]
    if seen.said.result in (Result.WORSE, Result.IMPROVED) and seen.said.special.side is not None:
        mark = f"{mark}-{seen.said.special.side}"
    return WatchedWords(
        title=indicator.title if indicator else watch.indicator_code,
        url=_url(watch, board_code, own_line=bool(indicator and indicator.owner_id)),
        result=RESULT_WORDS[seen.said.result],
        mark=mark,
        kind=kind,
        said=said(seen),
        held_against=held_against(seen),
        counts_from=counts_from(watch),
        chart=_chart(seen),
        rows=tuple((period.label, value_words(seen, value)) for period, value in seen.since),
    )


def said(seen: Seen) -> str:
    """The result in a sentence or two: “Up 6.1 points. Not yet a confirmed improvement.”"""
    return " ".join(filter(None, (moved(seen), _verdict(seen))))


def moved(seen: Seen) -> str:
    """How far the latest figure that counts is from the one it was raised about; nothing before there is one."""
    if seen.change is None or seen.facts is None:
        return ""
    change = seen.change * seen.factor
    shown = words.number(abs(change), seen.facts.decimals)
    if words.number(0, seen.facts.decimals) == shown:
        return "No different from when it was raised."
    unit = " points" if seen.facts.unit is Unit.PERCENT else ""
    return f"{'Up' if change > 0 else 'Down'} {shown}{unit}."


def _verdict(seen: Seen) -> str:
    points = seen.said.points
    return {
        Result.TOO_EARLY: _too_early(seen),
        Result.WORSE: "Worse than usual, beyond normal variation.",
        Result.IMPROVED: "Improved, beyond normal variation.",
        Result.BACK_IN_RANGE: f"Back in its usual range: the last {EARLIEST} lie within it.",
        Result.NO_REAL_CHANGE: f"Not yet a confirmed improvement, after {points} point{pluralize(points)}.",
        Result.MOVED: "Moved beyond normal variation. No direction is good or bad, so that alone shows no impact.",
        Result.NOT_FROM_FIGURES: f"Can’t be judged from figures: {seen.said.reason}.",
    }[seen.said.result]


def _too_early(seen: Seen) -> str:
    if seen.watch.since is None:
        return "Nothing counts yet: no agreed action is finished."
    number = seen.said.points
    return f"Too early to say: {number} of {EARLIEST} points."


def held_against(seen: Seen) -> str:
    """What it is held against: the value, and the mean and limits frozen when the challenge was raised."""
    watch = seen.watch
    period = f"{watch.first:%B %Y} to {watch.last:%B %Y}"
    raised = f"When it was raised: {value_words(seen, watch.value)} ({period})"
    if watch.lower is None or watch.upper is None or watch.mean is None:
        return f"{raised}."
    low, high, mean = (value_words(seen, one) for one in (watch.lower, watch.upper, watch.mean))
    return f"{raised}, usual range {low} to {high}, average {mean}. The result is held against that range."


def counts_from(watch: Watch) -> str:
    """From which day points count, and why from then."""
    if watch.since is None:
        return ""
    return f"Points wholly after {_day(watch.since)} count: an agreed action was finished, or the reply accepted, then."


def value_words(seen: Seen, value: Number | None) -> str:
    """A value of the watched line as pages print it."""
    if seen.facts is None:
        return words.number(value)
    shown = None if value is None else exact(value) * seen.factor
    return words.valued(shown, seen.facts.unit, seen.facts.decimals)


def impact_sentence(impact: Impact, chair_words: str, state: State) -> str:
    """Whether impact is shown, and if not what is missing: figure, other evidence, the chair's words."""
    if impact.shown:
        return "Impact is shown: by the figure, by other evidence, and in the chair’s words."
    missing = []
    if impact.result is None:
        missing.append("a watched figure")
    elif impact.result not in (Result.IMPROVED, Result.BACK_IN_RANGE):
        missing.append("a figure that has improved or is back in range")
    if not _other(impact):
        missing.append("evidence of another kind, such as a re-audit or what children say")
    if not chair_words.strip():
        missing.append("the chair’s words")
    was = "was" if state is State.CLOSED else "is"
    return f"Impact {was} not shown. Missing: {'; '.join(missing)}."


def _other(impact: Impact) -> bool:
    return bears_out(impact.kinds)


def kinds_words(impact: Impact) -> str:
    """The kinds of evidence there are."""
    return ", ".join(dict.fromkeys(KIND_WORDS[one] for one in impact.kinds))


def _chart(seen: Seen) -> SafeString | str:
    """The line with the range frozen for this challenge; only the latest point that decides is coloured."""
    if seen.line is None or seen.indicator is None:
        return ""
    watch = seen.watch
    drawn = charts.chart(seen.indicator, seen.line)
    counted = {period.label for period, value in seen.since if value is not None}
    last = max((place for place, one in enumerate(drawn.points) if one.label in counted), default=-1)
    tone = _TONES.get(seen.said.result, "plain")
    points = tuple(
        ChartPoint(one.label, one.value, tone if place == last else "plain")  # type: ignore[arg-type]
        for place, one in enumerate(drawn.points)
    )
    mean, lower, upper = (
        None if one is None else float(exact(one) * seen.factor)
        for one in (watch.mean, watch.lower, watch.upper)
    )
    frozen = replace(
        drawn, points=points, mean=mean, lower=lower, upper=upper, stretches=(), comparators=(),
        title=f"{drawn.title} {said(seen)}",
    )  # fmt: skip
    return responsive(frozen)


def _url(watch: Watch, board_code: str, *, own_line: bool) -> str:
    page = reverse("scorecard:indicator", args=[board_code, watch.indicator_code])
    chosen = {
        "agency": watch.agency.code if watch.agency and not own_line else "",
        "part": "" if watch.breakdown == "all" else watch.breakdown,
    }
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{page}?{query}" if query else page


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
