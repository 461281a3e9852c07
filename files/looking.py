"""Looking at a stranger's file apart: what it is, said by a process of its own that can hurt nobody but itself.

One process a file: evidence is sent now and then, and what looked at a hostile file is not used again.
`python -m files.looking MEMORY PARENT` is that process; it reads the bytes and answers with one line of JSON.
"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from files.child import confine
from files.errors import Unreadable
from files.kinds import FileKind, recognise
from files.kinds.kind import large
from files.reading import NoChild

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent

#: The memory a child may use, in bytes.
MEMORY = 1_000_000_000
#: The time a file may take, in seconds, and beside it what a new process takes to start on a busy machine.
SECONDS = 20.0
_START = 30.0
_LONGEST_ANSWER = 10_000


def look_apart(data: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> FileKind:
    """What the file is. Raises Unreadable where it may not be evidence, NoChild when there is no process to look in."""
    try:
        child = subprocess.run(
            [sys.executable, "-B", "-m", "files.looking", str(memory), str(os.getpid()), str(seconds)],
            cwd=_ROOT,
            # Nothing of ours: no address of a database, no secret.
            env={"LANG": "C.UTF-8", "PYTHONUTF8": "1"},
            input=data,
            capture_output=True,
            timeout=seconds + _START,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_heavy() from None
    except OSError as problem:
        raise NoChild("A process to look at the file in could not be started.") from problem
    if child.returncode or len(child.stdout) > _LONGEST_ANSWER:
        _log.warning("Looking at a file ended with %s.", child.returncode)
        raise _too_heavy()
    return _answer(child.stdout)


def _answer(written: bytes) -> FileKind:
    """What the child says. It has seen hostile bytes and may be theirs by now: it can name a kind or refuse."""
    try:
        said = json.loads(written)
        if "kind" in said:
            return FileKind(said["kind"])
        refusal = Unreadable(str(said["code"]), str(said["message"]), str(said["remedy"]))
    except (ValueError, KeyError, TypeError):
        raise _too_heavy() from None
    raise refusal


def _too_heavy() -> Unreadable:
    return large("it takes more memory or time to look at than we allow")


def main(memory: int, parent: int, seconds: float) -> None:
    """Look at the bytes on standard input, and say what they are."""
    confine(memory, parent, seconds)
    logging.disable()
    try:
        said = {"kind": recognise(sys.stdin.buffer.read()).value}
    except Unreadable as refusal:
        said = {"code": refusal.code, "message": refusal.message, "remedy": refusal.remedy}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
