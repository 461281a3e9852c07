"""The facts of one line in words: its value, target, pattern and usual range, each with its note."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scorecard.models import Indicator
from scorecard.queries.comparators import ENGLAND, differs, for_period, mean_of
from scorecard.queries.indicator_page import IndicatorPage
from scorecard.queries.overview import Assessed
from scorecard.rules import words
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.numbers import Number
from scorecard.rules.patterns import PatternWord
from scorecard.rules.series import SeriesPoint
from scorecard.rules.targets import Against, Band


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the strip: what, the value, a note; with a mark and tone where it is a verdict."""

    term: str
    value: str
    note: str = ""
    mark: str = ""
    kind: str = ""


def facts(page: IndicatorPage) -> tuple[Fact, ...]:
    """The strip under the title: latest, target, pattern, England, similar areas, owner."""
    indicator, line = page.indicator, page.line
    agency = page.agency or indicator.owner
    owner = agency.name.removesuffix(" (demo)") if agency else "All agencies"
    if line is None or line.assessment.latest is None:
        return (Fact("Owner", owner),)
    latest, pattern = line.assessment.latest, line.assessment.pattern
    beside = (_england(page, latest), _similar(page, latest))
    return (
        Fact(f"Latest, {latest.period.label}", value_words(latest, line), _counts(latest, indicator)),
        _target(indicator, line),
        Fact(
            "Pattern",
            words.PATTERN_WORDS[pattern.word],
            pattern.detail,
            words.pattern_mark(pattern),
            pattern_kind(pattern.word),
        ),
        *(fact for fact in beside if fact is not None),
        Fact("Owner", owner),
    )


def _target(indicator: Indicator, line: Assessed) -> Fact:
    against, unlike = line.assessment.against, line.assessment.target_differs
    return Fact(
        f"Target: {_target_words(indicator, line)}",
        words.against_words(against, differs=unlike),
        "the target is the whole year’s" if unlike else _distance(line),
        words.against_mark(against),
        f"{against.value}-target",
    )


def _england(page: IndicatorPage, latest: SeriesPoint) -> Fact | None:
    """What is published of England, or that it is counted otherwise; nothing where nothing is published."""
    theirs, last = [one for one in page.comparators if one.area_code == ENGLAND], latest.period.last
    found = for_period(theirs, page.indicator, last)
    if found is None:
        return _unlike("England") if differs(theirs, page.indicator, last) else None
    note = f"{span(found.first, found.last)}, published {found.published_on:%-d %b %Y}"
    return Fact("England", published_words(found.value, page.indicator), note)


def _similar(page: IndicatorPage, latest: SeriesPoint) -> Fact | None:
    """The plain mean of the areas the board compares itself with, in the same way."""
    last = latest.period.last
    found = mean_of(page.similar, page.indicator, last)
    if found is None:
        unlike = any(differs(one, page.indicator, last) for one in page.similar)
        return _unlike("Similar areas") if unlike else None
    note = f"mean of {found.areas}, year to {found.last:%B %Y}"
    return Fact("Similar areas", published_words(found.value, page.indicator), note)


def _unlike(place: str) -> Fact:
    return Fact(place, words.DIFFERENT, "published, but not counted as this is")


def published_words(value: Number | None, indicator: Indicator) -> str:
    """A published value that is counted as the indicator is, in its unit."""
    return f"{words.number(value, indicator.decimals)}{words.suffix(Unit(indicator.unit))}"


def pattern_kind(word: PatternWord) -> str:
    """The name of the tone a pattern's word is printed in."""
    return {
        PatternWord.WORSE: "worse-than-usual",
        PatternWord.BETTER: "better-than-usual",
        PatternWord.UNUSUAL: "unusual",
    }.get(word, "plain")


def span(first: date, last: date) -> str:
    """The days a published value is of, in words: one day, a year, or from month to month."""
    if first == last:
        return f"at {last:%-d %B %Y}"
    return f"year to {last:%B %Y}" if (last - first).days > 360 else f"{first:%B %Y} to {last:%B %Y}"


def _target_words(indicator: Indicator, line: Assessed) -> str:
    said = words.target_words(
        Polarity(indicator.polarity), line.facts.target, low=indicator.band_low, high=indicator.band_high
    )
    if said == words.NONE:
        return "none set"
    ends = {Polarity.HIGHER: " or more", Polarity.LOWER: " or less"}.get(Polarity(indicator.polarity), "")
    counted = line.facts.unit is Unit.COUNT and line.facts.basis is Basis.IN_PERIOD
    each = f" a {indicator.frequency}" if counted else ""
    return f"{said}{words.suffix(line.facts.unit)}{ends}{each}"


def _distance(line: Assessed) -> str:
    """How far from the target, or outside the band, the latest value is, in the indicator's own unit."""
    facts, latest = line.facts, line.assessment.latest
    if latest is None or latest.value is None or line.assessment.against in (Against.NONE, Against.ON):
        return ""
    value = latest.value * line.assessment.factor
    if facts.polarity is Polarity.BAND:
        gap = Band(facts.band_low, facts.band_high).distance(value)
    elif facts.target is None:
        return ""
    else:
        gap = value - Fraction(facts.target)
    noun = " points" if facts.unit is Unit.PERCENT else ""
    return f"{words.number(abs(gap), facts.decimals)}{noun} {'over' if gap > 0 else 'short'}"


def value_words(point: SeriesPoint, line: Assessed) -> str:
    """A point's value in the unit shown, with its sign; a dash for none."""
    if point.value is None:
        return words.NONE
    return words.valued(point.value * line.assessment.factor, line.facts.unit, line.facts.decimals)


def _counts(point: SeriesPoint, indicator: Indicator) -> str:
    if point.numerator is None or point.denominator is None:
        return ""
    part, total = words.whole(point.numerator), words.whole(point.denominator)
    if Unit(indicator.unit) is Unit.RATE and indicator.kind == Kind.FLOW:
        return f"{part} in the {point.period.kind.value}, of {total} people; shown as a rate a year"
    return f"{part} of {total}"


def usual_range(line: Assessed) -> str:
    """The usual range of a line in words, clipped to what its unit allows; empty without limits."""
    assessment = line.assessment
    if assessment.latest_index is None or line.facts.basis is Basis.YEAR_TO_DATE:
        return ""  # the range of a period's own figure says nothing of the year so far
    reading = assessment.readings[assessment.latest_index]
    if reading.lower is None or reading.upper is None:
        return ""
    decimals, mark = line.facts.decimals, words.suffix(line.facts.unit)
    lower = max(reading.lower * assessment.factor, Fraction(0))
    upper = reading.upper * assessment.factor
    if line.facts.unit is Unit.PERCENT:
        upper = min(upper, Fraction(100))
    return f"{words.number(lower, decimals)}{mark} to {words.number(upper, decimals)}{mark}"
