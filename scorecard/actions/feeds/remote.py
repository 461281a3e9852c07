"""Distant stores through fsspec, with its defaults made strict: known host keys only, no redirects, short waits.

What a server or a client library says in an error may hold an address or a name: pages get our words instead.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import paramiko
from django.conf import settings
from fsspec.implementations.http import HTTPFileSystem
from fsspec.implementations.sftp import SFTPFileSystem

from agencies.rules.verdict import Refused
from scorecard.actions.feeds.addresses import Address
from scorecard.actions.feeds.stores import SILENCE, secrets_folder

log = logging.getLogger(__name__)

_NO_S3 = "this portal is not set up for S3: whoever runs the server installs its extra “s3”"


class Moved(Exception):
    """A web server answers with another address, which is not followed: it might lead anywhere."""


class _UnknownServer(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]  # paramiko has no types
    """Refuses a server whose key is not in the file of known hosts: it may be anybody's."""

    def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:
        """Refuse, with the fingerprint to compare."""
        raise Refused(
            f"the server’s key is not known here. It shows {key.get_name()} {key.fingerprint}: when its keeper "
            "confirms that, add it to the file of known hosts"
        )


class KnownServers(SFTPFileSystem):  # type: ignore[misc]  # fsspec has no types
    """SFTP to servers whose key is known; never an agent's keys, nor those of whoever runs the worker."""

    cachable = False

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        known = Path(settings.FEED_KNOWN_HOSTS)
        if known.is_file():
            self.client.load_host_keys(str(known))
        self.client.set_missing_host_key_policy(_UnknownServer())
        try:
            self.client.connect(
                self.host,
                **self.ssh_kwargs,
                allow_agent=False,
                look_for_keys=False,
                timeout=SILENCE,
                banner_timeout=SILENCE,
                auth_timeout=SILENCE,
                channel_timeout=SILENCE,
            )
            self.ftp = self.client.open_sftp()
            self.ftp.get_channel().settimeout(SILENCE)
        except BaseException:
            self.client.close()
            raise


@contextmanager
def opened(where: Address, secret: Mapping[str, Any]) -> Iterator[Any]:
    """A filesystem that reads from this store until the end of the block; `Refused` in words when it cannot."""
    with in_words():
        filesystem = _OPENERS.get(where.protocol, _by_name)(where, secret)
    try:
        yield filesystem
    finally:
        if isinstance(filesystem, SFTPFileSystem):
            filesystem.client.close()
        elif isinstance(filesystem, HTTPFileSystem) and filesystem._session is not None:
            filesystem.close_session(filesystem.loop, filesystem._session)


def _sftp(where: Address, secret: Mapping[str, Any]) -> Any:
    options = {
        "port": where.port or 22,
        "username": secret.get("username"),
        "password": secret.get("password"),
    }
    if key := secret.get("private_key"):
        path = secrets_folder() / Path(str(key)).name
        if not path.is_file():
            raise Refused("the private key that the secret names is not on the server")
        options |= {"key_filename": str(path), "passphrase": secret.get("passphrase")}
    return KnownServers(where.host, **{name: value for name, value in options.items() if value is not None})


async def _no_redirect(answer: aiohttp.ClientResponse) -> None:
    if 300 <= answer.status < 400:
        raise Moved
    answer.raise_for_status()


def _web(where: Address, secret: Mapping[str, Any]) -> Any:
    client: dict[str, Any] = {
        "timeout": aiohttp.ClientTimeout(total=4 * SILENCE, connect=SILENCE, sock_read=SILENCE),
        "raise_for_status": _no_redirect,
    }
    if secret.get("username"):
        client["auth"] = aiohttp.BasicAuth(str(secret["username"]), str(secret.get("password", "")))
    return HTTPFileSystem(
        client_kwargs=client, simple_links=False, skip_instance_cache=True, allow_redirects=False
    )


def _s3(where: Address, secret: Mapping[str, Any]) -> Any:
    try:
        from s3fs import S3FileSystem
    except ImportError:
        raise Refused(_NO_S3) from None
    endpoint = secret.get("endpoint_url")
    return S3FileSystem(
        key=secret.get("username"),
        secret=secret.get("password"),
        anon=False,
        client_kwargs={"endpoint_url": endpoint} if endpoint else {},
        config_kwargs={"connect_timeout": SILENCE, "read_timeout": SILENCE, "retries": {"max_attempts": 1}},
        skip_instance_cache=True,
        use_listings_cache=False,
    )


def _by_name(where: Address, secret: Mapping[str, Any]) -> Any:
    """Any other store that a setting allows, by fsspec's own name for it."""
    import fsspec

    return fsspec.filesystem(where.protocol)


_OPENERS = {"sftp": _sftp, "https": _web, "http": _web, "s3": _s3}

#: What went wrong, in words, by the kind of error; the first that fits.
_WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (
        paramiko.BadHostKeyException,
        "the server’s key is not the one that is known: ask its keeper before going on",
    ),
    (paramiko.AuthenticationException, "the server did not accept the name and password, or the key"),
    (Moved, "the server leads on to another address, which is not followed: write the last one"),
    (FileNotFoundError, "it is not there"),
    (PermissionError, "the server does not let the portal read it"),
    (TimeoutError, "the server did not answer in time"),
    (aiohttp.ClientSSLError, "the server’s certificate could not be trusted"),
    (aiohttp.ClientConnectionError, "the server could not be reached"),
    (paramiko.SSHException, "the server and the portal could not agree on a connection"),
    (OSError, "the server could not be reached"),
)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn whatever a client library raises into `Refused`, in our words: theirs might hold a secret."""
    try:
        yield
    except Refused:
        raise
    except aiohttp.ClientResponseError as trouble:
        raise Refused(_status(trouble.status)) from None
    except Exception as trouble:
        words = next((words for kind, words in _WORDS if isinstance(trouble, kind)), "")
        log.warning("A feed's store failed: %s", type(trouble).__name__)
        raise Refused(words or f"the server could not be read ({type(trouble).__name__})") from None


def _status(status: int) -> str:
    if status in (401, 403):
        return "the server did not accept the name and password"
    if status == 404:
        return "it is not there"
    return f"the server answered with an error ({status})"
