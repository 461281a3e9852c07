"""What a file says outside its cells: comments, text boxes, headers; and the text of what is no spreadsheet."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

#: In bytes: so much of each part is looked at, and so much of all.
_PART, _ALL = 2_000_000, 10_000_000

#: Which parts of a package hold words outside cells, in which of their elements, and what that is called.
_ASIDES: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(name), re.compile(inside, re.S), where)
    for name, inside, where in (
        (r".*/comments?\d*\.xml", r"<(?:\w+:)?comment\b(.*?)</(?:\w+:)?comment>", "a comment"),
        (r".*/threadedComment\d*\.xml", r"<threadedComment\b(.*?)</threadedComment>", "a comment"),
        (r".*/drawing\d*\.xml", r"<(?:\w+:)?txBody\b(.*?)</(?:\w+:)?txBody>", "a text box"),
        (
            r"docProps/core\.xml",
            r"<(?:dc|cp):(?:title|subject|description|keywords)>(.*?)</",
            "the file’s properties",
        ),
        (
            r"xl/worksheets/sheet\d+\.xml",
            r"<(?:odd|even|first)(?:Header|Footer)>(.*?)</",
            "a header or footer",
        ),
        (r"content\.xml", r"<office:annotation\b(.*?)</office:annotation>", "a comment"),
    )
)
#: Who wrote a comment and when, which is none of its words.
_ABOUT = re.compile(r"<(dc:creator|dc:date|meta:date-string)>.*?</\1>", re.S)
_TAG = re.compile(r"<[^>]*>")
#: The rest of an element's own tag, when what is inside it was cut out.
_REST_OF_TAG = re.compile(r"^[^<>]*>")
_PIECE = re.compile(r"</(?:\w+:)?(?:p|t|si|row)>")


def asides_of(data: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a workbook that stand in no cell, each with where: “a comment”. None of other files."""
    for name, part in _parts(data):
        for names, inside, where in _ASIDES:
            if names.fullmatch(name):
                for piece in inside.findall(part):
                    if text := _words(_ABOUT.sub(" ", piece)):
                        yield where, text


def text_of(data: bytes) -> Iterator[str]:
    """The texts of a file that could not be read as a spreadsheet, as far as they can be got."""
    if data.startswith(b"PK"):
        for _, part in _parts(data):
            yield from (text for piece in _PIECE.split(part) if (text := _words(piece)))
        return
    decoded = _decoded(data[:_ALL])
    if decoded is not None:
        yield from (line for line in re.split(r"[\r\n]+", _TAG.sub(" ", decoded)) if line.strip())


def _decoded(data: bytes) -> str | None:
    """Bytes as text; None when they are none: the numbers inside a picture or a PDF are nobody's."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if data.startswith(b"%PDF") or (encoding != "utf-16" and b"\x00" in data):
        return None
    text = data.decode(encoding, errors="replace")
    return None if text.count("\ufffd") * 20 > len(text) else text


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    """The XML parts of a package, the small ones first, within bounds; a damaged one gives what it can."""
    left = _ALL
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = [one for one in package.infolist() if one.filename.lower().endswith(".xml")]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return
    for one in sorted(parts, key=lambda part: part.file_size):
        try:
            with package.open(one) as stream:
                part = stream.read(min(_PART, left))
        except Exception:  # noqa: S112 - whatever a stranger's package does, its other parts are still looked at
            continue
        left -= len(part)
        yield one.filename, part.decode("utf-8", errors="replace")
        if left <= 0:
            return


def _words(piece: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", _REST_OF_TAG.sub("", piece))).split())
