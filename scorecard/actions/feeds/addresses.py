"""What a feed's address may be: nothing but the stores this portal was told of can be reached.

An address is typed on a page; without these rules it could make the portal fetch from inside its own network.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from agencies.rules.verdict import Refused

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_KINDS = "Write an address that begins with sftp://, https:// or s3://, or leave it empty for the inbox."


@dataclass(frozen=True, slots=True)
class Address:
    """A store's address in parts. `host` is the bucket's name for s3; `port` is None for the protocol's own."""

    protocol: str
    host: str
    port: int | None
    path: str

    @property
    def place(self) -> str:
        """How pages, letters and the record call it."""
        port = f":{self.port}" if self.port else ""
        return f"{self.host}{port}{self.path}".rstrip("/")

    def __str__(self) -> str:
        port = f":{self.port}" if self.port else ""
        return f"{self.protocol}://{self.host}{port}{self.path}"


def inside_inbox(folder: str) -> Path:
    """The path of a folder named relative to the inbox; `Refused` when it would lie outside."""
    root = Path(settings.INBOX_ROOT)
    try:
        path = (root / folder).resolve()
    except (OSError, ValueError):  # longer than a name may be, or no name at all
        raise Refused("Name a folder inside the inbox, such as “police”.") from None
    if path == root or not path.is_relative_to(root):
        raise Refused("Name a folder inside the inbox, such as “police”.")
    return path


def address(source: str) -> Address:
    """Read a store's address. `Refused` unless its kind and its host are among those the portal was told of."""
    found = _parts(source)
    if found.protocol not in settings.FEED_PROTOCOLS:
        raise Refused(_KINDS)
    host = found.host if found.port is None else f"{found.host}:{found.port}"
    if host not in {name.strip().lower() for name in settings.FEED_HOSTS}:
        raise Refused(
            f"This portal was not told to fetch from “{host}”. Whoever runs the server adds it to LSCB_FEED_HOSTS."
        )
    return found


def _parts(source: str) -> Address:
    try:
        parts = urlsplit(source.strip())
        port = parts.port
    except ValueError:
        raise Refused(_KINDS) from None
    if "@" in parts.netloc:
        raise Refused("Write no name and no password into the address: name a secret instead.")
    if parts.query or parts.fragment:
        raise Refused("Write the address without “?” and “#”.")
    if not parts.scheme or not parts.hostname:
        raise Refused(_KINDS)
    if ".." in unquote(parts.path).split("/") or any(ord(one) < 32 for one in unquote(parts.path)):
        raise Refused("Write the address of the folder itself, without “..”.")
    return Address(parts.scheme.lower(), parts.hostname.lower(), port, parts.path or "/")


def checked_secret(name: str) -> str:
    """The name of a secret, as it may be written into a form; `Refused` when it is no such name."""
    name = name.strip()
    if name and not _NAME.fullmatch(name):
        raise Refused(
            "Give the name of the secret alone, in letters, digits and hyphens; never the secret itself."
        )
    return name


def secret_values(name: str) -> Mapping[str, Any]:
    """What a secret holds, from its file on the server; empty without a name. Never shown, logged or recorded."""
    if not name:
        return {}
    path = Path(settings.FEED_SECRETS_DIR) / checked_secret(name)
    try:
        values = json.loads(path.read_text())
    except (OSError, ValueError):
        values = None
    if not isinstance(values, dict):
        raise Refused(f"The secret “{name}” is not set up on the server, or its file is not JSON")
    return values
