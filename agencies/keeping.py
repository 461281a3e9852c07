"""Keeping files for good: whole or not at all, named by their hash, and held to it when they are read."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.core.files.storage import default_storage


class Damaged(Exception):
    """What lies under a name is not what was put there; the message says so to a reader."""


def keep(folder: str, data: bytes, suffix: str = "") -> tuple[str, str]:
    """Store bytes once under their hash; returns (where under the files folder, sha256).

    They are written beside their place, brought to the disk, and moved there in one step: a process killed
    in the middle leaves nothing under the name. What is there already stays only when it is those very bytes.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    where = f"{folder}/{sha256[:2]}/{sha256}{suffix}"
    path = Path(default_storage.path(where))
    if not _is(path, data, sha256):
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, data)
    return where, sha256


def kept(where: str, *, size: int, sha256: str) -> bytes:
    """The bytes kept there; `Damaged` when they are gone or are not those of this size (in bytes) and hash."""
    try:
        data = Path(default_storage.path(where)).read_bytes()
    except FileNotFoundError:
        raise Damaged("The kept copy of this file is missing from the server’s disk.") from None
    if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged("The kept copy of this file is no longer the file that was received: it is damaged.")
    return data


def _is(path: Path, data: bytes, sha256: str) -> bool:
    """Whether the file there has the size and the hash of these bytes."""
    try:
        if path.stat().st_size != len(data):
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def _put(path: Path, data: bytes) -> None:
    """Write beside the place, then move; the folder is brought to the disk too, or the name could be lost."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
