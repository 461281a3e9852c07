"""One indicator's page, ready to print: facts, chart, figures with their trace, definition."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from design.charts import Chart, responsive
from scorecard import charts
from scorecard.models import Indicator
from scorecard.presenters.facts import Fact, facts, pattern_kind, span, usual_range, value_words
from scorecard.presenters.overview import outlook_of, unit_of
from scorecard.presenters.thread import ThreadWords, chart_steps, thread_words
from scorecard.presenters.zoomed import Zoomed, zoomed
from scorecard.queries.comparators import Comparator, counted_as, for_period, mean_of
from scorecard.queries.explanations import is_owed
from scorecard.queries.indicator_page import Choice, IndicatorPage, Remark
from scorecard.queries.overview import Assessed, mark_on
from scorecard.queries.traces import Trace
from scorecard.rules import words
from scorecard.rules.comparisons import counted_alike
from scorecard.rules.figures import Stage, Status
from scorecard.rules.numbers import Number
from scorecard.rules.outlook import Outlook
from scorecard.rules.patterns import PatternWord
from scorecard.rules.sentences import sentence
from scorecard.rules.series import SeriesPoint
from scorecard.rules.targets import Against

_FUTURE = {Outlook.KEEPS_MISSING: "will keep missing it", Outlook.RELIABLE: "will reliably meet it"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of the table of figures."""

    period: str
    value: str
    counts: str
    status: str
    caution: str
    flagged: str
    mark: str
    owed: bool
    trace: Trace | None
    together: str


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """Another line of the indicator, to look at instead."""

    words: str
    query: str
    latest: str
    pattern: str
    pattern_mark: str
    pattern_kind: str
    current: bool


@dataclass(frozen=True, slots=True)
class PageWords:
    """The whole page in words and drawings."""

    code: str
    title: str
    of_whom: str
    lead: str
    facts: tuple[Fact, ...]
    chart: SafeString | str
    headline: str
    subtitle: str
    notes: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    choices: tuple[ChoiceWords, ...]
    remarks: tuple[Remark, ...]
    published: tuple[tuple[str, str, str, str], ...]
    definition: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
    why: str
    #: Since when, what kind, why, and who said so.
    breaks: tuple[tuple[str, str, str, str], ...]
    thread: ThreadWords
    #: Where the latest figure was read; and of the line over every agency, how many are in it.
    source: Trace | None
    together: str
    #: The same chart to zoom, where that was asked for.
    zoomed: Zoomed | None = None


def page_words(page: IndicatorPage, *, zooms: bool = False, small: bool = False) -> PageWords:
    """Everything the page prints; with `zooms` what its chart is drawn from in a browser as well.

    `small` says that the line rests on numbers too small to be published.
    """
    indicator, line = page.indicator, page.line
    whom = _of_whom(page)
    subtitle = _subtitle(indicator, line)
    thread = thread_words(page)
    drawn = _chart(page, line, thread) if line else None
    latest = line.assessment.latest if line else None
    return PageWords(
        code=indicator.code,
        title=indicator.title,
        of_whom=whom,
        lead=_lead(line),
        facts=facts(page),
        chart=responsive(drawn) if drawn else "",
        headline=_headline(line),
        subtitle=subtitle,
        notes=line.assessment.notes if line else (),
        rows=_rows(page, line) if line else (),
        choices=tuple(_choice(one, indicator) for one in page.choices),
        remarks=page.remarks,
        published=tuple(_published(one, indicator) for one in reversed(page.comparators)),
        definition=_definition(indicator, line),
        questions=tuple(indicator.questions),
        why=indicator.why,
        breaks=tuple(
            (
                f"{one.first:%-d %B %Y}",
                one.get_kind_display(),
                one.reason,
                f"{one.made_by}, {one.made_at:%-d %B %Y}",
            )
            for one in page.breaks
        ),
        thread=thread,
        source=page.traces.get(latest.period) if latest else None,
        together=_together(line),
        zoomed=zoomed(
            drawn,
            heading=_headline(line),
            said=f"{whom}. {subtitle}",
            name=f"{indicator.code} {whom}",
            small=small,
            synthetic=indicator.board.synthetic,
        )
        if zooms and drawn and drawn.latest()
        else None,
    )


def _of_whom(page: IndicatorPage) -> str:
    part = page.line.key.breakdown if page.line else "all"
    who = page.agency.name if page.agency else "All agencies together"
    where = f", {page.area.name}" if page.area else ""
    return f"{who}{where}" if part == "all" else f"{who}{where}: {part}"


def _lead(line: Assessed | None) -> str:
    """One plain line under the title: where it stands against its usual range and its target."""
    if line is None or line.assessment.latest is None:
        return "No figure has been sent yet."
    against = line.assessment.against
    future = outlook_of(line)
    target = "" if against is Against.NONE else f" {words.AGAINST_WORDS[against]}."
    if future is not Outlook.NONE:
        target = f"{target[:-1]}; as it is, it {_FUTURE[future]}."
    return f"{sentence(line.points, line.assessment, line.starts)}{target}"


def _headline(line: Assessed | None) -> str:
    if line is None:
        return ""
    pattern = line.assessment.pattern
    latest = line.assessment.latest
    if latest is None:
        return "No figures yet"
    if pattern.word in (PatternWord.WORSE, PatternWord.BETTER, PatternWord.UNUSUAL):
        return f"{latest.period.label}: {pattern.detail}"
    if pattern.word is PatternWord.NO_CHANGE:
        return "Within its usual range"
    return (
        f"{words.PATTERN_WORDS[pattern.word]}: {pattern.detail}"
        if pattern.detail
        else words.PATTERN_WORDS[pattern.word]
    )


def _subtitle(indicator: Indicator, line: Assessed | None) -> str:
    if line is None or not line.points:
        return ""
    return f"{indicator.title}, {unit_of(indicator)}, {line.points[0].period.label} to {line.points[-1].period.label}."


def _chart(page: IndicatorPage, line: Assessed, thread: ThreadWords) -> Chart:
    """The line with what is published beside it, as far as that is counted alike, and its numbered steps above."""
    latest = line.assessment.latest
    beside: list[tuple[str, Number]] = []
    if latest is not None:
        last = latest.period.last
        for code in dict.fromkeys(one.area_code for one in page.comparators):
            theirs = [one for one in page.comparators if one.area_code == code]
            found = for_period(theirs, page.indicator, last)
            if found is not None and found.value is not None:
                beside.append((found.area_name, found.value))
        similar = mean_of(page.similar, page.indicator, last)
        if similar is not None:
            beside.append(("Similar areas", similar.value))
    drawn = charts.chart(page.indicator, line, comparators=beside)
    ends = [point.period.last for point in line.assessment.tested]
    return replace(drawn, steps=chart_steps(thread.knots, ends))


def _together(line: Assessed | None) -> str:
    """How many agencies' figures the latest one of the line over every agency is worked out from."""
    latest = line.assessment.latest if line else None
    inside = line.agencies_in.get(latest.period) if line and latest else None
    return f"{inside[0]} agencies" if inside else ""


def _rows(page: IndicatorPage, line: Assessed) -> tuple[FigureRow, ...]:
    coloured = charts.tones(line)
    rows = []
    for index, point in enumerate(line.points):
        trace = page.traces.get(point.period)
        inside = line.agencies_in.get(point.period)
        rows.append(
            FigureRow(
                period=point.period.label,
                value=value_words(point, line),
                counts=_table_counts(point),
                status="" if point.value is not None else words.STATUS_WORDS[point.status],
                caution=_caution(point, trace),
                flagged=coloured[index] if coloured[index] != "plain" else "",
                owed=is_owed(
                    page.asked,
                    line.key.indicator_id,
                    line.key.agency_id,
                    point.period.last,
                    line.key.breakdown,
                ),
                mark=mark_on(page.marks, line.key.agency_id, point.period.last)
                if point.value is not None
                else "",
                trace=trace,
                together=f"{inside[0]} of {inside[1]} agencies" if inside else "",
            )
        )
    return tuple(reversed(rows))


def _caution(point: SeriesPoint, trace: Trace | None) -> str:
    """What its sender says of a figure that has a value: low reliability, provisional, revised."""
    said = []
    if point.value is not None and point.status is Status.LOW_RELIABILITY:
        said.append(words.STATUS_WORDS[point.status])
    if point.value is not None and trace is not None and trace.stage != Stage.FINAL:
        said.append(trace.stage)
    return ", ".join(said)


def _table_counts(point: SeriesPoint) -> str:
    if point.numerator is None or point.denominator is None:
        return ""
    return f"{words.whole(point.numerator)} of {words.whole(point.denominator)}"


def _choice(one: Choice, indicator: Indicator) -> ChoiceWords:
    pattern = one.assessed.assessment.pattern
    latest = one.assessed.assessment.latest
    asked = [
        (name, value)
        for name, value in (("agency", one.agency_code), ("part", one.part), ("area", one.area_code))
        if value
    ]
    return ChoiceWords(
        words=one.words,
        query=urlencode(asked),
        latest=value_words(latest, one.assessed) if latest else words.NONE,
        pattern=words.PATTERN_WORDS[pattern.word],
        pattern_mark=words.pattern_mark(pattern),
        pattern_kind=pattern_kind(pattern.word),
        current=one.current,
    )


def _published(one: Comparator, indicator: Indicator) -> tuple[str, str, str, str]:
    value = words.number(one.value, indicator.decimals if one.unit != "count" else 0)
    mark = "%" if one.unit == "percent" else ""
    alike = counted_alike(counted_as(indicator, one.last), one.counted)
    note = "" if alike else f" ({words.DIFFERENT})"
    where = f"{one.source}, sheet {one.sheet}, cell {one.cell}, published {one.published_on:%-d %B %Y}"
    return (one.area_name, span(one.first, one.last), f"{value}{mark}{note}", where)


def _definition(indicator: Indicator, line: Assessed | None) -> tuple[tuple[str, str], ...]:
    rows = [("Counted", indicator.numerator)]
    if indicator.denominator:
        rows.append(("Out of", indicator.denominator))
    rows.append(("Shown as", unit_of(indicator)))
    usual = usual_range(line) if line else ""
    if usual:
        rows.append(("Usual range", usual))
    if indicator.varies_because:
        rows.append(("Why it may vary", indicator.varies_because))
    rows.append(("Definition", f"version {indicator.version}, since {indicator.since:%-d %B %Y}"))
    return tuple(rows)
