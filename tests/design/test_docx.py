"""Word files: what was put in comes out, the same bytes each time."""

import io
from datetime import UTC, datetime

from docx import Document

from design.docx import Heading, Items, Paragraph, Table, write

BLOCKS = (
    Heading("Minutes"),
    Paragraph("It was agreed."),
    Items(("To ask", "To wait")),
    Table(("Action", "By"), (("A-1", "June"), ("A-2", "July"))),
)


def made(notice: str = "") -> bytes:
    at = datetime(2018, 5, 21, 10, 30, tzinfo=UTC)
    return write(title="Extract", author="A board", made_at=at, blocks=BLOCKS, notice=notice)


def test_what_is_put_in_is_read_again() -> None:
    words = Document(io.BytesIO(made()))

    assert [one.text for one in words.paragraphs] == ["Minutes", "It was agreed.", "To ask", "To wait"]
    assert [[cell.text for cell in row.cells] for row in words.tables[0].rows] == [
        ["Action", "By"],
        ["A-1", "June"],
        ["A-2", "July"],
    ]


def test_it_says_what_it_is_and_in_which_language() -> None:
    about = Document(io.BytesIO(made())).core_properties

    assert (about.title, about.author, about.language) == ("Extract", "A board", "en-GB")


def test_the_same_words_are_the_same_bytes() -> None:
    assert made() == made()


def test_a_notice_stands_in_the_head_of_every_page() -> None:
    words = Document(io.BytesIO(made("Invented")))

    assert words.sections[0].header.paragraphs[0].text == "Invented"
