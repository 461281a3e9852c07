"""Recognising what is not a spreadsheet we read, from its first bytes, and saying what to send instead."""

from files.errors import Unreadable

_SAVE_AS = "Open it in your spreadsheet program, save it as XLSX or CSV and send that file."
_SEND_FIGURES = "Send the spreadsheet with the figures, saved as XLSX or CSV."

#: How many of a file's first bytes are looked at here.
START = 4_096

#: First bytes, and what such a file is called in a sentence.
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"RIFF", "a picture or a recording"),
    (b"{\\rtf", "a word processor document (RTF)"),
    (b"\x1f\x8b", "a compressed file (GZIP)"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
#: BM and MZ also begin honest words; a picture or program shows a NUL byte within its first header.
_NEEDS_NUL = frozenset({b"BM", b"MZ"})

#: XLS of 1987 to 1992 (BIFF2 to BIFF4) begins with its first record, not in a container.
_FIRST_EXCELS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<style", b"<head", b"<div", b"mime-version:")
_XML = b"<?xml"
#: What the first lines of an XML file hold, and what such a file is called.
_XML_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"<html", "a web page saved with a spreadsheet's name"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of 2003"),
    (b"opendocument", "a flat OpenDocument (FODS) file"),
)


def refuse_other_kinds(start: bytes) -> None:
    """Raises Unreadable when a file's first bytes are none, or plainly no text, package or old workbook."""
    if not start:
        raise Unreadable("empty-file", "This file is empty.", "Check that it was saved, and send it again.")
    for begins, name in _OTHER_KINDS:
        if start.startswith(begins) and (begins not in _NEEDS_NUL or b"\x00" in start[:64]):
            raise Unreadable("not-a-spreadsheet", f"This is {name}, not a spreadsheet.", _SEND_FIGURES)
    if start[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise Unreadable("not-a-spreadsheet", "This is a picture (HEIC), not a spreadsheet.", _SEND_FIGURES)
    if start.startswith(_FIRST_EXCELS):
        raise Unreadable("old-format", "This is a workbook of Excel 4 or older.", _SAVE_AS)
    _refuse_markup(start.removeprefix(b"\xef\xbb\xbf").lstrip().lower())


def _refuse_markup(start: bytes) -> None:
    """Web pages and XML, in whatever encoding their first words are written: UTF-16's NULs are left out."""
    words = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"").lstrip()
    if words.startswith(_WEB):
        raise Unreadable("markup", "This is a web page saved with a spreadsheet's name.", _SAVE_AS)
    if words.startswith(_XML):
        name = next((name for holds, name in _XML_KINDS if holds in words), "an XML file")
        raise Unreadable("markup", f"This is {name}, not a workbook.", _SAVE_AS)


def other_office(names: frozenset[str]) -> Unreadable:
    """What an OLE2 container without a workbook is; names are those of its streams."""
    if "EncryptedPackage" in names:
        return password_protected()
    if "WordDocument" in names:
        return Unreadable("not-a-spreadsheet", "This is a Word document, not a spreadsheet.", _SEND_FIGURES)
    if "PowerPoint Document" in names:
        return Unreadable("not-a-spreadsheet", "This is a presentation, not a spreadsheet.", _SEND_FIGURES)
    return Unreadable("not-a-spreadsheet", "This is an old Office file, but not a workbook.", _SEND_FIGURES)


def password_protected() -> Unreadable:
    """The refusal of a file that only a password opens."""
    return Unreadable(
        "password-protected",
        "This file is password protected, so it cannot be read.",
        "Save a copy without the password and send it again.",
    )


def other_package(names: frozenset[str], mimetype: str) -> Unreadable:
    """What a ZIP package without a workbook we read is; names are its parts in lower case."""
    if "opendocument" in mimetype:
        return Unreadable("not-a-spreadsheet", "This is a document, not a spreadsheet.", _SEND_FIGURES)
    if any(name.startswith("word/") for name in names):
        return Unreadable("not-a-spreadsheet", "This is a Word document, not a spreadsheet.", _SEND_FIGURES)
    if any(name.startswith("ppt/") for name in names):
        return Unreadable("not-a-spreadsheet", "This is a presentation, not a spreadsheet.", _SEND_FIGURES)
    if any(name.endswith((".iwa", "index.zip", "index.apxl")) for name in names):
        return Unreadable(
            "apple-numbers",
            "This is an Apple Numbers, Pages or Keynote file.",
            "In Numbers choose File, Export To, Excel (or CSV) and send the exported file.",
        )
    return Unreadable(
        "zip-archive",
        "This is a ZIP archive without a workbook in it.",
        "Take the spreadsheet out of the archive and send it by itself.",
    )
