"""What a file sent as evidence is, and what is not let in: by its bytes, whatever it is called."""

import io
import random
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from files.errors import Unreadable
from files.kinds import LARGEST, FileKind, recognise
from tests.files import evidence as made
from tests.files.books import zipped

SOUND: dict[FileKind, bytes] = {
    FileKind.PDF: made.pdf_of(),
    FileKind.PNG: made.png_of(),
    FileKind.JPEG: made.jpeg_of(),
    FileKind.DOCX: made.docx_of(),
    FileKind.XLSX: made.xlsx_of(),
    FileKind.PPTX: made.pptx_of(),
    FileKind.ODT: made.odf_of("text"),
    FileKind.ODS: made.odf_of("spreadsheet"),
    FileKind.ODP: made.odf_of("presentation"),
    FileKind.TXT: "Nine in ten staff know the desk; five don’t.\n".encode(),
    FileKind.CSV: b"Team,Use it\nNorth,9\nSouth,-2\n",
}


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        recognise(data)
    return f"{refused.value.code}: {refused.value.message}"


@pytest.mark.parametrize("kind", FileKind, ids=lambda one: one.name)
def test_each_kind_is_known_by_its_bytes(kind: FileKind) -> None:
    assert recognise(SOUND[kind]) is kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Ärzte".encode("utf-16"), FileKind.TXT),
        ("café “quoted”".encode("cp1252"), FileKind.TXT),
        (b"\xef\xbb\xbfTeam;Use it\nNorth;9\n", FileKind.CSV),
        (b'Team\tSaid\nNorth\t"a, b"\n', FileKind.CSV),
        (b"One line, with a comma", FileKind.TXT),
        (made.pptx_of(kind=made.PRESENTATION.replace("presentation.main", "slideshow.main")), FileKind.PPTX),
        (made.xlsx_of("=SUM(B1:B3)"), FileKind.XLSX),
        (made.png_of(1, 1) + b"\0\0", FileKind.PNG),
        (made.jpeg_of() + b"\0\0", FileKind.JPEG),
    ],
)
def test_honest_files_of_many_makers_are_let_in(data: bytes, kind: FileKind) -> None:
    assert recognise(data) is kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty-file: This file is empty."),
        (b"MZ\x90\x00" + b"\0" * 60, "not-taken: This is a program."),
        (b"\x7fELF\x02", "not-taken: This is a program."),
        (b"#!/bin/sh\nrm x\n", "not-taken: This is a script."),
        (b"@echo off\r\ndel x\r\n", "not-taken: This is a script."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "not-taken: This is a file of an old Office program",
        ),
        (b"{\\rtf1 hello}", "not-taken: This is a word processor document (RTF)."),
        (b"<!DOCTYPE html><p>hello", "not-taken: This is a web page"),
        (b"Dear all,\n<SCRIPT>alert(1)</SCRIPT>", "not-taken: This is a web page"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not-taken: This is a web page, a drawing"),
        (b'<?xml version="1.0"?><a/>', "not-taken: This is a web page"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n", "not-taken: This is a saved web page or email."),
        (b"GIF89a\x01\0", "not-taken: This is a picture of another kind (GIF)."),
        (b"PK\x05\x06" + b"\0" * 18, "not-taken: This is an empty archive."),
        (b"7z\xbc\xaf\x27\x1c", "not-taken: This is a compressed file (7-Zip)."),
        (bytes(range(256)), "not-taken: This is a kind of file we do not know."),
        (zipped({"readme.txt": "hello"}), "not-taken: This is an archive (ZIP)."),
        (
            zipped({"META-INF/MANIFEST.MF": "x", "A.class": b"\xca\xfe"}),
            "not-taken: This is an archive (ZIP).",
        ),
        (b"x" * (LARGEST + 1), "too-large: This file is too large: it is over 10 MB."),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_no_evidence_is_refused_by_name(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (made.opens_javascript, "JavaScript"),
        (made.deep_javascript, "JavaScript"),
        (made.named_javascript, "JavaScript"),
        (made.launches, "something that starts a program"),
        (made.carries, "other files inside it"),
        (made.form_that_runs, "a form that can run"),
        (made.sends, "a form that sends what is typed into it"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_pdf_that_does_something_is_refused(change: Callable[[Pdf], None], what: str, packed: bool) -> None:
    streams = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable

    said = refusal(made.pdf_of(change, object_stream_mode=streams))

    assert said == f"active-content: This file holds {what}."


def test_a_pdf_with_links_forms_and_bookmarks_is_let_in() -> None:
    def ordinary(opened: Pdf) -> None:
        web = Dictionary(S=Name.URI, URI=String("https://example.org/"))
        within = Dictionary(S=Name.GoTo, D=Array([opened.pages[0].obj, Name.Fit]))
        opened.pages[0].Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, A=one) for one in (web, within)]
        )
        opened.Root.AcroForm = Dictionary(Fields=Array([]))
        opened.Root.Lang = String("en-GB")

    assert recognise(made.pdf_of(ordinary)) is FileKind.PDF


def test_a_pdf_that_asks_for_a_password_is_refused_and_one_that_does_not_is_let_in() -> None:
    locked = pikepdf.Encryption(owner="o", user="u")
    printed_only = pikepdf.Encryption(owner="o", user="")

    assert refusal(made.pdf_of(encryption=locked)).startswith("password-protected")
    assert recognise(made.pdf_of(encryption=printed_only)) is FileKind.PDF


def test_a_pdf_cut_off_anywhere_is_refused_or_mended_and_never_more() -> None:
    whole = made.pdf_of(made.opens_javascript)

    for length in range(8, len(whole), 37):
        with pytest.raises(Unreadable):
            recognise(whole[:length])


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"word/vbaProject.bin": b"x"}, "macros"),
        ({"customXml/VBAPROJECT.BIN": b"x"}, "macros"),
        ({"word/activeX/activeX1.xml": "<a/>"}, "controls that run"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "an object of another program"),
        ({"word/embeddings/Old_Sheet.xls": b"x"}, "an object of another program"),
        ({"word/media/run.exe": b"MZ"}, "a program or a web page"),
        ({"word/afchunk.htm": "<p>"}, "a program or a web page"),
        ({"xl/macrosheets/sheet1.xml": "<a/>"}, "macros"),
        (
            {
                "[Content_Types].xml": made.types_with(
                    "application/vnd.ms-word.document.macroEnabled.main+xml"
                )
            },
            "macros",
        ),
        ({"[Content_Types].xml": made.types_with("application/vnd.ms-office.vbaProject")}, "macros"),
        (
            {
                "[Content_Types].xml": made.types_with(
                    "application/vnd.openxmlformats-officedocument.oleObject", "/word/media/image9.png"
                )
            },
            "an object of another program",
        ),
        (
            {"word/_rels/settings.xml.rels": made.link("attachedTemplate", "http://x/t.dotm")},
            "something that is loaded from elsewhere when it is opened",
        ),
        (
            {"word/_rels/document.xml.rels": made.link("image", "file://server/share/x.png")},
            "something that is loaded from elsewhere when it is opened",
        ),
        (
            {"word/_rels/document.xml.rels": made.link("oleObject", "http://x/object")},
            "something that is loaded from elsewhere when it is opened",
        ),
        (
            {"word/_rels/document.xml.rels": made.link("frame", "http://x/")},
            "something that is loaded from elsewhere when it is opened",
        ),
        (
            {"word/_rels/document.xml.rels": made.link("hyperlink", "file:///c:/windows/calc.exe")},
            "a link that opens a file or a program",
        ),
        (
            {"word/_rels/document.xml.rels": made.link("hyperlink", "ms-msdt:/id PCWDiagnostic")},
            "a link that opens a file or a program",
        ),
        (
            {"word/document.xml": made.field("DDEAUTO c:\\\\calc")},
            "a field that fetches something from elsewhere",
        ),
        (
            {"word/document.xml": made.field(" D", "DE", "AUTO ", "cmd")},
            "a field that fetches something from elsewhere",
        ),
        (
            {"word/footer1.xml": made.field("QUOTE 68 68 69 65 85 84 79")},
            "a field that fetches something from elsewhere",
        ),
        (
            {"word/document.xml": made.field("INCLUDEPICTURE http://x/y.png")},
            "a field that fetches something from elsewhere",
        ),
    ],
    ids=lambda one: str(one)[:60],
)
def test_an_office_file_that_does_something_is_refused(parts: dict[str, str | bytes], what: str) -> None:
    said = refusal(made.with_parts(made.docx_of(), parts))

    assert said == f"active-content: This file holds {what}."


@pytest.mark.parametrize(
    "parts",
    [
        {"word/_rels/document.xml.rels": made.link("hyperlink", "https://example.org/a?b=c")},
        {"word/_rels/document.xml.rels": made.link("hyperlink", "mailto:a@example.org")},
        {"word/document.xml": made.field("PAGE \\* MERGEFORMAT")},
        {"word/document.xml": made.field('HYPERLINK "https://example.org/"')},
        {"word/media/image1.svg": "<svg/>"},
        {
            "xl/externalLinks/_rels/externalLink1.xml.rels": made.link(
                "externalLinkPath", "file:///s/book.xlsx"
            )
        },
        {"xl/externalLinks/externalLink1.xml": "<externalLink><externalBook/></externalLink>"},
        {"word/embeddings/Microsoft_Excel_Sheet.xlsx": made.xlsx_of()},
    ],
    ids=lambda one: next(iter(one)),
)
def test_what_honest_office_files_hold_is_let_in(parts: dict[str, str | bytes]) -> None:
    assert recognise(made.with_parts(made.docx_of(), parts)) is FileKind.DOCX


@pytest.mark.parametrize("asks", ["ddeLink", "oleLink"])
def test_a_workbook_that_asks_another_program_is_refused(asks: str) -> None:
    parts = {"xl/externalLinks/externalLink1.xml": f"<externalLink><{asks}/></externalLink>"}

    assert refusal(made.with_parts(made.xlsx_of(), parts)) == (
        "active-content: This file holds a link to another program."
    )


def test_a_document_inside_a_document_is_held_to_the_same_and_only_so_deep() -> None:
    inner = made.with_parts(made.xlsx_of(), {"xl/vbaProject.bin": b"x"})
    name = "word/embeddings/sheet.xlsx"
    twice = made.with_parts(made.docx_of(), {name: made.with_parts(made.docx_of(), {name: made.xlsx_of()})})

    assert refusal(made.with_parts(made.docx_of(), {name: inner})) == (
        "active-content: This file holds macros."
    )
    assert refusal(twice).startswith("damaged-file")
    assert refusal(made.with_parts(made.docx_of(), {name: b"MZ"})).startswith("damaged-file")


@pytest.mark.parametrize("kind", ["wordprocessingml.template", "x"])
def test_templates_and_other_kinds_of_package_are_refused(kind: str) -> None:
    main = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"

    assert refusal(made.pptx_of(kind=main)).startswith("not-taken: This is an Office file of another kind")
    assert refusal(made.odf_of("text-template")).startswith(
        "not-taken: This is an OpenDocument file of another"
    )


_ODF_OLE = (
    '<manifest:file-entry manifest:full-path="O" manifest:media-type="application/vnd.sun.star.oleobject"/>'
)
_ODF_LOCKED = '<manifest:file-entry manifest:full-path="c"><manifest:encryption-data/></manifest:file-entry>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            made.odf_of(parts={"Basic/Standard/Module1.xml": "<m/>"}),
            "active-content: This file holds macros.",
        ),
        (made.odf_of(parts={"Scripts/python/x.py": "x"}), "active-content: This file holds macros."),
        (
            made.odf_of(inside="<script:event-listener/>"),
            "active-content: This file holds something that runs when it is opened.",
        ),
        (
            made.odf_of(inside='<draw:image xlink:href="https://x/y.png"/>'),
            "active-content: This file holds something that is loaded from elsewhere",
        ),
        (
            made.odf_of(inside='<draw:object xlink:href="../../elsewhere"/>'),
            "active-content: This file holds something that is loaded from elsewhere",
        ),
        (
            made.odf_of(inside='<text:a xlink:href="file:///c:/x.exe"/>'),
            "active-content: This file holds a link that opens a file or a program.",
        ),
        (
            made.odf_of(inside="<table:dde-source/>".replace("table:", "office:")),
            "active-content: This file holds a link to another program.",
        ),
        (
            made.odf_of(parts={"Object 1/content.xml": f'<x:y xmlns:x="{made.ODF}"><x:script/></x:y>'}),
            "active-content: This file holds macros.",
        ),
        (
            made.odf_of(listed=_ODF_OLE),
            "active-content: This file holds macros, or an object of another program.",
        ),
        (made.odf_of(listed=_ODF_LOCKED), "password-protected"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged-file"),
    ],
    ids=range(11),
)
def test_an_opendocument_file_that_does_something_is_refused(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


def test_an_opendocument_file_with_pictures_and_links_is_let_in() -> None:
    inside = (
        '<draw:image xlink:href="Pictures/1.png"/><draw:object xlink:href="./Object 1"/>'
        '<text:a xlink:href="https://example.org/">x</text:a><text:a xlink:href="#here">y</text:a>'
    )

    assert recognise(made.odf_of(inside=inside)) is FileKind.ODT


@pytest.mark.parametrize("begins", ["=cmd|' /C calc'!A0", "@SUM(1)", '"=1+1"', "+cmd", "-cmd", " =1"])
def test_a_table_a_spreadsheet_would_run_is_refused_by_its_line(begins: str) -> None:
    said = refusal(f"Team,Use it\nNorth,{begins}\n".encode())

    assert said.startswith("active-content: Line 2 of this table begins a cell with")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (made.png_of() + zipped({"a": "b"}), "two-in-one"),
        (made.png_of() + b"<script>", "two-in-one"),
        (made.jpeg_of() + zipped({"a": "b"}), "two-in-one"),
        (made.pdf_of() + zipped({"a": "b"}), "two-in-one"),
        (b"GIF89a" + made.pdf_of(), "two-in-one"),
        (b"hello\n" + made.pdf_of(), "two-in-one"),
        (zipped({"%PDF-1.7": "x", "mimetype": "y"}), "two-in-one"),
        (made.docx_of() + b"behind", "two-in-one"),
        (made.png_of()[:-3], "damaged-file"),
        (made.png_of().replace(b"IDAT", b"IDAx"), "damaged-file"),
        (made.png_of(20_000, 20_000), "too-large"),
        (made.png_of(0, 1), "damaged-file"),
        (made.jpeg_of(60_000, 60_000), "too-large"),
        (made.jpeg_of()[:-2], "damaged-file"),
        (made.jpeg_of()[:12], "damaged-file"),
        (made.docx_of()[:-40], "damaged-file"),
    ],
    ids=range(16),
)
def test_what_is_two_things_or_not_whole_is_refused(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


def test_a_bomb_is_weighed_and_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("mimetype", "x")
        for number in range(4):
            bomb.writestr(f"{number}.xml", b"\0" * 60_000_000)

    assert (
        refusal(out.getvalue())
        == "too-large: This file is too large: it would unpack to far more than it is."
    )


def test_parts_that_lie_over_one_another_or_share_a_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as twice:
        twice.writestr("[Content_Types].xml", "good")
        twice.writestr("[CONTENT_types].xml", "bad")
    package = bytearray(zipped({"a": "x" * 50, "b": "y" * 50}))
    second = package.rindex(b"PK\x01\x02")
    package[second + 42 : second + 46] = bytes(4)  # it says that it stands where the first stands

    assert refusal(out.getvalue()).startswith("two-in-one")
    assert refusal(bytes(package)).startswith(("two-in-one", "damaged-file"))


def test_entities_that_grow_are_refused() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Types>&b;</Types>'

    assert refusal(made.with_parts(made.docx_of(), {"[Content_Types].xml": entity})).startswith(
        "damaged-file"
    )


@pytest.mark.parametrize("kind", FileKind, ids=lambda one: one.name)
def test_whatever_is_changed_in_a_file_it_is_known_or_refused_in_words(kind: FileKind) -> None:
    chance = random.Random(kind.name)
    for _ in range(150):
        data = bytearray(SOUND[kind])
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        try:
            said: str = recognise(bytes(data))
        except Unreadable as refused:
            said = refused.message
        assert said in list(FileKind) or said.startswith(("This ", "Line "))


@pytest.mark.parametrize(
    ("kind", "name", "becomes"),
    [
        (FileKind.PDF, "Minutes.pdf", "Minutes.pdf"),
        (FileKind.PDF, "Minutes.PDF", "Minutes.PDF"),
        (FileKind.PDF, "invoice.exe", "invoice.exe.pdf"),
        (FileKind.JPEG, "photo.jpeg", "photo.jpeg"),
        (FileKind.TXT, "run.bat", "run.bat.txt"),
        (FileKind.DOCX, "..\\..\\a/b.docx", "b.docx"),
        (FileKind.DOCX, "a\u202excod.exe", "axcod.exe.docx"),
        (FileKind.PNG, "", "evidence.png"),
        (FileKind.PNG, "...", "evidence.png"),
        (FileKind.CSV, "x" * 300 + ".csv", "x" * 196 + ".csv"),
    ],
)
def test_a_files_name_ends_in_what_it_is(kind: FileKind, name: str, becomes: str) -> None:
    assert kind.named(name) == becomes
