"""A real SFTP server on loopback, over one folder: paramiko's own server side, in a thread a connection."""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import paramiko

NAME, PASSWORD = "portal", "a password nobody may see"


@dataclass
class Served:
    """The server: where it listens, its key, and how often files were opened."""

    port: int
    key: paramiko.PKey
    opened: list[str] = field(default_factory=list)

    @property
    def known_hosts_line(self) -> str:
        """What the file of known hosts says of it."""
        return f"[127.0.0.1]:{self.port} {self.key.get_name()} {self.key.get_base64()}\n"


class _Door(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        known = (username, password) == (NAME, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if known else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def get_allowed_auths(self, username: str) -> str:
        return "password"


def _files(root: Path, served: Served) -> type[paramiko.SFTPServerInterface]:
    class Files(paramiko.SFTPServerInterface):
        def list_folder(self, path: str) -> list[paramiko.SFTPAttributes] | int:
            try:
                return [
                    paramiko.SFTPAttributes.from_stat(one.lstat(), one.name)
                    for one in (root / path.lstrip("/")).iterdir()
                ]
            except OSError as trouble:
                return paramiko.SFTPServer.convert_errno(trouble.errno or 0)

        def stat(self, path: str) -> paramiko.SFTPAttributes | int:
            try:
                return paramiko.SFTPAttributes.from_stat((root / path.lstrip("/")).stat())
            except OSError as trouble:
                return paramiko.SFTPServer.convert_errno(trouble.errno or 0)

        lstat = stat

        def open(self, path: str, flags: int, attr: paramiko.SFTPAttributes) -> paramiko.SFTPHandle | int:
            if flags & (os.O_WRONLY | os.O_RDWR):
                return paramiko.SFTP_PERMISSION_DENIED
            try:
                file = (root / path.lstrip("/")).open("rb")
            except OSError as trouble:
                return paramiko.SFTPServer.convert_errno(trouble.errno or 0)
            served.opened.append(Path(path).name)
            handle = paramiko.SFTPHandle(flags)
            handle.readfile = file
            return handle

    return Files


@contextlib.contextmanager
def sftp_server(root: Path) -> Iterator[Served]:
    """Serve this folder until the end of the block."""
    listening = socket.create_server(("127.0.0.1", 0))
    served = Served(listening.getsockname()[1], paramiko.ECDSAKey.generate())
    transports: list[paramiko.Transport] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transports.append(transport)
            transport.add_server_key(served.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _files(root, served))
            with contextlib.suppress(paramiko.SSHException, EOFError, OSError):  # a caller may hang up
                transport.start_server(server=_Door())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
        for transport in transports:
            transport.close()
