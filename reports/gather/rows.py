"""One indicator of a report in words. What is hidden, and which period closes a line, is decided before."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from fractions import Fraction

from reports.queries.close import has_closed
from reports.rules.blocks import ChartPoint, IndicatorBlock, LineChart
from reports.rules.remarks import printable
from scorecard.charts import chart, drawn
from scorecard.presenters.overview import row_words, unit_of
from scorecard.queries.commentary import Remark
from scorecard.queries.overview import Assessed, Row
from scorecard.rules import words
from scorecard.rules.figures import Kind, Status, Unit
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import SeriesPoint, shown

#: So many periods of a line are printed: a year of quarters, and the quarter before it that the last is held against.
PERIODS = 5


def indicator_block(
    row: Row, until: Period, remarks: Iterable[Remark], *, say: Callable[[str], str] = printable
) -> IndicatorBlock:
    """One indicator. Without a figure for the closing period it says why, and a dash for each verdict."""
    told = replace(row, parts=tuple(part for part in row.parts if has_closed(part)))
    said = row_words(told, until)
    closed = has_closed(row.line) if row.line else bool(told.parts)
    return IndicatorBlock(
        code=row.indicator.code,
        title=row.indicator.title,
        unit=unit_of(row.indicator),
        latest=said.latest if closed else _why_none(row),
        latest_period=_closing_period(row),
        latest_count=_count(row, row.line.points[-1]) if row.line else "",
        last_shown=_last_shown(row.line) if row.line else "",
        target=said.target,
        against=said.against if closed else words.NONE,
        against_mark=said.against_mark if closed else "",
        pattern=said.pattern if closed else words.NONE,
        pattern_mark=said.pattern_mark if closed else "",
        pattern_detail=said.pattern_detail if closed else "",
        england=said.england,
        england_note=said.england_note,
        chart=_chart(row) if row.line and row.line.assessment.latest else None,
        quarters=_quarters(row.line),
        counts=_counts(row),
        parts=_parts(row) if prints_parts(row) else (),
        commentary=_commentary(remarks, say),
        counted=row.indicator.numerator,
        out_of=row.indicator.denominator,
    )


def prints_parts(row: Row) -> bool:
    """Whether the parts are printed: where the whole has no figure at all to print."""
    return row.line is None or row.line.assessment.latest is None


def points_in_tables(row: Row) -> tuple[SeriesPoint, ...]:
    """Every point the tables have a place for: a line's last five periods, a part's closing one."""
    whole = row.line.points[-PERIODS:] if row.line else ()
    parts = tuple(part.points[-1] for part in row.parts) if prints_parts(row) else ()
    return (*whole, *parts)


def value_words(line: Assessed, value: Fraction | None) -> str:
    """A value of a line in the unit the page shows, with its sign; a dash for none."""
    if value is None:
        return words.NONE
    return words.valued(value * line.assessment.factor, line.facts.unit, line.facts.decimals)


def _point_words(line: Assessed, point: SeriesPoint) -> str:
    if point.value is None:
        return words.STATUS_WORDS[point.status]
    return value_words(line, point.value)


def _why_none(row: Row) -> str:
    """Why the closing period has no figure; a dash where a mix's parts each have their own reason."""
    lines = (row.line,) if row.line else row.parts
    reasons = {line.points[-1].status for line in lines} or {Status.NOT_SUPPLIED}
    return words.STATUS_WORDS[reasons.pop()] if len(reasons) == 1 else words.NONE


def _closing_period(row: Row) -> str:
    line = row.line or next(iter(row.parts), None)
    return line.points[-1].period.label if line else ""


def _last_shown(line: Assessed) -> str:
    """The last figure of a line whose closing period has none, with its period; empty where it has one."""
    latest = line.assessment.latest
    if has_closed(line) or latest is None:
        return ""
    return f"{latest.period.label}, {value_words(line, latest.value)}"


def _chart(row: Row) -> LineChart:
    assert row.line is not None  # noqa: S101 - asked for lines only
    beside = []
    if row.england is not None and row.england.value is not None:
        beside.append(("England", row.england.value))
    picture = chart(row.indicator, row.line, comparators=beside)
    shared = {
        field.name: getattr(picture, field.name)
        for field in fields(LineChart)
        if field.name not in ("points", "title")
    }
    points = tuple(
        ChartPoint(point.label, _printed(row.line, own), point.tone)
        for point, own in zip(picture.points, drawn(row.line), strict=True)
    )
    return LineChart(**shared, points=points, title=_chart_title(row.line, picture.title))


def _printed(line: Assessed, point: SeriesPoint) -> float | None:
    """A value with the places it is printed to: more of them would tell the counts a share rests on."""
    value = shown(point.value, line.facts, point.period)
    return None if value is None else float(value)


def _chart_title(line: Assessed, title: str) -> str:
    """The chart in a sentence, which must not call an older figure the latest one."""
    if has_closed(line):
        return title
    return f"{title.rpartition(', latest ')[0]}. Last figure shown: {_last_shown(line)}."


def _count(row: Row, point: SeriesPoint) -> str:
    """What a rate was worked out from, where it may be printed: “1,015 in the quarter”; empty otherwise."""
    if Unit(row.indicator.unit) is not Unit.RATE or point.value is None or point.numerator is None:
        return ""
    number = words.whole(point.numerator)
    if row.indicator.kind == Kind.SNAPSHOT:
        return f"{number} on {point.period.last:%-d %B %Y}"
    return f"{number} in the {point.period.kind.value}"


def _counts(row: Row) -> tuple[str, ...]:
    """The counts behind a rate's last five periods; a dash for each that has none; nothing for other units."""
    if row.line is None or Unit(row.indicator.unit) is not Unit.RATE:
        return ()
    return tuple(
        words.NONE if point.value is None else words.whole(point.numerator)
        for point in row.line.points[-PERIODS:]
    )


def _quarters(line: Assessed | None) -> tuple[tuple[str, str], ...]:
    """The last five periods, so that a year can be held against the same quarter before it."""
    if line is None:
        return ()
    return tuple((_brief(point.period), _point_words(line, point)) for point in line.points[-PERIODS:])


def _brief(period: Period) -> str:
    """A period in few letters, for the head of a narrow column."""
    if period.kind is PeriodKind.YEAR:
        return period.label
    return f"{period.first:%b} to {period.last:%b %Y}"


def _parts(row: Row) -> tuple[tuple[str, str, str], ...]:
    """A mix's parts: name, figure of the closing period, pattern."""
    found = []
    for part in row.parts:
        value, pattern = _point_words(part, part.points[-1]), words.NONE
        if has_closed(part):
            pattern = words.PATTERN_WORDS[part.assessment.pattern.word]
        elif shown := _last_shown(part):
            value = f"{value}. Last figure shown: {shown}"
        found.append((part.key.breakdown[:1].upper() + part.key.breakdown[1:], value, pattern))
    return tuple(found)


def _commentary(remarks: Iterable[Remark], say: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Each remark as printed, with whose it is, on which period and when; what is held back is said once."""
    said = [
        (say(one.text), f"{one.agency}, on {one.period.label}, written {one.written_at:%-d %B %Y}")
        for one in remarks
    ]
    return tuple(dict.fromkeys(said))
