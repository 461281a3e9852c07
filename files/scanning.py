"""Asking ClamAV whether bytes are a known virus: clamd's INSTREAM, over a socket of this machine or over TCP.

An answer that is neither yes nor no, and no answer at all, are `ScannerAway`: nothing passes by that.
"""

import socket
import struct
from contextlib import closing

#: Seconds that connecting and every answer may take.
SECONDS = 60.0
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4_096
_PORT = 3310


class ScannerAway(Exception):
    """The scanner cannot be reached, or did not say whether the bytes are clean; the message says what happened."""


def found_in(data: bytes, address: str, *, seconds: float = SECONDS) -> str:
    """The name of the virus in the bytes, as the scanner at this address calls it; "" when it finds none.

    An address is a path, such as /run/clamav/clamd.ctl, or host:port.
    """
    try:
        with closing(_connected(address, seconds)) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), _CHUNK):
                piece = data[start : start + _CHUNK]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            said = _answer(line)
    except OSError as trouble:
        raise ScannerAway(f"The virus scanner at {address} did not answer: {trouble}.") from trouble
    return _read(said, address)


def _connected(address: str, seconds: float) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        host, port = address, str(_PORT)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _answer(line: socket.socket) -> str:
    said = bytearray()
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _read(said: str, address: str) -> str:
    result = said.removeprefix("stream:").strip()
    if result == "OK":
        return ""
    if result.endswith("FOUND"):
        return result.removesuffix("FOUND").strip() or "a virus without a name"
    raise ScannerAway(f"The virus scanner at {address} said: {said or 'nothing'}.")
