"""The ZIP package a workbook is: its parts, within limits, and their XML without entities or DTDs."""

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from files.errors import damaged
from files.limits import LIMITS, Limits
from files.readers.kinds import other_package, password_protected
from files.sheets import BookKind

#: What an element says of itself: a mapping of names to texts.
if TYPE_CHECKING:
    Attributes = AttributesImpl[str]
else:
    Attributes = AttributesImpl

_OFFICE_DOCUMENT = "/officeDocument"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"


class Elements(ContentHandler):
    """Collects nothing by itself: parts are read by its subclasses, which see names without their prefix.

    Counts the elements of its part and how deep they nest. Raises Unreadable beyond `limits`.
    """

    limits: Limits = LIMITS

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self._elements = self.depth = 0

    def startElement(self, name: str, attrs: Attributes) -> None:  # noqa: N802 (the name SAX calls)
        """An element begins."""
        self._elements += 1
        self.depth += 1
        if self._elements > self.limits.elements or self.depth > self.limits.depth:
            self.limits.check_elements(self._elements)
            self.limits.check_depth(self.depth)
        self.start(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 (the name SAX calls)
        """An element ends."""
        self.end(name.rpartition(":")[2])
        self.depth -= 1

    def start(self, name: str, attributes: Attributes) -> None:
        """For subclasses: an element of this local name begins."""

    def end(self, name: str) -> None:
        """For subclasses: an element of this local name ends."""


class _Relations(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode", "Internal") != "External":
            self.found[attributes["Id"]] = (attributes["Type"], attributes["Target"])


class _Manifest(Elements):
    """Whether an OpenDocument package says that parts of it are encrypted."""

    encrypted = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "encryption-data":
            self.encrypted = True


class Package:
    """An opened package. Only parts asked for are unpacked; nothing outside the file is followed.

    `kind` is the workbook it holds, `workbook` the part that names its sheets. Macros are a part nobody asks
    for: they are neither unpacked nor run.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open it and weigh its parts. Raises Unreadable when damaged, locked, too large or no workbook."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise damaged("it is cut off or its parts do not fit together") from problem
        self._limits = limits
        entries = self._archive.infolist()
        limits.check_parts((entry.compress_size, entry.file_size) for entry in entries)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise password_protected()
        self._names = {entry.filename.replace("\\", "/").lower(): entry.filename for entry in entries}
        self.kind, self.workbook = self._workbook_part()

    def _workbook_part(self) -> tuple[BookKind, str]:
        mimetype = self.read("mimetype")[:200].decode("ascii", "replace") if self.has("mimetype") else ""
        if mimetype.startswith(_ODS):
            self._refuse_locked()
            return BookKind.ODS, "content.xml"
        relations = self.relations("") if self.has("_rels/.rels") else {}
        named = [target for kind, target in relations.values() if kind.endswith(_OFFICE_DOCUMENT)]
        for part in (*named[:1], "xl/workbook.xml", "xl/workbook.bin"):
            if part.startswith("xl/") and self.has(part):
                if part.endswith(".xml"):
                    return BookKind.XLSM if self._holds_macros() else BookKind.XLSX, part
                if part.endswith(".bin"):
                    return BookKind.XLSB, part
        raise other_package(frozenset(self._names), mimetype)

    def _holds_macros(self) -> bool:
        return any(posixpath.basename(name) == "vbaproject.bin" for name in self._names)

    def _refuse_locked(self) -> None:
        """An OpenDocument file locks its parts one by one, and its list of parts says which."""
        manifest = _Manifest()
        if self.has(_MANIFEST):
            self.parse(_MANIFEST, manifest)
        if manifest.encrypted or self.has("encrypted-package"):
            raise password_protected()

    def has(self, part: str) -> bool:
        """Whether the package holds a part of this name, in whatever case."""
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """A part's bytes. Raises Unreadable when it is missing or does not unpack."""
        if not self.has(part):
            raise damaged(f"its part {part} is missing")
        try:
            with self._archive.open(self._names[part.lower()]) as stream:
                return stream.read()
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,
        ) as problem:
            raise damaged(f"its part {part} is cut off or overwritten") from problem

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part leads to inside the package: relation id to its type and the part's full name."""
        folder, name = posixpath.split(part)
        reader = _Relations()
        self.parse(posixpath.join(folder, "_rels", f"{name}.rels"), reader)
        return {
            key: (
                kind,
                posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/"),
            )
            for key, (kind, target) in reader.found.items()
        }

    def parse(self, part: str, handler: Elements) -> None:
        """Send a part's elements to the handler. Raises Unreadable when it is missing or no plain XML."""
        if not self.has(part):
            raise damaged(f"its part {part} is missing")
        handler.limits = self._limits
        try:
            with self._archive.open(self._names[part.lower()]) as stream:
                defusedxml.sax.parse(stream, handler, forbid_dtd=True)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
            raise damaged(f"its part {part} is cut off or overwritten") from problem
        except (SAXException, DefusedXmlException, ValueError, KeyError, LookupError) as problem:
            raise damaged(f"its part {part} is not written as a workbook's should be") from problem
