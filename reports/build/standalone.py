"""A published report as files to be put anywhere: a page with its style sheet beside it, and its figures as CSV."""

from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from reports.build import open_data, web
from reports.rules.document import Document

#: Where the portal's own style sheet lies among its static files.
_STYLE = "design/board.css"


def standalone(document: Document, *, name: str, draft: bool) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes; `name` is theirs without the end."""
    given = {
        "document": document,
        "sections": web.sections(document),
        "stylesheet": f"{name}.css",
        "draft": draft,
    }
    yield f"{name}.html", render_to_string("reports/web/standalone.html", given).encode()
    found = finders.find(_STYLE)
    if isinstance(found, str):
        yield f"{name}.css", Path(found).read_bytes()
    yield f"{name}-figures.csv", open_data.figures_csv(document)
