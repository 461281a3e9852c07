"""Plain text and tables as text: no markup, no bytes that are no text, and no cell that a spreadsheet would run."""

import re

from files.errors import Unreadable
from files.kinds.kind import FileKind, not_taken

#: Markup, wherever it stands: a browser that guesses must not guess this.
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|link|style|form|img)\b|<\?(?:xml|php)",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OTHER = (
    ("mime-version:", "a saved web page or email"),
    ("[internetshortcut]", "a shortcut"),
    ("windows registry editor", "a file that changes settings"),
    ("@echo off", "a script"),
)
_DELIMITERS = ",;\t"
#: So many lines are looked at to tell a table from text.
_LINES = 20
#: A number may begin with a sign; anything else that does is a formula to a spreadsheet.
_NUMBER = re.compile(r"[-+]?[\d.,\s%£]*$")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def check_text(data: bytes) -> FileKind:
    """Whether it is text or a table. Raises Unreadable for what is neither, or is markup, or would run."""
    text = _decoded(data)
    if _CONTROLS.search(text):
        raise not_taken("a kind of file we do not know")
    start = text.lstrip("\ufeff \t\r\n").lower()
    for begins, name in _OTHER:
        if start.startswith(begins):
            raise not_taken(name)
    if _MARKUP.search(text):
        raise not_taken("a web page, a drawing made of text (SVG), or other markup")
    delimiter = _delimiter(text)
    if delimiter is None:
        return FileKind.TXT
    _refuse_formulas(text, delimiter)
    return FileKind.CSV


def _decoded(data: bytes) -> str:
    for begins, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(begins):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise not_taken("a kind of file we do not know") from None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise not_taken("a kind of file we do not know")


def _delimiter(text: str) -> str | None:
    """What parts the columns, when the first lines all have the same number of it; None in running text."""
    lines = [line for line in _QUOTED.sub("", text[:200_000]).splitlines() if line.strip()][:_LINES]
    if len(lines) < 2:
        return None
    for one in _DELIMITERS:
        counts = {line.count(one) for line in lines}
        if len(counts) == 1 and counts != {0}:
            return one
    return None


def _refuse_formulas(text: str, delimiter: str) -> None:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        for cell in line.split(delimiter):
            held = cell.strip().strip('"').strip()
            if held[:1] in ("=", "@") or (held[:1] in ("+", "-") and not _NUMBER.match(held)):
                raise Unreadable(
                    "active-content",
                    f"Line {number} of this table begins a cell with “{held[0]}”: a spreadsheet would run it.",
                    "Save the values alone, without formulas, and send the new file.",
                )
