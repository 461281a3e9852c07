"""Agencies or districts side by side, in words, small charts and a funnel."""

from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from design.charts import sparkline
from design.charts.funnel import Funnel, FunnelPoint, responsive_funnel
from design.charts.shapes import Tone
from scorecard import charts
from scorecard.presenters.facts import pattern_kind, value_words
from scorecard.queries.compared import By, Compared, Member
from scorecard.rules import words
from scorecard.rules.comparisons import (
    WORDS,
    Comparison,
    Held,
    Judged,
    Level,
    Measure,
    Standing,
    edges,
    in_funnel,
)
from scorecard.rules.figures import Basis, Polarity, Unit
from scorecard.rules.intervals import DRAWN, FLAGGED, Interval, wilson, yearly
from scorecard.rules.series import SeriesPoint
from scorecard.rules.targets import Band

_STEPS = 40
#: Fewer figures than this make no funnel.
_FEWEST = 3
_DIFFERS = {Standing.HIGHER: "higher than most", Standing.LOWER: "lower than most"}


@dataclass(frozen=True, slots=True)
class MemberWords:
    """One row."""

    number: int
    name: str
    query: str
    value: str
    counts: str
    interval: str
    standing: str
    kind: str
    pattern: str
    pattern_mark: str
    pattern_kind: str
    spark: SafeString | str


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """The page."""

    title: str
    code: str
    by: str
    period: str
    rows: tuple[MemberWords, ...]
    funnel: SafeString | str
    whole: str
    notes: tuple[str, ...]


def compared_words(page: Compared) -> ComparedWords:
    """Everything the page prints."""
    measure = _measure(page)
    centre = _centre(page, measure)
    rows = [_row(number, one, page, measure, centre) for number, one in enumerate(page.members, start=1)]
    return ComparedWords(
        title=page.indicator.title,
        code=page.indicator.code,
        by="agency" if page.by is By.AGENCY else "district",
        period=page.period.label if page.period else "",
        rows=tuple(row for row, _ in rows),
        funnel=_funnel(page, measure, centre, [found for _, found in rows]),
        whole=value_words(page.whole.point, page.whole.line) if page.whole and page.whole.point else "",
        notes=_notes(measure),
    )


def _notes(measure: Measure | None) -> tuple[str, ...]:
    if measure is None:
        return ("Counts and averages are not set against each other: only percentages and rates can be.",)
    return (
        "Only what lies beyond the outer lines is marked: by chance alone that happens to one in five hundred.",
        "Children come in families, so these intervals are somewhat too narrow.",
    )


def _measure(page: Compared) -> Measure | None:
    unit = Unit(page.indicator.unit)
    if page.period is None or unit not in (Unit.PERCENT, Unit.RATE):
        return None
    return Measure(unit, Basis(page.indicator.basis), page.period, page.indicator.per or 10_000)


def _centre(page: Compared, measure: Measure | None) -> Level | None:
    """The whole's own value, else that of all the figures together."""
    if measure is None:
        return None
    known = (
        [page.whole.point]
        if page.whole and page.whole.point
        else [one.point for one in page.members if one.point]
    )
    counted = [one for one in known if one.numerator is not None and one.denominator]
    top = sum((Fraction(one.numerator or 0) for one in counted), Fraction(0))
    bottom = sum((Fraction(one.denominator or 0) for one in counted), Fraction(0))
    return Level(measure, top / bottom * measure.times) if bottom else None


_Placed = tuple[SeriesPoint, Comparison] | None


def _row(
    number: int, member: Member, page: Compared, measure: Measure | None, centre: Level | None
) -> tuple[MemberWords, _Placed]:
    point, line = member.point, member.line
    found = None
    if point is not None and measure is not None and centre is not None:
        held = Held(measure, point.numerator, point.denominator)
        band = Band(page.indicator.band_low, page.indicator.band_high)
        found = in_funnel(held, centre, polarity=Polarity(page.indicator.polarity), band=band)
    pattern = line.assessment.pattern
    asked = {"agency": member.code} if page.by is By.AGENCY else {"area": member.code}
    row = MemberWords(
        number=number,
        name=member.name,
        query=urlencode(asked),
        value=value_words(point, line) if point else words.NONE,
        counts=_counts(point),
        interval=_interval(point, measure, line.facts.decimals),
        standing=_standing(found),
        kind={Judged.WORSE: "worse-than-usual", Judged.BETTER: "better-than-usual"}.get(found.judged, "plain")
        if found
        else "plain",
        pattern=words.PATTERN_WORDS[pattern.word],
        pattern_mark=words.pattern_mark(pattern),
        pattern_kind=pattern_kind(pattern.word),
        spark=sparkline(charts.chart(page.indicator, line, current_only=True, most=16)),
    )
    return row, (point, found) if point is not None and found is not None else None


def _standing(found: Comparison | None) -> str:
    if found is None:
        return words.NONE
    return _DIFFERS.get(found.standing, WORDS[found.standing])


def _counts(point: SeriesPoint | None) -> str:
    if point is None or point.numerator is None or point.denominator is None:
        return ""
    return f"{words.whole(point.numerator)} of {words.whole(point.denominator)}"


def _interval(point: SeriesPoint | None, measure: Measure | None, decimals: int) -> str:
    """The 95% interval of a figure, as printed."""
    if point is None or measure is None or point.numerator is None or not point.denominator:
        return ""
    found: Interval
    if measure.unit is Unit.PERCENT:
        if point.numerator > point.denominator:
            return ""
        found = wilson(point.numerator, point.denominator).times(100)
    else:
        a_year = measure.times // measure.per
        found = yearly(point.numerator, point.denominator, periods_a_year=a_year, per=measure.per)
    mark = words.suffix(measure.unit)
    low, high = (words.number(Fraction(one), decimals) for one in (found.low, found.high))
    return f"{low}{mark} to {high}{mark}"


def _funnel(
    page: Compared, measure: Measure | None, centre: Level | None, found: list[_Placed]
) -> SafeString | str:
    placed = [(number, *one) for number, one in enumerate(found, start=1) if one and one[1].ours is not None]
    if measure is None or centre is None or len(placed) < _FEWEST:
        return ""
    widest = max(float(point.denominator or 0) for _, point, _ in placed) * 1.08
    sizes = [max(1.0, round(widest * step / _STEPS)) for step in range(1, _STEPS + 1)]

    def limits(confidence: float) -> tuple[tuple[float, float, float], ...]:
        at = [(size, edges(measure, centre, int(size), confidence=confidence)) for size in sizes]
        return tuple((size, one.low, one.high) for size, one in at)

    points = tuple(
        FunnelPoint(str(number), float(point.denominator or 0), float(one.ours or 0), _tone(one))
        for number, point, one in placed
    )
    return responsive_funnel(
        Funnel(
            points,
            float(centre.value),
            limits(DRAWN),
            limits(FLAGGED),
            size_words=page.indicator.denominator or "Out of",
            suffix=words.suffix(measure.unit),
            title=_title(page, placed),
            ceiling=100.0 if measure.unit is Unit.PERCENT else None,
        )
    )


def _tone(found: Comparison) -> Tone:
    if found.standing not in (Standing.HIGHER, Standing.LOWER):
        return "plain"
    tones: dict[Judged, Tone] = {Judged.WORSE: "worse", Judged.BETTER: "better"}
    return tones.get(found.judged, "unusual")


def _title(page: Compared, placed: list[tuple[int, SeriesPoint, Comparison]]) -> str:
    out = sum(one.standing in (Standing.HIGHER, Standing.LOWER) for _, _, one in placed)
    when = page.period.label if page.period else ""
    return f"{page.indicator.title}, {when}: {len(placed)} compared by size, {out or 'none'} beyond the outer lines."
