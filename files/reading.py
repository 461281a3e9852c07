"""Reading a stranger's file apart: in a process of its own, so that no file can hurt a worker.

A parser that runs out of memory, loops or crashes takes only its own process with it. One such process stays warm
for the next file; a new one is started after many files, after a heavy one, and after any trouble.
"""

import atexit
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from files import wire
from files.errors import Unreadable, damaged, too_heavy
from files.limits import LIMITS, Limits
from files.readers.delimited import Source
from files.sheets import Book

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent

#: The memory a child may use, in bytes: a 20 MB workbook of 500,000 cells takes a third of it.
MEMORY = 1_000_000_000
#: The time a file may take, in seconds.
SECONDS = 60.0
#: After so many files a child is replaced, should anything have stayed behind in it.
_FILES = 200
#: Seconds a new child may take to start on a busy machine, beside the file's own.
_START = 30.0
_CHUNK = 1 << 20
#: How a child ends that used up its processor time.
_OUT_OF_TIME = (-signal.SIGXCPU,)


class NoChild(RuntimeError):
    """No reading process could be started: this machine's trouble, and never the file's."""


@dataclass
class Tally:
    """What the children of this process have done since it began: for trials, and for whoever is curious."""

    files: int = 0
    started: int = 0
    killed: int = 0
    peak: int = 0


tally = Tally()


class _Died(Exception):
    """The child ended in the middle of a file; `code` is how."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class _Child:
    """A reading process, its memory cap, and how many files it has read."""

    memory: int
    files: int = 0
    worn: bool = False
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-B", "-m", "files.child", str(self.memory), str(os.getpid())],
                cwd=_ROOT,
                # Nothing of ours: no address of a database, no secret.
                env={"LANG": "C.UTF-8", "PYTHONUTF8": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as problem:
            raise NoChild("A process to read the file in could not be started.") from problem
        os.set_blocking(self._input, False)
        os.set_blocking(self._output, False)
        tally.started += 1

    @property
    def _input(self) -> int:
        assert self.process.stdin is not None  # noqa: S101 (it was asked for)
        return self.process.stdin.fileno()

    @property
    def _output(self) -> int:
        assert self.process.stdout is not None  # noqa: S101
        return self.process.stdout.fileno()

    def read(self, source: Source, limits: Limits, seconds: float) -> Book:
        """One file. Raises Unreadable; _Died when the process ended, TimeoutError when it had to be ended."""
        deadline = time.monotonic() + seconds + (0 if self.files else _START)
        self.files += 1
        for piece in wire.request(source, seconds, asdict(limits)):
            self._write(memoryview(piece), deadline)
        ending: list[wire.Frame] = []
        try:
            book = wire.book_from(self._frames(deadline, ending), source, limits)
        except (ValueError, KeyError, TypeError, ArithmeticError, IndexError, AttributeError) as problem:
            if not ending or ending[0].get("end") == "book":
                raise damaged("its inside could not be understood") from problem
            book = None
        finally:
            # Whatever it would still say would be taken for the next file's.
            self.worn = self.worn or not ending
        end = ending[0]
        self._note(end)
        if book is None or end["end"] != "book":
            raise Unreadable(str(end["code"]), str(end["message"]), str(end["remedy"]))
        return book

    def _note(self, end: wire.Frame) -> None:
        peak = int(end["peak"])
        tally.peak = max(tally.peak, peak)
        self.worn = self.worn or self.files >= _FILES or peak > self.memory / 4
        for line in end["log"]:
            _log.error("While reading a file apart: %s", line)

    def _write(self, piece: memoryview, deadline: float) -> None:
        while piece:
            self._wait(self._input, selectors.EVENT_WRITE, deadline)
            try:
                piece = piece[os.write(self._input, piece[:_CHUNK]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as problem:
                raise _Died(self._ended()) from problem

    def _frames(self, deadline: float, ending: list[wire.Frame]) -> Iterator[wire.Frame]:
        """What the child answers, up to its end, which is put into `ending`."""
        while True:
            length = wire.LENGTH.unpack(self._take(wire.LENGTH.size, deadline))[0]
            if length > wire.LONGEST_FRAME:
                raise ValueError("A frame is too long.")
            frame = wire.unpacked(self._take(length, deadline))
            if "end" in frame:
                ending.append(frame)
                return
            yield frame

    def _take(self, length: int, deadline: float) -> bytes:
        taken = bytearray()
        while len(taken) < length:
            self._wait(self._output, selectors.EVENT_READ, deadline)
            piece = os.read(self._output, min(length - len(taken), _CHUNK))
            if not piece:
                raise _Died(self._ended())
            taken += piece
        return bytes(taken)

    def _wait(self, pipe: int, event: int, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, event)
            if not selector.select(max(deadline - time.monotonic(), 0)):
                raise TimeoutError

    def _ended(self) -> int | None:
        """How the process ended, once its pipes are closed."""
        try:
            return self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return None

    @property
    def ready(self) -> bool:
        """Whether it can take another file."""
        return not self.worn and self.process.poll() is None

    def close(self) -> None:
        """End it, and wait until it is gone."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def let_go(self) -> None:
        """Forget it in a process that was forked off its parent: the pipes' ends here would keep it alive."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.returncode = 0


_idle: list[_Child] = []


def read_apart(
    source: Source, *, limits: Limits = LIMITS, seconds: float = SECONDS, memory: int = MEMORY
) -> Book:
    """The sheets of a spreadsheet file, read in another process under caps of time (seconds) and memory (bytes).

    A path is opened there, and must stay as long as a long sheet's rows are gone through. Raises Unreadable when
    the file cannot be read or is too heavy, NoChild when there is no process to read it in, OSError for a path
    that is not there.
    """
    if isinstance(source, Path):
        source.stat()
    tally.files += 1
    try:
        return _attempt(source, limits, seconds, memory)
    except _Died as death:
        # It may have been ended for another's sake. A file is blamed once it has ended a fresh process, too.
        if death.code in _OUT_OF_TIME:
            raise too_heavy() from None
    try:
        return _attempt(source, limits, seconds, memory)
    except _Died:
        raise too_heavy() from None


def _attempt(source: Source, limits: Limits, seconds: float, memory: int) -> Book:
    child = _taken(memory)
    kept = False
    try:
        book = child.read(source, limits, seconds)
        kept = True
    except Unreadable as refusal:
        kept = refusal.code != too_heavy().code
        raise
    except TimeoutError:
        tally.killed += 1
        raise too_heavy() from None
    finally:
        if kept and child.ready and not _idle:
            _idle.append(child)
        else:
            child.close()
    return book


def _taken(memory: int) -> _Child:
    """The warm child, when it is one of this cap and free; else a new one."""
    with suppress(IndexError):  # another thread may take the last
        while True:
            child = _idle.pop()
            if child.ready and child.memory == memory:
                return child
            child.close()
    return _Child(memory)


def stop() -> None:
    """End the warm child, if there is one; the next file starts another."""
    while _idle:
        _idle.pop().close()


def _forget() -> None:
    while _idle:
        _idle.pop().let_go()
    tally.files = tally.started = tally.killed = tally.peak = 0


atexit.register(stop)
os.register_at_fork(after_in_child=_forget)
