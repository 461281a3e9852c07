"""What is enclosed with an evidence pack: told in a table, read back from it whole, under names every system takes."""

import pytest

from reports.rules.blocks import Paragraph, Section
from reports.rules.document import Document
from reports.rules.enclosures import Enclosure, enclosures_in, enclosures_table, place_of

FOUND = (
    Enclosure("evidence/CH-29/01-audit.pdf", "The re-audit", "a" * 64),
    Enclosure("evidence/CH-29/02-notes.docx", "Notes", "b" * 64),
)


def a_document(*blocks: object) -> Document:
    """A document of one section."""
    section = Section("enclosed", "Enclosed files", blocks)  # type: ignore[arg-type]
    return Document("evidence", "Wessex", "Pack", "2017 to 2018", "", "", (section,))


def test_what_is_listed_is_read_back_in_its_order() -> None:
    assert enclosures_in(a_document(enclosures_table(FOUND))) == FOUND


def test_a_document_without_the_table_encloses_nothing() -> None:
    assert enclosures_in(a_document(Paragraph("Nothing."))) == ()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Audit of 2017.pdf", "evidence/CH-29/03-Audit-of-2017.pdf"),
        ("../../etc/passwd", "evidence/CH-29/03-passwd"),
        ("C:\\temp\\été 1.docx", "evidence/CH-29/03-t-1.docx"),
        ("notes", "evidence/CH-29/03-notes"),
        ("notes.abcdefghij", "evidence/CH-29/03-notes.abcdefgh"),
        (".hidden", "evidence/CH-29/03-hidden"),
        ("日本.pdf", "evidence/CH-29/03-file.pdf"),
        ("x" * 300 + ".pdf", f"evidence/CH-29/03-{'x' * 80}.pdf"),
    ],
)
def test_a_file_lies_under_what_it_bears_out_by_a_plain_name(name: str, place: str) -> None:
    assert place_of("CH-29", 3, name) == place
    assert ".." not in place_of("CH-29", 3, name)
