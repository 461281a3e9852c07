"""Word files with headings, lists and tables, to be edited by whoever gets them. The same input gives the same bytes.

No words of its own but the notice it is given, and no queries.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from docx import Document
from docx.document import Document as Words
from docx.oxml.ns import qn

#: The day every part inside the file bears: a clock would make each file another.
_DAY = (1980, 1, 1, 0, 0, 0)
_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; a line break in them stays one."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row, its header, is repeated on each page."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Table


def write(*, title: str, author: str, made_at: datetime, blocks: Sequence[Block], notice: str = "") -> bytes:
    """A Word file of these blocks. `notice` stands in the head of every page, as on a demonstration's."""
    words = Document()
    about = words.core_properties
    about.title, about.author, about.language, about.comments = title, author, _LANGUAGE, ""
    about.created = about.modified = made_at.replace(tzinfo=None, microsecond=0)
    about.last_modified_by = author
    _speak_english(words)
    if notice:
        words.sections[0].header.paragraphs[0].text = notice
    for block in blocks:
        _add(words, block)
    kept = io.BytesIO()
    words.save(kept)
    return _timeless(kept.getvalue())


def _speak_english(words: Words) -> None:
    normal = words.styles["Normal"]
    normal.font.name = "Arial"
    properties = normal.element.get_or_add_rPr()
    language = properties.makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGE})
    properties.append(language)


def _add(words: Words, block: Block) -> None:
    match block:
        case Heading(text, level):
            words.add_heading(text, level)
        case Paragraph(text):
            words.add_paragraph(text)
        case Items(texts):
            for text in texts:
                words.add_paragraph(text, style="List Bullet")
        case Table(header, rows):
            _add_table(words, header, rows)


def _add_table(words: Words, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    table = words.add_table(rows=1, cols=len(header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
        for run in cell.paragraphs[0].runs:
            run.bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _timeless(data: bytes) -> bytes:
    """The same file with every part dated alike."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            new.writestr(zipfile.ZipInfo(name, _DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
