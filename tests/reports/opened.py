"""Reports as tests ask for them: opened by the office, gathered, and looked into by what a part is called."""

from agencies.models import Board
from agencies.rules.standing import Actor
from reports import gather
from reports.actions import opening
from reports.models import Report
from reports.rules.blocks import Block, IndicatorBlock, Panel, Paragraph, Points, Section, Table
from reports.rules.document import Document
from reports.rules.kinds import KINDS, Kind
from scorecard.rules.periods import financial_year, quarter

OFFICE = Actor(None, "The office")


def opened(board: Board, kind: Kind = Kind.ANNUAL, *, year: int = 2017) -> Report:
    """A board's report of a year; a pack is of its last quarter."""
    period = quarter(year, 4) if KINDS[kind].quarterly else financial_year(year)
    return opening.open_report(board=board, kind=kind, period=period, by=OFFICE)


def annual_of(board: Board, year: int = 2017) -> Document:
    """A year's annual report as it would be printed now."""
    return gather.annual_report(opened(board, year=year))


def indicator_of(document: Document, code: str) -> IndicatorBlock:
    """One indicator of a report."""
    return next(one for one in document.indicators() if one.code == code)


def section_of(document: Document, code: str) -> Section:
    """One section of a report."""
    return next(one for one in document.sections if one.code == code)


def table_of(document: Document, code: str) -> Table:
    """One table of a report."""
    return next(one for one in document.blocks() if isinstance(one, Table) and one.code == code)


def cells(table: Table) -> list[tuple[str, ...]]:
    """The words of a table's rows."""
    return [tuple(cell.text for cell in row) for row in table.rows]


def said_in(section: Section) -> list[str]:
    """Every sentence of a section's own words."""
    found: list[str] = []
    for block in section.blocks:
        found += _said(block)
    return found


def _said(block: Block) -> tuple[str, ...]:
    match block:
        case Paragraph(text=text):
            return (text,)
        case Points(texts=texts) | Panel(texts=texts):
            return texts
        case _:
            return ()


def panel_of(document: Document, code: str) -> tuple[str, ...]:
    """What a panel says; nothing where it is left out."""
    return next((one.texts for one in document.blocks() if isinstance(one, Panel) and one.code == code), ())


def summary_of(document: Document) -> str:
    """The year in one sentence."""
    return said_in(section_of(document, "summary"))[0]


def notes_of(document: Document) -> list[str]:
    """What is noted on data quality, and the published sources."""
    return said_in(section_of(document, "quality"))


def written_in(document: Document, code: str) -> tuple[str, ...]:
    """The paragraphs people wrote into a section."""
    return tuple(text for one in section_of(document, code).written for text in one.paragraphs)
