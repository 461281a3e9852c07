"""A document as one HTML page for paper, and that page as a tagged PDF (PDF/UA-1)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from design.pdf import Pdf, render
from reports.build import drawn
from reports.rules.blocks import (
    BigNumbers,
    Block,
    Cell,
    Drawing,
    Heading,
    IndicatorBlock,
    LineChart,
    Multiples,
    Panel,
    Paragraph,
    Points,
    Quote,
    Section,
    Table,
)
from reports.rules.document import Document
from reports.rules.numbering import numbers_of, pointed_at

DRAFT = "Draft, not for publication"
SETTING = "Setting pages"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block as the page needs it: its template, its number, its drawings, what it points at."""

    template: str
    block: Block
    number: str = ""
    drawings: tuple[tuple[str, str], ...] = ()
    see: tuple[tuple[str, str], ...] = ()
    #: Of a table: its cells, each with whether it stands in a column of numbers.
    rows: tuple[tuple[tuple[Cell, bool], ...], ...] = ()


def html(
    document: Document, *, draft: bool = True, told: Callable[[str, int, int], None] | None = None
) -> str:
    """The document as one HTML page, charts drawn inline."""
    numbers = numbers_of(document)
    sections = []
    for done, section in enumerate(document.sections):
        if told:
            told(section.title, done, len(document.sections) + 1)
        sections.append((section, tuple(_placed(block, numbers) for block in section.blocks)))
    context = {
        "document": document,
        "sections": sections,
        "title": document.title,
        "subtitle": document.period,
        "board_name": document.board_name,
        "marking": document.classification or (DRAFT if draft else ""),
        "draft": draft,
        "contents": _contents(document.sections),
    }
    return render_to_string("reports/print/document.html", context)


def pdf(
    document: Document, *, draft: bool = True, told: Callable[[str, int, int], None] | None = None
) -> Pdf:
    """The document as a PDF. `design.pdf.PdfFailed` when a chart or the printer complains of anything."""
    page = html(document, draft=draft, told=told)

    def meanwhile() -> None:
        if told:
            told(SETTING, len(document.sections), len(document.sections) + 1)

    return render(page, base_dir=settings.BASE_DIR, meanwhile=meanwhile)


def _placed(block: Block, numbers: dict[str, str]) -> Placed:
    template = f"reports/print/{_TEMPLATES[type(block)]}.html"
    match block:
        case Paragraph(see=see):
            return Placed(template, block, see=pointed_at(see, numbers))
        case Table(code=code, columns=columns, rows=rows):
            beside = [column.number for column in columns]
            cells = tuple(tuple(zip(row, beside, strict=True)) for row in rows)
            return Placed(template, block, numbers[code], rows=cells)
        case Drawing(code=code, caption=caption, chart=LineChart() as chart):
            return Placed(template, block, numbers[code], (("", drawn.line(chart, caption)),))
        case Multiples(code=code, charts=charts):
            drawings = tuple((title, drawn.line(chart, title, small=True)) for title, chart in charts)
            return Placed(template, block, numbers[code], drawings)
        case IndicatorBlock(chart=LineChart() as chart, title=title):
            return Placed(template, block, drawings=(("", drawn.line(chart, title)),))
        case _:
            return Placed(template, block)


def _contents(sections: tuple[Section, ...]) -> list[tuple[str, str, int]]:
    """(text, id of its heading, level) of everything the contents page lists."""
    return [(section.title, section.code, 1) for section in sections]


_TEMPLATES: dict[type, str] = {
    Paragraph: "paragraph",
    Heading: "heading",
    Panel: "panel",
    Points: "points",
    BigNumbers: "big_numbers",
    Quote: "quote",
    Table: "table",
    Drawing: "drawing",
    Multiples: "multiples",
    IndicatorBlock: "indicator",
}
