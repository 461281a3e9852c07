"""Keeping files for good: whole or not at all, named by their hash, and held to it when they are read.

What strangers send waits in quarantine first, a folder of its own that no backup holds: see docs/adr/0010.
"""

import hashlib
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

#: How the place of a file in quarantine begins; other places are under the files folder.
QUARANTINE = "quarantine/"


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


def set_apart(data: bytes, corner: str = "") -> tuple[str, str]:
    """Put bytes into quarantine, whole or not at all; returns (where, sha256).

    The same bytes sent twice lie there twice: what becomes of one delivery does not touch another. A `corner` of its
    own keeps what one room clears out from what another does.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    where = f"{QUARANTINE}{f'{corner}/' if corner else ''}{sha256[:2]}/{sha256}-{secrets.token_hex(6)}"
    path = place_of(where)
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, data)
    return where, sha256


def in_quarantine(where: str) -> bool:
    """Whether a file lies in quarantine; one that was deleted lies nowhere."""
    return where.startswith(QUARANTINE)


def place_of(where: str) -> Path:
    """The path of a file that is kept or in quarantine."""
    if in_quarantine(where):
        return Path(settings.QUARANTINE_ROOT) / where.removeprefix(QUARANTINE)
    return Path(default_storage.path(where))


def remove(where: str) -> None:
    """Delete a file from quarantine; nothing happens when it is gone. What is kept for good is never removed here."""
    if not in_quarantine(where):
        raise ValueError(f"{where} is kept for good.")
    path = place_of(where)
    with suppress(FileNotFoundError):
        path.unlink()
        _to_disk(path.parent)


def left_in_quarantine(*, seconds: float, corner: str = "") -> Iterator[str]:
    """What has lain in this corner of quarantine at least so long, half-written files too; the machine's clock says."""
    root = Path(settings.QUARANTINE_ROOT)
    before = time.time() - seconds
    for path in sorted((root / corner).glob("??/*")) if root.exists() else []:
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime <= before:
                yield QUARANTINE + path.relative_to(root).as_posix()


def discard(where: str) -> None:
    """Delete a file that was kept under a name of its own, for somebody who says on record why it may not stay."""
    with suppress(FileNotFoundError):
        place_of(where).unlink()
        _to_disk(place_of(where).parent)


def kept(where: str, *, size: int, sha256: str) -> bytes:
    """The bytes there, kept or in quarantine; `Damaged` when they are gone or not of this size (in bytes) and hash."""
    try:
        data = place_of(where).read_bytes()
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
    _to_disk(path.parent)


def _to_disk(place: Path) -> None:
    folder = os.open(place, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def kept_by_hash(where: str, sha256: str) -> bytes:
    """The bytes there, whatever their size; `Damaged` when they are gone or not of this hash."""
    path = place_of(where)
    size = path.stat().st_size if path.exists() else 0
    return kept(where, size=size, sha256=sha256)
