"""The marks that stand beside a verdict's word: inline SVG for pages, a CSS background for PDFs.

A mark is decoration. Its word is always printed beside it, so nothing here speaks to a screen reader. In a
PDF an SVG, even a hidden one, would become a figure without a description; a background becomes an artefact.
"""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString

FOLDER = Path(__file__).resolve().parent / "static" / "marks"


class UnknownMark(KeyError):
    """No file in `design/static/marks/` has that name."""


@cache
def names() -> tuple[str, ...]:
    """Every mark there is, such as "off-target" or "worse-than-usual-high"."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


@cache
def inline(name: str) -> SafeString:
    """The mark as SVG for a page, hidden from screen readers."""
    if name not in names():
        raise UnknownMark(f"There is no mark “{name}”: there are {', '.join(names())}.")
    drawing = (FOLDER / f"{name}.svg").read_text().strip().replace(' xmlns="http://www.w3.org/2000/svg"', "")
    size = re.search(r'width="(\d+)"', drawing)
    classes = "board-mark board-mark--round" if size and size[1] == "20" else "board-mark"
    return SafeString(
        drawing.replace("<svg", f'<svg class="{classes}" aria-hidden="true" focusable="false"', 1)
    )


@cache
def background(name: str) -> SafeString:
    """The mark as an empty span that the PDF's style sheet fills from the same file."""
    if name not in names():
        raise UnknownMark(f"There is no mark “{name}”: there are {', '.join(names())}.")
    return SafeString(f'<span class="mark mark-{name}"></span>')
