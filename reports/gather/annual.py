"""The annual report put together from the queries' answers. One indicator's words are `rows`'."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from agencies.models import Board
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea, Vocabulary
from reports.gather.moment import one_moment
from reports.gather.rows import indicator_block, points_in_tables, value_words
from reports.gather.section_11 import section_11_section
from reports.gather.trained import trained_section
from reports.models import Report
from reports.queries.close import at_close
from reports.queries.reports import Text, texts_of
from reports.rules.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    IndicatorBlock,
    Panel,
    Paragraph,
    Points,
    Section,
    Table,
    Written,
)
from reports.rules.document import Document
from reports.rules.kinds import Kind
from reports.rules.titles import explained, title_of
from scorecard.presenters.overview import summary
from scorecard.queries.commentary import publishable_of_year
from scorecard.queries.overview import Overview
from scorecard.queries.places import Place, place
from scorecard.queries.publishing import Publishing, demand_no_leak, publishing, stricter_words
from scorecard.queries.returns import missing_returns
from scorecard.rules.figures import Status
from scorecard.rules.patterns import PatternWord
from scorecard.rules.periods import Period, quarter
from scorecard.rules.targets import Against
from scorecard.rules.words import NONE, SYNTHETIC

_HIDDEN = (
    "Counts of 1 to {highest}, percentages and rates that rest on them, and what they could be worked out from, are "
    "hidden: {hidden} figures in the tables. All carry one mark, so that it does not tell which are small. "
    "A hidden figure counts as missing in every chart, pattern and sentence."
)
_USUAL = (
    "“Worse than usual” and “better than usual” are said only where a figure has moved beyond its own normal "
    "variation over at least 13 periods. They do not say why."
)
_OF_THE_LAST = (
    "Figures are of the last quarter, term or year that ended by then. Where there is none, the table says why and "
    "gives no verdict. An indicator in parts has no one figure. England: the last comparable year; a dash means not "
    "published, “different basis” that it is not counted as our figure is."
)
_SCORECARD = (
    Column("Indicator"),
    Column("Figure", number=True),
    Column("Target", number=True),
    Column("Against target"),
    Column("Pattern"),
    Column("England", number=True),
)
_YEARLY = (
    "Rates of what happened in a quarter are shown as a rate a year: the quarter’s count, four times, over the "
    "population."
)


def annual_report(report: Report) -> Document:
    """The annual report of a board for one year April to March, all of it of one moment.

    GivesAway when a hidden count could be worked out from it: then there is nothing to print.
    """
    with one_moment():
        return _gathered(report.board, report)


def _gathered(board: Board, report: Report) -> Document:
    year = report.year
    until = quarter(year, 4)
    allowed = demand_no_leak(publishing(board, until.last))
    seen = at_close(board.pk, until, seen_as=allowed)
    words = vocabulary_of(board)
    texts = texts_of(report, words=words)
    lived = place(board.area_code, until)
    measured = tuple(_measured(board, year, until, seen, allowed))
    parts = (
        _foreword(texts),
        _area(texts, lived),
        _in_one_page(board, year, seen),
        _scorecard(year, measured),
        *measured,
        trained_section(board, year, allowed),
        section_11_section(board, year),
        _definitions(measured),
        _words(words, year),
        _quality(board, seen, allowed, lived),
        _conclusion(texts),
    )
    return Document(
        kind=Kind.ANNUAL,
        board_name=words.word(Idea.NAME, report.last).text,
        title=title_of(words, Kind.ANNUAL, report.period).text,
        period=f"April {year} to March {year + 1}",
        classification="",
        notice=SYNTHETIC if board.synthetic else "",
        sections=tuple(part for part in parts if part is not None),
    )


def _foreword(texts: dict[str, Text]) -> Section:
    return Section(
        "foreword",
        texts["foreword"].title,
        () if texts["foreword"].text else (Paragraph("The foreword has not been written yet.", "note"),),
        written_of(texts["foreword"]),
        words_first=True,
    )


def _area(texts: dict[str, Text], lived: Place) -> Section:
    facts = tuple(tuple(map(Cell, fact)) for fact in _area_facts(lived))
    columns = (Column("What"), Column("Number", number=True), Column("Used for"))
    tables = (Table("area-numbers", lived.name, columns, facts),) if facts else ()
    return Section("area", "The area in numbers", tables, written_of(texts["area"]), words_first=True)


def _in_one_page(board: Board, year: int, seen: Overview) -> Section:
    panels = (
        Panel("What concerns us", "concerns", _said(seen, PatternWord.WORSE)),
        Panel("What is better than usual", "improved", _said(seen, PatternWord.BETTER)),
        Panel("Returns the board does not have", "missing", missing_returns(board.pk, year)),
    )
    blocks: tuple[Block, ...] = (Paragraph(summary(seen)), *(panel for panel in panels if panel.texts))
    return Section("summary", "The year in one page", blocks)


def _measured(
    board: Board, year: int, until: Period, seen: Overview, allowed: Publishing
) -> Iterator[Section]:
    """A section a perspective, each indicator in full."""
    remarks = publishable_of_year(board.pk, year, seen_as=allowed)
    for tile in seen.tiles:
        rows = tuple(indicator_block(row, until, remarks.get(row.indicator.code, ())) for row in tile.rows)
        yield Section(
            tile.perspective.code, tile.perspective.title, (Paragraph(tile.perspective.question), *rows)
        )


def _indicators(section: Section) -> tuple[IndicatorBlock, ...]:
    return tuple(block for block in section.blocks if isinstance(block, IndicatorBlock))


def _scorecard(year: int, measured: tuple[Section, ...]) -> Section:
    tables = tuple(
        Table(
            f"scorecard-{section.code}",
            f"{section.title}: {_question(section)}",
            _SCORECARD,
            tuple(map(_scorecard_row, _indicators(section))),
            look="wide",
        )
        for section in measured
    )
    title = f"Scorecard at the end of March {year + 1}"
    return Section("scorecard", title, (Paragraph(_OF_THE_LAST, "quiet"), *tables))


def _question(section: Section) -> str:
    return next(block.text for block in section.blocks if isinstance(block, Paragraph))


def _scorecard_row(one: IndicatorBlock) -> tuple[Cell, ...]:
    return (
        Cell(one.title, quiet="; ".join(filter(None, (one.unit, one.latest_count)))),
        Cell(one.latest, bold=True),
        Cell(one.target),
        Cell(one.against if one.against_mark else NONE, mark=one.against_mark),
        Cell(one.pattern if one.pattern_mark else NONE, mark=one.pattern_mark),
        Cell(one.england),
    )


def _definitions(measured: tuple[Section, ...]) -> Section:
    columns = (Column("Indicator"), Column("Counted"), Column("Out of"))
    tables = tuple(
        Table(
            f"definitions-{section.code}",
            section.title,
            columns,
            tuple(
                (Cell(one.title), Cell(one.counted), Cell(one.out_of or NONE)) for one in _indicators(section)
            ),
            look="definitions",
        )
        for section in measured
    )
    return Section("definitions", "Definitions", tables)


def _words(words: Vocabulary, year: int) -> Section:
    caption = f"What is called how at the end of March {year + 1}"
    rows = tuple((Cell(word), Cell(meaning)) for word, meaning in explained(words, year))
    table = Table("glossary", caption, (Column("Word"), Column("What it means")), rows, look="definitions")
    return Section("words", "Words used here", (table,))


def _quality(board: Board, seen: Overview, allowed: Publishing, lived: Place) -> Section:
    return Section(
        "quality",
        "Notes on data quality",
        (
            Points(_quality_notes(seen, allowed, stricter_words(board.pk))),
            Heading("Published sources", "sources"),
            Points(_sources(seen, lived)),
        ),
    )


def _conclusion(texts: dict[str, Text]) -> Section | None:
    written = written_of(texts["conclusion"])
    return Section("next", texts["conclusion"].title, (), written) if written else None


def written_of(text: Text) -> tuple[Written, ...]:
    """What people wrote, as a section prints it; nothing where nothing is written."""
    return (Written("", paragraphs(text.text), text.by),) if text.text else ()


def paragraphs(text: str) -> tuple[str, ...]:
    """A text's paragraphs, which empty lines divide."""
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
        value = value_words(row.line, latest.value)
        said.append(
            f"{row.indicator.title}: {value} in {latest.period.label}, {row.line.assessment.pattern.detail}."
        )
    return tuple(said)


def _quality_notes(seen: Overview, allowed: Publishing, stricter: tuple[str, ...]) -> tuple[str, ...]:
    lines = [line for row in seen.rows for line in (row.line, *row.parts) if line is not None]
    printed = [point.status for row in seen.rows for point in points_in_tables(row)]
    hidden, shaky = printed.count(Status.SUPPRESSED), printed.count(Status.LOW_RELIABILITY)
    never = [row.indicator.title for row in seen.rows if row.line is None and not row.parts]
    short = sum(line.assessment.pattern.word is PatternWord.TOO_FEW for line in lines)
    waiting = sum(not row.accepted for row in seen.rows)
    off = sum(line.assessment.against is Against.OFF for line in lines)
    notes = [
        _HIDDEN.format(hidden=hidden, highest=allowed.rules.board.highest),
        *stricter,
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
    return (*notes, *_assessments_notes(seen))


def _assessments_notes(seen: Overview) -> list[str]:
    """What the assessments note of their figures, each once, with the indicators it is true of."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in seen.rows:
        lines = [line for line in (row.line, *row.parts) if line is not None]
        for note in dict.fromkeys(note for line in lines for note in line.assessment.notes):
            found[note].append(row.indicator.title)
    return [f"{note} True of: {'; '.join(titles)}." for note, titles in found.items()]


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
