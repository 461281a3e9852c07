"""Recognising what is not a spreadsheet we read, from its first bytes, and saying what to send instead."""

from files.errors import Unreadable

_SAVE_AS = "Open it in your spreadsheet program, save it as XLSX or CSV and send that file."
_SEND_FIGURES = "Send the spreadsheet with the figures, saved as XLSX or CSV."

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

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<style", b"<head")


def refuse_other_kinds(data: bytes) -> None:
    """Raises Unreadable when the bytes are empty or plainly of another kind than text or a ZIP package."""
    if not data.strip():
        raise Unreadable("empty-file", "This file is empty.", "Check that it was saved, and send it again.")
    if data.startswith(_OLE2):
        raise _old_office(data)
    for start, name in _OTHER_KINDS:
        if data.startswith(start) and (start not in _NEEDS_NUL or b"\x00" in data[:64]):
            raise Unreadable("not-a-spreadsheet", f"This is {name}, not a spreadsheet.", _SEND_FIGURES)
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise Unreadable("not-a-spreadsheet", "This is a picture (HEIC), not a spreadsheet.", _SEND_FIGURES)
    if data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise Unreadable("markup", "This is a web page or XML saved under a spreadsheet's name.", _SAVE_AS)


def _old_office(data: bytes) -> Unreadable:
    """What an OLE2 container holds, from the names of its streams, which it writes in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return password_protected()
    if holds("WordDocument"):
        return Unreadable("not-a-spreadsheet", "This is a Word document, not a spreadsheet.", _SEND_FIGURES)
    if holds("PowerPoint Document"):
        return Unreadable("not-a-spreadsheet", "This is a presentation, not a spreadsheet.", _SEND_FIGURES)
    if holds("Workbook") or holds("Book"):
        return Unreadable("old-format", "This is a workbook in the old XLS format.", _SAVE_AS)
    return Unreadable("not-a-spreadsheet", "This is an old Office file, but not a workbook.", _SEND_FIGURES)


def password_protected() -> Unreadable:
    """The refusal of a file that only a password opens."""
    return Unreadable(
        "password-protected",
        "This file is password protected, so it cannot be read.",
        "Save a copy without the password and send it again.",
    )


def other_package(names: frozenset[str], mimetype: str) -> Unreadable:
    """What a ZIP package without an XLSX workbook is; names are its parts in lower case."""
    if "opendocument.spreadsheet" in mimetype:
        return Unreadable("old-format", "This is an OpenDocument (ODS) spreadsheet.", _SAVE_AS)
    if "opendocument" in mimetype:
        return Unreadable("not-a-spreadsheet", "This is a document, not a spreadsheet.", _SEND_FIGURES)
    if "xl/workbook.bin" in names:
        return Unreadable("old-format", "This is a workbook in the binary XLSB format.", _SAVE_AS)
    if any(name.startswith("word/") for name in names):
        return Unreadable("not-a-spreadsheet", "This is a Word document, not a spreadsheet.", _SEND_FIGURES)
    if any(name.startswith("ppt/") for name in names):
        return Unreadable("not-a-spreadsheet", "This is a presentation, not a spreadsheet.", _SEND_FIGURES)
    return Unreadable(
        "zip-archive",
        "This is a ZIP archive without a workbook in it.",
        "Take the spreadsheet out of the archive and send it by itself.",
    )
