"""The facts of one line in words: its value, target, pattern and usual range, each with its note."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scorecard.models import Indicator
from scorecard.queries.comparators import ENGLAND, for_period
from scorecard.queries.indicator_page import IndicatorPage
from scorecard.queries.overview import Assessed
from scorecard.rules import words
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.patterns import PatternWord
from scorecard.rules.series import SeriesPoint
from scorecard.rules.targets import Against


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the strip: what, the value, a note; with a mark and tone where it is a verdict."""

    term: str
    value: str
    note: str = ""
    mark: str = ""
    kind: str = ""


def facts(page: IndicatorPage) -> tuple[Fact, ...]:
    """The strip under the title: latest, target, pattern, England, owner."""
    indicator, line = page.indicator, page.line
    owner = page.agency.name if page.agency else (indicator.owner.name if indicator.owner else "All agencies")
    if line is None or line.assessment.latest is None:
        return (Fact("Owner", owner),)
    assessment, latest = line.assessment, line.assessment.latest
    pattern, against = assessment.pattern, assessment.against
    mark = words.suffix(line.facts.unit)
    value = value_words(latest, line)
    facts = [
        Fact(f"Latest, {latest.period.label}", value, _counts(latest, indicator)),
        Fact(
            f"Target: {_target_words(indicator, line)}",
            words.AGAINST_WORDS[against],
            _distance(line),
            words.against_mark(against),
            f"{against.value}-target",
        ),
        Fact(
            "Pattern",
            words.PATTERN_WORDS[pattern.word],
            pattern.detail,
            words.pattern_mark(pattern),
            pattern_kind(pattern.word),
        ),
    ]
    england = for_period(
        [one for one in page.comparators if one.area_code == ENGLAND], indicator.unit, latest.period.last
    )
    if england is not None:
        facts.append(
            Fact(
                "England",
                f"{words.number(england.value, indicator.decimals)}{mark}",
                f"{span(england.first, england.last)}, published {england.published_on:%-d %b %Y}",
            )
        )
    facts.append(Fact("Owner", owner))
    return tuple(facts)


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
    return f"{said}{words.suffix(line.facts.unit)}{ends}"


def _distance(line: Assessed) -> str:
    """How far from the target the latest value is, in the indicator's own unit."""
    latest, target = line.assessment.latest, line.facts.target
    if (
        latest is None
        or latest.value is None
        or target is None
        or line.assessment.against in (Against.NONE, Against.ON)
    ):
        return ""
    gap = abs(latest.value * line.assessment.factor - Fraction(target))
    noun = " points" if line.facts.unit is Unit.PERCENT else ""
    way = "short" if line.facts.polarity is Polarity.HIGHER else "over"
    return f"{words.number(gap, line.facts.decimals)}{noun} {way}"


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
