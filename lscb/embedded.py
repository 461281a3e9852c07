"""PostgreSQL and Redis with nothing to install, for the demo and the tests: `LSCB_EMBEDDED=1`.

Both come out of Python wheels and live in one folder. Whoever starts them holds a lock on that folder; they
end with it, even when it is killed. Both listen on free loopback ports, behind a random password kept in the
folder. What does not live here: how each is started, in `lscb.engines`, and any room.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from lscb import processes
from lscb.engines import (
    STOP_POSTGRES,
    STOP_REDIS,
    CannotStart,
    start_postgres,
    start_redis,
    write_privately,
)

__all__ = ["Addresses", "CannotStart", "Services", "addresses", "in_use", "start"]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the services answer: URLs as `DATABASE_URL` and `REDIS_URL` take them."""

    database_url: str
    redis_url: str


class Services:
    """Running services of this process. Made by `start`; a context manager that stops them at its end."""

    def __init__(self, folder: Path, lock: IO[str]) -> None:
        self.database_url = ""
        self.redis_url = ""
        self._folder = folder
        self._lock = lock
        self._postgres: subprocess.Popen[bytes] | None = None
        self._redis: subprocess.Popen[bytes] | None = None

    def run(self, *, durable: bool) -> None:
        """Start both and write down where they answer. For `start` alone."""
        password = _password(self._folder)
        self._redis, self.redis_url = start_redis(self._folder / "redis", password)
        self._postgres, self.database_url = start_postgres(
            self._folder / "postgres", password, durable=durable
        )
        found = Addresses(database_url=self.database_url, redis_url=self.redis_url)
        write_privately(self._folder / "address.json", json.dumps(asdict(found)))

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
        if self._lock.closed:
            return
        (self._folder / "address.json").unlink(missing_ok=True)
        if self._redis is not None:
            processes.end(self._redis, *STOP_REDIS)
        if self._postgres is not None:
            processes.end(self._postgres, *STOP_POSTGRES)
        self._lock.close()

    def __enter__(self) -> "Services":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(folder: Path, *, durable: bool = True) -> Services:
    """Start both services with their data under `folder`, made when missing; return once they answer.

    `durable=False` trades safety against power cuts for speed, for tests. What an earlier run that was killed
    left behind is cleared first. Call it from the main thread: the services end when the calling thread does.
    Raises CannotStart when the folder's services already run, or won't.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    services = Services(folder, _take(folder))
    try:
        _end_leftovers(folder)
        services.run(durable=durable)
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
    for _ in range(20):  # a reader of `in_use` holds it for a moment
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        time.sleep(0.05)
    lock.close()
    raise CannotStart(f"The services in {folder} are already running: stop the other one first.")


def _end_leftovers(folder: Path) -> None:
    """End what a killed run left in `folder`, and its pid files: the lock is ours, so nobody needs them."""
    for name, steps in (("postgres/postmaster.pid", STOP_POSTGRES), ("redis/redis.pid", STOP_REDIS)):
        pid_file = folder / name
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(pid_file.read_text().split()[0])
            processes.end_stranger(pid, pid_file.parent, *steps)
        # PostgreSQL would take any process that has this number today for its own. Where no process can be
        # looked at, its own check is all there is.
        if Path("/proc/self").exists():
            pid_file.unlink(missing_ok=True)
    shutil.rmtree(folder / "postgres.new", ignore_errors=True)


def _password(folder: Path) -> str:
    """The services' password, made at first and kept."""
    kept = folder / "password"
    if not kept.exists():
        write_privately(kept, secrets.token_urlsafe(24))
    return kept.read_text()


def main(arguments: Sequence[str]) -> int:
    """Run a command while the services of a folder run: `python -m lscb.embedded FOLDER COMMAND...`."""
    if len(arguments) < 2:
        sys.stderr.write("Usage: python -m lscb.embedded FOLDER COMMAND [ARGUMENT...]\n")
        return 2
    with start(Path(arguments[0])) as services:
        return subprocess.run(arguments[1:], env=services.environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
