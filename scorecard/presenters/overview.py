"""The scorecard's rows and tiles, ready to print."""

from collections import Counter
from dataclasses import dataclass

from django.utils.safestring import SafeString

from agencies.thread import Step
from design.charts import sparkline
from scorecard import charts
from scorecard.models import Indicator
from scorecard.queries.overview import Assessed, Overview, Row, Tile
from scorecard.rules import words
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.outlook import Outlook, outlook
from scorecard.rules.patterns import Pattern, PatternWord
from scorecard.rules.periods import Period
from scorecard.rules.sentences import sentence
from scorecard.rules.targets import Against, Band

#: Four years of quarters.
SPARK_POINTS = 16
#: What may stand against a target, in the order a tile counts it.
_VERDICTS = (*words.AGAINST_WORDS.values(), words.UNLIKE_TARGET)
_NOTEWORTHY = (PatternWord.WORSE, PatternWord.UNUSUAL, PatternWord.BETTER)


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row of the table, in words."""

    code: str
    title: str
    small: str
    latest: str
    latest_note: str
    suffix: str
    change: str
    spark: SafeString | str
    target: str
    against: str
    against_mark: str
    off: bool
    pattern: str
    pattern_mark: str
    pattern_kind: str
    pattern_detail: str
    england: str
    england_note: str
    mark: str
    owed: bool
    agency_id: int | None
    agency_name: str
    sentence: str
    outlook: str
    similar: str
    similar_note: str
    follow: str
    unasked: bool
    #: The challenge it has led to, added for each reader: an upper room says who may know of it.
    challenge: Step | None = None


@dataclass(frozen=True, slots=True)
class TileWords:
    """One perspective: its marks in order, and how many of each."""

    code: str
    title: str
    question: str
    marks: tuple[tuple[str, str], ...]
    summary: str
    rows: tuple[RowWords, ...]


def tile_words(overview: Overview) -> tuple[TileWords, ...]:
    """Every tile of the scorecard, in words. A row says England's date only when it is not the usual one."""
    usual = usual_england(overview)
    return tuple(_tile(tile, overview.period, usual) for tile in overview.tiles)


def usual_england(overview: Overview) -> str:
    """The month, such as “Mar 2018”, to which most of England's values lead; empty where none is shown."""
    dates = Counter(_england_date(row) for row in overview.rows if row.england)
    return dates.most_common(1)[0][0] if dates else ""


def _england_date(row: Row) -> str:
    return f"{row.england.last:%b %Y}" if row.england else ""


def summary(overview: Overview) -> str:
    """The page in one sentence: how many are off target, how many worse than usual."""
    rows = overview.rows
    off = sum(row.line is not None and row.line.assessment.against is Against.OFF for row in rows)
    worse = sum(pattern_of_row(row).word is PatternWord.WORSE for row in rows)
    verb = "is" if worse in (0, 1) else "are"
    return f"{off} of {len(rows)} indicators are off target. {worse or 'None'} {verb} worse than usual."


def _tile(tile: Tile, period: Period, usual: str) -> TileWords:
    rows = tuple(row_words(row, period, usual_england=usual) for row in tile.rows)
    counts = Counter(row.against for row in rows)
    said = [f"{counts[word]} {word.lower()}" for word in _VERDICTS if counts[word]]
    return TileWords(
        code=tile.perspective.code,
        title=tile.perspective.title,
        question=tile.perspective.question,
        marks=tuple(sorted(((row.against_mark, row.against) for row in rows), key=_mark_order)),
        summary=", ".join(said),
        rows=rows,
    )


def _mark_order(mark: tuple[str, str]) -> int:
    return _VERDICTS.index(mark[1])


def row_words(row: Row, period: Period, *, usual_england: str = "") -> RowWords:
    """One row in words. A mix has no one value: its parts speak through the pattern column.

    England's date is left out when it is the `usual_england`, which the table's heading says.
    """
    line = row.line
    pattern = pattern_of_row(row)
    against = line.assessment.against if line else Against.NONE
    decimals = row.indicator.decimals
    unit = Unit(row.indicator.unit)
    return RowWords(
        code=row.indicator.code,
        title=row.indicator.title,
        small=_small(row),
        latest=_latest(line, unit, decimals),
        latest_note=_latest_note(row, period),
        suffix=words.suffix(unit),
        change=words.change(line.assessment.change, decimals) if line else words.NONE,
        spark=sparkline(charts.chart(row.indicator, line, current_only=True, most=SPARK_POINTS))
        if line
        else "",
        target=_target(row),
        against=words.against_words(against, differs=bool(line and line.assessment.target_differs)),
        against_mark=words.against_mark(against),
        off=against is Against.OFF,
        pattern=words.PATTERN_WORDS[pattern.word],
        pattern_mark=words.pattern_mark(pattern),
        pattern_kind=pattern.word.value,
        pattern_detail=pattern.detail or (outlook_of(line).value if line else ""),
        england=_england(row, decimals),
        england_note="" if _england_date(row) == usual_england else _england_date(row),
        mark=row.mark,
        owed=row.owed,
        agency_id=row.agency_id,
        agency_name=row.agency_name,
        sentence=_sentence(row),
        outlook=outlook_of(line).value if line else "",
        similar=_similar(row, decimals),
        similar_note=f"{row.similar.areas} areas" if row.similar else "",
        follow=_follow(row, pattern),
        unasked=bool(pattern.word is PatternWord.WORSE and (row.follow is None or row.follow.unasked)),
    )


def _england(row: Row, decimals: int) -> str:
    """England's value; “different basis” where what is published is not counted as this figure is."""
    if row.england is None:
        return words.DIFFERENT if row.england_differs else words.NONE
    return words.number(row.england.value, decimals)


def _similar(row: Row, decimals: int) -> str:
    """The similar areas' mean, in the same way."""
    if row.similar is None:
        return words.DIFFERENT if row.similar_differs else words.NONE
    return words.number(row.similar.value, decimals)


def _sentence(row: Row) -> str:
    """The line's one sentence; of a mix, its most noteworthy part's."""
    if row.line is not None:
        return sentence(row.line.points, row.line.assessment, row.line.starts)
    told = pattern_of_row(row)
    return f"{words.PATTERN_WORDS[told.word]}: {told.detail}." if told.detail else ""


def outlook_of(line: Assessed) -> Outlook:
    """What a line left as it is will go on doing about its target."""
    assessment, facts = line.assessment, line.facts
    if facts.basis is Basis.YEAR_TO_DATE:
        return Outlook.NONE  # its target is the whole year's, its range a period's
    return outlook(
        assessment.reading,
        assessment.pattern,
        target=facts.target,
        polarity=facts.polarity,
        band=Band(facts.band_low, facts.band_high),
        factor=assessment.factor,
    )


def _follow(row: Row, pattern: Pattern) -> str:
    """What became of its open signals, in two words at most; nothing where there is nothing to follow up."""
    if row.follow is not None and row.follow.challenge:
        return row.follow.challenge
    worse = pattern.word is PatternWord.WORSE
    if worse and (row.follow is None or row.follow.unasked):
        return "no challenge"
    if row.owed:
        return "note due"
    return "explained" if worse else ""


def pattern_of_row(row: Row) -> Pattern:
    """The row's pattern; a mix takes that of its most noteworthy part, and names it."""
    if row.line is not None:
        return row.line.assessment.pattern
    for wanted in _NOTEWORTHY:
        for part in row.parts:
            if part.assessment.pattern.word is wanted:
                found = part.assessment.pattern
                name = part.key.breakdown[:1].upper() + part.key.breakdown[1:]
                return Pattern(found.word, found.side, f"{name}: {found.detail}", found.special)
    if row.parts:
        tested = [part.assessment.pattern for part in row.parts]
        quiet = next((one for one in tested if one.word is PatternWord.NO_CHANGE), tested[0])
        return Pattern(
            quiet.word,
            detail=f"in any of {len(row.parts)} parts"
            if quiet.word is PatternWord.NO_CHANGE
            else quiet.detail,
        )
    return Pattern(PatternWord.NOT_TESTED, detail="no figures yet")


def _small(row: Row) -> str:
    owner = row.agency_name.removesuffix(" (demo)") or "All agencies"
    return f"{owner} · {unit_of(row.indicator)}"


def unit_of(indicator: Indicator) -> str:
    """An indicator's unit and good direction in a few words."""
    return words.unit_words(
        Unit(indicator.unit), Polarity(indicator.polarity), per=indicator.per, yearly=indicator.is_yearly
    )


def _target(row: Row) -> str:
    target = row.line.facts.target if row.line else None
    low, high = row.indicator.band_low, row.indicator.band_high
    return words.target_words(Polarity(row.indicator.polarity), target, low=low, high=high)


def _latest(line: Assessed | None, unit: Unit, decimals: int) -> str:
    if line is None or line.assessment.latest is None or line.assessment.latest.value is None:
        return words.NONE
    value = line.assessment.latest.value * line.assessment.factor
    return words.whole(value) if unit is Unit.COUNT else words.number(value, decimals)


def _latest_note(row: Row, period: Period) -> str:
    """What the latest value rests on, and which quarter it is of when not the current one."""
    if row.line is None:
        return f"{len(row.parts)} parts" if row.parts else "none sent"
    latest = row.line.assessment.latest
    if latest is None:
        return "none sent"
    notes = []
    if latest.period.last < period.first:
        notes.append(latest.period.short)
        missing = row.line.agencies_in.get(row.line.points[-1].period)
        if missing and missing[0] < missing[1]:
            notes.append(f"then {missing[0]} of {missing[1]} agencies in")
    if Unit(row.indicator.unit) is Unit.RATE and latest.numerator is not None:
        quarter = latest.period.quarter_number
        flow = f" in Q{quarter}" if quarter else f" in the {latest.period.kind.value}"
        when = "" if row.indicator.kind == Kind.SNAPSHOT else flow
        notes.append(f"{words.whole(latest.numerator)}{when}")
    return ", ".join(notes)
