"""The annual report put together from the queries' answers. One indicator's words are `rows`'."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

from agencies.models import Board
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea
from reports.gather.rows import points_in_tables, report_row, value_words
from reports.gather.section_11 import section_11_year
from reports.gather.trained import trained_year
from reports.queries.close import at_close
from reports.queries.reports import texts_of
from reports.rules.annual import AnnualReport, ReportSection
from reports.rules.titles import explained, last_day, report_title
from scorecard.presenters.overview import summary
from scorecard.queries.commentary import publishable_of_year
from scorecard.queries.overview import Overview
from scorecard.queries.places import Place, place
from scorecard.queries.publishing import Publishing, demand_no_leak, publishing, stricter_words
from scorecard.queries.returns import missing_returns
from scorecard.rules.figures import Status
from scorecard.rules.patterns import PatternWord
from scorecard.rules.periods import quarter
from scorecard.rules.targets import Against
from scorecard.rules.words import SYNTHETIC

MARKING = "Draft, not for publication"
_HIDDEN = (
    "Counts of 1 to {highest}, percentages and rates that rest on them, and what they could be worked out from, are "
    "hidden: {hidden} figures in the tables. All carry one mark, so that it does not tell which are small. "
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


def annual_report(board: Board, year: int) -> AnnualReport:
    """The annual report of a board for one year (2017: April 2017 to March 2018), all of it of one moment.

    GivesAway when a hidden count could be worked out from it: then there is nothing to print.
    """
    with _one_moment():
        return _gathered(board, year)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let every question see the database as it is at the first, whatever is released meanwhile; nothing is written.

    Inside a transaction that has already begun, its own rule holds: PostgreSQL lets only the first statement set it.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _gathered(board: Board, year: int) -> AnnualReport:
    until = quarter(year, 4)
    allowed = demand_no_leak(publishing(board, until.last))
    seen = at_close(board.pk, until, seen_as=allowed)
    words = vocabulary_of(board)
    texts = texts_of(board.pk, year, words=words)
    remarks = publishable_of_year(board.pk, year, seen_as=allowed)
    lived = place(board.area_code, until)
    reached = trained_year(board, year, allowed)
    assessed = section_11_year(board, year)
    return AnnualReport(
        board_name=words.word(Idea.NAME, last_day(year)).text,
        year=year,
        year_words=f"{year} to {year + 1}",
        title=report_title(words, year).text,
        marking=MARKING,
        notice=SYNTHETIC if board.synthetic else "",
        foreword_title=texts["foreword"].title,
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
                rows=tuple(report_row(row, until, remarks.get(row.indicator.code, ())) for row in tile.rows),
            )
            for tile in seen.tiles
        ),
        missing_returns=missing_returns(board.pk, year),
        quality_notes=_quality_notes(seen, allowed, stricter_words(board.pk)),
        sources=_sources(seen, lived),
        conclusion=_paragraphs(texts["conclusion"].text),
        explained=explained(words, year),
        trained=reached.summary,
        trained_columns=reached.columns,
        trained_agencies=reached.agencies,
        trained_professions=reached.professions,
        trained_notes=reached.notes,
        section_11=assessed.summary,
        section_11_groups=assessed.groups,
        section_11_silent=assessed.silent,
        section_11_standards=assessed.standards,
        section_11_notes=assessed.notes,
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
