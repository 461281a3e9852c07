"""A document as one HTML page for paper, and that page as a tagged PDF (PDF/UA-1)."""

from django.conf import settings
from django.template.loader import render_to_string

from design.pdf import Pdf, render
from reports.build import drawn
from reports.build.placing import Medium, Told, placed_sections
from reports.rules.blocks import Section
from reports.rules.document import Document
from reports.rules.kinds import Kind

DRAFT = "Draft, not for publication"
SETTING = "Setting pages"
_PAPER = Medium("print", drawn.on_paper)
_BRIEF = (Kind.COUNCILLOR,)


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
    }
    return render_to_string(f"reports/print/{'brief' if brief else 'document'}.html", context)


def pdf(document: Document, *, draft: bool = True, told: Told | None = None) -> Pdf:
    """The document as a PDF. `design.pdf.PdfFailed` when a chart or the printer complains of anything."""
    page = html(document, draft=draft, told=told)

    def meanwhile() -> None:
        if told:
            told(SETTING, len(document.sections), len(document.sections) + 1)

    return render(page, base_dir=settings.BASE_DIR, meanwhile=meanwhile)


def _contents(sections: tuple[Section, ...]) -> list[tuple[str, str, int]]:
    """(text, id of its heading, level) of everything the contents page lists."""
    return [(section.title, section.code, 1) for section in sections]
