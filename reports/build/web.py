"""A document as a page for everybody's screen: the published report's more accessible twin."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.build import drawn
from reports.build.placing import Medium, placed_sections
from reports.rules.document import Document

_SCREEN = Medium("web", drawn.on_screen)


def sections(document: Document) -> SafeString:
    """Contents and sections, charts drawn inline. What stands round them is the page's that shows them."""
    return render_to_string(
        "reports/web/sections.html", {"sections": tuple(placed_sections(document, _SCREEN))}
    )
