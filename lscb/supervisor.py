"""Runs a few long-lived programs together and ends them together: web, worker and beat of `make demo`.

Each program has a log and a process group of its own. Whatever way the supervisor ends, what it started ends
too, the children of its children included, and nothing else does. What does not live here: which programs, in
`lscb.demo_run`; the embedded services, in `lscb.embedded`.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from lscb import processes

#: Seconds a program has to end by itself once asked; a worker may be in the middle of an import.
GRACE = 15.0


class ProgramEnded(RuntimeError):
    """A program ended by itself; the text names it and shows the end of its log."""


class Supervisor:
    """The programs of one run. A context manager that stops them all at its end."""

    def __init__(self, logs: Path, environment: Mapping[str, str], folder: Path) -> None:
        """`logs`: where each program's log goes; `folder`: where they run, with this `environment`."""
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = logs
        self._environment = dict(environment)
        self._folder = folder
        self._programs: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], *, pass_fds: Sequence[int] = ()) -> None:
        """Start a program, which is asked to end should this process be killed. For the main thread."""
        with self.log(name).open("wb") as log:
            self._programs[name] = subprocess.Popen(
                command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=pass_fds,
                preexec_fn=processes.before_exec(None),
            )

    def log(self, name: str) -> Path:
        """Where a program's words go; each start begins it anew."""
        return self._logs / f"{name}.log"

    def check(self) -> None:
        """Raise ProgramEnded when one has ended by itself."""
        for name, process in self._programs.items():
            if has_exited(process.pid):
                lines = self.log(name).read_text(errors="replace").splitlines()[-15:]
                raise ProgramEnded("\n".join([f"The {name} ended by itself. {self.log(name)} ends:", *lines]))

    def stop(self) -> None:
        """Ask every program to end, last started first; kill what is left of each after GRACE seconds."""
        for process in reversed(self._programs.values()):
            os.kill(process.pid, signal.SIGTERM)  # not terminate(), which may reap it
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and not all(has_exited(p.pid) for p in self._programs.values()):
            time.sleep(0.05)
        for process in self._programs.values():
            # Before the program is reaped its number, which is its group's, cannot be another's.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._programs.clear()

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def has_exited(pid: int) -> bool:
    """Whether a child has ended. It is left unreaped, so that its number stays its own."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
