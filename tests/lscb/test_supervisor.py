"""The supervisor: what it starts ends with it, grandchildren too, and nothing else does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lscb import supervisor
from lscb.supervisor import ProgramEnded, Supervisor

#: Starts a child of its own, writes both numbers down, and waits.
FAMILY = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[2]])
with open(sys.argv[1] + ".part", "w") as file:
    file.write(f"{os.getpid()} {child.pid}")
os.rename(sys.argv[1] + ".part", sys.argv[1])
time.sleep(600)
"""
WAITS = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"


def until(question: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.02)
    return False


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def family(path: Path) -> list[int]:
    assert until(path.exists)
    return [int(number) for number in path.read_text().split()]


@pytest.fixture
def programs(tmp_path: Path) -> Supervisor:
    return Supervisor(tmp_path / "logs", os.environ, tmp_path)


@pytest.mark.parametrize("grandchild", [WAITS, DEAF])
def test_stop_ends_programs_and_what_they_started(
    programs: Supervisor, tmp_path: Path, grandchild: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 2.0)
    programs.start("one", [sys.executable, "-c", FAMILY, str(tmp_path / "one"), grandchild])
    programs.start("two", [sys.executable, "-c", FAMILY, str(tmp_path / "two"), grandchild])
    started = family(tmp_path / "one") + family(tmp_path / "two")

    programs.stop()

    assert until(lambda: not any(is_alive(pid) for pid in started))


def test_stop_leaves_every_other_process_alone(programs: Supervisor) -> None:
    stranger = subprocess.Popen(["sleep", "600"])
    programs.start("one", ["sleep", "600"])

    programs.stop()

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_program_deaf_to_the_request_is_killed(
    programs: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.3)
    programs.start(
        "deaf", [sys.executable, "-c", f"{DEAF.replace('time.sleep', 'print(1, flush=True); time.sleep')}"]
    )
    assert until(lambda: programs.log("deaf").read_text() == "1\n")

    started = time.monotonic()
    programs.stop()

    assert time.monotonic() - started < 5


def test_a_program_that_ends_by_itself_is_named_with_its_last_words(programs: Supervisor) -> None:
    programs.start("worker", [sys.executable, "-c", "raise SystemExit('no broker there')"])

    def last_words() -> str:
        try:
            programs.check()
        except ProgramEnded as ended:
            return str(ended)
        return ""

    assert until(lambda: "worker ended by itself" in last_words())
    assert "no broker there" in last_words()
    programs.stop()


def test_check_says_nothing_while_all_run(programs: Supervisor) -> None:
    with programs:
        programs.start("one", ["sleep", "600"])
        programs.check()


def test_each_start_begins_the_log_anew(programs: Supervisor) -> None:
    for words in ("first", "second"):
        programs.start("one", ["echo", words])
        assert until(lambda words=words: programs.log("one").read_text() == f"{words}\n")  # type: ignore[misc]
        programs.stop()


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM])
def test_programs_end_when_the_supervisor_is_killed(tmp_path: Path, death: signal.Signals) -> None:
    script = (
        "import os, sys, time; from pathlib import Path; from lscb.supervisor import Supervisor\n"
        "made = Supervisor(Path(sys.argv[1]), os.environ, Path(sys.argv[1]))\n"
        "made.start('one', ['sleep', '600'])\n"
        "print(next(iter(made._programs.values())).pid, flush=True); time.sleep(600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    child = int(owner.stdout.readline())

    owner.send_signal(death)
    owner.communicate()

    assert until(lambda: not is_alive(child))
