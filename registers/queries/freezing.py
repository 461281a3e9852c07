"""What is known of a figure when a challenge is raised about it, to be frozen with the challenge."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode

from agencies.rules.standing import Standing
from scorecard.models import Indicator, Signal
from scorecard.presenters.signals import signal_words
from scorecard.queries.indicator_page import indicator_page
from scorecard.queries.overview import Assessed, assessed_line
from scorecard.queries.series import SeriesKey, lines
from scorecard.rules import words
from scorecard.rules.numbers import Number, rounded
from scorecard.rules.patterns import PatternWord, meaning, outside
from scorecard.rules.series import shown_factor
from scorecard.rules.targets import Band
from scorecard.rules.variation import MINIMUM, Footing, Side

#: Places that frozen values keep, as signals do.
_PLACES = 6
TOO_FEW = f"fewer than {MINIMUM} points when it was raised: no usual range"
NO_VARIATION = "the figure had never moved when it was raised: no usual range"


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A figure as it stands, with the mean and limits of its line; the fields are `Watch`'s, and its words."""

    indicator_code: str
    agency_id: int | None
    area_code: str
    breakdown: str
    first: date
    last: date
    value: Decimal
    mean: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    was_out: bool
    reason: str
    signal_id: int | None
    #: The usual range as a page prints it; empty where there is none.
    usual: str
    #: “Second or subsequent plans: 23.0%, January to March 2018”, and the query of its line on the indicator's page.
    said: str
    query: str
    owner_id: int | None
    #: What the indicator's definition says to ask about it.
    questions: tuple[str, ...] = ()


def figure_now(
    standing: Standing, code: str, *, agency_code: str = "", part: str = "", area_code: str = ""
) -> FrozenFigure | None:
    """The latest figure of a line this person sees on the indicator's page, judged as that page judges it."""
    page = indicator_page(standing, code, agency_code=agency_code, part=part, area_code=area_code)
    if page is None or page.line is None or page.line.assessment.latest is None:
        return None
    line, judged = page.line, page.line.assessment
    reading = judged.reading
    if judged.latest is None or judged.latest.value is None or judged.latest_index is None or reading is None:
        return None
    tested = judged.tested[judged.latest_index].value
    value = judged.latest.value if tested is None else tested
    whose = "" if page.agency is None or page.indicator.owner_id else page.agency.name
    query = {"agency": agency_code, "part": part, "area": area_code}
    period = judged.latest.period
    told = words.valued(judged.latest.value * judged.factor, line.facts.unit, line.facts.decimals)
    return FrozenFigure(
        indicator_code=code,
        agency_id=line.key.agency_id,
        area_code=area_code or (page.area.code if page.area else standing.board_area_code),
        breakdown=line.key.breakdown,
        first=period.first,
        last=period.last,
        value=rounded(value, _PLACES),
        mean=_kept(reading.mean) if reading.lower is not None else None,
        lower=_kept(reading.lower),
        upper=_kept(reading.upper),
        was_out=reading.special.side is not None and _is_bad(reading.special.side, value, line),
        reason=_reason(line),
        signal_id=None,
        usual=_usual(line, reading.lower, reading.upper),
        said=f"{_named(page.indicator, line.key, whose)}: {told}, {period.label}",
        query=urlencode({name: given for name, given in query.items() if given}),
        owner_id=page.indicator.owner_id,
        questions=tuple(page.indicator.questions),
    )


def figure_of_signal(standing: Standing, signal: Signal) -> FrozenFigure | None:
    """The figure a signal was raised for, with the value and limits the signal keeps."""
    key = SeriesKey(signal.indicator_id, signal.agency_id, signal.area_id, signal.breakdown)
    line = lines([signal.indicator]).get(key)
    if line is None:
        return None
    judged = assessed_line(signal.indicator, line, {})
    told = signal_words(signal, standing.board_area_code)
    whose = "" if signal.indicator.owner_id else told.whose
    return FrozenFigure(
        indicator_code=signal.indicator.code,
        agency_id=signal.agency_id,
        area_code=signal.area.code,
        breakdown=signal.breakdown,
        first=signal.first,
        last=signal.last,
        value=signal.value,
        mean=signal.mean,
        lower=signal.lower,
        upper=signal.upper,
        was_out=_is_bad(Side(signal.side), signal.value, judged),
        reason=(judged.assessment.untested_because or "") if _untested(judged) else "",
        signal_id=signal.pk,
        usual=told.usual,
        said=f"{told.title}{f' ({whose})' if whose else ''}: {told.said}, {told.period}",
        query=told.query,
        owner_id=signal.indicator.owner_id,
        questions=tuple(signal.indicator.questions),
    )


def _named(indicator: Indicator, key: SeriesKey, whose: str) -> str:
    """The indicator's title, and whose line and which part of it is meant where it has several."""
    of = [one for one in (whose, "" if key.breakdown == "all" else key.breakdown) if one]
    return f"{indicator.title} ({', '.join(of)})" if of else indicator.title


def _usual(line: Assessed, lower: Fraction | None, upper: Fraction | None) -> str:
    """The usual range as the indicator's page prints it."""
    if lower is None or upper is None:
        return ""
    factor, facts = line.assessment.factor, line.facts
    low, high = (words.valued(one * factor, facts.unit, facts.decimals) for one in (lower, upper))
    return f"{low} to {high}"


def _kept(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, _PLACES)


def _is_bad(side: Side, value: Number, line: Assessed) -> bool:
    """Whether a special cause on this side is one to be brought back from: any but a better one."""
    factor = shown_factor(line.facts, line.points[0].period)
    band = Band(line.facts.band_low, line.facts.band_high).per(factor)
    return meaning(side, line.facts.polarity, outside(value, band)) is not PatternWord.BETTER


def _untested(line: Assessed) -> bool:
    reading = line.assessment.reading
    return reading is not None and reading.stage is Footing.NOT_TESTED


def _reason(line: Assessed) -> str:
    """Why the line cannot be judged at all; empty where it can."""
    reading = line.assessment.reading
    if reading is None:
        return TOO_FEW
    if reading.stage is Footing.NOT_TESTED:
        return line.assessment.untested_because or ""
    return {Footing.TOO_FEW: TOO_FEW, Footing.NO_VARIATION: NO_VARIATION}.get(reading.stage, "")
