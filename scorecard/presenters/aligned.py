"""Several lines drawn one beside the other: over the same periods, and one indicator's on one scale."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from design.charts import Chart, ChartPoint, Stretch
from design.charts.scale import span
from scorecard import charts
from scorecard.queries.comparators import Comparator, differs, for_period
from scorecard.queries.explored import Drawn, DrawnPoint
from scorecard.rules.numbers import Number
from scorecard.rules.periods import Period

#: So many places are named at a line's right end: England, the region and the board's own area come first.
_NAMED = 3


def periods_of(drawn: Collection[Drawn]) -> tuple[Period, ...]:
    """Every period that any of the lines has, in order."""
    found = {point.period for line in drawn for point in line.points}
    return tuple(sorted(found, key=lambda one: (one.last, one.first)))


def periods_like(line: Drawn, drawn: Collection[Drawn]) -> tuple[Period, ...]:
    """Every period of those lines that are reported as often as this one: a quarter is no gap in a line of terms."""
    often = line.points[0].period.kind
    return periods_of([one for one in drawn if one.points[0].period.kind is often])


def aligned(drawn: Sequence[Drawn]) -> tuple[Chart, ...]:
    """A chart a line, over the periods of all that are reported as often; a gap where a line has none."""
    made = [_over(periods_like(line, drawn), line) for line in drawn]
    of_one: dict[int, list[Chart]] = defaultdict(list)
    for line, one in zip(drawn, made, strict=True):
        of_one[line.indicator.pk].append(one)
    reach: dict[int, tuple[float, ...]] = {}
    for indicator, several in of_one.items():
        spans = [span(one, comparators=True) for one in several]
        reach[indicator] = (min(low for low, _ in spans), max(high for _, high in spans))
    return tuple(
        replace(one, reach=reach[line.indicator.pk]) if len(of_one[line.indicator.pk]) > 1 else one
        for line, one in zip(drawn, made, strict=True)
    )


def _over(periods: Sequence[Period], line: Drawn) -> Chart:
    """A line's chart cut to the periods chosen and laid over these."""
    whole = charts.chart(line.indicator, line.line, comparators=_beside(line))
    within = range(line.start, line.start + len(line.points))
    own = {line.line.points[index].period: whole.points[index] for index in within}
    place = {period: index for index, period in enumerate(periods)}
    points = tuple(own.get(period) or ChartPoint(period.label, None) for period in periods)
    stretches = []
    for part in whole.parts():
        kept = [index for index in within if part.first <= index <= part.last]
        if kept:
            first, last = (place[line.line.points[index].period] for index in (kept[0], kept[-1]))
            stretches.append(Stretch(first, last, part.mean, part.lower, part.upper))
    newest = stretches[-1] if stretches else Stretch(0, 0)
    return replace(
        whole,
        points=points,
        mean=newest.mean,
        lower=newest.lower,
        upper=newest.upper,
        stretches=tuple(stretches) if len(stretches) > 1 else (),
    )


def unlike(line: Drawn) -> tuple[str, ...]:
    """The places that are published beside a line, but not as its latest figure is counted: they are not drawn."""
    latest = _latest(line)
    if latest is None:
        return ()
    return tuple(
        theirs[0].area_name for theirs in _places(line) if differs(theirs, line.indicator, latest.period.last)
    )


def _beside(line: Drawn) -> list[tuple[str, Number]]:
    """What is published for the latest figure's year, of the first few places; nothing that is counted otherwise."""
    latest = _latest(line)
    if latest is None:
        return []
    found = [for_period(theirs, line.indicator, latest.period.last) for theirs in _places(line)]
    return [(one.area_name, one.value) for one in found if one is not None and one.value is not None]


def _latest(line: Drawn) -> DrawnPoint | None:
    return next((point for point in reversed(line.points) if point.value is not None), None)


def _places(line: Drawn) -> list[list[Comparator]]:
    """What is published of each of the first few places."""
    places: dict[str, list[Comparator]] = defaultdict(list)
    for one in line.beside:
        places[one.published.area_code].append(one.published)
    return list(places.values())[:_NAMED]
