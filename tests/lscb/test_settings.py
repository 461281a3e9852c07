"""The settings refuse to start rather than guess, each time with one sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL = {
    "DATABASE_URL": "postgresql://lscb@127.0.0.1:1/lscb",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "LSCB_SECRET_KEY": "a long random text",
}
READ = "import lscb.settings as s; print(s.FIXED_TODAY, s.DEBUG, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"


def start(given: dict[str, str], var: Path) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own that has this environment and nothing else of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", READ],
        env={**kept, "LSCB_VAR": str(var), **given},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"DATABASE_URL": ""}, "Set DATABASE_URL, or LSCB_EMBEDDED=1"),
        ({"REDIS_URL": ""}, "Set REDIS_URL, or LSCB_EMBEDDED=1"),
        ({"LSCB_SECRET_KEY": ""}, "Set LSCB_SECRET_KEY to a long random text."),
        ({"DATABASE_URL": "sqlite:///x.db"}, "DATABASE_URL must name a PostgreSQL database"),
        ({"LSCB_TODAY": "2018-05-21"}, "LSCB_TODAY fixes the clock and is obeyed only with LSCB_EMBEDDED=1"),
        ({"LSCB_EMBEDDED": "1", "LSCB_TODAY": "21 May 2018"}, "write a date such as 2018-05-21."),
        ({"LSCB_EMBEDDED": "1", "DATABASE_URL": ""}, "start them with `make demo`"),
    ],
)
def test_what_is_missing_or_wrong_stops_the_start(
    change: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    started = start(REAL | change, tmp_path)

    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert sentence in last


def test_a_real_board_starts_in_real_time_with_secure_cookies(tmp_path: Path) -> None:
    started = start(REAL, tmp_path)

    assert started.stdout.split() == ["None", "False", "True", "True"], started.stderr


def test_the_demo_lives_on_its_fixed_day(tmp_path: Path) -> None:
    started = start(REAL | {"LSCB_EMBEDDED": "1", "LSCB_TODAY": "2018-05-21"}, tmp_path)

    assert started.stdout.split()[0] == "2018-05-21", started.stderr


def test_the_demos_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    demo = REAL | {"LSCB_EMBEDDED": "1", "LSCB_SECRET_KEY": ""}
    start(demo, tmp_path)
    made = (tmp_path / "secret-key").read_text()
    start(demo, tmp_path)

    assert len(made) >= 50
    assert (tmp_path / "secret-key").read_text() == made
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
