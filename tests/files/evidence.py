"""Files sent as evidence, made in memory: sound ones of every kind, and what makes them hostile."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pikepdf
from docx import Document
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.files.books import zipped

OFFICE = "http://schemas.openxmlformats.org"
PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def pdf_of(change: Callable[[Pdf], None] | None = None, **how: Any) -> bytes:
    """A PDF of one page, changed so."""
    made = pikepdf.new()
    made.add_blank_page()
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, deterministic_id="encryption" not in how, **how)
    return out.getvalue()


def piece(kind: bytes, body: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int = 1, height: int = 1, *more: bytes) -> bytes:
    """A grey PNG of this size, with more pieces before its end."""
    header = piece(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + piece(b"IDAT", zlib.compress(b"\0\0"))
        + b"".join(more)
        + piece(b"IEND", b"")
    )


def jpeg_of(width: int = 8, height: int = 8, scan: bytes = b"\x12\xff\x00\x34\xff\xd0\x56") -> bytes:
    """A JPEG of this size, its scan made up."""
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    start = struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0"
        + b"\0" * 9
        + b"\xff\xc0"
        + frame
        + b"\xff\xda"
        + start
        + scan
        + b"\xff\xd9"
    )


def docx_of(text: str = "What changed.") -> bytes:
    """A Word document of one paragraph."""
    made = Document()
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def xlsx_of(value: object = 5) -> bytes:
    """An Excel workbook of one cell."""
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["A1"] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pptx_of(parts: Mapping[str, str | bytes] | None = None, kind: str = PRESENTATION) -> bytes:
    """A presentation, as far as we look at one."""
    types = (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{kind}"/></Types>'
    )
    return zipped({"[Content_Types].xml": types, "ppt/presentation.xml": "<p/>", **(parts or {})})


def odf_of(
    kind: str = "text", inside: str = "", parts: Mapping[str, str | bytes] | None = None, listed: str = ""
) -> bytes:
    """An OpenDocument file of this kind, with this inside its body and these entries more in its list of parts."""
    spaces = " ".join(
        f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "draw", "script")
    )
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:scripts/><office:body>{inside}</office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="x"/>{listed}</manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
            **(parts or {}),
        }
    )


def with_parts(package: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The package with these parts put into it, or in place of its own."""
    held: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    return zipped(held | dict(parts))


def link(kind: str, target: str) -> str:
    """A list of one link that leads out of an Office file."""
    return (
        f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


def field(*pieces: str) -> str:
    """A Word document with a field whose instruction is written in these pieces."""
    w = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main"'
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    return (
        f'<w:document {w}><w:body><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>'
    )


def types_with(kind: str, name: str = "/word/extra.bin") -> str:
    """The types of a Word document, with one part more."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
        f'<Override PartName="{name}" ContentType="{kind}"/></Types>'
    )


def opens_javascript(made: Pdf) -> None:
    """JavaScript when it is opened."""
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launches(made: Pdf) -> None:
    """A program, by a link."""
    action = Dictionary(S=Name.Launch, F=String("calc.exe"))
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def deep_javascript(made: Pdf) -> None:
    """JavaScript as the fifth of a chain of actions, none of them an object of its own."""
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    for _ in range(4):
        action = Dictionary(S=Name.GoTo, Next=Array([action]))
    made.pages[0].AA = Dictionary(O=action)


def carries(made: Pdf) -> None:
    """A file inside it."""
    made.attachments["program.exe"] = b"MZ"


def named_javascript(made: Pdf) -> None:
    """JavaScript by name."""
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def form_that_runs(made: Pdf) -> None:
    """A form of another language."""
    made.Root.AcroForm = Dictionary(XFA=String("<xdp/>"), Fields=Array([]))


def sends(made: Pdf) -> None:
    """A form that sends what is typed."""
    made.Root.OpenAction = Dictionary(S=Name.SubmitForm, F=String("http://x"))
