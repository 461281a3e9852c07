"""Files enclosed with an evidence pack: where each lies in the ZIP, what it bears out, and its fingerprint.

They are listed in a table of the document, so that what is enclosed is frozen with it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reports.rules.blocks import Cell, Column, Table
from reports.rules.document import Document

#: The code of the table that lists them.
CODE = "enclosed-files"
_COLUMNS = (Column("Place in the ZIP"), Column("Bears out"), Column("SHA-256 of the file"))
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
#: A name of this many letters fits every system.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One file: its place in the ZIP, what it bears out, and the SHA-256 it must have."""

    place: str
    about: str
    sha256: str


class Missing(StrEnum):
    """Why a file that was frozen with a document is not in the ZIP, as the index says it."""

    ALTERED = "it was altered since, and has this fingerprint no more"
    LOST = "it is not among the portal’s files any more"
    INFECTED = "the virus scanner refused it since"
    WAITING = "it waits to be scanned for viruses"
    TAKEN_BACK = "it was taken back since"


def place_of(reference: str, number: int, file_name: str) -> str:
    """Where a file lies in the ZIP: under what it bears out, numbered, by a name every system takes."""
    stem, dot, end = re.split(r"[/\\]", file_name)[-1].rpartition(".")
    name = _PLAIN.sub("-", stem or end).strip("-.")[:_LONGEST] or "file"
    ending = _PLAIN.sub("", end)[:8] if dot and stem else ""
    return f"evidence/{_PLAIN.sub('-', reference)}/{number:02}-{name}{f'.{ending}' if ending else ''}"


def enclosures_table(found: Iterable[Enclosure]) -> Table:
    """The table that lists them."""
    rows = tuple((Cell(one.place), Cell(one.about), Cell(one.sha256)) for one in found)
    return Table(CODE, "Files enclosed in the ZIP", _COLUMNS, rows, look="small")


def enclosures_in(document: Document) -> tuple[Enclosure, ...]:
    """The files that belong to a document, in the order of its table; none where it lists none."""
    for block in document.blocks():
        if isinstance(block, Table) and block.code == CODE:
            return tuple(Enclosure(*(cell.text for cell in row)) for row in block.rows)
    return ()
