"""The OLE2 container ([MS-CFB]) that XLS files and locked workbooks come in: its streams, by name."""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from files.errors import Unreadable, damaged

#: The first bytes of every such file.
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_IN_HEADER = 109
#: From here on a sector's number is a sign: free, end of chain, and so on.
_SIGNS = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_NOBODY = 0xFFFFFFFF


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Ole:
    """An opened container. Raises Unreadable when its tables contradict themselves."""

    def __init__(self, data: bytes) -> None:
        """Read its tables and the names of its streams."""
        if len(data) < _HEADER:
            raise _broken()
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _broken()
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        first_directory, self._cutoff, first_mini = struct.unpack_from("<I4xII", data, 48)
        self._next = self._table(list(self._table_sectors()))
        self._entries = self._directory(self._chain(first_directory, self._next))
        self._mini_next = self._table(list(self._chain(first_mini, self._next)))

    def _at(self, sector: int) -> bytes:
        """One sector; the last may be cut short, as some programs write it."""
        start = (sector + 1) * self._sector
        if start >= len(self._data):
            raise _broken()
        return self._data[start : start + self._sector]

    def _table_sectors(self) -> Iterator[int]:
        """Where the table of sectors stands: 109 places in the header, more in a chain of their own."""
        yield from _used(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        following, seen = struct.unpack_from("<I", self._data, 68)[0], 0
        while following < _SIGNS:
            seen += self._sector
            if seen > len(self._data):
                raise _broken()
            places = self._table([following])
            if not places:
                raise _broken()
            following = places.pop()
            yield from _used(places)

    def _table(self, sectors: list[int]) -> "array[int]":
        if len(sectors) * self._sector > len(self._data):
            raise _broken()
        joined = b"".join(self._at(sector) for sector in sectors)
        # A file holds little-endian numbers, as does every machine we know of; struct would say so and be slow.
        return array("I", joined[: len(joined) // 4 * 4])

    def _chain(self, sector: int, following: "array[int]") -> Iterator[int]:
        """The sectors of one stream, in order. Raises Unreadable for a chain that leads out or in a circle."""
        for _ in range(len(following) + 1):
            if sector >= _SIGNS:
                return
            if sector >= len(following):
                break
            yield sector
            sector = following[sector]
        raise _broken()

    def _directory(self, sectors: Iterator[int]) -> list[_Entry]:
        joined = b"".join(self._at(sector) for sector in sectors)
        entries = []
        for place in range(0, len(joined) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", joined, place + 64)
            name = joined[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            links = struct.unpack_from("<III", joined, place + 68)
            entries.append(_Entry(name, kind, *links, *struct.unpack_from("<II", joined, place + 116)))
        if not entries or entries[0].kind != _ROOT:
            raise _broken()
        return entries

    @property
    def names(self) -> frozenset[str]:
        """The names at the container's root: what is embedded in a document stands further down."""
        found, waiting, seen = set(), [self._entries[0].child], set[int]()
        while waiting:
            number = waiting.pop()
            if number == _NOBODY or number in seen:
                continue
            if number >= len(self._entries):
                raise _broken()
            seen.add(number)
            entry = self._entries[number]
            found.add(entry.name)
            waiting += [entry.left, entry.right]
        return frozenset(found)

    def stream(self, name: str) -> bytes:
        """The bytes of the first stream of this name, in whatever case. Raises Unreadable without one."""
        for entry in self._entries:
            if entry.kind == _STREAM and entry.name.lower() == name.lower():
                return self._bytes(entry)
        raise damaged(f"its part {name} is missing")

    def _bytes(self, entry: _Entry) -> bytes:
        if entry.size > len(self._data):
            raise _broken()
        if entry.size >= self._cutoff:
            chain = self._chain(entry.start, self._next)
            return b"".join(self._at(sector) for sector in chain)[: entry.size]
        root = self._entries[0]
        small = b"".join(self._at(sector) for sector in self._chain(root.start, self._next))
        size = self._mini_sector
        chain = self._chain(entry.start, self._mini_next)
        return b"".join(small[sector * size : (sector + 1) * size] for sector in chain)[: entry.size]


def _used(sectors: "tuple[int, ...] | array[int]") -> Iterator[int]:
    return (sector for sector in sectors if sector < _SIGNS)


def _broken() -> Unreadable:
    return damaged("it is cut off or its parts do not fit together")
