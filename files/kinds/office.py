"""Word, Excel and PowerPoint files (ISO 29500): without macros, controls, fields that fetch, and links that load."""

import io
import re
import zipfile

from files.kinds.archive import Archive
from files.kinds.kind import FileKind, active, broken, not_taken
from files.readers.package import Attributes, Elements

_TYPES_PART = "[content_types].xml"
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": FileKind.PPTX,
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml": FileKind.PPTX,
}
#: What a content type may not hold, and what it would be.
_ACTIVE_TYPES = (
    ("macroenabled", "macros"),
    ("vbaproject", "macros"),
    ("macrosheet", "macros"),
    ("dialogsheet", "macros"),
    ("activex", "controls that run"),
    ("oleobject", "an object of another program"),
    ("vnd.ms-package.3dmodel", "a model that can run"),
)
#: What a part's name may not match, whatever type it claims.
_ACTIVE_PARTS = (
    (re.compile(r"(^|/)vba(project\.bin|data\.xml|projectsignature)"), "macros"),
    (re.compile(r"(^|/)(macrosheets|dialogsheets)/"), "macros"),
    (re.compile(r"(^|/)activex/"), "controls that run"),
    (re.compile(r"(^|/)embeddings/.*\.(?!xlsx$|docx$|pptx$)[^.]*$"), "an object of another program"),
    (re.compile(r"\.(exe|dll|js|vbs|bat|cmd|ps1|hta|jar|scr|lnk|html?|mht)$"), "a program or a web page"),
)
#: Links that lead out and load nothing until somebody says so.
_QUIET_LINKS = ("/hyperlink", "/externallinkpath", "/xlexternallinkpath/xlpathmissing")
_SCHEMES = ("http:", "https:", "mailto:", "tel:", "#")
#: The first word of a Word field that fetches or runs something (ISO 29500-1, 17.16.5).
_FIELDS = re.compile(
    r"^\s*(DDE|DDEAUTO|LINK|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|MACROBUTTON|DATABASE|EMBED)\b",
    re.IGNORECASE,
)
#: How such a word is hidden: spelt by the numbers of its letters.
_SPELT = re.compile(r"\bQUOTE(\s+\d{2,3}){3}", re.IGNORECASE)
_ZIP = b"PK\x03\x04"
#: A chart's figures are a workbook inside the document, which holds none in turn.
_DEEPEST = 2


class _Types(Elements):
    """Which type each part claims."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("Override", "Default"):
            self.found.append(
                (attributes.get("PartName", ""), attributes.get("ContentType", "").strip().lower())
            )


class _Links(Elements):
    """What leads out of the file: the kind of link, and where to."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode", "").lower() == "external":
            self.out.append(
                (attributes.get("Type", "").lower(), attributes.get("Target", "").strip().lower())
            )


class _Fields(Elements):
    """The instructions of a document's fields, each put together from the pieces it was written in."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self._open: list[list[str]] = []
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "fldChar":
            kind = attributes.get("w:fldCharType", "")
            if kind == "begin":
                self._open.append([])
            elif kind == "end" and self._open:
                self.written.append("".join(self._open.pop()))
        elif name == "fldSimple":
            self.written.append(attributes.get("w:instr", ""))
        self._inside = name in ("instrText", "delInstrText")

    def end(self, name: str) -> None:
        self._inside = False

    def characters(self, content: str) -> None:
        """Text between the elements."""
        if self._inside:
            for one in self._open or [self.written]:
                one.append(content)


class _Elsewhere(Elements):
    """Whether another program is asked for figures."""

    asks = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.asks = self.asks or name in ("ddeLink", "oleLink")


def check_office(archive: Archive, deep: int = _DEEPEST) -> FileKind:
    """What the package is. Raises Unreadable for one that is none of the three, or is not still."""
    if not archive.has(_TYPES_PART):
        raise not_taken("an archive (ZIP)")
    types = _Types()
    archive.parse(_TYPES_PART, types)
    _refuse_active(archive, types)
    kinds = {_MAIN[kind] for _, kind in types.found if kind in _MAIN}
    if len(kinds) != 1:
        raise not_taken("an Office file of another kind, or a template")
    _refuse_links(archive)
    for part in archive.ending(".xml"):
        if part.startswith("word/"):
            _refuse_fields(archive, part)
        elif part.startswith("xl/externallinks/") and "/_rels/" not in part:
            _refuse_asking(archive, part)
    for part in archive.ending(".docx", ".xlsx", ".pptx"):
        _look_inside(archive.read(part), deep - 1)
    return kinds.pop()


def _refuse_active(archive: Archive, types: _Types) -> None:
    for _, kind in types.found:
        for holds, what in _ACTIVE_TYPES:
            if holds in kind:
                raise active(what)
    for name in archive.names:
        for pattern, what in _ACTIVE_PARTS:
            if pattern.search(name):
                raise active(what)


def _refuse_links(archive: Archive) -> None:
    for part in archive.ending(".rels"):
        links = _Links()
        archive.parse(part, links)
        for kind, target in links.out:
            if not kind.endswith(_QUIET_LINKS):
                raise active("something that is loaded from elsewhere when it is opened")
            if kind.endswith("/hyperlink") and ":" in target and not target.startswith(_SCHEMES):
                raise active("a link that opens a file or a program")


def _refuse_fields(archive: Archive, part: str) -> None:
    fields = _Fields()
    archive.parse(part, fields)
    for one in fields.written:
        if _FIELDS.search(one) or _SPELT.search(one):
            raise active("a field that fetches something from elsewhere")


def _refuse_asking(archive: Archive, part: str) -> None:
    elsewhere = _Elsewhere()
    archive.parse(part, elsewhere)
    if elsewhere.asks:
        raise active("a link to another program")


def _look_inside(data: bytes, deep: int) -> None:
    """A document inside the document is held to the same."""
    if not deep or not data.startswith(_ZIP) or not zipfile.is_zipfile(io.BytesIO(data)):
        raise broken("a document inside it could not be looked at")
    check_office(Archive(data), deep)
