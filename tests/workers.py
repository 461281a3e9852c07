"""Real Celery workers of the tests' own database and broker, which end with the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0

Worker = subprocess.Popen[bytes]


def until(true: Callable[[], object], what: str) -> None:
    """Wait until something holds; say what never did."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"{what}: not after {PATIENCE:.0f} seconds"
        time.sleep(0.1)


def database_url() -> str:
    """The tests' own database as another process finds it."""
    kept = os.environ["DATABASE_URL"]
    return f"{kept.rpartition('/')[0]}/{connection.settings_dict['NAME']}"


def start_worker(log: Path, *more: str) -> Worker:
    """Start a worker in a process group of its own; its words go to `log`."""
    celery = (sys.executable, "-m", "celery", "-A", "lscb", "worker", "--pool=solo", "--loglevel=INFO", *more)
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "LSCB_EMBEDDED": "1",
        "LSCB_TODAY": "2018-05-21",
        "LSCB_VAR": str(settings.MEDIA_ROOT.parent),
        "LSCB_INBOX": str(settings.INBOX_ROOT),
        "LSCB_SWEEP_SECONDS": "0.5",
    }
    with log.open("wb") as words:
        return subprocess.Popen(
            celery, cwd=ROOT, env=environment, stdout=words, stderr=words, start_new_session=True
        )


def end(one: Worker) -> None:
    """Kill a worker and what it started, with -9."""
    if one.poll() is None:
        os.killpg(one.pid, signal.SIGKILL)
    one.wait()
