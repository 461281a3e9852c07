"""What a child does to itself: it gives up root, keeps one capability at most, and dies with its parent."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lscb import processes

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give root up")
with_proc = pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc is not mounted here")
NOBODY = pwd.getpwnam("nobody").pw_uid


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A program in a folder that only root may enter."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    shutil.copy("/bin/true", folder / "program")
    return folder


def run_as(account: processes.Account | None, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", script],
        preexec_fn=processes.before_exec(account),
        capture_output=True,
        text=True,
        check=False,
    )


@as_root
def test_a_child_of_root_becomes_nobody(closed: Path) -> None:
    account = processes.account_for(closed / "data", closed / "program")

    assert run_as(account, "id -u; id -G").stdout.split() == [str(NOBODY), str(pwd.getpwnam("nobody").pw_gid)]


@as_root
def test_data_already_there_is_kept_under_its_owner(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    os.chown(data, pwd.getpwnam("daemon").pw_uid, 0)

    account = processes.account_for(data)

    assert account is not None
    assert account.uid == pwd.getpwnam("daemon").pw_uid


@as_root
def test_it_runs_a_program_in_a_closed_folder_and_writes_nothing_there(closed: Path) -> None:
    account = processes.account_for(closed / "data", closed / "program")

    done = run_as(
        account, f"test -x {closed}/program && {closed}/program && ! touch {closed}/new && echo fine"
    )

    assert done.stdout == "fine\n"


@as_root
@with_proc
def test_it_keeps_no_capability_where_every_folder_is_open() -> None:
    account = processes.account_for(Path("/usr/bin/env"))

    assert "CapEff:\t0000000000000000" in run_as(account, "cat /proc/self/status").stdout


@as_root
@with_proc
def test_it_keeps_one_capability_where_a_folder_is_closed(closed: Path) -> None:
    account = processes.account_for(closed / "data")

    line = next(
        line
        for line in run_as(account, "cat /proc/self/status").stdout.splitlines()
        if line.startswith("CapEff")
    )
    assert int(line.split()[1], 16).bit_count() == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root must give root up")
def test_anyone_else_stays_who_they_are(tmp_path: Path) -> None:
    assert processes.account_for(tmp_path) is None


def test_a_child_dies_with_its_parent() -> None:
    script = (
        "import subprocess, signal; from lscb import processes\n"
        "child = subprocess.Popen(['sleep', '600'], preexec_fn=processes.before_exec(None, signal.SIGKILL))\n"
        "print(child.pid, flush=True); signal.pause()"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()

    deadline = time.monotonic() + 5
    while Path(f"/proc/{child}/exe").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{child}/exe").exists()


def test_a_child_that_ignores_every_polite_signal_is_killed() -> None:
    script = "import signal, time\nsignal.signal(15, signal.SIG_IGN)\nprint(1, flush=True)\ntime.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()

    processes.end(child, (signal.SIGTERM, 0.2))

    assert child.returncode == -signal.SIGKILL
    child.communicate()


def test_a_stranger_is_never_signalled_for_having_the_number(tmp_path: Path) -> None:
    stranger = subprocess.Popen(["sleep", "600"], cwd="/")

    processes.end_stranger(stranger.pid, tmp_path, (signal.SIGTERM, 0.2))

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()
