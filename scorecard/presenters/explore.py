"""The explore page in words: what can be chosen, the lines chosen, each with its chart, and their table."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from design.charts import Chart, line_chart, responsive
from scorecard import charts
from scorecard.models import Indicator
from scorecard.presenters.aligned import aligned, periods_like, periods_of, unlike
from scorecard.presenters.facts import pattern_kind
from scorecard.presenters.overview import unit_of
from scorecard.presenters.zoomed import Zoomed, zoomed
from scorecard.queries.choices import ALL_AGENCIES, TOGETHER, WHOLE, Choice, Choices
from scorecard.queries.explored import Drawn, DrawnPoint
from scorecard.rules import words
from scorecard.rules.periods import Period, PeriodKind, quarter_holding

#: More lines than this are not drawn: nobody reads them, and a download holds them.
MOST_DRAWN = 12
#: How wide a chart is that has another beside it.
_WIDTH = 580


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick, or one entry of a list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes under one heading; `name` is the parameter of the address."""

    name: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One line: its heading, its verdict, and its chart drawn by the server and for the browser."""

    number: int
    title: str
    said: str
    code: str
    pattern: str
    pattern_mark: str
    pattern_kind: str
    #: What is published beside it but counted otherwise, in a sentence.
    unlike: str
    chart: SafeString
    phone: SafeString | None
    zoomed: Zoomed


@dataclass(frozen=True, slots=True)
class Row:
    """One period in the table: each line's value or why there is none, and how it stands out."""

    period: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """The lines that are reported equally often, by period: quarters never stand among terms or years."""

    title: str
    panels: tuple[Panel, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ExploreWords:
    """What was chosen. `lines` counts all of them, drawn or not. `mixed` says that they are not counted alike."""

    panels: tuple[Panel, ...]
    tables: tuple[PeriodTable, ...]
    lines: int
    sensitive: str
    one_scale: bool
    mixed: bool


def groups(known: Choices, choice: Choice) -> tuple[Group, ...]:
    """What can be ticked; a group in which there is nothing to choose is left out."""
    together = [(TOGETHER, ALL_AGENCIES)] if known.together else []
    parts = [(WHOLE, "The whole")] if known.breakdowns else []
    offered = (
        (
            "agency",
            "Agencies",
            [*together, *((one.code, one.name) for one in known.agencies)],
            choice.agencies,
        ),
        ("area", "Areas", [(one.code, one.name) for one in known.areas], choice.areas),
        (
            "breakdown",
            "Parts",
            [*parts, *((one, _capital(one)) for one in known.breakdowns)],
            choice.breakdowns,
        ),
    )
    return tuple(
        Group(name, title, tuple(Option(value, label, value in chosen) for value, label in entries))
        for name, title, entries, chosen in offered
        if len(entries) > 1
    )


def measures(known: Choices, choice: Choice) -> tuple[Group, ...]:
    """The indicators to tick, by perspective in the scorecard's order."""
    by: dict[str, list[Indicator]] = {}
    for one in known.indicators:
        by.setdefault(one.perspective.title, []).append(one)
    return tuple(
        Group(
            "indicator",
            title,
            tuple(
                Option(one.code, f"{one.code} {one.title}", one.code in choice.indicators) for one in those
            ),
        )
        for title, those in by.items()
    )


def days(known: Choices, chosen: date | None, *, ends: bool) -> tuple[Option, ...]:
    """The quarters to begin or end with, the newest first, by their first or last day."""
    return tuple(Option(day.isoformat(), label, day == chosen) for day, label in _quarters(known, ends=ends))


def _quarters(known: Choices, *, ends: bool) -> Iterator[tuple[date, str]]:
    if known.first is None or known.last is None:
        return
    one = quarter_holding(known.last)
    while one.last >= known.first:
        yield (one.last if ends else one.first), one.label
        one = one.previous()


def explore_words(drawn: Sequence[Drawn]) -> ExploreWords:
    """The lines in words and drawings; of many, the first."""
    shown = drawn[:MOST_DRAWN]
    made = aligned(shown)
    alone = len(shown) == 1
    panels = [
        _panel(n, line, chart, periods_like(line, shown), alone=alone)
        for n, (line, chart) in enumerate(zip(shown, made, strict=True), start=1)
    ]
    return ExploreWords(
        panels=tuple(panels),
        tables=_tables(shown, panels),
        lines=len(drawn),
        sensitive=words.SENSITIVE if any(one.small for one in shown) else "",
        one_scale=any(one.reach for one in made),
        mixed=len({(one.indicator.frequency, one.indicator.basis) for one in shown}) > 1,
    )


def _tables(shown: Sequence[Drawn], panels: Sequence[Panel]) -> tuple[PeriodTable, ...]:
    """A table for each length of period among the lines, the shortest first."""
    known: dict[PeriodKind, list[int]] = {kind: [] for kind in PeriodKind}
    for place, line in enumerate(shown):
        known[line.points[0].period.kind].append(place)
    return tuple(
        PeriodTable(
            f"By {kind}",
            tuple(panels[place] for place in places),
            _rows([shown[place] for place in places]),
        )
        for kind, places in known.items()
        if places
    )


def _rows(lines: Sequence[Drawn]) -> tuple[Row, ...]:
    """The lines by period, the latest first."""
    tones = [charts.tones(line.line)[line.start :] for line in lines]
    rows = []
    for period in reversed(periods_of(lines)):
        cells = []
        for line, toned in zip(lines, tones, strict=True):
            place = next((n for n, point in enumerate(line.points) if point.period == period), None)
            cells.append(("", "") if place is None else (_value(line, line.points[place]), toned[place]))
        rows.append(Row(period.label, tuple((text, "" if tone == "plain" else tone) for text, tone in cells)))
    return tuple(rows)


def _panel(number: int, line: Drawn, chart: Chart, periods: Sequence[Period], *, alone: bool) -> Panel:
    pattern = line.line.assessment.pattern
    title = f"{line.indicator.title}: {_whose(line)}"
    ends = f"{chart.points[0].label} to {chart.points[-1].label}"
    counted = f"{unit_of(line.indicator)}; {_covers(line)}"
    return Panel(
        number=number,
        title=title,
        said=f"{counted}, {ends}",
        code=line.indicator.code,
        pattern=words.PATTERN_WORDS[pattern.word],
        pattern_mark=words.pattern_mark(pattern),
        pattern_kind=pattern_kind(pattern.word),
        unlike=_unlike(line),
        chart=responsive(chart) if alone else line_chart(chart, width=_WIDTH),
        phone=None if alone else line_chart(chart, phone=True),
        zoomed=zoomed(
            chart,
            heading=title,
            said=f"{counted}, {ends}. {words.PATTERN_WORDS[pattern.word]}.",
            name=f"{line.indicator.code} {_whose(line)}",
            small=line.small,
            synthetic=line.indicator.board.synthetic,
            key=f"figure-{number}",
            periods=periods,
            width=1200 if alone else _WIDTH,
        ),
    )


def _covers(line: Drawn) -> str:
    return words.basis_words(line.line.facts.basis, line.points[0].period.kind.value)


def _unlike(line: Drawn) -> str:
    """Which places are published on a different basis, in a sentence; nothing where all are counted alike."""
    places = unlike(line)
    verb = "is" if len(places) == 1 else "are"
    named = " and ".join(filter(None, (", ".join(places[:-1]), *places[-1:])))
    return f"{named} {verb} published on a {words.DIFFERENT} and not drawn." if places else ""


def _whose(line: Drawn) -> str:
    """Whose, where and which part, in words."""
    who = line.agency_name
    where = "" if line.area.code == line.indicator.board.area_code else f", {line.area.name}"
    return f"{who}{where}" if line.breakdown == WHOLE else f"{who}{where}, {line.breakdown}"


def _value(line: Drawn, point: DrawnPoint) -> str:
    if point.value is None:
        return words.STATUS_WORDS[point.status]
    return words.valued(point.value, line.line.facts.unit, line.line.facts.decimals)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def summary(known: Choices, choice: Choice, lines: Collection[Drawn]) -> str:
    """What was chosen in one line, for the fold that the form is under."""
    codes = ", ".join(choice.indicators) or "every indicator"
    names = {TOGETHER: ALL_AGENCIES} | {one.code: one.name for one in known.agencies}
    who = ", ".join(names.get(code, code) for code in choice.agencies) or "every agency"
    return f"{len(lines)} line{'' if len(lines) == 1 else 's'}: {codes}; {who}"
