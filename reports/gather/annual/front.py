"""The first pages: the foreword, the area, the year in one page; and what comes next."""

from agencies.models import Board
from reports.gather.annual.words import written_of
from reports.gather.rows import value_words
from reports.queries.reports import Text
from reports.rules.blocks import Block, Cell, Column, Panel, Paragraph, Section, Table
from scorecard.presenters.overview import summary
from scorecard.queries.overview import Overview
from scorecard.queries.places import Place
from scorecard.queries.returns import missing_returns
from scorecard.rules.patterns import PatternWord

_AREA = "The area in numbers"


def foreword(texts: dict[str, Text]) -> Section:
    """The chair's own words; said to be missing where they are."""
    return Section(
        "foreword",
        texts["foreword"].title,
        () if texts["foreword"].text else (Paragraph("The foreword has not been written yet.", "note"),),
        written_of(texts["foreword"]),
        words_first=True,
    )


def area(texts: dict[str, Text], lived: Place) -> Section:
    """Who lives here, in words, then in numbers."""
    facts = tuple(tuple(map(Cell, fact)) for fact in _area_facts(lived))
    columns = (Column("What"), Column("Number", number=True), Column("Note"))
    tables: tuple[Block, ...] = (Table("area-numbers", lived.name, columns, facts),) if facts else ()
    return Section("area", _AREA, tables, written_of(texts["area"], under=_AREA), words_first=True)


def in_one_page(board: Board, year: int, seen: Overview) -> Section:
    """What is worse and better than usual, and which returns are missing."""
    panels = (
        Panel("What concerns us", "concerns", _said(seen, PatternWord.WORSE)),
        Panel("What is better than usual", "improved", _said(seen, PatternWord.BETTER)),
        Panel("Returns the board does not have", "missing", missing_returns(board.pk, year)),
    )
    blocks: tuple[Block, ...] = (Paragraph(summary(seen)), *(panel for panel in panels if panel.texts))
    return Section("summary", "The year in one page", blocks)


def conclusion(texts: dict[str, Text]) -> Section | None:
    """What the board will do next; nothing where nobody wrote it."""
    written = written_of(texts["conclusion"])
    return Section("next", texts["conclusion"].title, (), written) if written else None


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
        facts.append(("Districts", str(len(lived.districts)), ", ".join(lived.districts)))
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
