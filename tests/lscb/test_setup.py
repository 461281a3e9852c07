"""The set-up: what the locks hold, and what is said when something cannot be installed."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ops import system

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {path.stem: path.read_text() for path in (ROOT / "ops" / "locks").glob("*.lock")}
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
EMBEDDED = PROJECT["project"]["optional-dependencies"]["embedded"]
RUN = PROJECT["project"]["dependencies"]
#: What each lock must hold.
ASKED = {
    "run": RUN,
    "demo": RUN + EMBEDDED,
    "dev": RUN + EMBEDDED + GROUPS["dev"],
    "node": GROUPS["setup"],
    "installer": GROUPS["installer"],
}


def pinned(lock: str) -> dict[str, str]:
    """Version by name."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)(?:\[[^]]*\])?==(\S+)", LOCKS[lock], re.MULTILINE))


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[._]+", "-", found.group()).lower()


def test_every_lock_is_known() -> None:
    assert set(LOCKS) == set(ASKED)


@pytest.mark.parametrize("lock", sorted(ASKED))
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    missing = {name_of(requirement) for requirement in ASKED[lock]} - set(pinned(lock))

    assert missing == set(), "run `make lock`"


@pytest.mark.parametrize("lock", ["run", "demo"])
def test_the_portal_runs_with_the_versions_it_was_tested_with(lock: str) -> None:
    assert pinned(lock).items() <= pinned("dev").items()


@pytest.mark.parametrize("lock", sorted(ASKED))
def test_a_lock_holds_hashes_and_names_no_registry(lock: str) -> None:
    assert LOCKS[lock].count("--hash=sha256:") >= len(pinned(lock)) > 0
    assert "://" not in LOCKS[lock]


def test_the_front_end_lock_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert not any("resolved" in package for package in packages.values())
    assert all("integrity" in package for name, package in packages.items() if name)


def test_what_cannot_be_installed_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "loads", lambda library: "pango" not in library)
    monkeypatch.setattr(system, "as_root", lambda: None)

    with pytest.raises(system.Stop) as stop:
        system.install_missing(journeys=False, venv=False)

    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in str(stop.value)
    assert "\n" not in str(stop.value)


def test_a_missing_browser_stops_nothing_and_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda venv: [])
    monkeypatch.setattr(system, "has_chromium", lambda: False)
    monkeypatch.setattr(system, "offered", lambda package: False)

    system.install_missing(journeys=True, venv=False)

    assert capsys.readouterr().err == "There is no Chromium here: the browser journeys will be skipped.\n"


def test_an_old_python_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PYTHON_FLOOR", (9, 9))

    with pytest.raises(system.Stop, match=r"too old: set PYTHON= to one of 9.9 or newer"):
        system.check_python()


def test_make_alone_lists_each_target_in_a_line() -> None:
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert [line.split()[1] for line in told.splitlines()] == targets
    assert all(len(line.split()) > 2 for line in told.splitlines())


@pytest.mark.parametrize("script", ["setup.py", "system.py", "clean.py"])
def test_what_runs_before_anything_is_installed_needs_nothing(script: str) -> None:
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import runpy; runpy.run_path('{ROOT}/ops/{script}')"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stderr


def test_the_submission_check_is_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    assert "make test" in (ROOT / "README.md").read_text()
