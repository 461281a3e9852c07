"""From bytes to what they are. A name or a type that somebody claims counts for nothing."""

import logging

from files.errors import Unreadable
from files.kinds.archive import Archive
from files.kinds.kind import FileKind, broken, double, large, not_taken
from files.kinds.odf import check_odf
from files.kinds.office import check_office
from files.kinds.pdf import check_pdf
from files.kinds.pictures import check_jpeg, check_png
from files.kinds.text import check_text

_log = logging.getLogger(__name__)

#: In bytes.
LARGEST = 10 * 1024 * 1024
#: Readers of PDF look for its beginning in so many bytes.
_PDF_LOOKED_FOR = 1_024

_PNG, _JPEG, _PDF, _ZIP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04"
#: First bytes of what is refused, and what it is called.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office program, or a saved email"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xfe\xed\xfa\xce", "a program"),
    (b"#!", "a script"),
    (b"{\\rtf", "a word processor document (RTF)"),
    (b"%!PS", "a PostScript file"),
    (b"GIF8", "a picture of another kind (GIF)"),
    (b"BM", "a picture of another kind (BMP)"),
    (b"II*\x00", "a picture of another kind (TIFF)"),
    (b"MM\x00*", "a picture of another kind (TIFF)"),
    (b"RIFF", "a picture of another kind, or a recording"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x1f\x8b", "a compressed file (GZIP)"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"BZh", "a compressed file (BZIP2)"),
    (b"\xfd7zXZ", "a compressed file (XZ)"),
    (b"PK\x05\x06", "an empty archive"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"SQLite format 3", "a database"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut"),
)
#: BM and MZ also begin honest words; a picture or program shows a NUL byte within its first header.
_NEEDS_NUL = frozenset({b"BM", b"MZ", b"ID3", b"BZh", b"RIFF", b"Rar!", b"OggS"})


def recognise(data: bytes) -> FileKind:
    """What the file is. Raises Unreadable, and nothing else, where it may not be evidence.

    Run it in a process of its own (`files.looking`): these bytes come from anyone.
    """
    try:
        return _recognised(data)
    except Unreadable:
        raise
    except MemoryError:
        raise large("it takes more memory to look at than we allow") from None
    except RecursionError:
        raise broken("its parts lie too deep in one another") from None
    except Exception as unforeseen:
        _log.exception("Looking at a file met something it does not foresee")
        raise broken("its inside could not be understood") from unforeseen


def _recognised(data: bytes) -> FileKind:
    if not data:
        raise Unreadable("empty-file", "This file is empty.", "Check that it was saved, and send it again.")
    if len(data) > LARGEST:
        raise large(f"it is over {LARGEST // 1024 // 1024} MB")
    if not data.startswith(_PDF) and _PDF in data[:_PDF_LOOKED_FOR]:
        raise double("a PDF begins inside it")
    if data.startswith(_PDF):
        check_pdf(data)
        return FileKind.PDF
    if data.startswith(_PNG):
        check_png(data)
        return FileKind.PNG
    if data.startswith(_JPEG):
        check_jpeg(data)
        return FileKind.JPEG
    if data.startswith(_ZIP):
        return _package(data)
    for begins, name in _REFUSED:
        if data.startswith(begins) and (begins not in _NEEDS_NUL or b"\x00" in data[:64]):
            raise not_taken(name)
    return check_text(data)


def _package(data: bytes) -> FileKind:
    archive = Archive(data)
    return check_odf(archive) if archive.has("mimetype") else check_office(archive)
