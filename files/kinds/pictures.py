"""PNG and JPEG, walked piece by piece: whole, of a size a reader can show, and nothing behind their end."""

import struct
import zlib

from files.kinds.kind import broken, double, large

#: In pixels: no camera makes a larger picture, and opening one would hurt.
_MOST_PIXELS = 120_000_000
_CUT_OFF = "it is cut off"
_BEHIND = "something stands behind the picture"
_PNG_HEADER = struct.Struct(">II")
#: JPEG markers that stand alone.
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_EOI, _SOS = 0xD9, 0xDA
#: Starts of frame, which say how large the picture is.
_FRAMES = frozenset(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC})


def check_png(data: bytes) -> None:
    """Raises Unreadable for a PNG that is not whole, is enormous, or has something behind its end."""
    place, kind = 8, b""
    while kind != b"IEND":
        if place + 12 > len(data):
            raise broken(_CUT_OFF)
        (length,) = struct.unpack_from(">I", data, place)
        kind = data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + length]
        if len(body) < length or place + 12 + length > len(data):
            raise broken(_CUT_OFF)
        (said,) = struct.unpack_from(">I", data, place + 8 + length)
        if said != zlib.crc32(kind + body):
            raise broken("a piece of the picture was changed")
        if place == 8:
            if kind != b"IHDR" or length != 13:
                raise broken("its header is missing")
            _demand_size(*_PNG_HEADER.unpack_from(body))
        place += 12 + length
    if data[place:].strip(b"\x00"):
        raise double(_BEHIND)


def check_jpeg(data: bytes) -> None:
    """Raises Unreadable for a JPEG that is not whole, is enormous, or has something behind its end."""
    place = 2
    while True:
        marker, place = _marker(data, place)
        if marker == _EOI:
            break
        if marker in _ALONE:
            continue
        if place + 2 > len(data):
            raise broken(_CUT_OFF)
        (length,) = struct.unpack_from(">H", data, place)
        if length < 2 or place + length > len(data):
            raise broken(_CUT_OFF)
        if marker in _FRAMES and length >= 7:
            height, width = struct.unpack_from(">HH", data, place + 3)
            _demand_size(width, height)
        place += length
        if marker == _SOS:
            place = _after_scan(data, place)
    if data[place:].strip(b"\x00\r\n "):
        raise double(_BEHIND)


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """The marker here, and where it ends; filling bytes before it are passed over."""
    if data[place : place + 1] != b"\xff":
        raise broken("its pieces do not fit together")
    while place < len(data) and data[place] == 0xFF:
        place += 1
    if place >= len(data):
        raise broken(_CUT_OFF)
    return data[place], place + 1


def _after_scan(data: bytes, place: int) -> int:
    """Where the next marker stands: within a scan 0xFF is followed by 0 or by one that only restarts it."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        following = data[place + 1]
        if following == 0x00 or following in _ALONE:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place
    raise broken(_CUT_OFF)


def _demand_size(width: int, height: int) -> None:
    if not width or not height:
        raise broken("the picture has no size")
    if width * height > _MOST_PIXELS:
        raise large(f"the picture has {width:,} by {height:,} points")
