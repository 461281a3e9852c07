"""Reports of any length for the benchmarks: a board's real indicators and tables, over and over."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from reports.rules.blocks import Block, IndicatorBlock, Paragraph, Section, Table
from reports.rules.document import Document

#: Of each part: so many charts, tables and paragraphs, which fill three pages.
CHARTS, TABLES, PARAGRAPHS = 3, 2, 9
PAGES_A_PART = 3
_ROWS = 9
_TEXT = (
    "Demand rose through the winter as it does each year. We looked at the cases behind the figures with our partners, "
    "asked each agency what it had changed, and held what it said against what the audit of forty cases found. Where "
    "the two differ the report says so. What we do not know yet, and when we shall know it, stands beside each figure."
)


def of_pages(document: Document, pages: int) -> Document:
    """The document made longer or shorter: to about so many pages, with as many charts and two tables to three."""
    charts = cycle([one for one in document.indicators() if one.chart and one.quarters])
    tables = cycle([one for one in document.blocks() if isinstance(one, Table) and len(one.rows) >= _ROWS])
    parts = tuple(
        Section(f"part-{n}", f"Part {n + 1}", tuple(_part(n, charts, tables)))
        for n in range(round(pages / PAGES_A_PART))
    )
    return replace(document, sections=parts)


def _part(n: int, charts: Iterator[IndicatorBlock], tables: Iterator[Table]) -> Iterator[Block]:
    for number in range(PARAGRAPHS):
        yield Paragraph(_TEXT)
        if number < CHARTS:
            yield replace(next(charts), code=f"chart-{n}-{number}", commentary=(), parts=())
        if number < TABLES:
            table = next(tables)
            yield replace(table, code=f"table-{n}-{number}", rows=table.rows[:_ROWS])
