"""The Word file for comments: every word of the document, the same bytes for the same document."""

import io
from datetime import UTC, datetime

import docx
import pytest

from reports import build
from reports.rules.blocks import (
    BigNumber,
    BigNumbers,
    Cell,
    ChartPoint,
    Column,
    Drawing,
    Heading,
    LineChart,
    Multiples,
    Panel,
    Paragraph,
    Points,
    Quote,
    Section,
    Table,
    Written,
)
from reports.rules.document import Document

THE_DAY = datetime(2018, 5, 21, 9, tzinfo=UTC)
CHART = LineChart(
    (ChartPoint("Q1", 1.0, ""),), None, None, None, None, "", (), 0, "", None, None, "Rises from 1 to 2."
)
BLOCKS = (
    Heading("A heading", "a"),
    Paragraph("A sentence.", see=("t",)),
    Points(("A point.",)),
    Panel("A panel", "p", ("A warning.",)),
    BigNumbers((BigNumber("700", "people trained", "in half a year"),)),
    Quote("Ask us.", "Young carers, 2017"),
    Table("t", "A table", (Column("Who"), Column("How many")), ((Cell("Police", quiet="All"), Cell("12")),)),
    Drawing("d", "A drawing", CHART),
    Multiples("m", "Small ones", (("Episodes", CHART),)),
)


def document(**more: str) -> Document:
    section = Section("s", "A section", BLOCKS, (Written("", ("What people wrote.",), "The office"),))
    given = {"classification": "", "notice": "", **more}
    return Document("annual", "Wessex", "Annual report", "2017 to 2018", sections=(section,), **given)


def words_of(data: bytes) -> str:
    opened = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    head = [one.text for one in opened.sections[0].header.paragraphs]
    return "\n".join([*head, *(one.text for one in opened.paragraphs), *cells])


def test_every_word_of_the_document_is_in_the_file_and_a_figure_says_what_it_shows() -> None:
    said = words_of(build.word(document(), made_at=THE_DAY))

    for words in (
        *("Annual report", "A section", "A heading", "A point.", "A panel", "A warning.", "“Ask us.”"),
        *("A sentence. See Table 1.", "700 people trained in half a year", "Young carers, 2017"),
        *("Table 1. A table", "Police\nAll", "12", "Figure 1. A drawing. Rises from 1 to 2."),
        *("Episodes: Rises from 1 to 2.", "What people wrote.", "The office"),
    ):
        assert words in said


def test_the_same_document_gives_the_same_bytes() -> None:
    assert build.word(document(), made_at=THE_DAY) == build.word(document(), made_at=THE_DAY)


@pytest.mark.parametrize(
    ("draft", "more", "head"),
    [
        (True, {}, "Draft for comments, not for publication"),
        (False, {}, ""),
        (False, {"classification": "Official-Sensitive"}, "Official-Sensitive"),
        (True, {"notice": "Invented."}, "Draft for comments, not for publication. Invented"),
    ],
)
def test_the_head_of_every_page_says_what_the_file_is(draft: bool, more: dict[str, str], head: str) -> None:
    opened = docx.Document(io.BytesIO(build.word(document(**more), made_at=THE_DAY, draft=draft)))

    assert opened.sections[0].header.paragraphs[0].text == head
