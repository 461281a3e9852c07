"""Gathers the annual report: queries only, then everything frozen. What it prints, and how, is `build`'s.

The report is for the public in the end, so everything is worked out from what may be published: counts of
1 to 5 and what rests on them are hidden, and a hidden value counts as missing.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from agencies.models import Board
from agencies.rules import clock
from reports.queries.reports import texts_of
from reports.rules.annual import AnnualReport, ReportChart, ReportPoint, ReportRow, ReportSection
from reports.rules.remarks import printable
from scorecard.charts import chart
from scorecard.presenters.overview import row_words, summary, unit_of
from scorecard.queries.commentary import Remark, publishable_of_year
from scorecard.queries.overview import Assessed, Overview, Row, board_overview
from scorecard.queries.places import Place, place
from scorecard.queries.returns import missing_returns
from scorecard.rules import words
from scorecard.rules.figures import Status, Unit
from scorecard.rules.patterns import PatternWord
from scorecard.rules.periods import Period, PeriodKind, quarter
from scorecard.rules.suppression import STANDARD
from scorecard.rules.targets import Against

MARKING = "Draft, not for publication"
_HIDDEN = (
    "Counts of 1 to 5, and percentages and rates that rest on them, are hidden: {hidden} figures in this report. "
    "A hidden figure counts as missing in every chart, pattern and sentence."
)
_USUAL = (
    "“Worse than usual” and “better than usual” are said only where a figure has moved beyond its own normal "
    "variation over at least 13 periods. They do not say why."
)
_YEARLY = (
    "Rates of what happened in a quarter are shown as a rate a year: the quarter’s count, four times, over the "
    "population."
)
NOTICE = "Demonstration: the figures are invented, except those named as published."


def annual_report(board: Board, year: int) -> AnnualReport:
    """The annual report of a board for one year (2017: April 2017 to March 2018)."""
    until = quarter(year, 4)
    seen = board_overview(board.pk, until=until, rule=STANDARD)
    texts = texts_of(board.pk, year)
    remarks = publishable_of_year(board.pk, year, rule=STANDARD)
    lived = place(board.area_code, until)
    return AnnualReport(
        board_name=board.name,
        year=year,
        year_words=f"{year} to {year + 1}",
        title=f"Annual report {year} to {year + 1}",
        marking=MARKING,
        notice=NOTICE if board.synthetic else "",
        foreword=_paragraphs(texts["foreword"].text),
        foreword_by=texts["foreword"].by,
        area_name=lived.name,
        area_text=_paragraphs(texts["area"].text),
        area_facts=_area_facts(lived),
        summary=summary(seen),
        concerns=_said(seen, PatternWord.WORSE),
        improvements=_said(seen, PatternWord.BETTER),
        sections=tuple(
            ReportSection(
                code=tile.perspective.code,
                title=tile.perspective.title,
                question=tile.perspective.question,
                rows=tuple(_row(row, until, remarks.get(row.indicator.code, ())) for row in tile.rows),
            )
            for tile in seen.tiles
        ),
        missing_returns=missing_returns(board.pk, year),
        quality_notes=_quality_notes(seen),
        sources=_sources(seen, lived),
        conclusion=_paragraphs(texts["conclusion"].text),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _area_facts(lived: Place) -> tuple[tuple[str, str, str], ...]:
    facts = [
        (
            f"Children and young people aged under 18, mid-{one.mid_year}",
            f"{one.people:,}",
            f"rates of {one.mid_year} to {one.mid_year + 1} are of this number",
        )
        for one in lived.by_year
    ]
    if lived.districts:
        facts.append(("Districts", ", ".join(lived.districts), ""))
    return tuple(facts)


def _said(seen: Overview, wanted: PatternWord) -> tuple[str, ...]:
    """One plain line for each indicator whose pattern is the wanted one."""
    said = []
    for row in seen.rows:
        if row.line is None or row.line.assessment.pattern.word is not wanted:
            continue
        latest = row.line.assessment.latest
        if latest is None:
            continue
        value = _value(row.line, latest.value)
        said.append(
            f"{row.indicator.title}: {value} in {latest.period.label}, {row.line.assessment.pattern.detail}."
        )
    return tuple(said)


def _value(line: Assessed, value: object) -> str:
    if value is None:
        return words.NONE
    shown = value * line.assessment.factor  # type: ignore[operator]
    if line.facts.unit is Unit.COUNT:
        return words.whole(shown)
    return f"{words.number(shown, line.facts.decimals)}{words.suffix(line.facts.unit)}"


def _row(row: Row, until: Period, remarks: Iterable[Remark]) -> ReportRow:
    said = row_words(row, until)
    return ReportRow(
        code=row.indicator.code,
        title=row.indicator.title,
        unit=unit_of(row.indicator),
        latest=said.latest,
        latest_period=_latest_period(row.line),
        target=said.target,
        against=said.against,
        against_mark=said.against_mark,
        pattern=said.pattern,
        pattern_mark=said.pattern_mark,
        pattern_detail=said.pattern_detail,
        england=said.england,
        england_note=said.england_note,
        chart=_chart(row) if row.line and row.line.assessment.latest else None,
        quarters=_quarters(row.line),
        parts=_parts(row),
        commentary=_commentary(remarks),
        counted=row.indicator.numerator,
        out_of=row.indicator.denominator,
    )


def _commentary(remarks: Iterable[Remark]) -> tuple[tuple[str, str], ...]:
    """Each remark as printed, with whose it is, on which period and when; what is held back is said once."""
    said = [
        (
            printable(one.text),
            f"{one.agency}, on {one.period.label}, written {one.written_at:%-d %B %Y}",
        )
        for one in remarks
    ]
    return tuple(dict.fromkeys(said))


def _latest_period(line: Assessed | None) -> str:
    latest = line.assessment.latest if line else None
    return latest.period.label if latest else ""


def _chart(row: Row) -> ReportChart:
    assert row.line is not None  # noqa: S101 - asked for lines only
    beside = []
    if row.england is not None and row.england.value is not None:
        beside.append(("England", row.england.value))
    drawn = chart(row.indicator, row.line, comparators=beside)
    shared = {
        field.name: getattr(drawn, field.name) for field in fields(ReportChart) if field.name != "points"
    }
    points = tuple(ReportPoint(point.label, point.value, point.tone) for point in drawn.points)
    return ReportChart(**shared, points=points)


def _quarters(line: Assessed | None) -> tuple[tuple[str, str], ...]:
    """The last five periods, so that a year can be held against the same quarter before it."""
    if line is None:
        return ()
    return tuple(
        (
            _brief(point.period),
            _value(line, point.value) if point.value is not None else words.STATUS_WORDS[point.status],
        )
        for point in line.points[-5:]
    )


def _brief(period: Period) -> str:
    """A period in few letters, for the head of a narrow column."""
    if period.kind is PeriodKind.YEAR:
        return period.label
    return f"{period.first:%b} to {period.last:%b %Y}"


def _parts(row: Row) -> tuple[tuple[str, str, str], ...]:
    """A mix's parts: name, latest, pattern."""
    found = []
    for part in row.parts:
        latest = part.points[-1]
        value = _value(part, latest.value) if latest.value is not None else words.STATUS_WORDS[latest.status]
        name = part.key.breakdown[:1].upper() + part.key.breakdown[1:]
        found.append((name, value, words.PATTERN_WORDS[part.assessment.pattern.word]))
    return tuple(found)


def _quality_notes(seen: Overview) -> tuple[str, ...]:
    lines = [line for row in seen.rows for line in (row.line, *row.parts) if line is not None]
    hidden = sum(point.status is Status.SUPPRESSED for line in lines for point in line.points)
    shaky = sum(point.status is Status.LOW_RELIABILITY for line in lines for point in line.points)
    never = [row.indicator.title for row in seen.rows if row.line is None and not row.parts]
    short = sum(line.assessment.pattern.word is PatternWord.TOO_FEW for line in lines)
    waiting = sum(not row.accepted for row in seen.rows)
    off = sum(line.assessment.against is Against.OFF for line in lines)
    notes = [
        _HIDDEN.format(hidden=hidden),
        _USUAL,
        _YEARLY,
        f"{off} lines are off target; {short} have too few points for a pattern to be told.",
    ]
    if waiting:
        notes.append(
            f"{waiting} of the latest figures are released by their agency but not yet accepted by the board."
        )
    if shaky:
        notes.append(f"{shaky} figures are of low reliability by their sender’s own word.")
    if never:
        notes.append("No figure was sent for: " + "; ".join(never) + ".")
    return tuple(notes)


def _sources(seen: Overview, lived: Place) -> tuple[str, ...]:
    found: dict[str, date] = {}
    for row in seen.rows:
        if row.england is not None:
            found[row.england.source] = row.england.published_on
    if lived.children is not None:
        found[lived.children.source] = lived.children.published_on
    printed = clock.today()
    late = {source for source, day in found.items() if day > printed}
    return tuple(
        f"{source}, published {day:%-d %B %Y}"
        + (" (after the day this report is of)" if source in late else "")
        for source, day in sorted(found.items())
    )
