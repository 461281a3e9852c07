"""How any report is printed: every kind of block, numbered, pointed at, tagged; a draft marked, the record not."""

import io
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pytest
from pypdf import PdfReader

from design.pdf import Pdf, PdfFailed
from reports import build
from reports.rules.blocks import Cell, Column, Drawing, Paragraph, Section, Table, Written
from reports.rules.numbering import numbers_of
from tests.reports.sample import LINE, a_document

#: What the sample says, page by page, and its tags: whatever prints it, now or after an upgrade.
KEPT = Path(__file__).with_name("printed_sample.txt")


@pytest.fixture(scope="module")
def draft() -> Pdf:
    """The sample, printed as a draft."""
    return build.pdf(a_document())


@pytest.fixture(scope="module")
def record() -> Pdf:
    """The sample, printed as the record."""
    return build.pdf(a_document(), draft=False)


def texts_of(pdf: Pdf) -> list[str]:
    """The words of each page."""
    return [" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(pdf.data)).pages]


def test_every_kind_of_block_is_tagged_and_read_as_it_stands(draft: Pdf, record: Pdf) -> None:
    for printed in (draft, record):
        assert page.validate_pdf_bytes(printed.data, profile="ua1").is_compliant
    whole = " ".join(texts_of(record))
    for said in (
        "Plans repeat.",
        "people trained in six months",
        "Then ask again.",
        "Young people who had been in care",
    ):
        assert said in whole


def test_tables_and_figures_are_numbered_and_pointed_at_by_their_numbers(record: Pdf) -> None:
    whole = " ".join(texts_of(record))

    assert "More of it is told further down (see Table 1 and Figure 1)" in whole
    assert "Table 1. What was spent" in whole
    assert "Figure 2. The same in four districts" in whole
    assert numbers_of(a_document())["table-0"] == "Table 2"


def test_a_draft_says_so_on_every_page_and_the_record_nowhere(draft: Pdf, record: Pdf) -> None:
    assert all("DRAFT" in text and "Draft, not for publication" in text for text in texts_of(draft))
    assert not any("draft" in text.lower() for text in texts_of(record))


def test_what_is_not_for_publication_says_so_on_every_page_of_draft_and_record() -> None:
    marked = a_document(sections=1, classification="Official-Sensitive: not for publication")

    for is_draft in (True, False):
        texts = texts_of(build.pdf(marked, draft=is_draft))
        assert all("Official-Sensitive: not for publication" in text for text in texts)
        assert ("DRAFT" in texts[0]) is is_draft


def test_every_page_says_that_a_demonstration_is_invented_and_which_part_it_is_of(record: Pdf) -> None:
    texts = texts_of(record)

    assert all("Demonstration: the figures are invented." in text for text in texts)
    assert texts[2].count("The year in one page") == 2
    assert "Annual report 2017 to 2018 Part 2" in texts[-1]


def test_a_chart_that_cannot_be_drawn_is_an_error_with_its_name() -> None:
    broken = replace(LINE, lower="low")  # type: ignore[arg-type]
    document = replace(
        a_document(), sections=(Section("one", "One", (Drawing("sad", "Seen in time", broken),)),)
    )

    with pytest.raises(PdfFailed, match="The figure “Seen in time” could not be drawn"):
        build.pdf(document)


def test_the_same_data_give_the_same_bytes_in_another_process(record: Pdf) -> None:
    assert build.pdf(a_document(), draft=False) == record


def test_text_figures_and_tags_are_those_kept_whatever_prints_them(record: Pdf) -> None:
    """After an upgrade of the printer this must still hold; the bytes need not."""
    assert said_and_tagged(record) == KEPT.read_text()


def test_a_short_part_goes_on_where_the_one_before_it_ends_and_one_with_data_does_not() -> None:
    words = (Written("", ("There is none here.",)),)
    sections = (
        Section("first", "First", (), words),
        Section("short", "Short", (), words),
        Section("long", "Long", (), (Written("", ("A line.",) * 5),)),
        Section("data", "Data", (Drawing("seen", "Seen in time", LINE),), words),
        Section("list", "List", (Table("few", "A few", (Column("Word"),), ((Cell("Chair"),),)),)),
    )
    page_of = build.html(replace(a_document(), sections=sections))

    assert page_of.count('<section class="runs-on">') == 2
    for title, goes_on in (
        ("short", True),
        ("list", True),
        ("first", False),
        ("long", False),
        ("data", False),
    ):
        assert (f'<section class="runs-on">\n  <h1 id="{title}"' in page_of) is goes_on


def test_days_are_never_broken_and_long_words_are() -> None:
    columns = (Column("Action"), Column("Due"))
    rows = ((Cell("One chronology for each family, read aloud"), Cell("29 September 2018")),)
    section = Section("one", "One", (Table("due", "Due", columns, rows),))
    page_of = build.html(replace(a_document(), sections=(section,)))

    assert '<td class="keep">29 September 2018</td>' in page_of
    assert '<th scope="row">One chronology' in page_of


def test_words_that_are_a_sentence_are_followed_by_a_sentence_that_points() -> None:
    table = Table("due", "Due", (Column("Action"),), ((Cell("A chronology"),),))
    for text, said in (("Two are late.", "Two are late. See <a"), ("Two are late", "Two are late (see <a")):
        section = Section("one", "One", (Paragraph(text, see=("due",)), table))
        assert said in build.html(replace(a_document(), sections=(section,)))


def said_and_tagged(pdf: Pdf) -> str:
    """Every page's words, then every tag with its alternative text, in order."""
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        tags = list(_tags(document.Root.StructTreeRoot.K, 0))
    pages = [f"Page {number}: {text}" for number, text in enumerate(texts_of(pdf), 1)]
    return "\n".join([*pages, *tags]) + "\n"


def _tags(node: pikepdf.Object, depth: int) -> list[str]:
    if isinstance(node, pikepdf.Array):
        return [line for one in node for line in _tags(one, depth)]
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return []
    alt = f" {node.Alt}" if "/Alt" in node else ""
    below = _tags(node.K, depth + 1) if "/K" in node else []
    return [f"{' ' * depth}{str(node.S)[1:]}{alt}", *below]
