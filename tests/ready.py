"""A migrated database kept between runs: the tests copy it instead of migrating anew, until a migration changes.

It lies in the machine's folder for passing things, one a state of the migrations. Where there is none it is made, once,
for all who wait for it; nobody waits for another state's.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lscb import embedded

ROOT = Path(__file__).resolve().parent.parent
_PREFIX = "lscb-ready-"
#: Seconds after which one that nobody has used is cleared away.
_KEPT = 86_400.0


def copy_to(folder: Path) -> None:
    """Put services whose database `lscb` is migrated, and stopped, into `folder`, which must not be there yet."""
    kept = Path(tempfile.gettempdir())
    ready = kept / f"{_PREFIX}{_state()}"
    with ready.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _clear(kept)
        if not (ready / "done").exists():
            _make(ready)
        os.utime(ready)
        # Ownership goes with it: as root, PostgreSQL runs as somebody else.
        subprocess.run(["cp", "-a", str(ready / "services"), str(folder)], check=True)


def _state() -> str:
    """One short name for all that makes the database: migrations, and the versions of what runs them."""
    found = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "ops" / "locks" / "dev.lock"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in found)).hexdigest()[:16]


def _make(ready: Path) -> None:
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir(mode=0o711)
    with embedded.start(ready / "services", durable=False) as services:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=ROOT,
            env={
                **services.environment(),
                "LSCB_VAR": str(ready / "var"),
                "LSCB_SECRET_KEY": "of the tests alone",
            },
            check=True,
        )
    (ready / "done").touch()


def _clear(kept: Path) -> None:
    """Remove those that no run has copied for a day, and what they were waited for by."""
    for old in kept.glob(f"{_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # another run clears, too
            if time.time() - old.stat().st_mtime <= _KEPT:
                continue
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.unlink()
