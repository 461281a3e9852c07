"""Assessed lines as charts: what the design room's drawings are given."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from design.charts import Chart, ChartPoint, Stretch
from scorecard.models import Indicator
from scorecard.queries.overview import Assessed
from scorecard.rules import words
from scorecard.rules.figures import Basis, Unit
from scorecard.rules.numbers import Number
from scorecard.rules.patterns import PatternWord, pattern_of
from scorecard.rules.series import SeriesPoint
from scorecard.rules.targets import Band
from scorecard.rules.variation import Special

Tone = Literal["plain", "worse", "better", "unusual"]
_TONES: dict[PatternWord, Tone] = {
    PatternWord.WORSE: "worse",
    PatternWord.BETTER: "better",
    PatternWord.UNUSUAL: "unusual",
}


def _float(value: Number | None, factor: int = 1) -> float | None:
    return None if value is None else float(Fraction(value) * factor)


def tones(line: Assessed, *, current_only: bool = False) -> tuple[Tone, ...]:
    """Each point's tone: plain, or what its signal means; with `current_only` just the run that still stands."""
    readings = line.assessment.readings
    band = Band(line.facts.band_low, line.facts.band_high).per(line.assessment.factor)
    found: list[Tone] = ["plain"] * len(readings)
    for index in reversed(range(len(readings))):
        if readings[index].value is None:
            continue
        if readings[index].special is Special.NONE:
            if current_only:
                break
            continue
        word = pattern_of(readings[: index + 1], polarity=line.facts.polarity, band=band).word
        found[index] = _TONES.get(word, "plain")
    return tuple(found)


def chart(
    indicator: Indicator,
    line: Assessed,
    *,
    comparators: Iterable[tuple[str, Number]] = (),
    current_only: bool = False,
    most: int | None = None,
) -> Chart:
    """A line as a chart, in the unit the page shows. `most` keeps only so many of the latest periods."""
    assessment = line.assessment
    factor = assessment.factor
    start = max(0, len(line.points) - most) if most else 0
    plain: list[Tone] = ["plain"] * len(line.points)
    coloured = tones(line, current_only=current_only) if _as_tested(line) else tuple(plain)
    points = tuple(
        ChartPoint(label=point.period.label, value=_float(point.value, factor), tone=coloured[index])
        for index, point in enumerate(drawn(line))
        if index >= start
    )
    # A line that is not tested has no usual range, and so no average that a point could be far from.
    tested = assessment.latest_index is not None and assessment.untested_because is None
    limits = assessment.readings[assessment.latest_index] if tested else None  # type: ignore[index]
    builds_up = line.facts.basis is Basis.YEAR_TO_DATE  # its target is the whole year's
    target = None if builds_up else line.facts.target
    return Chart(
        points=points,
        mean=_float(limits.mean, factor) if limits else None,
        lower=_float(limits.lower, factor) if limits else None,
        upper=_float(limits.upper, factor) if limits else None,
        target=_float(target),
        target_label=f"Target {words.target_words(line.facts.polarity, target)}"
        if target is not None
        else "",
        comparators=tuple((label, float(value)) for label, value in comparators),
        decimals=line.facts.decimals,
        suffix=words.suffix(line.facts.unit),
        floor=0.0,
        ceiling=100.0 if line.facts.unit is Unit.PERCENT else None,
        title=title(indicator, line),
        description="",
        stretches=_stretches(line, start) if tested else (),
    )


def drawn(line: Assessed) -> tuple[SeriesPoint, ...]:
    """The points a chart has: what was tested, each period's own where a figure builds up through the year.

    Of a line that is not tested the figures as they came: what a period added to a few children says nothing.
    """
    return line.assessment.tested if _as_tested(line) else tuple(line.points)


def _as_tested(line: Assessed) -> bool:
    """Whether the points drawn are those that the readings, and so the colours, are of."""
    return line.assessment.untested_because is None or line.facts.basis is not Basis.YEAR_TO_DATE


def _stretches(line: Assessed, start: int) -> tuple[Stretch, ...]:
    """The stretches between breaks among the points from `start` on; none for a line that never began anew."""
    if not any(one > start for one in line.starts):
        return ()
    factor, readings = line.assessment.factor, line.assessment.readings
    firsts = [start, *(one for one in line.starts if one > start)]
    return tuple(
        Stretch(
            first - start,
            end - start - 1,
            _float(readings[first].mean, factor),
            _float(readings[first].lower, factor),
            _float(readings[first].upper, factor),
        )
        for first, end in pairwise([*firsts, len(readings)])
    )


def title(indicator: Indicator, line: Assessed) -> str:
    """The chart in one sentence, for those who cannot see it: what, how long, from where to where, the latest."""
    factor = line.assessment.factor
    points = drawn(line)
    values = [point.value * factor for point in points if point.value is not None]
    if not values:
        return f"{indicator.title}: no figures yet."
    decimals, latest = line.facts.decimals, next(one for one in reversed(points) if one.value is not None)
    mark = words.suffix(line.facts.unit)
    if latest.value is None:
        raise ValueError("A line with values has a latest one.")
    return (
        f"{indicator.title}, {line.points[0].period.label} to {line.points[-1].period.label}: "
        f"between {words.number(min(values), decimals)} and {words.number(max(values), decimals)}{mark}, "
        f"latest {words.number(latest.value * factor, decimals)}{mark}. "
        f"{words.PATTERN_WORDS[line.assessment.pattern.word]}."
    )
