"""Real workers on the benchmark's own database."""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection

from benchmarks import boards

ROOT = Path(__file__).resolve().parent.parent


def start(folder: Path, number: int) -> subprocess.Popen[bytes]:
    """A real worker on this database; it is rung for, and sweeps nothing by itself."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    celery = (sys.executable, "-m", "celery", "-A", "lscb", "worker", "--pool=solo", "--loglevel=INFO")
    with (folder / f"worker-{number}.log").open("wb") as words:
        return subprocess.Popen(
            (*celery, "-n", f"bench-{number}@%h", "--prefetch-multiplier=1"),
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
                "LSCB_EMBEDDED": "1",
                "LSCB_TODAY": boards.TODAY.isoformat(),
                "LSCB_VAR": str(folder),
            },
            stdout=words,
            stderr=words,
        )


def ready(folder: Path) -> None:
    """Wait until each worker has started: start-up is not what is measured."""
    deadline = time.monotonic() + 60
    while not all(b" ready." in one.read_bytes() for one in folder.glob("worker-*.log")):
        assert time.monotonic() < deadline, "A worker did not start"
        time.sleep(0.1)
