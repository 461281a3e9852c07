"""A document as one HTML page for paper, and that page as a tagged PDF (PDF/UA-1)."""

from django.conf import settings
from django.template.loader import render_to_string

from design.pdf import Pdf, render
from reports.build import drawn
from reports.build.placing import Medium, Told, placed_sections
from reports.rules.blocks import Block, Paragraph, Section, Table
from reports.rules.document import Document
from reports.rules.kinds import Kind

DRAFT = "Draft, not for publication"
SETTING = "Setting pages"
_PAPER = Medium("print", drawn.on_paper)
_BRIEF = (Kind.COUNCILLOR,)
#: A part of no more paragraphs, or of a table of no more rows, goes on where the one before it ends.
_FEW, _FEW_ROWS = 4, 10


def html(document: Document, *, draft: bool = True, told: Told | None = None) -> str:
    """The document as one HTML page, charts drawn inline. A brief one has neither cover nor contents."""
    brief = document.kind in _BRIEF
    context = {
        "document": document,
        "sections": tuple(placed_sections(document, _PAPER, told)),
        "title": document.title,
        "subtitle": document.period,
        "board_name": document.board_name,
        "marking": document.classification or (DRAFT if draft else ""),
        "draft": draft,
        "contents": () if brief else _contents(document.sections),
        "running_on": tuple(one.code for one in document.sections[1:] if _runs_on(one)),
    }
    return render_to_string(f"reports/print/{'brief' if brief else 'document'}.html", context)


def pdf(document: Document, *, draft: bool = True, told: Told | None = None) -> Pdf:
    """The document as a PDF. `design.pdf.PdfFailed` when a chart or the printer complains of anything."""
    page = html(document, draft=draft, told=told)

    def meanwhile() -> None:
        if told:
            told(SETTING, len(document.sections), len(document.sections) + 1)

    return render(page, base_dir=settings.BASE_DIR, meanwhile=meanwhile)


def _runs_on(section: Section) -> bool:
    """Whether a part is too short for a page of its own: a few words and no data, or one small table and no words."""
    if not section.blocks:
        return sum(len(one.paragraphs) for one in section.written) <= _FEW and not section.words_first
    tables = [one for one in section.blocks if isinstance(one, Table)]
    others = [one for one in section.blocks if not isinstance(one, Table) and not _is_small_print(one)]
    return not (section.written or others) and sum(len(one.rows) for one in tables) <= _FEW_ROWS


def _is_small_print(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.look == "quiet"


def _contents(sections: tuple[Section, ...]) -> list[tuple[str, str, int]]:
    """(text, id of its heading, level) of everything the contents page lists."""
    return [(section.title, section.code, 1) for section in sections]
