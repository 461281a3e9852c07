"""Files that cannot be read: each refused in words its sender can act on, and nothing else is ever raised."""

import random
import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from files.errors import Unreadable
from files.limits import Limits
from files.readers import read
from tests.files.books import csv_bytes, with_parts, xlsx_bytes, xlsx_of, zipped

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
OPEN = "application/vnd.oasis.opendocument"
LOCK = "password-protected"
LOCKED = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
GOOD = xlsx_bytes({"Return": [["Ref", "Number"], ["D01", 5]]})
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    "<workbook><sheets>&b;</sheets></workbook>"
)


def ole2(stream: str) -> bytes:
    return OLE2 + stream.encode("utf-16-le") + bytes(64)


def locked(data: bytes) -> bytes:
    """The same archive with the flag that says its first part is encrypted."""
    at = data.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, at + 8)[0] | 1
    return data[: at + 8] + struct.pack("<H", flags) + data[at + 10 :]


REFUSED = [
    ("nothing at all", b"", "empty-file"),
    ("only blank lines", b"\r\n \r\n", "empty-file"),
    ("only a byte order mark", b"\xef\xbb\xbf", "empty-file"),
    ("only dividers", b",,,\n,,,\n", "empty-file"),
    ("a workbook without a filled cell", xlsx_bytes({"Return": [[None]]}), "empty-file"),
    ("a workbook of spaces", xlsx_bytes({"Return": [[" ", "\u00a0"]]}), "empty-file"),
    ("PDF", b"%PDF-1.7\n", "not-a-spreadsheet"),
    ("PNG", b"\x89PNG\r\n\x1a\n" + bytes(20), "not-a-spreadsheet"),
    ("JPEG", b"\xff\xd8\xff\xe0" + bytes(20), "not-a-spreadsheet"),
    ("HEIC", bytes(4) + b"ftypheic" + bytes(20), "not-a-spreadsheet"),
    ("BMP", b"BM" + bytes(60), "not-a-spreadsheet"),
    ("program", b"MZ\x90\x00" + bytes(60), "not-a-spreadsheet"),
    ("Word 97", ole2("WordDocument"), "not-a-spreadsheet"),
    ("PowerPoint 97", ole2("PowerPoint Document"), "not-a-spreadsheet"),
    ("a mail message", ole2("__substg1.0"), "not-a-spreadsheet"),
    ("Word", zipped({"word/document.xml": "<w/>"}), "not-a-spreadsheet"),
    ("PowerPoint", zipped({"ppt/presentation.xml": "<p/>"}), "not-a-spreadsheet"),
    (
        "OpenDocument text",
        zipped({"mimetype": f"{OPEN}.text"}),
        "not-a-spreadsheet",
    ),
    ("bytes that are no text", b"Ref\x00\x01\x02,Number\n", "not-a-spreadsheet"),
    ("bytes no encoding knows", b"Ref,Number\n\x81\x8d,5\n", "not-a-spreadsheet"),
    ("XLS that is cut off", ole2("Workbook"), "damaged-file"),
    ("older XLS that is cut off", ole2("Book"), "damaged-file"),
    ("XLS of before 1993", b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "old-format"),
    ("XLSB without its sheets", zipped({"xl/workbook.bin": b"\x00"}), "damaged-file"),
    ("ODS without content", zipped({"mimetype": f"{OPEN}.spreadsheet"}), "damaged-file"),
    ("a locked ODS", zipped({"mimetype": f"{OPEN}.spreadsheet", "META-INF/manifest.xml": LOCKED}), LOCK),
    ("a wholly locked ODS", zipped({"mimetype": f"{OPEN}.spreadsheet", "encrypted-package": b"?"}), LOCK),
    ("Apple Numbers", zipped({"Index/Document.iwa": b"\x00", "preview.jpg": b""}), "apple-numbers"),
    ("locked workbook", ole2("EncryptedPackage"), LOCK),
    ("locked archive", locked(GOOD), LOCK),
    ("web page", b"<html><table><tr><td>5</td></tr></table></html>", "markup"),
    ("web page in UTF-16", "\ufeff<HTML><table>".encode("utf-16-le"), "markup"),
    ("web page as XML", b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>", "markup"),
    ("web archive", b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "markup"),
    ("flat OpenDocument", b"<?xml version='1.0'?><office:document xmlns:o='urn:opendocument'/>", "markup"),
    ("XML spreadsheet of 2003", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "markup"),
    ("ZIP", zipped({"return.csv": "Ref,Number\n"}), "zip-archive"),
    ("half a workbook", GOOD[: len(GOOD) // 2], "damaged-file"),
    ("a workbook's first bytes", b"PK\x03\x04", "damaged-file"),
    (
        "a workbook without its sheet",
        with_parts(GOOD, {"xl/_rels/workbook.xml.rels": "<Relationships/>"}),
        "damaged-file",
    ),
    (
        "a workbook whose part is no XML",
        with_parts(GOOD, {"xl/worksheets/sheet1.xml": "Ref,5"}),
        "damaged-file",
    ),
    ("a workbook with entities", with_parts(GOOD, {"xl/workbook.xml": LAUGHS}), "damaged-file"),
]


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_spreadsheet_we_read_is_refused_in_words(data, code):
    with pytest.raises(Unreadable) as refusal:
        read(data)

    assert refusal.value.code == code
    assert refusal.value.message.endswith(".")
    assert refusal.value.remedy.endswith(".")


@pytest.mark.parametrize("code", ["old-format", "markup"])
def test_another_kind_of_spreadsheet_is_told_what_to_save_as(code):
    for _, data, expected in REFUSED:
        if expected == code:
            with pytest.raises(Unreadable, match="save it as XLSX or CSV"):
                read(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><table></table></html>", "This is a web page saved with a spreadsheet's name."),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "This is an XML spreadsheet of 2003, not a workbook.",
        ),
        (zipped({"Index/Document.iwa": b"\x00"}), "This is an Apple Numbers, Pages or Keynote file."),
        (ole2("EncryptedPackage"), "This file is password protected, so it cannot be read."),
    ],
)
def test_a_refusal_says_what_the_file_is(data, words):
    with pytest.raises(Unreadable) as refusal:
        read(data)

    assert refusal.value.message == words


def test_a_heading_that_begins_like_an_archive_is_still_text():
    assert read(b"PK,Number\n1,2\n").sheets[0].cell(1, 1).value == "PK"


def test_words_that_begin_like_a_picture_or_a_program_are_still_text():
    assert read(b"BMI,Number\n1,2\n").sheets[0].cell(1, 1).value == "BMI"
    assert read(b"MZ,Number\n1,2\n").sheets[0].cell(1, 1).value == "MZ"


SMALL = Limits(
    size=100_000,
    unpacked=300_000,
    ratio_from=100_000,
    ratio=50,
    parts=40,
    sheets=2,
    cells=20,
    text_cells=20,
    text_size=100_000,
    covered=30,
    depth=20,
)
TOO_LARGE = [
    ("size of a text", b"a\n" * 50_001),
    ("size of a workbook", with_parts(GOOD, {"media/1": random.Random(1).randbytes(100_001)})),
    ("nesting", xlsx_of("<a>" * 20 + "</a>" * 20)),
    ("cells of a text", csv_bytes([range(21)])),
    ("cells over all sheets", xlsx_bytes({"A": [range(11)], "B": [range(10)]})),
    ("sheets", xlsx_bytes({"A": [[1]], "B": [[1]], "C": [[1]]})),
    ("unpacked size", with_parts(GOOD, {f"media/{n}": bytes(90_000) for n in range(4)})),
    ("ratio", with_parts(GOOD, {"media/1": bytes(150_000)})),
    ("parts", with_parts(GOOD, {f"media/{n}": b"" for n in range(40)})),
    ("merged cells", xlsx_bytes({"A": [[1]]}, lambda sheet: sheet.merge_cells("A1:H4"))),
    ("text", csv_bytes([["Ref"], ["a" * 32_768]])),
    (
        "text in a workbook",
        xlsx_of(f"<sheetData><row><c t='inlineStr'><is><t>{'ab' * 16_384}</t></is></c></row></sheetData>"),
    ),
    ("field", csv_bytes([["Ref"], ["a " * 70_000]])),
    ("field after a stray quotation mark", csv_bytes([["Ref"], ['"' + "a " * 45_000]])),
]


@pytest.mark.parametrize("data", [row[1] for row in TOO_LARGE], ids=[row[0] for row in TOO_LARGE])
def test_a_file_beyond_a_limit_is_refused_before_it_hurts(data):
    with pytest.raises(Unreadable) as refusal:
        read(data, limits=SMALL)

    assert refusal.value.code == "too-large"


def test_more_columns_or_rows_than_a_sheet_has_are_refused():
    with pytest.raises(Unreadable, match="rows or"):
        read(b"a,b,c\n", limits=Limits(columns=2))
    with pytest.raises(Unreadable, match="rows or"):
        read(b"a\nb\nc\n", limits=Limits(rows=2))


def test_blank_styled_cells_are_counted_as_elements():
    blank = "<c/>" * 200

    with pytest.raises(Unreadable) as refusal:
        read(xlsx_of(f"<sheetData><row>{blank}</row></sheetData>"), limits=Limits(elements=100))

    assert refusal.value.code == "too-large"


def test_a_cell_that_claims_to_lie_far_away_costs_nothing():
    sheet = read(xlsx_of("<sheetData><row><c r='XFD1048576'><v>1</v></c></row></sheetData>")).sheets[0]

    assert len(sheet.rows) == 1


def test_what_a_reader_did_not_foresee_ends_as_a_refusal_and_a_line_in_the_log(monkeypatch, caplog):
    monkeypatch.setattr("files.readers.read_delimited", lambda *_: 1 / 0)

    with pytest.raises(Unreadable) as refusal:
        read(b"Ref,Number\n")

    assert refusal.value.code == "damaged-file"
    assert "does not foresee" in caplog.text


def words_for(data: bytes) -> str:
    """What a sender is told; empty when the file could be read."""
    try:
        read(data)
    except Unreadable as refusal:
        return refusal.remedy
    return ""


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
@example(b"PK\x05\x06" + bytes(18))
def test_random_bytes_raise_nothing_but_unreadable(data):
    assert words_for(data) in ("", words_for(data))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8))
def test_a_workbook_with_bytes_changed_raises_nothing_but_unreadable(changes):
    changed = bytearray(GOOD)
    for place, value in changes:
        changed[place] = value

    assert words_for(bytes(changed)) in ("", words_for(bytes(changed)))
