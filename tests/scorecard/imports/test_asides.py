"""What a file says outside its cells, and the text of what is no spreadsheet."""

import time

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from scorecard.imports.asides import asides_of, text_of
from tests.files.books import xlsx_bytes, zipped


def test_comments_headers_and_titles_are_read_without_who_wrote_them() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"].comment = Comment("Seen & “late”", "Ann Bee")
        sheet.oddHeader.center.text = "Draft of May"

    texts = dict(asides_of(xlsx_bytes({"S": [["Ref"]]}, change)))

    assert texts["a comment"].startswith("Seen & “late”")
    assert "Draft of May" in texts["a header or footer"]
    assert "Ann Bee" not in texts["a comment"]


def test_text_boxes_threads_and_annotations_are_read() -> None:
    parts = {
        "xl/drawings/drawing1.xml": '<xdr:txBody x="1"><a:p><a:r><a:t>in a box</a:t></a:r></a:p></xdr:txBody>',
        "xl/x/threadedComment1.xml": '<threadedComment ref="A1"><text>in a thread</text></threadedComment>',
        "content.xml": "<office:annotation><dc:creator>Ann</dc:creator><text:p>in a note</text:p></office:annotation>",
    }

    assert {text for _, text in asides_of(zipped(parts))} == {"in a box", "in a thread", "in a note"}


def test_the_text_of_what_is_no_spreadsheet_is_got_as_far_as_it_goes() -> None:
    assert [line.strip() for line in text_of(b"<html><p>more > 10 &lt; 20</p>\nand on</html>")][1] == "and on"
    assert list(text_of("J.S.\nnext".encode("utf-16"))) == ["J.S.", "next"]
    assert list(text_of(zipped({"word/document.xml": "<w:p><w:t>In a letter</w:t></w:p>"}))) == [
        "In a letter"
    ]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 0000000000 65535 f", b"\x89PNG\x00\x01", b"PK\x03\x04 in pieces", b""]
)
def test_numbers_inside_pictures_and_what_is_in_pieces_say_nothing(data: bytes) -> None:
    assert list(text_of(data)) == list(asides_of(data)) == []


def test_a_package_that_unpacks_to_much_is_looked_at_within_bounds() -> None:
    bomb = zipped({f"xl/comments{at}.xml": "<comment>" + "a" * 3_000_000 + "</comment>" for at in range(20)})
    began = time.perf_counter()

    list(asides_of(bomb))

    assert time.perf_counter() - began < 5
