"""The ZIP that Office and OpenDocument files are: weighed before anything is unpacked, and nothing hidden beside it."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.sax import SAXException

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from files.errors import Unreadable
from files.kinds.kind import broken, double, large, locked
from files.limits import Limits
from files.readers.package import Elements

#: Evidence unpacks to no more than this, in bytes: pages of text shrink to a twentieth, pictures hardly.
LIMITS = Limits(unpacked=200_000_000, parts=5_000)
_LOCAL_HEADER = 30
_END = b"PK\x05\x06"
_END_LENGTH = 22


class Archive:
    """An opened archive. Raises Unreadable when it is damaged, locked, too large, or more than its parts."""

    def __init__(self, data: bytes) -> None:
        """Open it and weigh its parts; none is unpacked."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise broken("it is cut off or its parts do not fit together") from problem
        entries = self._zip.infolist()
        try:
            LIMITS.check_parts((one.compress_size, one.file_size) for one in entries)
        except Unreadable as refusal:
            raise large("it would unpack to far more than it is") from refusal
        if any(one.flag_bits & 0x1 for one in entries):
            raise locked()
        _demand_nothing_beside(data, entries, self._zip)
        self._names: dict[str, str] = {}
        for one in entries:
            name = one.filename.replace("\\", "/")
            if name.lower() in self._names or name.startswith("/") or ".." in name.split("/"):
                raise double("two of its parts have one name, or a part lies outside it")
            self._names[name.lower()] = one.filename

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name, in lower case."""
        return tuple(self._names)

    def has(self, part: str) -> bool:
        """Whether it holds a part of this name, in whatever case."""
        return part.lower() in self._names

    def ending(self, *endings: str) -> Iterator[str]:
        """The names of parts that end so."""
        return (one for one in self._names if one.endswith(endings))

    def read(self, part: str) -> bytes:
        """A part's bytes."""
        try:
            return self._zip.read(self._names[part.lower()])
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
            raise broken(f"its part {part} is missing or cut off") from problem

    def parse(self, part: str, handler: Elements) -> None:
        """Send a part's elements to the handler, which collects and refuses nothing by itself."""
        handler.limits = LIMITS
        try:
            with self._zip.open(self._names[part.lower()]) as stream:
                defusedxml.sax.parse(stream, handler, forbid_dtd=True)
        except Unreadable as refusal:
            raise large("one of its parts is longer than any document needs") from refusal
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
            raise broken(f"its part {part} is missing or cut off") from problem
        except (SAXException, DefusedXmlException, ValueError) as problem:
            raise broken(f"its part {part} is not written as it should be") from problem


def _demand_nothing_beside(data: bytes, entries: list[zipfile.ZipInfo], opened: zipfile.ZipFile) -> None:
    """The archive begins and ends the file, and its parts lie behind one another."""
    if opened.comment or data[-_END_LENGTH:][:4] != _END:
        raise double("something stands behind the archive")
    reached = 0
    for one in sorted(entries, key=lambda entry: entry.header_offset):
        if one.header_offset < reached or (not reached and one.header_offset):
            raise double("its parts lie over one another, or something stands before them")
        reached = one.header_offset + _LOCAL_HEADER + one.compress_size
