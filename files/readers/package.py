"""The ZIP package an XLSX workbook is: its parts, within limits, and their XML without entities or DTDs."""

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

from files.errors import Unreadable, damaged
from files.limits import Limits
from files.readers.kinds import other_package, password_protected

#: What an element says of itself: a mapping of names to texts.
if TYPE_CHECKING:
    Attributes = AttributesImpl[str]
else:
    Attributes = AttributesImpl

_OFFICE_DOCUMENT = "/officeDocument"


class Elements(ContentHandler):
    """Collects nothing by itself: parts are read by its subclasses, which see names without their prefix."""

    def startElement(self, name: str, attrs: Attributes) -> None:  # noqa: N802 (the name SAX calls)
        """An element begins."""
        self.start(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 (the name SAX calls)
        """An element ends."""
        self.end(name.rpartition(":")[2])

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


class Package:
    """An opened XLSX package. Only parts asked for are unpacked; nothing outside the file is followed."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open it and weigh its parts. Raises Unreadable when damaged, locked, too large or no workbook."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise damaged("it is cut off or its parts do not fit together") from problem
        entries = self._archive.infolist()
        limits.check_parts((entry.compress_size, entry.file_size) for entry in entries)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise password_protected()
        self._names = {entry.filename.replace("\\", "/").lower(): entry.filename for entry in entries}
        self.workbook = self._workbook_part()
        self._refuse_macros()

    def _workbook_part(self) -> str:
        relations = self.relations("") if "_rels/.rels" in self._names else {}
        targets = [target for kind, target in relations.values() if kind.endswith(_OFFICE_DOCUMENT)]
        part = targets[0] if targets else "xl/workbook.xml"
        if part.startswith("xl/") and part.endswith(".xml") and self.has(part):
            return part
        if self.has("xl/workbook.xml"):
            return "xl/workbook.xml"
        mimetype = self._bytes("mimetype")[:200].decode("ascii", "replace") if self.has("mimetype") else ""
        raise other_package(frozenset(self._names), mimetype)

    def _refuse_macros(self) -> None:
        if any(posixpath.basename(name) == "vbaproject.bin" for name in self._names):
            raise Unreadable(
                "macros",
                "This workbook holds macros (small programs), which are not taken.",
                "Save it as an Excel workbook (.xlsx) without macros and send it again.",
            )

    def has(self, part: str) -> bool:
        """Whether the package holds a part of this name, in whatever case."""
        return part.lower() in self._names

    def _bytes(self, part: str) -> bytes:
        with self._archive.open(self._names[part.lower()]) as stream:
            return stream.read()

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
        try:
            with self._archive.open(self._names[part.lower()]) as stream:
                defusedxml.sax.parse(stream, handler, forbid_dtd=True)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
            raise damaged(f"its part {part} is cut off or overwritten") from problem
        except (SAXException, DefusedXmlException, ValueError, KeyError, LookupError) as problem:
            raise damaged(f"its part {part} is not written as a workbook's should be") from problem
