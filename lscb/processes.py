"""Child processes that never outlive their parent and never run as root when they must not.

What lives here: what a child does to itself between fork and exec, and how to end one. What does not: which
programs are run, in `lscb.embedded` and `lscb.supervisor`. Linux only.
"""

import contextlib
import ctypes
import os
import pwd
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)

# From linux/prctl.h and linux/capability.h, which never change.
_PR_SET_PDEATHSIG = 1
_PR_SET_SECUREBITS = 28
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_SECBIT_NO_SETUID_FIXUP = 1 << 2
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_DAC_OVERRIDE = 1
_CAP_DAC_READ_SEARCH = 2


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a child becomes before it runs. `may_pass`: whether it must pass folders that are closed to it."""

    uid: int
    gid: int
    may_pass: bool


def account_for(data: Path, *programs: Path) -> Account | None:
    """The account that a program refusing root runs under, or None when this process is not root.

    It is the owner of `data` when that exists and is not root's, else `nobody`, which every Linux has. A
    checkout in a closed folder (`/root`) is no obstacle: the child then keeps the one capability to pass it.
    """
    if os.geteuid() != 0:
        return None
    owner = data.stat().st_uid if data.exists() else 0
    entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    closed = any(not _open_to_others(path) for path in (data, *programs))
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, may_pass=closed)


def _open_to_others(path: Path) -> bool:
    """Whether every folder above `path` may be passed by anyone."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents if folder.exists())


def before_exec(account: Account | None, death_signal: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """What a child does first: become `account`, and ask for `death_signal` when its parent dies.

    For `preexec_fn` of subprocess.Popen. The parent is the *thread* that forks: fork from the main one.
    """
    parent = os.getpid()

    def prepare() -> None:
        if account is not None:
            _become(account)
        # After the change of user, which clears it.
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return prepare


def _become(account: Account) -> None:
    """Give up root for good, keeping at most the capability to pass closed folders."""
    if account.may_pass:
        # Capabilities then stay as they are when the user changes, and access(2) counts them.
        _LIBC.prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setresgid(account.gid, account.gid, account.gid)
    os.setresuid(account.uid, account.uid, account.uid)
    if account.may_pass:
        # A container's root may lack the first; the second, which it has, also serves.
        any(_keep_only(capability) for capability in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE))


def _keep_only(capability: int) -> bool:
    """Give up every capability but one, which is kept across exec. False when this process never had it."""
    mask = 1 << capability
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    if _LIBC.capset(ctypes.byref(header), ctypes.byref(sets)) != 0:
        return False
    return bool(_LIBC.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0) == 0)


def works_in(pid: int, folder: Path) -> bool:
    """Whether process `pid` lives and works in `folder`: how a recycled process id is told from a real one.

    False where `/proc` is not mounted: nothing is then ever ended by its id.
    """
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    except OSError:
        return False


def end(process: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> None:
    """Send each signal in turn, waiting the seconds beside it, until the child has ended; at last kill it."""
    for number, seconds in (*steps, (signal.SIGKILL, 10.0)):
        if process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)


def end_stranger(pid: int, folder: Path, *steps: tuple[signal.Signals, float]) -> None:
    """As `end`, for a process of an earlier run that works in `folder`; any other process is left alone."""
    for number, seconds in (*steps, (signal.SIGKILL, 10.0)):
        if not works_in(pid, folder):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while works_in(pid, folder) and time.monotonic() < deadline:
            time.sleep(0.05)
