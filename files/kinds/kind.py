"""The kinds of file that may be evidence, and how each refusal is worded."""

from enum import StrEnum
from pathlib import PurePosixPath

from files.errors import Unreadable


class FileKind(StrEnum):
    """What a file is, in the words a page shows."""

    PDF = "PDF"
    PNG = "Picture (PNG)"
    JPEG = "Picture (JPEG)"
    DOCX = "Word document"
    XLSX = "Excel workbook"
    PPTX = "PowerPoint presentation"
    ODT = "OpenDocument text"
    ODS = "OpenDocument spreadsheet"
    ODP = "OpenDocument presentation"
    TXT = "Text"
    CSV = "Table as text (CSV)"

    def named(self, name: str) -> str:
        """A file's name with the ending that belongs to what it is: no picture is called a program.

        Everything but the last part of a path is left out, and whatever a name cannot hold.
        """
        plain = "".join(one for one in name.replace("\\", "/").rpartition("/")[2] if one.isprintable())
        plain = plain.strip().strip(".") or "evidence"
        endings = ENDINGS[self]
        if PurePosixPath(plain).suffix.lower() in endings:
            return plain[-200:]
        return f"{plain[-190:]}{endings[0]}"


#: The endings a file of each kind may have; the first is put to a name that has none of them.
ENDINGS = {
    FileKind.PDF: (".pdf",),
    FileKind.PNG: (".png",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
    FileKind.PPTX: (".pptx",),
    FileKind.ODT: (".odt",),
    FileKind.ODS: (".ods",),
    FileKind.ODP: (".odp",),
    FileKind.TXT: (".txt", ".md"),
    FileKind.CSV: (".csv", ".tsv", ".txt"),
}
_SAVE_PDF = "Print it to a new PDF, or save it without that, and send the new file."


def not_taken(what: str) -> Unreadable:
    """The refusal of a kind of file that is no evidence here; `what` as in “a web page”."""
    return Unreadable(
        "not-taken",
        f"This is {what}.",
        "Send a PDF, a picture (PNG or JPEG), an Office or OpenDocument file without macros, or plain text.",
    )


def active(what: str) -> Unreadable:
    """The refusal of a file that could do something when it is opened; `what` as in “macros”."""
    return Unreadable("active-content", f"This file holds {what}.", _SAVE_PDF)


def broken(what: str) -> Unreadable:
    """The refusal of a file that is not whole; `what` as in “it is cut off”."""
    return Unreadable(
        "damaged-file", f"This file is damaged: {what}.", "Save it again and send the new file."
    )


def double(what: str) -> Unreadable:
    """The refusal of a file that is two things at once; `what` as in “an archive behind the picture”."""
    return Unreadable(
        "two-in-one", f"This file holds more than it shows: {what}.", "Save it again and send the new file."
    )


def locked() -> Unreadable:
    """The refusal of a file that only a password opens."""
    return Unreadable(
        "password-protected",
        "This file is password protected, so nobody could look what it holds.",
        "Save a copy without the password and send that.",
    )


def large(what: str) -> Unreadable:
    """The refusal of a file beyond a limit; `what` as in “it is over 10 MB”."""
    return Unreadable("too-large", f"This file is too large: {what}.", "Send the pages that matter alone.")
