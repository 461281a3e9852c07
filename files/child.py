"""The process that reads what strangers send: `python -m files.child MEMORY PARENT`. Started by `files.reading`.

It has no settings, no database and no sockets; it may use so much memory and processor time, write no file, and it
ends with its parent. It answers one request after the other over its standard input and output.
"""

import ctypes
import gc
import logging
import os
import resource
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from files import wire
from files.errors import Unreadable, too_heavy
from files.limits import Limits
from files.readers import read

_PR_SET_PDEATHSIG = 1
#: Seconds of processor time in all: a child is replaced long before.
_LIFE = 3_600
_LONGEST_LOG = 4_000


class _Kept(logging.Handler):
    """Keeps what the readers log, for the parent to log: here is no log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record)[:_LONGEST_LOG])


def main(memory: int, parent: int) -> None:
    """Answer requests until the input ends. `memory` is in bytes, `parent` the process that must be there."""
    confine(memory, parent)
    log = _Kept()
    logging.getLogger().addHandler(log)
    with os.fdopen(0, "rb") as asked, os.fdopen(1, "wb") as answers:
        while head := asked.read(wire.LENGTH.size):
            _answer(asked, answers, wire.LENGTH.unpack(head)[0], log)


def confine(memory: int, parent: int, seconds: float = _LIFE) -> None:
    """Let this process use so much memory (bytes) and time (seconds), write no file, and end with its parent."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(0)
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (most, most))


def _allow(seconds: float) -> None:
    """Let the next file take so much processor time; then the system ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, _LIFE), _LIFE))


def _answer(asked: BinaryIO, answers: BinaryIO, length: int, log: _Kept) -> None:
    request = wire.unpacked(asked.read(length))
    source = Path(request["path"]) if request["path"] else asked.read(request["size"])
    _allow(request["seconds"])
    log.lines.clear()
    try:
        _send(answers, wire.frames_of(read(source, limits=Limits(**request["limits"]))))
        end: wire.Frame = {"end": "book"}
    except Unreadable as refusal:
        end = {"end": "refusal", "code": refusal.code, "message": refusal.message, "remedy": refusal.remedy}
    except MemoryError:
        heavy = too_heavy()
        end = {"end": "refusal", "code": heavy.code, "message": heavy.message, "remedy": heavy.remedy}
    del source
    gc.collect()
    peak = _peak()
    _send(answers, [end | {"peak": peak, "log": log.lines}])


def _peak() -> int:
    """The most memory this process ever held, in bytes.

    What the system tells of a process at its end (ru_maxrss) counts what its parent held when it began: a large
    worker's child would seem worn after each file.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _send(answers: BinaryIO, frames: Iterable[wire.Frame]) -> None:
    for frame in frames:
        answers.write(wire.packed(frame))
    answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
